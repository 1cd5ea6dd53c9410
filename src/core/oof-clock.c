/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-clock.h"

G_DEFINE_INTERFACE (OofClock, oof_clock, G_TYPE_OBJECT)

static void
oof_clock_default_init (OofClockInterface *iface)
{
}

OofInstant
oof_clock_now (OofClock *self)
{
  g_return_val_if_fail (OOF_IS_CLOCK (self), OOF_INSTANT_NONE);

  return OOF_CLOCK_GET_IFACE (self)->now (self);
}
