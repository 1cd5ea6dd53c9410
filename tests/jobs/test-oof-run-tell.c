/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "core/oof-notice.h"
#include "oof-run-world.h"

/* Who is told what by mail, and how often. */

#define TEST_TYPE_MAILER (test_mailer_get_type ())
G_DECLARE_FINAL_TYPE (TestMailer, test_mailer, TEST, MAILER, GObject)

/* Keeps what it is to send: "ADDRESS: TEXT". */
struct _TestMailer
{
  GObject parent_instance;

  GPtrArray *sent; /* (owned) utf8 */
  int error;       /* OofError of the next sends, -1: none */
};

static void
send_async (OofMailer *mailer,
            const OofMail *mail,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  TestMailer *self = TEST_MAILER (mailer);
  g_autoptr (GTask) task = g_task_new (mailer, cancellable, callback, user_data);

  if (self->error < 0 || self->error == OOF_ERROR_UNCERTAIN)
    g_ptr_array_add (self->sent, g_strdup_printf ("%s: %s", mail->to, mail->text));
  if (self->error < 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, OOF_ERROR, self->error, "on demand");
}

static gboolean
send_finish (OofMailer *mailer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mailer_init (OofMailerInterface *iface)
{
  iface->send_async = send_async;
  iface->send_finish = send_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMailer,
                               test_mailer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILER, mailer_init))

static void
test_mailer_finalize (GObject *object)
{
  g_ptr_array_unref (TEST_MAILER (object)->sent);
  G_OBJECT_CLASS (test_mailer_parent_class)->finalize (object);
}

static void
test_mailer_class_init (TestMailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_mailer_finalize;
}

static void
test_mailer_init (TestMailer *self)
{
  self->sent = g_ptr_array_new_with_free_func (g_free);
  self->error = -1;
}

static OofMail *
write_mail (const char *to, GPtrArray *notices, OofRoster *roster, OofSnapshot *snapshot)
{
  static const char *const kinds[] = { [OOF_NOTICE_NAMED] = "named",
                                       [OOF_NOTICE_CHANGED] = "changed",
                                       [OOF_NOTICE_WITHDRAWN] = "withdrawn",
                                       [OOF_NOTICE_ENDED] = "ended" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notices->len; i++)
    {
      const OofNotice *notice = notices->pdata[i];

      g_string_append_printf (text, "%s%s %.2s", i > 0 ? ", " : "", kinds[notice->kind],
                              notice->person);
    }
  return oof_mail_new (to, NULL, "", text->str);
}

/* The organisation, and its mails. */
typedef struct
{
  OofRunWorld run; /* first */
  TestMailer *mailer;
} World;

static void
prepare (OofRunJob *job, gpointer data)
{
  World *w = data;

  oof_run_job_set_mailer (job, OOF_MAILER (w->mailer), write_mail);
}

static void
set_up (World *w, gconstpointer data)
{
  oof_run_world_set_up (&w->run, data);
  oof_run_world_add_people (&w->run, 4);
  w->mailer = g_object_new (TEST_TYPE_MAILER, NULL);
  w->run.prepare = prepare;
  w->run.data = w;
}

static void
tear_down (World *w, gconstpointer data)
{
  oof_run_world_tear_down (&w->run, data);
  g_assert_finalize_object (w->mailer);
}

static void
set_options (World *w, const char *members)
{
  OofItem *old = oof_fake_store_get (w->run.items, "d:options");
  gint64 rev = old ? old->rev + 1 : 1;
  g_autofree char *document = g_strdup_printf (
      "{\"v\":1,\"key\":\"d:options\",\"rev\":%" G_GINT64_FORMAT ",%s}", rev, members);

  if (old)
    g_ptr_array_remove (w->run.items->items, old);
  oof_fake_store_put_document (w->run.items, "d:options", rev, document);
}

/* (transfer full) */
static OofAbsence *
find (World *w, const char *key)
{
  g_autoptr (OofSnapshot) snapshot = oof_run_world_read (&w->run);

  return oof_absence_ref (oof_snapshot_find_absence (snapshot, key));
}

/* Stores @absence anew with this deputy (nullable) and last day (nullable: as it is). */
static void
change (World *w, const char *key, const char *deputy, const char *last)
{
  g_autoptr (OofAbsence) absence = find (w, key);
  g_autoptr (OofAbsence) copy = oof_absence_copy (absence);
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (copy->deputy);
  copy->deputy = g_strdup (deputy);
  if (last)
    copy->last_day = oof_fake_day (last);
  oof_store_update_absence_async (w->run.store, copy, NULL, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_update_absence_finish (w->run.store, result, &error);
  g_assert_no_error (error);
}

/* An absence of person @n with a deputy. (transfer full) */
static char *
add (World *w, guint n, const char *deputy)
{
  char *key = oof_run_world_add_absence (&w->run, n, "2026-11-20", "2026-11-24");

  change (w, key, deputy, NULL);
  return key;
}

/* Runs, and gives what was sent meanwhile, "" for nothing. (transfer full) */
static char *
run (World *w)
{
  char *text;

  oof_run_world_run (&w->run, OOF_RUN_APPLY);
  g_assert_no_error (w->run.error);
  g_ptr_array_add (w->mailer->sent, NULL);
  text = g_strjoinv ("; ", (GStrv) w->mailer->sent->pdata);
  g_ptr_array_set_size (w->mailer->sent, 0);
  return text;
}

#define assert_run(w, wanted)                                                                      \
  do                                                                                               \
    {                                                                                              \
      g_autofree char *_sent = run (w);                                                            \
      g_assert_cmpstr (_sent, ==, wanted);                                                         \
    }                                                                                              \
  while (FALSE)

/* Named, changed, another one in his place, over: once each. */
static void
test_life (World *w, gconstpointer data)
{
  g_autofree char *key = add (w, 0, "P1@x.example");

  assert_run (w, "p1@x.example: named p0");
  assert_run (w, "");
  change (w, key, "p1@x.example", "2026-11-27");
  assert_run (w, "p1@x.example: changed p0");
  change (w, key, "p2@x.example", NULL);
  assert_run (w, "p2@x.example: named p0; p1@x.example: withdrawn p0");
  assert_run (w, "");
  w->run.clock->now = oof_zone_day_start ("Europe/Berlin", oof_fake_day ("2026-11-28"));
  assert_run (w, "p2@x.example: ended p0");
  assert_run (w, "");
}

static void
test_cancelled (World *w, gconstpointer data)
{
  g_autofree char *key = add (w, 0, "p1@x.example");
  g_autofree char *unknown = add (w, 2, "p1@x.example");

  oof_run_world_cancel (&w->run, unknown);
  assert_run (w, "p1@x.example: named p0");
  oof_run_world_cancel (&w->run, key);
  assert_run (w, "p1@x.example: withdrawn p0");
  assert_run (w, "");
}

/* Several at once are one mail. */
static void
test_together (World *w, gconstpointer data)
{
  g_autofree char *first = add (w, 0, "p1@x.example");
  g_autofree char *second = add (w, 2, "p1@x.example");

  assert_run (w, "p1@x.example: named p0, named p2");
}

/* Who is told at all: the options. What is switched on later tells what is new. */
static void
test_options (World *w, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autofree char *later = NULL;

  set_options (w, "\"mailDeputy\":false,\"mailPerson\":true");
  key = add (w, 0, "p1@x.example");
  assert_run (w, "p0@x.example: named p0");
  set_options (w, "\"mailDeputy\":false,\"mailPerson\":false");
  later = add (w, 2, "p1@x.example");
  assert_run (w, "");
  set_options (w, "\"mailDeputy\":true");
  assert_run (w, "p1@x.example: named p0, named p2");
}

/* Nobody has looked yet, and it was planned long ago: that is known by now. Its changes are not. */
static void
test_old (World *w, gconstpointer data)
{
  g_autofree char *key = add (w, 0, "p1@x.example");

  change (w, key, "p1@x.example", "2026-12-10");
  w->run.clock->now += 8 * 86400;
  assert_run (w, "");
  change (w, key, "p1@x.example", "2026-12-11");
  assert_run (w, "p1@x.example: changed p0");
  change (w, key, "p2@x.example", NULL);
  assert_run (w, "p2@x.example: named p0; p1@x.example: withdrawn p0");
}

/* A mail that is refused is an error in the row alone, and goes with the next run. */
static void
test_refused (World *w, gconstpointer data)
{
  g_autofree char *key = add (w, 0, "p1@x.example");
  g_autofree char *second = add (w, 2, "p3@x.example");
  OofRunRow *row;

  w->mailer->error = OOF_ERROR_INVALID;
  assert_run (w, "");
  row = oof_run_world_row (&w->run, 0);
  g_assert_cmpint (row->result, ==, OOF_RESULT_WRITTEN);
  g_assert_error (row->error, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_nonnull (strstr (row->error->message, "p1@x.example"));
  g_assert_nonnull (oof_run_world_row (&w->run, 2)->error);
  g_assert_cmpuint (oof_run_job_get_report (w->run.job)->failed, ==, 0);
  w->mailer->error = -1;
  assert_run (w, "p1@x.example: named p0; p3@x.example: named p2");
}

/* Without the right to send nothing more is tried: one warning, not hundreds. */
static void
test_forbidden (World *w, gconstpointer data)
{
  g_autofree char *key = add (w, 0, "p1@x.example");
  g_autofree char *second = add (w, 2, "p3@x.example");

  w->mailer->error = OOF_ERROR_FORBIDDEN;
  assert_run (w, "");
  g_assert_nonnull (oof_run_world_row (&w->run, 0)->error);
  g_assert_null (oof_run_world_row (&w->run, 2)->error);
}

/* The answer is lost: said, and never sent again. */
static void
test_lost (World *w, gconstpointer data)
{
  g_autofree char *key = add (w, 0, "p1@x.example");

  w->mailer->error = OOF_ERROR_UNCERTAIN;
  assert_run (w, "p1@x.example: named p0");
  g_assert_error (oof_run_world_row (&w->run, 0)->error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  w->mailer->error = -1;
  assert_run (w, "");
  g_assert_null (oof_run_world_row (&w->run, 0)->error);
}

/* A run without mails (of a window, without the lease) leaves alone who knows what. */
static void
test_others (World *w, gconstpointer data)
{
  g_autofree char *key = add (w, 0, "p1@x.example");

  assert_run (w, "p1@x.example: named p0");
  w->run.prepare = NULL;
  change (w, key, "p1@x.example", "2026-11-26");
  assert_run (w, "");
  g_assert_cmpint (oof_run_world_row (&w->run, 0)->result, ==, OOF_RESULT_WRITTEN);
  w->run.prepare = prepare;
  assert_run (w, "p1@x.example: changed p0");
}

/* A single mailbox: only what is about that one. */
static void
test_scope (World *w, gconstpointer data)
{
  static const char *const scope[] = { "p2@x.example", NULL };
  g_autofree char *key = add (w, 0, "p1@x.example");
  g_autofree char *second = add (w, 2, "p1@x.example");

  w->run.scope = scope;
  assert_run (w, "p1@x.example: named p2");
  w->run.scope = NULL;
  assert_run (w, "p1@x.example: named p0");
}

#define TEST(path, run) g_test_add ("/jobs/run-tell/" path, World, NULL, set_up, run, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("life", test_life);
  TEST ("cancelled", test_cancelled);
  TEST ("together", test_together);
  TEST ("options", test_options);
  TEST ("old", test_old);
  TEST ("refused", test_refused);
  TEST ("forbidden", test_forbidden);
  TEST ("lost", test_lost);
  TEST ("others", test_others);
  TEST ("scope", test_scope);
  return g_test_run ();
}
