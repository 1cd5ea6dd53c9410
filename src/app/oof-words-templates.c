/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* In front of the attributes of the directory: those of the deputy. */
#define DEPUTY "oofforward"
/* The free fields of the directory are numbered. */
#define EXTRA "xData"

typedef struct
{
  const char *name;
  const char *meaning;
} Meaning;

static const Meaning specials[] = {
  { "ooffrom", N_ ("absent from (date)") },
  { "oofto", N_ ("absent to (date)") },
  { "oofat", N_ ("absent on; only when it is a single day") },
  { "oofback", N_ ("back on: the next working day") },
  { "oofTimeFrom", N_ ("time of day from") },
  { "oofTimeTo", N_ ("time of day to") },
  { "oofNotTimeFrom", N_ ("keeps the line when no time of day begins it") },
  { "oofNotTimeTo", N_ ("keeps the line when no time of day ends it") },
  { "Timezone", N_ ("time zone, by its Windows name") },
  { "TimezoneValue", N_ ("time zone as a number of hours") },
  { "personalInfo", N_ ("note of the absence") },
  { "EventSubject", N_ ("subject of the absence") },
  { "oofforwardornot", N_ ("“nicht” when mail is not forwarded") },
  { "oofforwardornotol", N_ ("the word for “not” of the options when mail is not forwarded") },
  { "oofforwardtrue", N_ ("keeps the line when mail is forwarded") },
  { "oofforwardfalse", N_ ("keeps the line when mail is not forwarded") },
  { "oofforwardusertrue", N_ ("keeps the line when there is a deputy") },
  { "oofforwarduserfalse", N_ ("keeps the line when there is no deputy") },
  { "oofexternal", N_ ("keeps the line in the external reply only") },
  { "oofinternal", N_ ("keeps the line in the internal reply only") },
  { "NoForwardRequired", N_ ("alone on a line: nobody has to forward") },
  { "oofforwarduser", N_ ("name of the deputy, else of who gets the mail") },
};

static const Meaning attributes[] = {
  { "givenName", N_ ("first name") },
  { "sn", N_ ("last name") },
  { "displayName", N_ ("full name") },
  { "title", N_ ("job title") },
  { "mail", N_ ("e-mail address") },
  { "telephoneNumber", N_ ("telephone") },
  { "mobile", N_ ("mobile telephone") },
  { "homePhone", N_ ("home telephone") },
  { "facsimileTelephoneNumber", N_ ("fax") },
  { "department", N_ ("department") },
  { "company", N_ ("company") },
  { "streetAddress", N_ ("street") },
  { "postalCode", N_ ("postal code") },
  { "l", N_ ("city") },
  { "st", N_ ("state or region") },
  { "co", N_ ("country") },
  { "physicalDeliveryOfficeName", N_ ("office") },
  { "wWWHomePage", N_ ("web page") },
};

static const Meaning languages[] = {
  { "de", N_ ("German") },  { "en", N_ ("English") }, { "fr", N_ ("French") },
  { "it", N_ ("Italian") }, { "es", N_ ("Spanish") }, { "nl", N_ ("Dutch") },
  { "pl", N_ ("Polish") },  { "cs", N_ ("Czech") },   { "hu", N_ ("Hungarian") },
};

static const char *const codes[] = { "de", "en", "fr", "it", "es", "nl", "pl", "cs", "hu", NULL };

/* (nullable) */
static const char *
find (const Meaning *meanings, gsize n_meanings, const char *name)
{
  for (gsize i = 0; i < n_meanings; i++)
    if (strcmp (meanings[i].name, name) == 0)
      return _ (meanings[i].meaning);
  return NULL;
}

/* (transfer full) (nullable) */
static char *
dup_attribute (const char *name)
{
  const char *meaning = find (attributes, G_N_ELEMENTS (attributes), name);

  if (meaning != NULL)
    return g_strdup (meaning);
  if (g_str_has_prefix (name, EXTRA) && name[strlen (EXTRA)] != '\0')
    /* Translators: %s is the number of a free field of the directory */
    return g_strdup_printf (_ ("extra field %s"), name + strlen (EXTRA));
  return NULL;
}

char *
oof_words_variable (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  const char *special = find (specials, G_N_ELEMENTS (specials), name);

  if (special != NULL)
    return g_strdup (special);
  if (!g_str_has_prefix (name, DEPUTY))
    return dup_attribute (name);
  g_autofree char *attribute = dup_attribute (name + strlen (DEPUTY));
  /* Translators: %s is "first name", "telephone" … */
  return attribute != NULL ? g_strdup_printf (_ ("deputy: %s"), attribute) : NULL;
}

const char *const *
oof_words_list_languages (void)
{
  return codes;
}

const char *
oof_words_language (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  const char *name = find (languages, G_N_ELEMENTS (languages), code);
  return name != NULL ? name : code;
}
