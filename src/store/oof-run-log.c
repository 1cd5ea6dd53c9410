/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-run-log.h"

#include "core/oof-planner.h"
#include "core/oof-reply-text.h"

G_DEFINE_BOXED_TYPE (OofRunLog, oof_run_log, oof_run_log_ref, oof_run_log_unref)

static void
log_change_free (gpointer data)
{
  OofLogChange *self = data;

  g_free (self->field);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self->reason);
  g_free (self);
}

static void
log_person_free (gpointer data)
{
  OofLogPerson *self = data;

  g_free (self->address);
  g_free (self->result);
  g_free (self->error);
  g_free (self->code);
  g_free (self->author);
  g_free (self->ticket);
  g_ptr_array_unref (self->changes);
  g_free (self->absence);
  g_clear_pointer (&self->before, oof_reply_state_unref);
  g_clear_pointer (&self->before_absence, oof_absence_unref);
  g_clear_pointer (&self->before_forward, oof_forward_unref);
  g_free (self);
}

static void
run_log_clear (gpointer data)
{
  OofRunLog *self = data;

  g_free (self->run);
  g_free (self->by);
  g_free (self->ended);
  g_free (self->message);
  g_ptr_array_unref (self->people);
}

OofRunLog *
oof_run_log_new (const char *run, OofInstant at)
{
  OofRunLog *self = g_atomic_rc_box_new0 (OofRunLog);

  self->run = g_strdup (run);
  self->at = at;
  self->part = 1;
  self->n_parts = 1;
  self->people = g_ptr_array_new_with_free_func (log_person_free);
  return self;
}

OofRunLog *
oof_run_log_ref (OofRunLog *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_run_log_unref (OofRunLog *self)
{
  g_atomic_rc_box_release_full (self, run_log_clear);
}

OofLogPerson *
oof_run_log_add_person (OofRunLog *self, const char *address, const char *result, const char *error)
{
  OofLogPerson *person = g_new0 (OofLogPerson, 1);

  person->address = g_strdup (address);
  person->result = g_strdup (result);
  person->error = g_strdup (error);
  person->changes = g_ptr_array_new_with_free_func (log_change_free);
  g_ptr_array_add (self->people, person);
  return person;
}

void
oof_run_log_remove_person (OofRunLog *self, const char *address)
{
  for (guint i = self->people->len; i > 0; i--)
    if (g_strcmp0 (((OofLogPerson *) g_ptr_array_index (self->people, i - 1))->address, address)
        == 0)
      g_ptr_array_remove_index (self->people, i - 1);
}

void
oof_log_person_add_change (OofLogPerson *self,
                           const char *field,
                           const char *old_value,
                           const char *new_value,
                           const char *reason)
{
  OofLogChange *change = g_new0 (OofLogChange, 1);

  change->field = g_strdup (field);
  change->old_value = g_strdup (old_value ? old_value : "");
  change->new_value = g_strdup (new_value ? new_value : "");
  change->reason = g_strdup (reason ? reason : "");
  g_ptr_array_add (self->changes, change);
}

static void
hash_change (OofLogChange *self)
{
  char *old_value = oof_reply_text_hash (self->old_value);
  char *new_value = oof_reply_text_hash (self->new_value);

  g_free (self->old_value);
  g_free (self->new_value);
  self->old_value = old_value;
  self->new_value = new_value;
}

static gboolean
is_text (const OofLogChange *change)
{
  return g_str_equal (change->field, oof_field_to_string (OOF_FIELD_INTERNAL))
         || g_str_equal (change->field, oof_field_to_string (OOF_FIELD_EXTERNAL));
}

static void
hash_person (OofLogPerson *self)
{
  OofReplyState *before = self->before ? oof_reply_state_new_hashed (self->before) : NULL;

  g_clear_pointer (&self->before, oof_reply_state_unref);
  self->before = before;
  for (guint i = 0; i < self->changes->len; i++)
    if (is_text (g_ptr_array_index (self->changes, i)))
      hash_change (g_ptr_array_index (self->changes, i));
}

void
oof_run_log_hash_texts (OofRunLog *self)
{
  for (guint i = 0; i < self->people->len; i++)
    hash_person (g_ptr_array_index (self->people, i));
}

OofLogPerson *
oof_run_log_find (const OofRunLog *self, const char *address)
{
  for (guint i = 0; i < self->people->len; i++)
    if (g_ascii_strcasecmp (((OofLogPerson *) g_ptr_array_index (self->people, i))->address,
                            address)
        == 0)
      return g_ptr_array_index (self->people, i);
  return NULL;
}

static OofRunLog *
new_part (const OofRunLog *self, guint part)
{
  OofRunLog *log = oof_run_log_new (self->run, self->at);

  log->by = g_strdup (self->by);
  log->ended = g_strdup (self->ended);
  log->message = g_strdup (self->message);
  log->changed = self->changed;
  log->unchanged = self->unchanged;
  log->failed = self->failed;
  log->seconds = self->seconds;
  log->partial = self->partial;
  log->part = part;
  return log;
}

/* The people move into the parts. */
GPtrArray *
oof_run_log_split (OofRunLog *self, GArray *sizes, gsize limit)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_run_log_unref);
  OofRunLog *part = new_part (self, 1);
  gsize length = 0;

  g_return_val_if_fail (sizes->len == self->people->len, parts);

  g_ptr_array_add (parts, part);
  for (guint i = 0; i < sizes->len; i++)
    {
      gsize more = g_array_index (sizes, gsize, i);

      if (length > 0 && length + more > limit)
        {
          part = new_part (self, parts->len + 1);
          g_ptr_array_add (parts, part);
          length = 0;
        }
      length += more;
      g_ptr_array_add (part->people, g_ptr_array_steal_index (self->people, 0));
    }
  ((OofRunLog *) g_ptr_array_index (parts, 0))->n_parts = parts->len;
  return parts;
}

static OofRunLog *
find_first (GPtrArray *logs, const OofRunLog *part)
{
  for (guint i = 0; i < logs->len; i++)
    {
      OofRunLog *log = g_ptr_array_index (logs, i);

      if (log->part == 1 && g_ascii_strcasecmp (log->run, part->run) == 0)
        return log;
    }
  return NULL;
}

void
oof_run_log_join (GPtrArray *logs)
{
  for (guint i = logs->len; i > 0; i--)
    {
      OofRunLog *part = g_ptr_array_index (logs, i - 1);
      OofRunLog *first = part->part > 1 ? find_first (logs, part) : NULL;

      if (part->part == 1)
        continue;
      if (first)
        g_ptr_array_extend_and_steal (first->people, g_steal_pointer (&part->people));
      if (!part->people)
        part->people = g_ptr_array_new ();
      g_ptr_array_remove_index (logs, i - 1);
    }
}
