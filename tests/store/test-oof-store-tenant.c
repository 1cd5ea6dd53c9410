/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-contract-side.h"
#include "oof-fake-store.h"
#include "store/oof-lease.h"
#include "store/oof-store.h"

#include <string.h>

/* The database over a simulated tenant, on both protocols: what the item stores of tests/store only
 * pretend is done by real requests here. */

#define N_CHANGES 200 /* of each writer */
#define N_DELETED 200

typedef struct
{
  OofItemStore *items; /* (owned) */
  OofFakeClock *clock; /* (owned) */
  OofStore *store;     /* (owned) */
} Writer;

static void
writer_init (Writer *self, OofContractSide *side)
{
  self->items = oof_contract_side_open_items (side, side->tenant->connection->service_mailbox);
  self->clock = oof_fake_clock_new (OOF_CONTRACT_NOW);
  self->store = oof_store_new (self->items, OOF_CLOCK (self->clock), OOF_CONTRACT_PERSON);
  g_object_set (self->store, "retry-delay", 0, NULL);
}

static void
writer_clear (Writer *self)
{
  g_object_unref (self->store);
  g_object_unref (self->items);
  g_object_unref (self->clock);
}

static OofSnapshot *
read_now (Writer *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  OofRange range = { self->clock->now - 30 * 86400, self->clock->now + 60 * 86400 };
  OofSnapshot *snapshot;

  oof_store_read_async (self->store, range, NULL, oof_contract_keep_cb, &result);
  snapshot = oof_store_read_finish (self->store, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  return snapshot;
}

static char *
add_absence (Writer *self)
{
  g_autoptr (OofAbsence) absence = oof_absence_new (OOF_CONTRACT_PERSON, "Europe/Berlin");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  absence->first_day = oof_fake_day ("2026-11-02");
  absence->last_day = oof_fake_day ("2026-11-06");
  oof_store_add_absence_async (self->store, absence, NULL, NULL, oof_contract_keep_cb, &result);
  stored = oof_store_add_absence_finish (self->store, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  return g_strdup (stored->key);
}

static OofAbsence *
save_absence (Writer *self, OofAbsence *absence, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_update_absence_async (self->store, absence, NULL, NULL, oof_contract_keep_cb, &result);
  return oof_store_update_absence_finish (self->store, oof_contract_wait (&result), error);
}

static OofOptions *
save_options (Writer *self, OofOptions *options, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_save_options_async (self->store, options, NULL, oof_contract_keep_cb, &result);
  return oof_store_save_options_finish (self->store, oof_contract_wait (&result), error);
}

static void
replace (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

/* What one writer last saw. */
typedef struct
{
  OofAbsence *absence; /* (owned) */
  OofOptions *options; /* (owned) */
} Seen;

static void
change_absence (Writer *writer, Seen *seen, guint who, guint i)
{
  g_autoptr (OofAbsence) mine = oof_absence_copy (seen->absence);
  g_autoptr (GError) error = NULL;

  replace (who ? &mine->note : &mine->ticket, g_strdup_printf ("%u", i));
  oof_absence_unref (seen->absence);
  seen->absence = save_absence (writer, mine, &error);
  g_assert_no_error (error);
}

static void
change_options (Writer *writer, Seen *seen, guint who, guint i)
{
  g_autoptr (OofOptions) mine = oof_options_copy (seen->options);
  g_autoptr (GError) error = NULL;

  writer->clock->now += 60;
  if (who)
    mine->day_difference = 10 + (int) i % 50;
  else
    replace (&mine->forward_word, g_strdup_printf ("%u", i));
  oof_options_unref (seen->options);
  seen->options = save_options (writer, mine, &error);
  g_assert_no_error (error);
}

/* Both write over what they saw last, so that each write meets one of the other. */
static void
test_two_writers (OofContractSide *side, gconstpointer data)
{
  Writer writers[2];
  Seen seen[2];
  g_autofree char *key = NULL;
  g_autoptr (OofSnapshot) first = NULL;
  g_autoptr (OofSnapshot) last = NULL;
  OofAbsence *end;

  for (guint who = 0; who < 2; who++)
    writer_init (&writers[who], side);
  first = read_now (&writers[0]);
  key = add_absence (&writers[0]);
  for (guint who = 0; who < 2; who++)
    {
      g_autoptr (OofSnapshot) snapshot = read_now (&writers[who]);

      seen[who].absence = oof_absence_ref (oof_snapshot_find_absence (snapshot, key));
      seen[who].options = oof_options_ref (snapshot->options);
    }
  for (guint i = 1; i <= N_CHANGES; i++)
    for (guint who = 0; who < 2; who++)
      (i % 2 ? change_absence : change_options) (&writers[who], &seen[who], who, i);
  last = read_now (&writers[0]);
  end = oof_snapshot_find_absence (last, key);
  g_assert_cmpint (end->rev + last->options->rev - 1 - first->options->rev, ==, 2 * N_CHANGES);
  g_assert_cmpint (end->rev, ==, 1 + N_CHANGES);
  g_assert_cmpstr (end->note, ==, "199");
  g_assert_cmpstr (end->ticket, ==, "199");
  g_assert_cmpuint (end->moved->len, ==, 0);
  g_assert_cmpint (last->options->day_difference, ==, 10 + 200 % 50);
  g_assert_cmpstr (last->options->forward_word, ==, "200");
  for (guint who = 0; who < 2; who++)
    {
      oof_absence_unref (seen[who].absence);
      oof_options_unref (seen[who].options);
      writer_clear (&writers[who]);
    }
}

/* Both want the same member. */
static void
test_conflict (OofContractSide *side, gconstpointer data)
{
  Writer writers[2];
  OofAbsence *mine[2];
  g_autofree char *key = NULL;
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GError) error = NULL;

  for (guint who = 0; who < 2; who++)
    writer_init (&writers[who], side);
  key = add_absence (&writers[0]);
  for (guint who = 0; who < 2; who++)
    {
      g_autoptr (OofSnapshot) snapshot = read_now (&writers[who]);

      mine[who] = oof_absence_copy (oof_snapshot_find_absence (snapshot, key));
      replace (&mine[who]->note, g_strdup_printf ("by %u", who));
    }
  stored = save_absence (&writers[0], mine[0], &error);
  g_assert_no_error (error);
  g_assert_null (save_absence (&writers[1], mine[1], &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "note is \"by 0\" there and \"by 1\" here"));
  for (guint who = 0; who < 2; who++)
    {
      oof_absence_unref (mine[who]);
      writer_clear (&writers[who]);
    }
}

static gboolean
acquire (OofLease *lease, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_lease_acquire_async (lease, NULL, oof_contract_keep_cb, &result);
  return oof_lease_acquire_finish (lease, oof_contract_wait (&result), error);
}

/* Two runners at the very same moment: one gets the lease. */
static void
test_lease_race (OofContractSide *side, gconstpointer data)
{
  Writer writers[2];
  OofLease *leases[2];
  GAsyncResult *results[2] = { NULL, NULL };
  guint n_held = 0;

  for (guint who = 0; who < 2; who++)
    {
      writer_init (&writers[who], side);
      leases[who] = oof_lease_new (writers[who].store, who ? "server-1" : "server-0");
      oof_lease_set_wait (leases[who], 300);
    }
  for (guint who = 0; who < 2; who++)
    oof_lease_acquire_async (leases[who], NULL, oof_contract_keep_cb, &results[who]);
  for (guint who = 0; who < 2; who++)
    {
      g_autoptr (GError) error = NULL;

      if (oof_lease_acquire_finish (leases[who], oof_contract_wait (&results[who]), &error))
        n_held++;
      else
        g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
      g_object_unref (results[who]);
    }
  g_assert_cmpuint (n_held, ==, 1);
  g_assert_true (oof_lease_is_safe (leases[0]) != oof_lease_is_safe (leases[1]));
  for (guint who = 0; who < 2; who++)
    writers[who].clock->now += 301;
  g_assert_true (acquire (leases[oof_lease_is_safe (leases[0])], NULL));
  for (guint who = 0; who < 2; who++)
    {
      g_object_unref (leases[who]);
      writer_clear (&writers[who]);
    }
}

static GPtrArray *
find_vanished (Writer *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *vanished;

  oof_store_find_vanished_async (self->store, NULL, oof_contract_keep_cb, &result);
  vanished =
      oof_store_find_vanished_finish (self->store, oof_contract_wait (&result), NULL, &error);
  g_assert_no_error (error);
  return vanished;
}

static OofRestoreReport *
restore_newest (Writer *self)
{
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  OofRestoreReport *report;

  oof_store_load_backup_async (self->store, NULL, NULL, oof_contract_keep_cb, &loaded);
  json = oof_store_load_backup_finish (self->store, oof_contract_wait (&loaded), &error);
  g_assert_no_error (error);
  oof_store_restore_async (self->store, json, NULL, FALSE, NULL, oof_contract_keep_cb, &restored);
  report = oof_store_restore_finish (self->store, oof_contract_wait (&restored), &error);
  g_assert_no_error (error);
  return report;
}

/* 200 absences deleted in Outlook: counted, and all of them come back. */
static void
test_deleted (OofContractSide *side, gconstpointer data)
{
  Writer writer;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofSnapshot) before = NULL;
  g_autoptr (OofSnapshot) between = NULL;
  g_autoptr (OofSnapshot) after = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) vanished = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (OofRestoreReport) report = NULL;
  OofRange all = { oof_fake_instant ("2026-10-30T00:00:00Z"),
                   oof_fake_instant ("2026-11-10T00:00:00Z") };
  guint n_deleted = 0;

  writer_init (&writer, side);
  for (guint i = 0; i < N_DELETED; i++)
    g_free (add_absence (&writer));
  before = read_now (&writer);
  oof_store_save_backup_async (writer.store, NULL, oof_contract_keep_cb, &saved);
  g_assert_true (oof_store_save_backup_finish (writer.store, oof_contract_wait (&saved), &error));
  items = oof_contract_list_items (writer.items, OOF_CALENDAR_ABSENCES, all, &error);
  for (guint i = 0; i < items->len; i++)
    if (strstr (((OofItem *) items->pdata[i])->absence, OOF_CONTRACT_PERSON))
      {
        g_assert_true (oof_contract_remove (writer.items, items->pdata[i], &error));
        n_deleted++;
      }
  g_assert_cmpuint (n_deleted, ==, N_DELETED);
  between = read_now (&writer);
  vanished = find_vanished (&writer);
  g_assert_cmpuint (vanished->len, ==, N_DELETED);
  report = restore_newest (&writer);
  g_assert_cmpuint (report->created, ==, N_DELETED);
  g_assert_cmpuint (report->changed, ==, 0);
  g_assert_cmpuint (report->failed->len, ==, 0);
  after = read_now (&writer);
  g_assert_cmpuint (after->absences->len, ==, before->absences->len);
  none = find_vanished (&writer);
  g_assert_cmpuint (none->len, ==, 0);
  writer_clear (&writer);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  oof_contract_add_case ("two-writers", test_two_writers);
  oof_contract_add_case ("conflict", test_conflict);
  oof_contract_add_case ("lease-race", test_lease_race);
  oof_contract_add_case ("deleted", test_deleted);
  status = g_test_run ();
  oof_contract_end ();
  return status;
}
