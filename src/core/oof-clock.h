/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-time.h"

G_BEGIN_DECLS

/* Port: what time it is. "Now" is the server's (decisions 4): wire/oof-server-clock.h implements it
 * over the Date header, tests turn their own. */
#define OOF_TYPE_CLOCK (oof_clock_get_type ())
G_DECLARE_INTERFACE (OofClock, oof_clock, OOF, CLOCK, GObject)

struct _OofClockInterface
{
  GTypeInterface parent_iface;

  OofInstant (*now) (OofClock *self);
  /* Have defaults: it is told; nothing. */
  gboolean (*is_told) (OofClock *self);
  void (*observe) (OofClock *self, OofInstant stamp);
};

OofInstant oof_clock_now (OofClock *self);
/* FALSE: the answers of the server do not say what time it is, its stamps are all there is. */
gboolean oof_clock_is_told (OofClock *self);
/* The server has just stamped something with @stamp. OOF_INSTANT_NONE, or a clock that is told: no
 * change. */
void oof_clock_observe (OofClock *self, OofInstant stamp);

G_END_DECLS
