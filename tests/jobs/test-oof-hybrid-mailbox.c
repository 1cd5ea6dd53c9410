/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-run-world.h"

/* Two routes, people whom Graph's directory lists: whose mailbox lies where is found out. */

static OofFakeMailboxes *
make_hybrid (OofRunWorld *w)
{
  OofFakeMailboxes *ews = oof_fake_mailboxes_new ();

  g_object_unref (w->router);
  w->router =
      oof_mailbox_router_new (OOF_MAILBOX_SERVICE (w->mailboxes), OOF_MAILBOX_SERVICE (ews));
  return ews;
}

static void
move (OofFakeMailboxes *from, OofFakeMailboxes *to, const char *address)
{
  g_hash_table_remove (from->mailboxes, address);
  oof_fake_mailboxes_add (to, address);
}

static void
test_finds (OofRunWorld *w, gconstpointer data)
{
  g_autoptr (OofFakeMailboxes) ews = make_hybrid (w);
  g_autofree char *key = NULL;
  OofRunReport *report;

  oof_run_world_add_people (w, 3);
  move (w->mailboxes, ews, "p1@x.example");
  g_hash_table_remove (w->mailboxes->mailboxes, "p2@x.example");
  report = oof_run_world_run (w, OOF_RUN_STATUS);
  g_assert_no_error (w->error);
  g_assert_cmpuint (report->failed, ==, 1);
  g_assert_cmpint (oof_run_world_row (w, 0)->route, ==, OOF_ROUTE_GRAPH);
  g_assert_cmpint (oof_run_world_row (w, 1)->route, ==, OOF_ROUTE_EWS);
  g_assert_error (oof_run_world_row (w, 2)->error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_assert_cmpint (oof_run_world_row (w, 2)->route, ==, OOF_ROUTE_GRAPH);

  /* Written where it is, Graph is not asked again. */
  key = oof_run_world_add_absence (w, 1, "2026-11-20", "2026-11-24");
  report = oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_no_error (w->error);
  g_assert_cmpint (oof_run_world_row (w, 1)->result, ==, OOF_RESULT_WRITTEN);
  g_assert_cmpuint (ews->n_writes, ==, 1);
  g_assert_cmpuint (w->mailboxes->n_writes, ==, 0);

  /* Moved to the cloud, with the reply left behind: found again, and written there. */
  move (ews, w->mailboxes, "p1@x.example");
  oof_run_world_run (w, OOF_RUN_STATUS);
  g_assert_cmpint (oof_run_world_row (w, 1)->route, ==, OOF_ROUTE_GRAPH);
}

/* What is wrong with the route that should know the mailbox is said, not hidden. */
static void
test_faults (OofRunWorld *w, gconstpointer data)
{
  g_autoptr (OofFakeMailboxes) ews = make_hybrid (w);
  OofFakeMailbox *mailbox;

  oof_run_world_add_people (w, 2);
  move (w->mailboxes, ews, "p1@x.example");
  mailbox = oof_fake_mailboxes_get (ews, "p1@x.example");
  mailbox->read_error = OOF_ERROR_UNREACHABLE;
  mailbox->n_read_errors = 1;
  mailbox = oof_run_world_mailbox (w, 0);
  mailbox->read_error = OOF_ERROR_FORBIDDEN;
  mailbox->n_read_errors = 1;
  oof_run_world_run (w, OOF_RUN_STATUS);
  g_assert_error (oof_run_world_row (w, 0)->error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_assert_error (oof_run_world_row (w, 1)->error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
}

/* Nobody's sign-in: the run fails before anything is asked. */
static void
test_no_service (OofRunWorld *w, gconstpointer data)
{
  g_object_unref (w->router);
  w->router = oof_mailbox_router_new (NULL, NULL);
  oof_run_world_add_people (w, 1);
  for (OofRunMode mode = OOF_RUN_STATUS; mode <= OOF_RUN_APPLY; mode++)
    {
      oof_run_world_run (w, mode);
      g_assert_error (w->error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/jobs/hybrid/" name, OofRunWorld, NULL, oof_run_world_set_up, func,                 \
              oof_run_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds", test_finds);
  ADD ("faults", test_faults);
  ADD ("no-service", test_no_service);
  return g_test_run ();
}
