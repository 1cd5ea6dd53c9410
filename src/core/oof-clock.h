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
};

OofInstant oof_clock_now (OofClock *self);

G_END_DECLS
