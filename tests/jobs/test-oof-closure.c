/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "jobs/oof-closure.h"
#include "oof-fake-store.h"
#include "oof-run-world.h"

static void
close_for (OofRunWorld *w, const char *address)
{
  g_autoptr (OofAbsence) absence = oof_absence_new (address, "UTC");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  absence->first_day = absence->last_day = oof_fake_day ("2026-11-24");
  absence->closure_id = g_strdup ("c");
  absence->closure_group = g_strdup ("IT");
  oof_store_add_absence_async (w->store, absence, NULL, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_add_absence_finish (w->store, result, NULL);
  g_assert_nonnull (stored);
}

/* The group has one member. */
static void
follow (OofRunWorld *w, const char *member, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (w);
  g_autoptr (GAsyncResult) result = NULL;
  OofGroup *group = oof_group_new ("IT");
  guint n_changed;

  group->address = g_strdup ("it@x.example");
  group->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (group->members, g_strdup (member));
  g_ptr_array_add (groups, group);
  g_autoptr (OofRoster) roster = oof_roster_new (w->people, groups);
  oof_closure_follow_async (w->store, snapshot, roster, w->clock->now, NULL, oof_fake_store_cb,
                            &result);
  oof_fake_wait (&result);
  oof_closure_follow_finish (result, &n_changed, error);
}

static guint
count_live (OofRunWorld *w, const char *address)
{
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (w);
  g_autoptr (GPtrArray) live = oof_closure_list_live (snapshot->absences, "c", w->clock->now);
  guint n = 0;

  for (guint i = 0; i < live->len; i++)
    n += g_str_equal (((OofAbsence *) live->pdata[i])->person, address);
  return n;
}

/* The only member goes and another one comes while nothing can be stored: the closure lives on. */
static void
test_waits (OofRunWorld *w, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  oof_run_world_add_people (w, 2);
  close_for (w, "p0@x.example");
  oof_fake_store_fail (w->items, OOF_FAKE_CREATE, OOF_ERROR_UNREACHABLE, 9, FALSE);
  follow (w, "p1@x.example", &error);
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
  g_assert_cmpuint (count_live (w, "p0@x.example"), ==, 1);

  w->items->n_faults = 0;
  g_clear_error (&error);
  follow (w, "p1@x.example", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_live (w, "p1@x.example"), ==, 1);
  g_assert_cmpuint (count_live (w, "p0@x.example"), ==, 0);

  follow (w, "p0@x.example", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_live (w, "p0@x.example"), ==, 1);
  g_assert_cmpuint (count_live (w, "p1@x.example"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/jobs/closure/waits", OofRunWorld, NULL, oof_run_world_set_up, test_waits,
              oof_run_world_tear_down);
  return g_test_run ();
}
