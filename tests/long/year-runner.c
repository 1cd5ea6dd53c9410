/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "app/oof-paths.h"
#include "app/oof-session-decisions.h"
#include "app/oof-session-documents.h"
#include "app/oof-session-runner.h"
#include "core/oof-series.h"
#include "store/oof-absence-json.h"

/* The programs of the virtual year (test_year.py) in one process, as fast as a test needs them: a
 * desk on the server that plans and `oofctl run --watch`. Each line on standard input is a command,
 * each answer a line; nothing happens between two commands, so the clock of the tenant can jump
 * meanwhile. */

#define INTERVAL   20  /* ms between two looks of the watch */
#define PATIENCE_S 180 /* for one command */

typedef struct
{
  OofSession *desk;
  OofSession *runner;
  OofWatch *watch;      /* (nullable) */
  GCancellable *stop;   /* (nullable) of the watch */
  GAsyncResult *result; /* (owned) (nullable) of what the desk waits for */
  guint n_ran;          /* runs that came to their end */
  guint n_troubles;     /* runs that did not, or whatever else will be tried again */
  OofRunReport *report; /* (owned) (nullable) the last one */
  char *trouble;        /* (owned) (nullable) the last one */
  gboolean loaded, over, timed_out;
} Year;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Year *self = user_data;

  g_set_object (&self->result, result);
}

/* (transfer none) until the next one. */
static GAsyncResult *
wait_for_result (Year *self)
{
  g_clear_object (&self->result);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

static void
say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
  fflush (stdout);
}

/* Planning */

static gboolean
load (Year *self, GError **error)
{
  self->loaded = TRUE;
  oof_session_load_async (self->desk, OOF_LOAD_DATABASE, NULL, done_cb, self);
  return oof_session_load_finish (self->desk, wait_for_result (self), error);
}

static OofAbsence *
find (Year *self, const char *key)
{
  GPtrArray *absences = oof_session_get_absences (self->desk);

  for (guint i = 0; i < absences->len; i++)
    if (g_str_equal (((OofAbsence *) absences->pdata[i])->key, key))
      return absences->pdata[i];
  return NULL;
}

static OofAbsence *
add (Year *self, OofAbsence *absence, GError **error)
{
  oof_session_add_absence_async (self->desk, absence, NULL, done_cb, self);
  return oof_session_add_absence_finish (self->desk, wait_for_result (self), error);
}

/* As somebody who has just looked at it changes it. */
static OofAbsence *
change (Year *self, OofAbsence *absence, GError **error)
{
  OofAbsence *now = load (self, error) ? find (self, absence->key) : NULL;

  if (now == NULL)
    return NULL;
  absence->rev = now->rev;
  g_free (absence->series);
  absence->series = g_strdup (now->series);
  absence->weekly = now->weekly;
  absence->weekly_until = now->weekly_until;
  g_free (absence->document);
  absence->document = g_strdup (now->document);
  oof_session_update_absence_async (self->desk, absence, NULL, done_cb, self);
  return oof_session_update_absence_finish (self->desk, wait_for_result (self), error);
}

/* "KEY JSON" (transfer full) */
static OofAbsence *
read_absence (const char *arguments, GError **error)
{
  const char *blank = strchr (arguments, ' ');
  g_autofree char *key = g_strndup (arguments, (gsize) (blank - arguments));
  OofAbsence *absence = oof_absence_json_read (key, blank + 1, NULL, error);

  if (absence == NULL)
    return NULL;
  absence->rev = 0;
  g_clear_pointer (&absence->document, g_free);
  return absence;
}

/* A new absence, or new dates for one that is there. */
static OofAbsence *
put (Year *self, const char *arguments, gboolean fresh, GError **error)
{
  g_autoptr (OofAbsence) absence = read_absence (arguments, error);

  if (absence == NULL)
    return NULL;
  return fresh ? add (self, absence, error) : change (self, absence, error);
}

static void
added_cb (OofAbsence *draft, OofAbsence *stored, const GError *error, gpointer user_data)
{
  GError **first = user_data;

  if (error != NULL && *first == NULL)
    *first = g_error_copy (error);
}

/* Many at once, as the editor saves them. */
static gboolean
add_all (Year *self, GPtrArray *absences, GError **error)
{
  GError *first = NULL;

  oof_session_add_absences_async (self->desk, absences, added_cb, &first, NULL, done_cb, self);
  if (!oof_session_add_absences_finish (self->desk, wait_for_result (self), error))
    {
      g_clear_error (&first);
      return FALSE;
    }
  if (first != NULL)
    g_propagate_error (error, first);
  return first == NULL;
}

/* "KEY JSON\tKEY JSON …" */
static void
add_many (Year *self, const char *arguments)
{
  g_auto (GStrv) parts = g_strsplit (arguments, "\t", -1);
  g_autoptr (GPtrArray) absences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; parts[i] != NULL && error == NULL; i++)
    {
      OofAbsence *absence = read_absence (parts[i], &error);

      if (absence != NULL)
        g_ptr_array_add (absences, absence);
    }
  if (error == NULL && add_all (self, absences, &error))
    say ("ok");
  else
    say ("failed %s", error->message);
}

/* "DAYS KEY JSON": each occurrence of an endless series. */
static void
add_series (Year *self, char *arguments)
{
  char *key = strchr (arguments, ' ');
  OofWeekdays days;
  g_autoptr (OofAbsence) first = NULL;
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autoptr (GString) keys = g_string_new ("ok");
  g_autoptr (GError) error = NULL;

  *key++ = '\0';
  first = read_absence (key, &error);
  if (first != NULL && oof_weekdays_from_string (arguments, &days))
    occurrences = oof_series_create (first, days, OOF_DAY_NONE);
  for (guint i = 0; occurrences != NULL && i < occurrences->len; i++)
    {
      OofAbsence *occurrence = occurrences->pdata[i];

      occurrence->created_at = first->created_at;
      g_string_append_printf (keys, " %s", occurrence->key);
    }
  if (occurrences != NULL)
    add_all (self, occurrences, &error);
  say ("%s", error != NULL ? error->message : keys->str);
}

static OofAbsence *
cancel (Year *self, const char *key, GError **error)
{
  oof_session_cancel_absence_async (self->desk, key, NULL, done_cb, self);
  return oof_session_cancel_absence_finish (self->desk, wait_for_result (self), error);
}

/* Everybody's absence of the closure, as `oofctl absence cancel` does. */
static void
withdraw (Year *self, const char *id)
{
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GError) error = NULL;

  if (load (self, &error))
    {
      oof_session_withdraw_async (self->desk, id, NULL, done_cb, self);
      stored = oof_session_withdraw_finish (self->desk, wait_for_result (self), &error);
    }
  if (error != NULL)
    say ("failed %s", error->message);
  else
    say ("ok %u", stored->len);
}

/* "ACTION PERSON", as `oofctl` does where the runner is. */
static void
act (Year *self, const char *arguments)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", 2);
  g_autoptr (OofRequest) order = oof_request_new (oof_action_from_string (words[0]), words[1]);
  g_autoptr (OofRunReport) report = NULL;
  g_autoptr (GError) error = NULL;

  oof_session_act_async (self->desk, order, 0, NULL, done_cb, self);
  report = oof_session_act_finish (self->desk, wait_for_result (self), &error);
  if (error == NULL && report->failed > 0)
    error = g_error_copy (((OofRunRow *) report->rows->pdata[0])->error);
  if (error != NULL)
    say ("failed %s", error->message);
  else
    say ("ok");
}

static void
release (Year *self, const char *person)
{
  g_autoptr (GPtrArray) released = NULL;
  g_autoptr (GError) error = NULL;

  if (load (self, &error))
    {
      oof_session_release_async (self->desk, person, NULL, done_cb, self);
      released = oof_session_release_finish (self->desk, wait_for_result (self), &error);
    }
  if (error != NULL)
    say ("failed %s", error->message);
  else
    say ("ok %u", released->len);
}

static void
list (Year *self)
{
  g_autoptr (GString) keys = g_string_new ("ok");
  g_autoptr (GError) error = NULL;

  if (!load (self, &error))
    {
      say ("failed %s", error->message);
      return;
    }
  for (guint i = 0; i < oof_session_get_absences (self->desk)->len; i++)
    {
      OofAbsence *absence = oof_session_get_absences (self->desk)->pdata[i];

      g_autofree char *from = oof_absence_dup_from (absence);

      if (absence->cancelled == OOF_INSTANT_NONE)
        g_string_append_printf (keys, " %s|%s|%s|%s", absence->key, absence->person,
                                absence->series != NULL ? absence->series : "", from);
    }
  say ("%s", keys->str);
}

/* The runner */

static void
job_cb (OofWatch *watch, OofRunJob *job, Year *self)
{
  const guint at_once[] = { 0, 0, 0 };

  oof_run_job_set_read_back_delays (job, at_once);
}

static void
ran_cb (OofWatch *watch, OofRunReport *report, Year *self)
{
  g_clear_pointer (&self->report, oof_run_report_unref);
  self->report = oof_run_report_ref (report);
  self->n_ran++;
}

static void
trouble_cb (OofWatch *watch, GError *error, Year *self)
{
  g_free (self->trouble);
  self->trouble = g_strdelimit (g_strdup (error->message), "\n", ' ');
  self->n_troubles++;
}

static void
over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Year *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!oof_watch_run_finish (OOF_WATCH (source), result, &error))
    trouble_cb (NULL, error, self);
  self->over = TRUE;
}

static void
start (Year *self)
{
  g_autoptr (GError) error = NULL;

  self->watch = oof_session_create_watch (self->runner, &error);
  if (self->watch == NULL)
    {
      say ("failed %s", error->message);
      return;
    }
  self->stop = g_cancellable_new ();
  self->over = FALSE;
  oof_watch_set_scheduled (self->watch, TRUE);
  oof_watch_set_interval (self->watch, INTERVAL);
  g_signal_connect (self->watch, "job", G_CALLBACK (job_cb), self);
  g_signal_connect (self->watch, "ran", G_CALLBACK (ran_cb), self);
  g_signal_connect (self->watch, "trouble", G_CALLBACK (trouble_cb), self);
  oof_watch_run_async (self->watch, self->stop, over_cb, self);
  say ("ok");
}

static void
stop (Year *self)
{
  g_cancellable_cancel (self->stop);
  while (!self->over)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&self->watch);
  g_clear_object (&self->stop);
  say ("ok");
}

static gboolean
timed_out_cb (gpointer user_data)
{
  ((Year *) user_data)->timed_out = TRUE;
  return G_SOURCE_REMOVE;
}

static void
add_row (GString *text, const OofRunRow *row)
{
  g_autofree char *error =
      g_strdelimit (g_strdup (row->error != NULL ? row->error->message : ""), "\n\t", ' ');

  if (row->result != OOF_RESULT_UNCHANGED)
    g_string_append_printf (
        text, "\t%s|%s|%s|%s", row->address, oof_run_result_to_string (row->result),
        row->plan != NULL ? oof_reason_to_string (row->plan->reason) : "", error);
}

/* "RUNS TROUBLES" as seen so far: until there is one more of either. */
static void
run (Year *self, const char *arguments)
{
  guint n_ran = 0;
  guint n_troubles = 0;
  guint timer;
  g_autoptr (GString) text = g_string_new (NULL);

  sscanf (arguments, "%u %u", &n_ran, &n_troubles);
  self->timed_out = FALSE;
  timer = g_timeout_add_seconds (PATIENCE_S, timed_out_cb, self);
  while (!self->timed_out && self->n_ran <= n_ran && self->n_troubles <= n_troubles)
    g_main_context_iteration (NULL, TRUE);
  if (!self->timed_out)
    g_source_remove (timer);
  for (guint i = 0; self->report != NULL && i < self->report->rows->len; i++)
    add_row (text, self->report->rows->pdata[i]);
  say ("ok\t%u\t%u\t%u\t%s%s", self->n_ran, self->n_troubles,
       self->report != NULL ? self->report->failed : 0, self->trouble != NULL ? self->trouble : "",
       text->str);
}

static void
plan (Year *self, const char *verb, const char *rest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofAbsence) stored = NULL;

  if (!self->loaded)
    load (self, NULL);
  if (g_str_equal (verb, "cancel"))
    stored = cancel (self, rest, &error);
  else
    stored = put (self, rest, g_str_equal (verb, "add"), &error);
  if (stored != NULL)
    say ("ok");
  else
    say ("failed %s", error != NULL ? error->message : "no such absence");
}

static void
obey (Year *self, char *line)
{
  char *rest = strchr (line, ' ');

  if (rest != NULL)
    *rest++ = '\0';
  if (g_str_equal (line, "start"))
    start (self);
  else if (g_str_equal (line, "stop"))
    stop (self);
  else if (g_str_equal (line, "list"))
    list (self);
  else if (g_str_equal (line, "run"))
    run (self, rest);
  else if (g_str_equal (line, "series"))
    add_series (self, rest);
  else if (g_str_equal (line, "many"))
    add_many (self, rest);
  else if (g_str_equal (line, "act"))
    act (self, rest);
  else if (g_str_equal (line, "release"))
    release (self, rest);
  else if (g_str_equal (line, "withdraw"))
    withdraw (self, rest);
  else
    plan (self, line, rest);
}

static OofSession *
open_session (Year *self, OofConnection *connection, GError **error)
{
  OofSession *session = oof_session_new (connection, NULL, NULL, TRUE);

  oof_session_open_async (session, NULL, done_cb, self);
  if (!oof_session_open_finish (session, wait_for_result (self), error))
    g_clear_object (&session);
  return session;
}

int
main (int argc, char **argv)
{
  Year self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) server = oof_connection_load (argv[1], &error);
  g_autofree char *line = NULL;
  size_t size = 0;

  if (server == NULL || (self.desk = open_session (&self, server, &error)) == NULL
      || (self.runner = open_session (&self, server, &error)) == NULL)
    {
      fprintf (stderr, "year-runner: %s\n", error->message);
      return 1;
    }
  while (getline (&line, &size, stdin) > 0)
    obey (&self, g_strchomp (line));
  if (self.watch != NULL)
    stop (&self);
  g_clear_object (&self.desk);
  g_clear_object (&self.runner);
  g_clear_object (&self.result);
  g_clear_pointer (&self.report, oof_run_report_unref);
  g_free (self.trouble);
  return 0;
}
