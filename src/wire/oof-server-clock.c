/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-server-clock-private.h"

#include "core/oof-clock.h"

#include <libsoup/soup.h>

struct _OofServerClock
{
  GObject parent_instance;
  gint64 offset; /* seconds */
  gboolean told; /* a Date header has come */
  OofOwnClock own;
  gpointer own_data;
};

static void oof_server_clock_iface_init (OofClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofServerClock,
                               oof_server_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_CLOCK, oof_server_clock_iface_init))

static gint64
real_now (gpointer data)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gint64
own_now (OofServerClock *self)
{
  return self->own (self->own_data);
}

static OofInstant
oof_server_clock_now (OofClock *clock)
{
  OofServerClock *self = OOF_SERVER_CLOCK (clock);

  return own_now (self) + self->offset;
}

static gboolean
oof_server_clock_is_told (OofClock *clock)
{
  return OOF_SERVER_CLOCK (clock)->told;
}

static void
oof_server_clock_observe_stamp (OofClock *clock, OofInstant stamp)
{
  OofServerClock *self = OOF_SERVER_CLOCK (clock);

  self->offset = stamp - own_now (self);
}

static void
oof_server_clock_iface_init (OofClockInterface *iface)
{
  iface->now = oof_server_clock_now;
  iface->is_told = oof_server_clock_is_told;
  iface->observe = oof_server_clock_observe_stamp;
}

static void
oof_server_clock_class_init (OofServerClockClass *klass)
{
}

static void
oof_server_clock_init (OofServerClock *self)
{
  self->own = real_now;
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
  if (time == NULL)
    return;
  self->offset = g_date_time_to_unix (time) - own_now (self);
  self->told = TRUE;
}

gint64
oof_server_clock_get_offset (OofServerClock *self)
{
  g_return_val_if_fail (OOF_IS_SERVER_CLOCK (self), 0);
  return self->offset;
}

void
oof_server_clock_set_own (OofServerClock *self, OofOwnClock own, gpointer data)
{
  g_return_if_fail (OOF_IS_SERVER_CLOCK (self) && own != NULL);

  self->own = own;
  self->own_data = data;
}
