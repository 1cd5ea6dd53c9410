/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render-private.h"
#include "core/oof-workdays.h"
#include "core/oof-zones.h"

#include <string.h>

#include "core/oof-date-pattern-private.h"

/* Directory attributes (decisions 6), for the person as they stand and for the deputy with
 * "oofforward" in front. */
#define ATTRIBUTES(X)                                                                              \
  X ("givenName")                                                                                  \
  X ("sn")                                                                                         \
  X ("displayName")                                                                                \
  X ("title")                                                                                      \
  X ("mail")                                                                                       \
  X ("telephoneNumber")                                                                            \
  X ("mobile")                                                                                     \
  X ("homePhone")                                                                                  \
  X ("facsimileTelephoneNumber")                                                                   \
  X ("department")                                                                                 \
  X ("company")                                                                                    \
  X ("streetAddress")                                                                              \
  X ("postalCode")                                                                                 \
  X ("l")                                                                                          \
  X ("st")                                                                                         \
  X ("co")                                                                                         \
  X ("physicalDeliveryOfficeName")                                                                 \
  X ("wWWHomePage")                                                                                \
  X ("xData1")                                                                                     \
  X ("xData2")                                                                                     \
  X ("xData3")                                                                                     \
  X ("xData4")                                                                                     \
  X ("xData5")                                                                                     \
  X ("xData6")                                                                                     \
  X ("xData7")                                                                                     \
  X ("xData8")                                                                                     \
  X ("xData9")                                                                                     \
  X ("xData10")                                                                                    \
  X ("xData11")                                                                                    \
  X ("xData12")                                                                                    \
  X ("xData13")                                                                                    \
  X ("xData14")

#define SPECIALS(X)                                                                                \
  X ("ooffrom", FROM)                                                                              \
  X ("oofto", TO)                                                                                  \
  X ("oofat", AT)                                                                                  \
  X ("oofback", BACK)                                                                              \
  X ("oofTimeFrom", TIME_FROM)                                                                     \
  X ("oofTimeTo", TIME_TO)                                                                         \
  X ("oofNotTimeFrom", NO_TIME_FROM)                                                               \
  X ("oofNotTimeTo", NO_TIME_TO)                                                                   \
  X ("Timezone", ZONE)                                                                             \
  X ("TimezoneValue", OFFSET)                                                                      \
  X ("personalInfo", NOTE)                                                                         \
  X ("EventSubject", SUBJECT)                                                                      \
  X ("oofforwardornot", NOT_WORD)                                                                  \
  X ("oofforwardornotol", OTHER_NOT_WORD)                                                          \
  X ("oofforwardtrue", FORWARDED)                                                                  \
  X ("oofforwardfalse", NOT_FORWARDED)                                                             \
  X ("oofforwardusertrue", HAS_DEPUTY)                                                             \
  X ("oofforwarduserfalse", NO_DEPUTY)                                                             \
  X ("oofexternal", EXTERNAL)                                                                      \
  X ("oofinternal", INTERNAL)                                                                      \
  X ("NoForwardRequired", NO_FORWARD_REQUIRED)

#define SPECIAL_VARIABLE(name, kind) { name, OOF_VARIABLE_##kind, NULL },
#define PERSON_VARIABLE(name)        { name, OOF_VARIABLE_PERSON, name },
#define DEPUTY_VARIABLE(name)        { "oofforward" name, OOF_VARIABLE_DEPUTY, name },

static const OofVariable variables[] = {
  SPECIALS (SPECIAL_VARIABLE) ATTRIBUTES (PERSON_VARIABLE)
      ATTRIBUTES (DEPUTY_VARIABLE){ "oofforwarduser", OOF_VARIABLE_DEPUTY, "displayName" },
};

#define SPECIAL_NAME(name, kind) name,
#define PERSON_NAME(name)        name,
#define DEPUTY_NAME(name)        "oofforward" name,

static const char *const names[] = {
  SPECIALS (SPECIAL_NAME) ATTRIBUTES (PERSON_NAME) ATTRIBUTES (DEPUTY_NAME) "oofforwarduser",
  NULL,
};

const OofVariable *
oof_variable_find (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (strncmp (variables[i].name, name, length) == 0 && variables[i].name[length] == '\0')
      return &variables[i];
  return NULL;
}

gboolean
oof_variable_is_marker (const OofVariable *self)
{
  return self->kind >= OOF_VARIABLE_FORWARDED;
}

gboolean
oof_variable_is_private (const OofVariable *self)
{
  return self->attribute != NULL
         && (g_str_equal (self->attribute, "homePhone") || g_str_equal (self->attribute, "mobile"));
}

const char *const *
oof_render_list_names (void)
{
  return names;
}

gboolean
oof_render_is_marker (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  const OofVariable *variable = oof_variable_find (name, strlen (name));
  return variable != NULL && oof_variable_is_marker (variable);
}

void
oof_render_facts_init (OofRenderFacts *self, const OofRenderInput *input, OofRenderTarget target)
{
  OofAbsence *absence = input->absence;
  OofRange range = oof_absence_get_range (absence);

  *self = (OofRenderFacts){ .input = input, .target = target, .minute_from = -1, .minute_to = -1 };
  oof_absence_get_days (absence, &self->first, &self->last);
  self->back = oof_workdays_get_back_on (input->options, input->person, self->last);
  self->offset = oof_zone_offset (absence->zone, range.from);
  if (absence->all_day)
    return;
  self->minute_from = oof_zone_minute_of (absence->zone, range.from);
  if (absence->open_end)
    return;
  /* An end at midnight belongs to the day before, which is the one that @@oofto names. */
  self->minute_to = oof_zone_minute_of (absence->zone, range.to);
  if (self->minute_to == 0)
    self->minute_to = 24 * 60;
}

gboolean
oof_render_facts_hold (const OofRenderFacts *self, const OofVariable *marker)
{
  const OofAbsence *absence = self->input->absence;

  if (marker->kind == OOF_VARIABLE_FORWARDED || marker->kind == OOF_VARIABLE_NOT_FORWARDED)
    return (absence->forward_to != NULL) == (marker->kind == OOF_VARIABLE_FORWARDED);
  if (marker->kind == OOF_VARIABLE_HAS_DEPUTY || marker->kind == OOF_VARIABLE_NO_DEPUTY)
    return (absence->deputy != NULL) == (marker->kind == OOF_VARIABLE_HAS_DEPUTY);
  if (marker->kind == OOF_VARIABLE_EXTERNAL)
    return self->target == OOF_RENDER_EXTERNAL;
  if (marker->kind == OOF_VARIABLE_INTERNAL)
    return self->target == OOF_RENDER_INTERNAL;
  if (marker->kind == OOF_VARIABLE_NO_TIME_FROM)
    return self->minute_from < 0;
  if (marker->kind == OOF_VARIABLE_NO_TIME_TO)
    return self->minute_to < 0;
  return TRUE;
}

static gboolean
speaks (const char *language, const char *code)
{
  gsize length = strlen (code);

  return language != NULL && g_ascii_strncasecmp (language, code, length) == 0
         && !g_ascii_isalnum (language[length]);
}

/* A language that we have no form for gets 2027-06-11, which nobody can misread. */
char *
oof_render_date (OofDay day, const char *language)
{
  int year, month, dom;

  if (day == OOF_DAY_NONE)
    return g_strdup ("");
  oof_day_get_ymd (day, &year, &month, &dom);
  if (speaks (language, "de"))
    return g_strdup_printf ("%02d.%02d.%04d", dom, month, year);
  if (speaks (language, "en") && month >= 1 && month <= 12)
    return g_strdup_printf ("%d %s %d", dom, oof_date_pattern_get_month (month, FALSE), year);
  return oof_day_format (day);
}

static gboolean
is_set (const char *pattern)
{
  return pattern != NULL && *pattern != '\0';
}

/* As the options want it, else as the language does. */
static char *
format_day (const OofRenderFacts *self, OofDay day, const char *language)
{
  const char *pattern = self->input->options->date_format;

  if (day == OOF_DAY_NONE || !is_set (pattern))
    return oof_render_date (day, language);
  return oof_date_pattern_format_day (pattern, day, language);
}

static char *
format_time (const OofRenderFacts *self, int minute)
{
  const char *pattern = self->input->options->time_format;

  if (minute < 0)
    return g_strdup ("");
  return oof_date_pattern_format_minute (is_set (pattern) ? pattern : "HH:mm", minute);
}

static char *
format_offset (int offset)
{
  return g_strdup_printf ("UTC%c%02d:%02d", offset < 0 ? '-' : '+', ABS (offset) / 60,
                          ABS (offset) % 60);
}

/* @person: (nullable): then @address is all there is to say of somebody. */
static char *
dup_attribute (const OofPerson *person, const char *address, const char *attribute)
{
  const char *value = person != NULL ? oof_person_get (person, attribute) : NULL;
  const char *name = person != NULL ? person->name : address;

  if (value == NULL && g_str_equal (attribute, "mail"))
    value = address;
  else if (value == NULL && g_str_equal (attribute, "displayName"))
    value = name;
  return g_strdup (value != NULL ? value : "");
}

/* Without a deputy the one who gets the mail stands in: the original knows only one of them. */
static char *
dup_deputy (const OofRenderInput *input, const char *attribute)
{
  const char *address = input->absence->deputy;
  const OofPerson *person = input->deputy;

  if (address == NULL && person == NULL)
    {
      address = input->absence->forward_to;
      person = input->forward;
    }
  if (person != NULL)
    address = person->address;
  return dup_attribute (person, address, attribute);
}

static char *
dup_word (const OofRenderFacts *self, const char *word)
{
  return g_strdup (self->input->absence->forward_to == NULL && word != NULL ? word : "");
}

/* The true subject and the note are for the plan alone (decisions 9). */
static gboolean
is_confidential (const OofRenderFacts *self)
{
  return oof_subject_is_confidential (self->input->subjects, self->input->absence->subject);
}

/* The Windows name, as the original prints it; a zone that has none by its own. */
static char *
dup_zone (const OofAbsence *absence)
{
  const char *windows = oof_zones_windows_from_iana (absence->zone);

  return g_strdup (windows != NULL ? windows : absence->zone);
}

char *
oof_render_facts_get (const OofRenderFacts *self, const OofVariable *variable, const char *language)
{
  const OofRenderInput *input = self->input;
  const OofAbsence *absence = input->absence;

  if (oof_variable_is_marker (variable))
    return g_strdup ("");
  switch ((int) variable->kind)
    {
    case OOF_VARIABLE_PERSON:
      return dup_attribute (input->person, input->person->address, variable->attribute);
    case OOF_VARIABLE_DEPUTY:
      return dup_deputy (input, variable->attribute);
    case OOF_VARIABLE_FROM:
      return format_day (self, self->first, language);
    case OOF_VARIABLE_TO:
      return format_day (self, self->last, language);
    case OOF_VARIABLE_AT:
      return format_day (self, self->first == self->last ? self->first : OOF_DAY_NONE, language);
    case OOF_VARIABLE_BACK:
      return format_day (self, self->back, language);
    case OOF_VARIABLE_TIME_FROM:
      return format_time (self, self->minute_from);
    case OOF_VARIABLE_TIME_TO:
      return format_time (self, self->minute_to);
    case OOF_VARIABLE_ZONE:
      return dup_zone (absence);
    case OOF_VARIABLE_OFFSET:
      return format_offset (self->offset);
    case OOF_VARIABLE_NOTE:
      return g_strdup (absence->note != NULL && !is_confidential (self) ? absence->note : "");
    case OOF_VARIABLE_SUBJECT:
      return g_strdup (is_confidential (self) ? OOF_SUBJECT_CONFIDENTIAL : absence->subject);
    case OOF_VARIABLE_NOT_WORD:
      return dup_word (self, "nicht");
    case OOF_VARIABLE_OTHER_NOT_WORD:
      return dup_word (self, input->options->forward_word);
    default:
      g_assert_not_reached ();
    }
}
