/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-option-field.h"

#include "core/oof-address.h"
#include "core/oof-error.h"
#include "core/oof-subject.h"
#include "core/oof-text.h"

/* A reading window of three years: more than any plan needs, little enough for one request a
 * year. */
#define MAX_DAY_DIFFERENCE 1096

#define NUMBER(name, member, min, max, fallback)                                                   \
  {                                                                                                \
    name, OOF_OPTION_NUMBER, G_STRUCT_OFFSET (OofOptions, member), min, max, fallback              \
  }
#define SWITCH(name, member, fallback)                                                             \
  {                                                                                                \
    name, OOF_OPTION_SWITCH, G_STRUCT_OFFSET (OofOptions, member), 0, 0, fallback                  \
  }
#define TEXT(name, member, min, max, fallback)                                                     \
  {                                                                                                \
    name, OOF_OPTION_TEXT, G_STRUCT_OFFSET (OofOptions, member), min, max, fallback                \
  }
#define OTHER(name, kind, member, fallback)                                                        \
  {                                                                                                \
    name, OOF_OPTION_##kind, G_STRUCT_OFFSET (OofOptions, member), 0, 0, fallback                  \
  }

const OofOptionField oof_option_fields[] = {
  NUMBER ("leadDays", lead_days, 1, 30, "3"),
  NUMBER ("dayDifference", day_difference, 1, MAX_DAY_DIFFERENCE, "30"),
  NUMBER ("maxMonths", max_months, 1, 6, "6"),
  NUMBER ("weekStart", week_start, 1, 7, "1"),
  NUMBER ("workingDays", working_days, 1, 7, "5"),
  TEXT ("holidays", holidays, 0, 40, ""),
  SWITCH ("setOnly", set_only, "false"),
  SWITCH ("timeOfDay", time_of_day, "false"),
  SWITCH ("templateChoice", template_choice, "false"),
  SWITCH ("calendarOptions", calendar_options, "false"),
  OTHER ("resourceMailbox", ADDRESS, resource_mailbox, ""),
  TEXT ("helpName", help_name, 0, 128, ""),
  OTHER ("helpAddress", ADDRESS, help_address, ""),
  SWITCH ("subjectFromList", subject_from_list, "false"),
  SWITCH ("saveState", save_state, "false"),
  TEXT ("templateFolder", template_folder, 0, 256, ""),
  TEXT ("font", font, 0, 64, ""),
  NUMBER ("fontSize", font_size, 0, 72, "0"),
  OTHER ("fontColor", COLOR, font_color, ""),
  TEXT ("dateFormat", date_format, 0, 32, ""),
  TEXT ("timeFormat", time_format, 0, 32, ""),
  OTHER ("audience", AUDIENCE, audience, "all"),
  OTHER ("zone", ZONE, zone, "Europe/Berlin"),
  TEXT ("language", language, 2, 16, "de"),
  TEXT ("peopleGroup", people_group, 0, 254, ""),
  SWITCH ("driftRestore", drift_restore, "false"),
  SWITCH ("hashTexts", hash_texts, "false"),
  NUMBER ("logDays", log_days, 1, 3650, "90"),
  SWITCH ("forwardRequired", forward_required, "false"),
  TEXT ("forwardWord", forward_word, 0, 64, "not"),
  SWITCH ("externalForward", external_forward, "false"),
  SWITCH ("mailDeputy", mail_deputy, "true"),
  SWITCH ("mailPerson", mail_person, "false"),
  SWITCH ("mailAdministrators", mail_administrators, "true"),
  SWITCH ("mailAccess", mail_access, "false"),
  SWITCH ("taskAccess", task_access, "false"),
  SWITCH ("calendarAccess", calendar_access, "false"),
  TEXT ("accessGroup", access_group, 0, 254, ""),
  TEXT ("hiddenCategories", hidden_categories, 0, 512, ""),
  SWITCH ("delegateRights", delegate_rights, "false"),
  NUMBER ("delegateCalendar", delegate_calendar, 0, 3, "0"),
  NUMBER ("delegateTasks", delegate_tasks, 0, 3, "0"),
  NUMBER ("delegateInbox", delegate_inbox, 0, 3, "0"),
  NUMBER ("delegateContacts", delegate_contacts, 0, 3, "0"),
  NUMBER ("delegateNotes", delegate_notes, 0, 3, "0"),
  { NULL },
};

const OofOptionField *
oof_option_field_find (const char *name)
{
  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    if (g_strcmp0 (field->name, name) == 0)
      return field;
  return NULL;
}

static gpointer
member_of (const OofOptionField *self, const OofOptions *options)
{
  return G_STRUCT_MEMBER_P (options, self->offset);
}

int
oof_option_field_get_number (const OofOptionField *self, const OofOptions *options)
{
  g_return_val_if_fail (self != NULL && self->kind == OOF_OPTION_NUMBER, 0);

  return *(int *) member_of (self, options);
}

gboolean
oof_option_field_is_string (const OofOptionField *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == OOF_OPTION_TEXT || self->kind == OOF_OPTION_ZONE
         || self->kind == OOF_OPTION_ADDRESS || self->kind == OOF_OPTION_COLOR;
}

gboolean
oof_option_field_get_switch (const OofOptionField *self, const OofOptions *options)
{
  g_return_val_if_fail (self != NULL && self->kind == OOF_OPTION_SWITCH, FALSE);

  return *(gboolean *) member_of (self, options);
}

char *
oof_option_field_dup_text (const OofOptionField *self, const OofOptions *options)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  switch (self->kind)
    {
    case OOF_OPTION_NUMBER:
      return g_strdup_printf ("%d", oof_option_field_get_number (self, options));
    case OOF_OPTION_SWITCH:
      return g_strdup (oof_option_field_get_switch (self, options) ? "true" : "false");
    case OOF_OPTION_AUDIENCE:
      return g_strdup (oof_audience_to_string (*(OofAudience *) member_of (self, options)));
    case OOF_OPTION_TEXT:
    case OOF_OPTION_ZONE:
    case OOF_OPTION_ADDRESS:
    case OOF_OPTION_COLOR:
    default:
      return g_strdup (*(char **) member_of (self, options));
    }
}

static gboolean
refuse (const OofOptionField *self, const char *text, GError **error, const char *expected)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "%s: \"%.64s\" is not %s", self->name, text,
               expected);
  return FALSE;
}

static gboolean
set_number (const OofOptionField *self, int *member, const char *text, GError **error)
{
  g_autofree char *expected = g_strdup_printf ("a number from %d to %d", self->min, self->max);
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, self->min, self->max, &number, NULL))
    return refuse (self, text, error, expected);
  *member = (int) number;
  return TRUE;
}

static gboolean
set_switch (const OofOptionField *self, gboolean *member, const char *text, GError **error)
{
  gboolean on = g_str_equal (text, "true");

  if (!on && !g_str_equal (text, "false"))
    return refuse (self, text, error, "true or false");
  *member = on;
  return TRUE;
}

static gboolean
set_audience (const OofOptionField *self, OofAudience *member, const char *text, GError **error)
{
  return oof_audience_from_string (text, member)
         || refuse (self, text, error, "one of all, contacts, none, mailbox");
}

/* Takes @text. */
static gboolean
replace (char **member, char *text)
{
  g_free (*member);
  *member = text;
  return TRUE;
}

static gboolean
set_zone (const OofOptionField *self, char **member, const char *text, GError **error)
{
  if (!oof_zone_is_known (text))
    return refuse (self, text, error, "a time zone such as Europe/Berlin");
  return replace (member, g_strdup (text));
}

static gboolean
set_address (const OofOptionField *self, char **member, const char *text, GError **error)
{
  if (*text != '\0' && !oof_address_is_valid (text))
    return refuse (self, text, error, "an e-mail address");
  return replace (member, g_utf8_strdown (text, -1));
}

static gboolean
set_color (const OofOptionField *self, char **member, const char *text, GError **error)
{
  if (*text != '\0' && !oof_subject_is_color (text))
    return refuse (self, text, error, "a colour such as #1a5fb4");
  return replace (member, g_ascii_strdown (text, -1));
}

static gboolean
set_text (const OofOptionField *self, char **member, const char *text, GError **error)
{
  g_autofree char *expected =
      g_strdup_printf ("a line of %d to %d characters", self->min, self->max);
  glong length = g_utf8_strlen (text, -1);

  if (length < self->min || length > self->max || oof_text_has_control (text))
    return refuse (self, text, error, expected);
  return replace (member, g_strdup (text));
}

gboolean
oof_option_field_set (const OofOptionField *self,
                      OofOptions *options,
                      const char *text,
                      GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (options != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return refuse (self, "", error, "UTF-8");
  switch (self->kind)
    {
    case OOF_OPTION_NUMBER:
      return set_number (self, member_of (self, options), text, error);
    case OOF_OPTION_SWITCH:
      return set_switch (self, member_of (self, options), text, error);
    case OOF_OPTION_AUDIENCE:
      return set_audience (self, member_of (self, options), text, error);
    case OOF_OPTION_ZONE:
      return set_zone (self, member_of (self, options), text, error);
    case OOF_OPTION_ADDRESS:
      return set_address (self, member_of (self, options), text, error);
    case OOF_OPTION_COLOR:
      return set_color (self, member_of (self, options), text, error);
    case OOF_OPTION_TEXT:
    default:
      return set_text (self, member_of (self, options), text, error);
    }
}
