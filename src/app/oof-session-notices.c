/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-notices.h"

#include "app/oof-session-private.h"
#include "app/oof-words.h"

typedef struct
{
  GPtrArray *causes; /* (owned) OofCause: the new ones */
  GPtrArray *mails;  /* (owned) OofMail */
  guint next;        /* index into mails */
} Reporting;

static void send_next (GTask *task);

static void
reporting_free (gpointer data)
{
  Reporting *self = data;

  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->mails);
  g_free (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reporting *reporting = g_task_get_task_data (task);
  const OofMail *mail = reporting->mails->pdata[reporting->next++];
  g_autoptr (GError) error = NULL;

  if (!oof_mailer_send_finish (OOF_MAILER (source), result, &error))
    g_message ("No mail to %s: %s", mail->to, error->message);
  send_next (task);
}

static void
send_next (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Reporting *reporting = g_task_get_task_data (task);

  if (reporting->next < reporting->mails->len)
    oof_mailer_send_async (self->mailer, reporting->mails->pdata[reporting->next],
                           g_task_get_cancellable (task), sent_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
write_mails (OofSession *self, Reporting *reporting)
{
  GPtrArray *users = self->snapshot->users;

  if (reporting->causes->len == 0 || self->mailer == NULL
      || !self->snapshot->options->mail_administrators)
    return;
  for (guint i = 0; i < users->len; i++)
    {
      const OofUser *user = users->pdata[i];

      if (user->administrator)
        g_ptr_array_add (reporting->mails, oof_words_causes_mail (user, reporting->causes,
                                                                  self->roster, self->snapshot));
    }
}

void
oof_session_report_run_async (OofSession *self,
                              OofRunReport *report,
                              const GError *error,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) causes = oof_causes_list (report, error);
  g_autofree char *folder = _oof_session_dup_state_folder ();
  g_autofree char *name = _oof_session_dup_state_name (self);
  Reporting *reporting = g_new0 (Reporting, 1);

  g_task_set_source_tag (task, oof_session_report_run_async);
  reporting->mails = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_mail_free);
  /* A run that left it to others says nothing about what was wrong before. */
  if (report == NULL && causes->len == 0)
    reporting->causes = g_steal_pointer (&causes);
  else
    {
      g_autoptr (GPtrArray) news =
          oof_causes_keep (causes, report != NULL && error == NULL, folder, name);

      for (guint i = causes->len; i > 0; i--)
        if (!g_ptr_array_find (news, causes->pdata[i - 1], NULL))
          g_ptr_array_remove_index (causes, i - 1);
      reporting->causes = g_steal_pointer (&causes);
    }
  g_task_set_task_data (task, reporting, reporting_free);
  write_mails (self, reporting);
  send_next (task);
}

GPtrArray *
oof_session_report_run_finish (OofSession *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  Reporting *reporting = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), NULL);
  return g_ptr_array_ref (reporting->causes);
}

/* What waits for a decision */

/* Almost everybody's reply is what the run found right, which costs no plan. */
static gboolean
may_have_drifted (const OofRecord *record)
{
  return record->seen != NULL && record->returned != NULL
         && !oof_reply_state_identical (record->seen, record->returned);
}

static GPtrArray *
list_drifted (OofSession *self)
{
  GPtrArray *drifted = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->snapshot->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const OofRecord *record = value;
      OofPerson *person = oof_roster_get (self->roster, record->address);
      g_autoptr (OofPlan) plan = NULL;
      OofInstant at;

      if (person == NULL || !may_have_drifted (record))
        continue;
      plan = oof_session_plan_published (self, record->address, &at);
      if (plan != NULL && plan->verdict == OOF_VERDICT_CHANGED_OUTSIDE)
        g_ptr_array_add (drifted, oof_person_ref (person));
    }
  return drifted;
}

GPtrArray *
oof_session_list_open_causes (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  g_autoptr (OofRunLog) log = self->store != NULL ? oof_store_dup_last_log (self->store) : NULL;
  g_autoptr (GPtrArray) drifted = list_drifted (self);

  return oof_causes_list_open (log, drifted);
}
