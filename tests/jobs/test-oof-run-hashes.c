/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "core/oof-reply-text.h"
#include "jobs/oof-undo.h"
#include "oof-run-world.h"

/* The option hashTexts: what runs keep tells whether a text is the same, and no text. */

#define OWN "<html><body>Eigener Text</body></html>"

static void
begin (OofRunWorld *w, OofReplyStatus status)
{
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

  oof_fake_store_put_document (w->items, "d:options", 1,
                               "{\"v\":1,\"key\":\"d:options\",\"rev\":1,\"hashTexts\":true}");
  oof_run_world_add_people (w, 1);
  w->mailboxes->rewrites = TRUE;
  oof_fake_mailbox_set (oof_run_world_mailbox (w, 0),
                        oof_reply_state_new (status, OOF_AUDIENCE_ALL, none, OWN, OWN));
  g_free (oof_run_world_add_absence (w, 0, "2026-11-20", "2026-11-24"));
}

/* Neither the person's own text nor ours lies in a state page or log. */
static void
assert_no_texts (OofRunWorld *w)
{
  guint n = 0;

  for (guint i = 0; i < w->items->items->len; i++)
    {
      const OofItem *item = g_ptr_array_index (w->items->items, i);

      if (!g_str_has_prefix (item->key, "s:") && !g_str_has_prefix (item->key, "l:"))
        continue;
      g_assert_null (strstr (item->document, "Eigener"));
      g_assert_null (strstr (item->document, "nicht da"));
      g_assert_nonnull (strstr (item->document, "sha256:"));
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
}

static void
assert_real_texts (OofFakeMailbox *mailbox)
{
  g_assert_false (oof_reply_text_is_hash (mailbox->reply->internal));
  g_assert_false (oof_reply_text_is_hash (mailbox->reply->external));
}

static void
test_kept (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox;
  guint n_writes;

  begin (w, OOF_REPLY_ENABLED);
  mailbox = oof_run_world_mailbox (w, 0);
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
  assert_no_texts (w);

  /* The next one finds everything as it was. */
  n_writes = oof_fake_store_get_n_writes (w->items);
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->result, ==, OOF_RESULT_UNCHANGED);
  g_assert_cmpint (oof_run_world_row (w, 0)->plan->verdict, ==, OOF_VERDICT_AS_PLANNED);
  g_assert_cmpuint (oof_fake_store_get_n_writes (w->items), ==, n_writes);

  /* It is over: off, with a text that is one. */
  w->clock->now += 10 * 86400;
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (mailbox->reply->status, ==, OOF_REPLY_DISABLED);
  assert_real_texts (mailbox);
  assert_no_texts (w);
}

static void
test_changed_outside (OofRunWorld *w, gconstpointer data)
{
  OofFakeMailbox *mailbox;

  begin (w, OOF_REPLY_DISABLED);
  mailbox = oof_run_world_mailbox (w, 0);
  oof_run_world_run (w, OOF_RUN_APPLY);
  oof_fake_mailbox_set (mailbox, oof_reply_state_new (mailbox->reply->status, OOF_AUDIENCE_ALL,
                                                      mailbox->reply->window, "neu", "neu"));
  oof_run_world_run (w, OOF_RUN_APPLY);
  g_assert_cmpint (oof_run_world_row (w, 0)->plan->verdict, ==, OOF_VERDICT_CHANGED_OUTSIDE);
  g_assert_cmpuint (mailbox->n_writes, ==, 1);
}

static GPtrArray *
list_undos (OofRunWorld *w)
{
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (w);
  g_autoptr (OofRoster) roster = oof_roster_new (w->people, w->groups);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  OofUndoScope scope = { NULL, "p0@x.example", OOF_INSTANT_NONE };
  GPtrArray *undos;

  oof_store_list_runs_async (w->store, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  runs = oof_store_list_runs_finish (w->store, result, NULL);
  undos = oof_undo_list (runs, &scope, snapshot, roster, w->clock->now, NULL);
  g_assert_nonnull (undos);
  return undos;
}

static void
prepare_cb (OofRunJob *job, gpointer undos)
{
  oof_undo_prepare_job (undos, job);
}

/* What was on cannot be put back; what was off goes off again. */
static void
test_undo (OofRunWorld *w, gconstpointer data)
{
  gboolean on = GPOINTER_TO_INT (data);
  g_autoptr (GPtrArray) undos = NULL;
  OofFakeMailbox *mailbox;
  const OofUndo *undo;

  begin (w, on ? OOF_REPLY_ENABLED : OOF_REPLY_DISABLED);
  mailbox = oof_run_world_mailbox (w, 0);
  oof_run_world_run (w, OOF_RUN_APPLY);
  undos = list_undos (w);
  undo = g_ptr_array_index (undos, 0);
  w->prepare = prepare_cb;
  w->data = undos;
  oof_run_world_run (w, OOF_RUN_APPLY);
  assert_real_texts (mailbox);
  g_assert_cmpint (mailbox->reply->status, ==, on ? OOF_REPLY_SCHEDULED : OOF_REPLY_DISABLED);
  if (on)
    {
      g_assert_error (undo->error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
      g_assert_cmpuint (undo->updates->len, ==, 0);
      g_assert_error (oof_run_world_row (w, 0)->error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
    }
  else
    g_assert_no_error (undo->error);
}

static void
test_text (void)
{
  g_autofree char *hash = oof_reply_text_hash ("<p>Weg&nbsp;bis  morgen</p>");
  g_autofree char *same = oof_reply_text_hash (hash);
  g_autofree char *none = oof_reply_text_hash ("<html><body>\r\n</body></html>");

  g_assert_true (oof_reply_text_is_hash (hash));
  g_assert_cmpstr (hash, ==, same);
  g_assert_cmpstr (none, ==, "");
  g_assert_true (oof_reply_text_equal (hash, "Weg bis morgen"));
  g_assert_true (oof_reply_text_equal ("<b>Weg</b> bis morgen", hash));
  g_assert_false (oof_reply_text_equal (hash, "Weg bis heute"));
  g_assert_false (oof_reply_text_equal (hash, ""));
  g_assert_false (oof_reply_text_is_hash ("sha256:0123"));
  g_assert_false (oof_reply_text_is_hash (NULL));
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/jobs/run-hashes/" name, OofRunWorld, GINT_TO_POINTER (data), oof_run_world_set_up, \
              func, oof_run_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/run-hashes/text", test_text);
  ADD ("kept", 0, test_kept);
  ADD ("changed-outside", 0, test_changed_outside);
  ADD ("undo-off", FALSE, test_undo);
  ADD ("undo-on", TRUE, test_undo);
  return g_test_run ();
}
