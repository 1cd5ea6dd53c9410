/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-editor-private.h"

/* The audiences in the order of the drop-down. */
static const OofAudience audiences[] = { OOF_AUDIENCE_UNSET, OOF_AUDIENCE_ALL,
                                         OOF_AUDIENCE_CONTACTS, OOF_AUDIENCE_NONE,
                                         OOF_AUDIENCE_MAILBOX };

static char *
get_subject (OofAbsenceEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject);

  if (selected < self->subjects->len)
    return g_strdup (((OofSubject *) g_ptr_array_index (self->subjects, selected))->name);
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other_subject))));
}

/* (nullable) the group's */
static char *
get_template (OofAbsenceEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->template);

  if (selected == 0 || selected > self->templates->len)
    return NULL;
  return g_strdup (((OofTemplate *) g_ptr_array_index (self->templates, selected - 1))->name);
}

static gboolean
fill_days (OofAbsenceEditor *self, OofAbsence *draft)
{
  draft->open_end = gtk_toggle_button_get_active (self->no_end);
  draft->first_day = oof_date_entry_get_day (self->first_day);
  draft->last_day = draft->open_end ? OOF_DAY_NONE : oof_date_entry_get_day (self->last_day);
  return draft->first_day != OOF_DAY_NONE && (draft->open_end || draft->last_day != OOF_DAY_NONE);
}

static gboolean
fill_window (OofAbsenceEditor *self, OofAbsence *draft)
{
  OofDay first = oof_date_entry_get_day (self->first_day);
  OofDay last = oof_date_entry_get_day (self->last_day);
  int start = oof_time_entry_get_minute (self->first_time);
  int end = oof_time_entry_get_minute (self->last_time);

  if (first == OOF_DAY_NONE || last == OOF_DAY_NONE || start == OOF_MINUTE_NONE
      || end == OOF_MINUTE_NONE)
    return FALSE;
  draft->all_day = FALSE;
  draft->window.from = oof_zone_instant (draft->zone, first, start);
  draft->window.to = oof_zone_instant (draft->zone, last, end);
  return TRUE;
}

OofAbsence *
_oof_absence_editor_create_draft (OofAbsenceEditor *self)
{
  OofOptions *options = oof_session_get_options (self->session);
  const char *zone = self->person->zone != NULL ? self->person->zone : options->zone;
  g_autoptr (OofAbsence) draft = oof_absence_new (self->person->address, zone);
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  guint audience = gtk_drop_down_get_selected (self->audience);
  gboolean complete = gtk_toggle_button_get_active (self->by_the_hour) ? fill_window (self, draft)
                                                                       : fill_days (self, draft);

  if (!complete)
    return NULL;
  g_free (draft->key);
  draft->key = g_strdup (self->key);
  draft->person_id = g_strdup (self->person->id);
  g_free (draft->subject);
  draft->subject = get_subject (self);
  draft->note = *note != '\0' ? g_steal_pointer (&note) : NULL;
  draft->template_name = get_template (self);
  draft->audience = audience < G_N_ELEMENTS (audiences) ? audiences[audience] : OOF_AUDIENCE_UNSET;
  draft->deputy = self->deputy != NULL ? g_strdup (self->deputy->address) : NULL;
  return g_steal_pointer (&draft);
}
