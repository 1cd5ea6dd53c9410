/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-clock.h"
#include "core/oof-item-store.h"

G_BEGIN_DECLS

/* The calendars of a service mailbox in memory: change keys, conflicts, lost answers. */
#define OOF_TYPE_FAKE_STORE (oof_fake_store_get_type ())
G_DECLARE_FINAL_TYPE (OofFakeStore, oof_fake_store, OOF, FAKE_STORE, GObject)

typedef enum
{
  OOF_FAKE_LIST,
  OOF_FAKE_FIND,
  OOF_FAKE_CREATE,
  OOF_FAKE_UPDATE,
  OOF_FAKE_REMOVE,
  OOF_FAKE_N_CALLS
} OofFakeCall;

struct _OofFakeStore
{
  GObject parent_instance;

  GPtrArray *items; /* (owned) OofItem */
  guint n_calls[OOF_FAKE_N_CALLS];
  guint n_running;
  guint peak;
  guint n_ids;

  /* the next @n_faults calls of this kind fail */
  OofFakeCall fault_call;
  guint n_faults;
  GQuark fault_domain;
  int fault_code;
  gboolean fault_applies; /* the server does it, only the answer is lost */
  guint n_touches;        /* before the next updates somebody flags the item */
  guint round_to;         /* what the server cuts times of timed items to, in seconds */
  void (*before_write) (OofFakeStore *self, const OofItem *item); /* (nullable) called once */
};

OofFakeStore *oof_fake_store_new (void);
void
oof_fake_store_fail (OofFakeStore *self, OofFakeCall call, int code, guint times, gboolean applies);
/* The first item with @key. (transfer none) (nullable) */
OofItem *oof_fake_store_get (OofFakeStore *self, const char *key);
guint oof_fake_store_count (OofFakeStore *self, const char *prefix);
/* Puts a document there, as another program would. (transfer none) */
OofItem *
oof_fake_store_put_document (OofFakeStore *self, const char *key, gint64 rev, const char *json);
OofItem *oof_fake_store_put (OofFakeStore *self, OofItem *item);
/* Somebody changes the item: a new change key. */
void oof_fake_store_touch (OofFakeStore *self, OofItem *item);
guint oof_fake_store_get_n_writes (OofFakeStore *self);

/* A clock that stands still. */
#define OOF_TYPE_FAKE_CLOCK (oof_fake_clock_get_type ())
G_DECLARE_FINAL_TYPE (OofFakeClock, oof_fake_clock, OOF, FAKE_CLOCK, GObject)
struct _OofFakeClock
{
  GObject parent_instance;

  OofInstant now;
};
OofFakeClock *oof_fake_clock_new (const char *now);

/* Runs the main loop until @callback of an async call stored its result there. */
void oof_fake_store_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void oof_fake_wait (GAsyncResult **result);

OofInstant oof_fake_instant (const char *text);
OofDay oof_fake_day (const char *text);

G_END_DECLS
