/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-tell-private.h"

#include "core/oof-error.h"
#include "core/oof-notice.h"
#include "jobs/oof-run-record-private.h"

/* More in one run would look like a flood to Exchange; the others are told by the next one. */
#define MOST_MAILS 200

/* What one mail says. */
typedef struct
{
  char *to;           /* (owned) */
  GPtrArray *notices; /* (owned) OofNotice (not owned) */
} Letter;

typedef struct
{
  GPtrArray *lists;   /* (owned) of GPtrArray of OofNotice, one for each absent person */
  GPtrArray *letters; /* (owned) Letter */
  guint next;         /* index into letters */
  guint next_entry;   /* index into the notices of that letter: journal */
} Telling;

static void send_next (GTask *task);

static void
letter_free (gpointer data)
{
  Letter *self = data;

  g_free (self->to);
  g_ptr_array_unref (self->notices);
  g_free (self);
}

static void
telling_free (gpointer data)
{
  Telling *self = data;

  g_ptr_array_unref (self->letters);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

/* The records */

/* The record of @address as this run leaves it, to be changed. (transfer none) */
static OofRecord *
get_record (OofRunJob *self, const char *address)
{
  OofRecord *record = g_hash_table_lookup (self->records, address);
  OofRecord *old = oof_snapshot_find_record (self->snapshot, address);

  if (record)
    return record;
  record = old ? oof_record_copy (old) : oof_record_new (address);
  g_hash_table_replace (self->records, record->address, record);
  return record;
}

static gboolean
is_same_entry (const OofTold *a, const OofTold *b)
{
  return a->role == b->role && g_str_equal (a->absence, b->absence) && g_str_equal (a->to, b->to);
}

/* Puts @told (nullable) where what is known about the same is. Takes @told. */
static void
replace_told (OofRecord *record, const OofTold *key, OofTold *told)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_told_free);

  for (guint i = 0; record->told && i < record->told->len; i++)
    {
      const OofTold *entry = record->told->pdata[i];

      if (!is_same_entry (entry, key))
        g_ptr_array_add (list, oof_told_copy (entry));
      else if (told)
        g_ptr_array_add (list, g_steal_pointer (&told));
    }
  if (told)
    g_ptr_array_add (list, told);
  g_clear_pointer (&record->told, g_ptr_array_unref);
  record->told = list;
}

/* The notice is said, or not: @sent. */
static void
settle (OofRunJob *self, const OofNotice *notice, gboolean sent, gboolean unsure)
{
  const OofTold *told = sent ? notice->after : notice->before;
  OofTold *copy = told ? oof_told_copy (told) : NULL;

  if (copy && sent)
    copy->unsure = unsure;
  replace_told (get_record (self, notice->person), oof_notice_get_told (notice), copy);
}

/* A trouble with a mail is shown with the mailbox whose absence it is about. Takes @error. */
static void
warn (OofRunJob *self, const OofNotice *notice, GError *error)
{
  OofPerson *person = oof_roster_get (self->roster, notice->person);
  OofRunRow *row = oof_run_report_find (self->report, notice->person);

  if (!row)
    {
      row = oof_run_report_add (self->report, notice->person, person ? person->name : NULL);
      row->route = person ? oof_mailbox_router_get_route (self->router, person) : OOF_ROUTE_NONE;
    }
  if (row->error)
    g_error_free (error);
  else
    row->error = error;
}

static void
warn_all (OofRunJob *self, const Letter *letter, const GError *error)
{
  for (guint i = 0; i < letter->notices->len; i++)
    warn (
        self, letter->notices->pdata[i],
        g_error_new (error->domain, error->code, "no mail to %s: %s", letter->to, error->message));
}

static void
settle_all (OofRunJob *self, const Letter *letter, gboolean sent, gboolean unsure)
{
  for (guint i = 0; i < letter->notices->len; i++)
    settle (self, letter->notices->pdata[i], sent, unsure);
}

/* The journal */

/* What whoever comes after a crash takes over: the record as it is now. @callback: (nullable) */
static void
write_entry (OofRunJob *self,
             const OofNotice *notice,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  OofRunRow *row = oof_run_report_find (self->report, notice->person);
  g_autoptr (OofRunLog) head = oof_run_record_new_head (self->report, NULL);
  OofJournalEntry entry = { .address = notice->person,
                            .record = get_record (self, notice->person) };

  entry.line = oof_run_record_add_line (
      head, notice->person, row ? row->result : OOF_RESULT_UNCHANGED, row ? row->plan : NULL,
      oof_snapshot_find_record (self->snapshot, notice->person), row ? row->error : NULL);
  oof_journal_add_async (self->journal, &entry, callback, user_data);
}

/* Should this not reach the disk, it is as uncertain as before. */
static void
write_outcome (OofRunJob *self, const Letter *letter)
{
  for (guint i = 0; self->journal && i < letter->notices->len; i++)
    write_entry (self, letter->notices->pdata[i], NULL, NULL);
}

/* The mails, one after the other */

/* Whether no other mail would go either. */
static gboolean
ends_mails (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_FORBIDDEN)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNREACHABLE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  Telling *telling = g_task_get_task_data (task);
  Letter *letter = telling->letters->pdata[telling->next];
  g_autoptr (GError) error = NULL;
  gboolean unsure;

  oof_mailer_send_finish (OOF_MAILER (source), result, &error);
  unsure = g_error_matches (error, OOF_ERROR, OOF_ERROR_UNCERTAIN);
  settle_all (self, letter, !error || unsure, FALSE);
  if (error)
    warn_all (self, letter, error);
  write_outcome (self, letter);
  telling->next = ends_mails (error) ? telling->letters->len : telling->next + 1;
  send_next (task);
}

static void
send_letter (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  Telling *telling = g_task_get_task_data (task);
  Letter *letter = telling->letters->pdata[telling->next];
  g_autoptr (OofMail) mail =
      self->mail_writer (letter->to, letter->notices, self->roster, self->snapshot);

  oof_mailer_send_async (self->mailer, mail, self->stop, sent_cb, g_object_ref (task));
}

static void note_next (GTask *task);

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofRunJob *self = g_task_get_source_object (task);
  Telling *telling = g_task_get_task_data (task);
  Letter *letter = telling->letters->pdata[telling->next];
  g_autoptr (GError) error = NULL;

  if (oof_journal_add_finish (OOF_JOURNAL (source), result, &error))
    {
      note_next (task);
      return;
    }
  settle_all (self, letter, FALSE, FALSE);
  warn_all (self, letter, error);
  telling->next = telling->letters->len;
  send_next (task);
}

static void
note_next (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  Telling *telling = g_task_get_task_data (task);
  Letter *letter = telling->letters->pdata[telling->next];

  if (self->journal && telling->next_entry < letter->notices->len)
    write_entry (self, letter->notices->pdata[telling->next_entry++], noted_cb,
                 g_object_ref (task));
  else
    send_letter (task);
}

/* The lease may have gone, or somebody has had enough: what is not sent is told another time. */
static gboolean
may_go_on (OofRunJob *self)
{
  return !g_cancellable_is_cancelled (self->stop)
         && (!self->guard || self->guard (self->guard_data, NULL));
}

static void
send_next (GTask *task)
{
  OofRunJob *self = g_task_get_source_object (task);
  Telling *telling = g_task_get_task_data (task);

  if (telling->next >= MIN (telling->letters->len, MOST_MAILS) || !may_go_on (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  settle_all (self, telling->letters->pdata[telling->next], TRUE, TRUE);
  telling->next_entry = 0;
  note_next (task);
}

/* Who is to be told what */

static void
add_to_letter (Telling *telling, OofNotice *notice)
{
  const char *to = oof_notice_get_told (notice)->to;
  Letter *letter = NULL;

  for (guint i = 0; i < telling->letters->len && !letter; i++)
    if (g_str_equal (((Letter *) telling->letters->pdata[i])->to, to))
      letter = telling->letters->pdata[i];
  if (!letter)
    {
      letter = g_new0 (Letter, 1);
      letter->to = g_strdup (to);
      letter->notices = g_ptr_array_new ();
      g_ptr_array_add (telling->letters, letter);
    }
  g_ptr_array_add (letter->notices, notice);
}

/* It was about to be sent when a run was killed; said once, it is as good as told. */
static void
clear_doubt (OofRunJob *self, OofNotice *notice)
{
  if (!notice->before || !notice->before->unsure)
    return;
  if (notice->after)
    notice->after->unsure = FALSE;
  warn (self, notice,
        g_error_new (OOF_ERROR, OOF_ERROR_UNCERTAIN,
                     "it is not certain that %s got the mail about this absence: a run was "
                     "interrupted while it was sent",
                     notice->before->to));
}

static void
look_at (OofRunJob *self, Telling *telling, const char *address)
{
  const OofOptions *options = self->snapshot->options;
  OofRecord *old = oof_snapshot_find_record (self->snapshot, address);
  g_autoptr (GPtrArray) absences = oof_snapshot_dup_absences_of (self->snapshot, address);
  GPtrArray *told = old ? old->told : NULL;
  GPtrArray *notices;

  if (g_hash_table_contains (self->left_out, address)
      || (!told && ((!options->mail_deputy && !options->mail_person) || absences->len == 0)))
    return;
  notices =
      oof_notice_list (address, absences, told, self->gone, options, oof_run_job_get_now (self));
  g_ptr_array_add (telling->lists, notices);
  for (guint i = 0; i < notices->len; i++)
    {
      OofNotice *notice = notices->pdata[i];

      clear_doubt (self, notice);
      if (notice->kind == OOF_NOTICE_NONE)
        {
          settle (self, notice, TRUE, FALSE);
          continue;
        }
      add_to_letter (telling, notice);
      /* Nobody takes the record away while the mail is under way. */
      g_hash_table_insert (self->writing, g_strdup (address), g_cancellable_new ());
    }
  if (!told && !get_record (self, address)->told)
    get_record (self, address)->told =
        g_ptr_array_new_with_free_func ((GDestroyNotify) oof_told_free);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Those of the scope, or else everybody with an absence or a record. (transfer full) */
static GPtrArray *
list_addresses (OofRunJob *self)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key;

  for (char **address = self->addresses; address && *address; address++)
    g_hash_table_add (set, g_ascii_strdown (*address, -1));
  for (guint i = 0; !self->addresses && i < self->snapshot->absences->len; i++)
    {
      const OofAbsence *absence = self->snapshot->absences->pdata[i];

      g_hash_table_add (set, g_ascii_strdown (absence->person, -1));
    }
  g_hash_table_iter_init (&iter, self->snapshot->records);
  while (!self->addresses && g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (set, g_strdup (key));
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (list, g_strdup (key));
  g_ptr_array_sort (list, compare_texts);
  return list;
}

void
oof_run_tell_async (OofRunJob *job, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (job, NULL, callback, user_data);
  Telling *telling = g_new0 (Telling, 1);
  g_autoptr (GPtrArray) addresses = NULL;

  g_task_set_source_tag (task, oof_run_tell_async);
  telling->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  telling->letters = g_ptr_array_new_with_free_func (letter_free);
  g_task_set_task_data (task, telling, telling_free);
  if (job->mailer && !job->error && !g_cancellable_is_cancelled (job->stop))
    addresses = list_addresses (job);
  for (guint i = 0; addresses && i < addresses->len; i++)
    look_at (job, telling, addresses->pdata[i]);
  send_next (task);
}

void
oof_run_tell_finish (OofRunJob *job, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}
