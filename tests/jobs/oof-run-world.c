/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-run-world.h"

void
oof_run_world_set_up (OofRunWorld *self, gconstpointer data)
{
  self->items = oof_fake_store_new ();
  self->clock = oof_fake_clock_new ("2026-11-20T09:00:00Z");
  self->store =
      oof_store_new (OOF_ITEM_STORE (self->items), OOF_CLOCK (self->clock), "runner@x.example");
  g_object_set (self->store, "retry-delay", 0, NULL);
  self->mailboxes = oof_fake_mailboxes_new ();
  self->router = oof_mailbox_router_new (OOF_MAILBOX_SERVICE (self->mailboxes), NULL);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  self->instant = OOF_INSTANT_NONE;
  self->max_in_flight = 4;
  oof_fake_store_put_document (self->items, "d:template:1", 1,
                               "{\"v\":1,\"key\":\"d:template:1\",\"rev\":1,\"name\":\"Standard\","
                               "\"body\":\"Ich bin bis @@oofto nicht da.\"}");
}

static void
forget_run (OofRunWorld *self)
{
  g_clear_object (&self->job);
  g_clear_error (&self->error);
  self->n_rows_seen = 0;
}

void
oof_run_world_tear_down (OofRunWorld *self, gconstpointer data)
{
  g_assert_cmpuint (self->items->peak, <=, 1);
  g_assert_cmpuint (self->mailboxes->peak_per_mailbox, <=, 1);
  g_assert_cmpuint (self->mailboxes->peak, <=, self->max_in_flight);
  forget_run (self);
  g_clear_object (&self->cancellable);
  g_object_unref (self->router);
  g_assert_finalize_object (self->store);
  g_assert_finalize_object (self->items);
  g_assert_finalize_object (self->mailboxes);
  g_assert_finalize_object (self->clock);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->groups);
}

static char *
dup_address (guint n)
{
  return g_strdup_printf ("p%u@x.example", n);
}

void
oof_run_world_add_people (OofRunWorld *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *address = dup_address (i);
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      OofPerson *person = oof_person_new (NULL, address, name);

      person->route = OOF_ROUTE_GRAPH;
      g_ptr_array_add (self->people, person);
      oof_fake_mailboxes_add (self->mailboxes, address);
    }
}

OofFakeMailbox *
oof_run_world_mailbox (OofRunWorld *self, guint n)
{
  g_autofree char *address = dup_address (n);

  return oof_fake_mailboxes_get (self->mailboxes, address);
}

char *
oof_run_world_add_absence (OofRunWorld *self, guint n, const char *from, const char *to)
{
  g_autofree char *address = dup_address (n);
  g_autoptr (OofAbsence) absence = oof_absence_new (address, "Europe/Berlin");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofAbsence) stored = NULL;

  absence->first_day = oof_fake_day (from);
  absence->open_end = to == NULL;
  if (to)
    absence->last_day = oof_fake_day (to);
  oof_store_add_absence_async (self->store, absence, NULL, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_add_absence_finish (self->store, result, NULL);
  g_assert_nonnull (stored);
  return g_strdup (stored->key);
}

void
oof_run_world_cancel (OofRunWorld *self, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofAbsence) cancelled = NULL;

  oof_store_cancel_absence_async (self->store, key, self->clock->now, NULL, oof_fake_store_cb,
                                  &result);
  oof_fake_wait (&result);
  cancelled = oof_store_cancel_absence_finish (self->store, result, NULL);
  g_assert_nonnull (cancelled);
}

OofSnapshot *
oof_run_world_read (OofRunWorld *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OofRange range = { self->clock->now - 40 * 86400, self->clock->now + 40 * 86400 };
  OofSnapshot *snapshot;

  oof_store_read_async (self->store, range, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  snapshot = oof_store_read_finish (self->store, result, &error);
  g_assert_no_error (error);
  return snapshot;
}

static void
row_cb (OofRunJob *job, OofRunRow *row, OofRunWorld *self)
{
  g_assert_nonnull (row->address);
  self->n_rows_seen++;
}

OofRunReport *
oof_run_world_run (OofRunWorld *self, OofRunMode mode)
{
  static const guint at_once[3] = { 0, 0, 0 };
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (self);
  g_autoptr (OofRoster) roster = oof_roster_new (self->people, self->groups);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OofRunReport) report = NULL;

  forget_run (self);
  self->job =
      oof_run_job_new (mode, self->store, self->router, roster, snapshot, OOF_CLOCK (self->clock));
  oof_run_job_set_scope (self->job, self->scope);
  oof_run_job_set_limit_errors (self->job, self->limit_errors);
  oof_run_job_set_max_in_flight (self->job, self->max_in_flight);
  oof_run_job_set_read_back_delays (self->job, at_once);
  if (mode != OOF_RUN_APPLY)
    oof_run_job_set_instant (self->job, self->instant);
  if (self->prepare)
    self->prepare (self->job, self->data);
  g_signal_connect (self->job, "row", G_CALLBACK (row_cb), self);
  oof_run_job_run_async (self->job, self->cancellable, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  report = oof_run_job_run_finish (self->job, result, &self->error);
  g_assert_true ((report == NULL) == (self->error != NULL));
  return oof_run_job_get_report (self->job);
}

OofRunRow *
oof_run_world_row (OofRunWorld *self, guint n)
{
  g_autofree char *address = dup_address (n);

  return oof_run_report_find (oof_run_job_get_report (self->job), address);
}

OofRecord *
oof_run_world_record (OofRunWorld *self, guint n)
{
  g_autofree char *address = dup_address (n);
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (self);
  OofRecord *record = oof_snapshot_find_record (snapshot, address);

  return record ? oof_record_ref (record) : NULL;
}
