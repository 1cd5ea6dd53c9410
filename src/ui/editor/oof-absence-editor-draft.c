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

void
_oof_absence_editor_select_audience (OofAbsenceEditor *self, OofAudience audience)
{
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (audiences[i] == audience)
      gtk_drop_down_set_selected (self->audience, i);
}

const char *
_oof_absence_editor_get_key (OofAbsenceEditor *self, const char *place)
{
  char *key = g_hash_table_lookup (self->keys, place);

  if (self->original != NULL)
    return self->original->key;
  if (key == NULL)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      key = g_strconcat ("a:", uuid, NULL);
      g_hash_table_insert (self->keys, g_strdup (place), key);
    }
  return key;
}

static void
replace_text (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

OofAbsence *
_oof_absence_editor_create_draft (OofAbsenceEditor *self)
{
  OofOptions *options = oof_session_get_options (self->session);
  const char *zone = self->person->zone != NULL ? self->person->zone : options->zone;
  g_autoptr (OofAbsence) draft = self->original != NULL
                                     ? oof_absence_copy (self->original)
                                     : oof_absence_new (self->person->address, zone);
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  guint audience = gtk_drop_down_get_selected (self->audience);

  draft->all_day = TRUE;
  draft->open_end = FALSE;
  if (!(gtk_toggle_button_get_active (self->by_the_hour) ? fill_window (self, draft)
                                                         : fill_days (self, draft))
      || !_oof_absence_editor_fill_forward (self, draft))
    return NULL;
  replace_text (&draft->key, g_strdup (_oof_absence_editor_get_key (self, self->person->address)));
  if (self->original == NULL)
    replace_text (&draft->person_id, g_strdup (self->person->id));
  replace_text (&draft->subject, get_subject (self));
  replace_text (&draft->note, *note != '\0' ? g_steal_pointer (&note) : NULL);
  replace_text (&draft->template_name, get_template (self));
  draft->audience = audience < G_N_ELEMENTS (audiences) ? audiences[audience] : OOF_AUDIENCE_UNSET;
  replace_text (&draft->deputy, self->deputy != NULL ? g_strdup (self->deputy->address) : NULL);
  draft->calendar = (OofCalendarMode) MIN (gtk_drop_down_get_selected (self->calendar),
                                           (guint) OOF_CALENDAR_NONE);
  if (self->group != NULL)
    {
      replace_text (&draft->closure_id, g_strdup (self->closure_id));
      replace_text (&draft->closure_group, g_strdup (self->group->name));
    }
  return g_steal_pointer (&draft);
}

static void
add_all (OofAbsenceEditor *self, GPtrArray *drafts, OofAbsence *draft)
{
  g_autoptr (GPtrArray) repeated = _oof_absence_editor_repeat (self, draft);

  for (guint i = 0; i < repeated->len; i++)
    g_ptr_array_add (drafts, oof_absence_ref (g_ptr_array_index (repeated, i)));
}

/* Days are the same days in everybody's own zone; hours are the instants that were entered. */
GPtrArray *
_oof_absence_editor_create_drafts (OofAbsenceEditor *self, OofAbsence *draft)
{
  OofOptions *options = oof_session_get_options (self->session);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  add_all (self, drafts, draft);
  for (guint i = 0; i < self->others->len; i++)
    {
      OofPerson *person = g_ptr_array_index (self->others, i);
      g_autoptr (OofAbsence) copy = oof_absence_copy (draft);
      replace_text (&copy->key, g_strdup (_oof_absence_editor_get_key (self, person->address)));
      replace_text (&copy->person, g_strdup (person->address));
      replace_text (&copy->person_id, g_strdup (person->id));
      replace_text (&copy->zone, g_strdup (person->zone != NULL ? person->zone : options->zone));
      add_all (self, drafts, copy);
    }
  return drafts;
}
