/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-run-log.h"

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
  g_free (self->absence);
  g_free (self->author);
  g_free (self->ticket);
  g_ptr_array_unref (self->changes);
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
