/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-clock.h"

G_DEFINE_INTERFACE (OofClock, oof_clock, G_TYPE_OBJECT)

static gboolean
oof_clock_real_is_told (OofClock *self)
{
  return TRUE;
}

static void
oof_clock_real_observe (OofClock *self, OofInstant stamp)
{
}

static void
oof_clock_default_init (OofClockInterface *iface)
{
  iface->is_told = oof_clock_real_is_told;
  iface->observe = oof_clock_real_observe;
}

OofInstant
oof_clock_now (OofClock *self)
{
  g_return_val_if_fail (OOF_IS_CLOCK (self), OOF_INSTANT_NONE);

  return OOF_CLOCK_GET_IFACE (self)->now (self);
}

gboolean
oof_clock_is_told (OofClock *self)
{
  g_return_val_if_fail (OOF_IS_CLOCK (self), FALSE);

  return OOF_CLOCK_GET_IFACE (self)->is_told (self);
}

void
oof_clock_observe (OofClock *self, OofInstant stamp)
{
  g_return_if_fail (OOF_IS_CLOCK (self));

  if (stamp != OOF_INSTANT_NONE && !oof_clock_is_told (self))
    OOF_CLOCK_GET_IFACE (self)->observe (self, stamp);
}
