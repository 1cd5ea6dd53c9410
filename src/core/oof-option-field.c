/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-option-field.h"

#include "core/oof-error.h"

/* A reading window of three years: more than any plan needs, little enough for one request a
 * year. */
#define MAX_DAY_DIFFERENCE 1096

#define AT(member) G_STRUCT_OFFSET (OofOptions, member)

const OofOptionField oof_option_fields[] = {
  { "leadDays", OOF_OPTION_NUMBER, AT (lead_days), 1, 30 },
  { "dayDifference", OOF_OPTION_NUMBER, AT (day_difference), 1, MAX_DAY_DIFFERENCE },
  { "maxMonths", OOF_OPTION_NUMBER, AT (max_months), 1, 6 },
  { "weekStart", OOF_OPTION_NUMBER, AT (week_start), 1, 7 },
  { "workingDays", OOF_OPTION_NUMBER, AT (working_days), 1, 7 },
  { "audience", OOF_OPTION_AUDIENCE, AT (audience), 0, 0 },
  { "zone", OOF_OPTION_ZONE, AT (zone), 0, 0 },
  { "language", OOF_OPTION_TEXT, AT (language), 2, 16 },
  { "forwardWord", OOF_OPTION_TEXT, AT (forward_word), 0, 64 },
  { "setOnly", OOF_OPTION_SWITCH, AT (set_only), 0, 0 },
  { "driftRestore", OOF_OPTION_SWITCH, AT (drift_restore), 0, 0 },
  { "saveState", OOF_OPTION_SWITCH, AT (save_state), 0, 0 },
  { "templateChoice", OOF_OPTION_SWITCH, AT (template_choice), 0, 0 },
  { "subjectFromList", OOF_OPTION_SWITCH, AT (subject_from_list), 0, 0 },
  { "timeOfDay", OOF_OPTION_SWITCH, AT (time_of_day), 0, 0 },
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

static gboolean
set_zone (const OofOptionField *self, char **member, const char *text, GError **error)
{
  if (!oof_zone_is_known (text))
    return refuse (self, text, error, "a time zone such as Europe/Berlin");
  g_free (*member);
  *member = g_strdup (text);
  return TRUE;
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
set_text (const OofOptionField *self, char **member, const char *text, GError **error)
{
  g_autofree char *expected =
      g_strdup_printf ("a line of %d to %d characters", self->min, self->max);
  glong length = g_utf8_strlen (text, -1);

  if (length < self->min || length > self->max || has_control (text))
    return refuse (self, text, error, expected);
  g_free (*member);
  *member = g_strdup (text);
  return TRUE;
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
    case OOF_OPTION_TEXT:
    default:
      return set_text (self, member_of (self, options), text, error);
    }
}
