/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-confirm.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/oof-cli-report.h"

#define FIRST_BATCH 10

typedef struct
{
  OofCli *cli;    /* (not owned) */
  OofRunJob *job; /* (owned) */
  guint n_first;
  guint n_changes;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_object_unref (self->job);
  g_free (self);
}

gboolean
oof_cli_has_somebody (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

gboolean
oof_cli_is_yes (const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autofree char *word = g_utf8_strdown (valid, -1);
  g_auto (GStrv) words = g_strsplit (_ ("y yes"), " ", 0);

  g_strstrip (word);
  return g_strv_contains ((const char *const *) words, word) || g_str_equal (word, "y")
         || g_str_equal (word, "yes");
}

static gboolean
answered_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Question *self = user_data;
  char line[64] = "";
  gssize n = read (fd, line, sizeof line - 1);

  if (n > 0 && oof_cli_is_yes (line))
    oof_run_job_resume (self->job);
  else
    g_cancellable_cancel (self->cli->cancellable);
  return G_SOURCE_REMOVE;
}

static void
first_batch_cb (OofRunJob *job, Question *self)
{
  Question *asked = g_new0 (Question, 1);

  *asked = *self;
  g_object_ref (job);
  fprintf (stderr, "\r\033[K");
  fprintf (stderr, _ ("%u of %u mailboxes are done. Write the other %u too? [y/N] "), self->n_first,
           self->n_changes, self->n_changes - self->n_first);
  fflush (stderr);
  g_unix_fd_add_full (G_PRIORITY_DEFAULT, STDIN_FILENO, G_IO_IN | G_IO_HUP, answered_cb, asked,
                      question_free);
}

static void
forget_question (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
oof_cli_confirm_job (OofCli *cli, OofRunJob *job, char **first, guint n_changes)
{
  Question *question;

  if (first == NULL)
    return;
  question = g_new0 (Question, 1);
  *question = (Question){ cli, job, g_strv_length (first), n_changes };
  oof_run_job_set_first_batch (job, (const char *const *) first);
  g_signal_connect_data (job, "first-batch", G_CALLBACK (first_batch_cb), question, forget_question,
                         0);
}

static GStrv
list_first (const OofRunReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < report->rows->len && n < FIRST_BATCH; i++)
    {
      const OofRunRow *row = g_ptr_array_index (report->rows, i);

      if (row->result != OOF_RESULT_WOULD_WRITE)
        continue;
      g_strv_builder_add (builder, row->address);
      n++;
    }
  return g_strv_builder_end (builder);
}

GStrv
oof_cli_plan_first_batch (OofCli *cli,
                          const char *const *addresses,
                          OofMailboxPlanFlags flags,
                          guint *n_changes,
                          GError **error)
{
  g_autoptr (OofRunJob) job = oof_session_create_run_job (cli->session, OOF_RUN_PLAN, addresses);
  GError *local = NULL;
  OofRunReport *report;

  oof_run_job_set_flags (job, flags);
  report = oof_cli_run_job (cli, job, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  *n_changes = report->changed;
  return report->changed > FIRST_BATCH ? list_first (report) : NULL;
}
