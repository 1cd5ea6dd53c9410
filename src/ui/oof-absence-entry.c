/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-absence-entry.h"

struct _OofAbsenceEntry
{
  GObject parent_instance;

  OofAbsence *absence; /* (owned) */
  OofPerson *person;   /* (owned) (nullable) */
  OofPerson *deputy;   /* (owned) (nullable) */
  OofAbsenceState state;
  gboolean in_exchange;
  gboolean in_conflict;
  OofInstant applied;
};

G_DEFINE_FINAL_TYPE (OofAbsenceEntry, oof_absence_entry, G_TYPE_OBJECT)

static void
oof_absence_entry_finalize (GObject *object)
{
  OofAbsenceEntry *self = OOF_ABSENCE_ENTRY (object);

  g_clear_pointer (&self->absence, oof_absence_unref);
  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->deputy, oof_person_unref);

  G_OBJECT_CLASS (oof_absence_entry_parent_class)->finalize (object);
}

static void
oof_absence_entry_class_init (OofAbsenceEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_absence_entry_finalize;
}

static void
oof_absence_entry_init (OofAbsenceEntry *self)
{
  self->applied = OOF_INSTANT_NONE;
}

OofAbsenceEntry *
oof_absence_entry_new (OofAbsence *absence,
                       OofPerson *person,
                       OofPerson *deputy,
                       OofAbsenceState state)
{
  g_return_val_if_fail (absence != NULL, NULL);

  OofAbsenceEntry *self = g_object_new (OOF_TYPE_ABSENCE_ENTRY, NULL);
  self->absence = oof_absence_ref (absence);
  self->person = person != NULL ? oof_person_ref (person) : NULL;
  self->deputy = deputy != NULL ? oof_person_ref (deputy) : NULL;
  self->state = state;
  return self;
}

OofAbsence *
oof_absence_entry_get_absence (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), NULL);

  return self->absence;
}

OofAbsenceState
oof_absence_entry_get_state (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), OOF_ABSENCE_PLANNED);

  return self->state;
}

gboolean
oof_absence_entry_is_live (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), FALSE);

  return self->state != OOF_ABSENCE_ENDED && self->state != OOF_ABSENCE_CANCELLED;
}

void
oof_absence_entry_set_in_exchange (OofAbsenceEntry *self, gboolean in_exchange)
{
  g_return_if_fail (OOF_IS_ABSENCE_ENTRY (self));

  self->in_exchange = in_exchange;
}

gboolean
oof_absence_entry_is_in_exchange (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), FALSE);

  return self->in_exchange;
}

void
oof_absence_entry_set_in_conflict (OofAbsenceEntry *self, gboolean in_conflict)
{
  g_return_if_fail (OOF_IS_ABSENCE_ENTRY (self));

  self->in_conflict = in_conflict;
}

gboolean
oof_absence_entry_is_in_conflict (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), FALSE);

  return self->in_conflict;
}

void
oof_absence_entry_set_applied (OofAbsenceEntry *self, OofInstant applied)
{
  g_return_if_fail (OOF_IS_ABSENCE_ENTRY (self));

  self->applied = applied;
}

OofInstant
oof_absence_entry_get_applied (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), OOF_INSTANT_NONE);

  return self->applied;
}

const char *
oof_absence_entry_get_person_name (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), NULL);

  return self->person != NULL ? self->person->name : self->absence->person;
}

const char *
oof_absence_entry_get_deputy_name (OofAbsenceEntry *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (self), NULL);

  return self->deputy != NULL ? self->deputy->name : self->absence->deputy;
}
