/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-server-clock.h"

#include "core/oof-clock.h"

#include <libsoup/soup.h>

struct _OofServerClock
{
  GObject parent_instance;
  gint64 offset; /* seconds */
};

static void oof_server_clock_iface_init (OofClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofServerClock,
                               oof_server_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_CLOCK, oof_server_clock_iface_init))

static gint64
own_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static OofInstant
oof_server_clock_now (OofClock *clock)
{
  return own_now () + OOF_SERVER_CLOCK (clock)->offset;
}

static void
oof_server_clock_iface_init (OofClockInterface *iface)
{
  iface->now = oof_server_clock_now;
}

static void
oof_server_clock_class_init (OofServerClockClass *klass)
{
}

static void
oof_server_clock_init (OofServerClock *self)
{
}

OofServerClock *
oof_server_clock_new (void)
{
  return g_object_new (OOF_TYPE_SERVER_CLOCK, NULL);
}

void
oof_server_clock_observe (OofServerClock *self, const char *date)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_if_fail (OOF_IS_SERVER_CLOCK (self));
  if (date != NULL)
    time = soup_date_time_new_from_http_string (date);
  if (time != NULL)
    self->offset = g_date_time_to_unix (time) - own_now ();
}

gint64
oof_server_clock_get_offset (OofServerClock *self)
{
  g_return_val_if_fail (OOF_IS_SERVER_CLOCK (self), 0);
  return self->offset;
}
