/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-rules.h"

#include <glib/gi18n.h>

#include "core/oof-error.h"

typedef enum
{
  FIELD_SUBJECT,
  FIELD_LOCATION,
  FIELD_BODY,
  FIELD_ATTENDEE,
  N_FIELDS
} Field;

static const char *const fields[N_FIELDS] = { "subject", "location", "body", "attendee" };
static const char *const names[] = { "person", "subject", "deputy", "note" };

/* Literal texts around placeholders: texts[0] names[0] texts[1] names[1] … texts[n]. */
typedef struct
{
  Field field;
  GPtrArray *texts; /* (owned) utf8 */
  GArray *values;   /* (owned) of guint: places in names */
} Rule;

struct _OofMigrationRules
{
  GPtrArray *rules;   /* (owned) Rule */
  GHashTable *people; /* (owned) folded word -> address */
  GHashTable *kinds;  /* (owned) folded Betreff -> Betreff */
};

/* An address first: names are not unique. */
const char *const oof_migration_default_rules[] = {
  "body: Benutzer: {person}",     "subject: {person} - {subject}",
  "subject: {person}: {subject}", "attendee: {person}",
  "body: Vertretung: {deputy}",   "body: Notiz: {note}",
  "location: {deputy}",           NULL
};

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_ptr_array_unref (rule->texts);
  g_array_unref (rule->values);
  g_free (rule);
}

static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  char *plain = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);

  return g_strstrip (plain);
}

static gboolean
refuse (GError **error, guint line, const char *what)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, _ ("rule %u: %s"), line, what);
  return FALSE;
}

static int
find_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return (int) i;
  return -1;
}

/* "{person} - {subject}"; between two placeholders there must be something. */
static gboolean
parse_pattern (Rule *rule, const char *pattern, guint line, GError **error)
{
  const char *at = pattern;
  const char *open;

  while ((open = strchr (at, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name =
          close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
      int value = name != NULL ? find_name (name) : -1;

      if (value < 0)
        return refuse (error, line, _ ("only {person}, {subject}, {deputy} and {note} are known"));
      if (open == at && rule->values->len > 0)
        return refuse (error, line, _ ("between two placeholders there must be something"));
      g_ptr_array_add (rule->texts, g_strndup (at, (gsize) (open - at)));
      g_array_append_val (rule->values, value);
      at = close + 1;
    }
  g_ptr_array_add (rule->texts, g_strdup (at));
  return rule->values->len > 0 || refuse (error, line, _ ("it has no placeholder"));
}

static gboolean
parse_rule (OofMigrationRules *self, Field field, const char *pattern, guint line, GError **error)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->field = field;
  rule->texts = g_ptr_array_new_with_free_func (g_free);
  rule->values = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (self->rules, rule);
  return parse_pattern (rule, pattern, line, error);
}

/* "Ferien = Urlaub" */
static gboolean
parse_equation (GHashTable *table, const char *text, guint line, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);

  if (sides[0] == NULL || sides[1] == NULL || *g_strstrip (sides[0]) == '\0'
      || *g_strstrip (sides[1]) == '\0')
    return refuse (error, line, _ ("it needs “word = word”"));
  g_hash_table_insert (table, fold (sides[0]), g_strdup (sides[1]));
  return TRUE;
}

static gboolean
parse_line (OofMigrationRules *self, const char *text, guint line, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);

  if (parts[0] == NULL || parts[1] == NULL)
    return refuse (error, line, _ ("it needs “field: pattern”"));
  g_strstrip (parts[0]);
  g_strstrip (parts[1]);
  if (g_str_equal (parts[0], "person"))
    return parse_equation (self->people, parts[1], line, error);
  if (g_str_equal (parts[0], "kind"))
    return parse_equation (self->kinds, parts[1], line, error);
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (parts[0], fields[i]))
      return parse_rule (self, (Field) i, parts[1], line, error);
  return refuse (error, line,
                 _ ("only subject, location, body, attendee, person and kind are known"));
}

OofMigrationRules *
oof_migration_rules_parse (const char *const *lines, GError **error)
{
  g_return_val_if_fail (lines != NULL, NULL);

  g_autoptr (OofMigrationRules) self = g_new0 (OofMigrationRules, 1);

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strstrip (g_strdup (lines[i]));

      if (*line != '\0' && !parse_line (self, line, i + 1, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
oof_migration_rules_free (OofMigrationRules *self)
{
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

void
oof_migration_reading_clear (OofMigrationReading *self)
{
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->deputy, g_free);
  g_clear_pointer (&self->note, g_free);
}

static char **
get_slot (OofMigrationReading *reading, int value)
{
  char **slots[] = { &reading->person, &reading->subject, &reading->deputy, &reading->note };

  return slots[value];
}

/* Puts what stands between the literal texts into @found; FALSE when it does not fit. */
static gboolean
match (const Rule *rule, const char *text, char **found)
{
  const char *first = g_ptr_array_index (rule->texts, 0);
  const char *at = text + strlen (first);

  if (!g_str_has_prefix (text, first))
    return FALSE;
  for (guint i = 0; i < rule->values->len; i++)
    {
      const char *literal = g_ptr_array_index (rule->texts, i + 1);
      gboolean last = i + 1 == rule->values->len;
      const char *end = *literal == '\0' ? at + strlen (at) : strstr (at, literal);

      if (end == NULL || (last && end[strlen (literal)] != '\0'))
        return FALSE;
      found[i] = g_strstrip (g_strndup (at, (gsize) (end - at)));
      at = end + strlen (literal);
    }
  return TRUE;
}

static void
apply (const Rule *rule, const char *text, OofMigrationReading *reading)
{
  char *found[G_N_ELEMENTS (names) + 1] = { NULL };
  gboolean fits = rule->values->len <= G_N_ELEMENTS (names) && match (rule, text, found);

  for (guint i = 0; i < rule->values->len && i < G_N_ELEMENTS (found); i++)
    {
      char **slot = get_slot (reading, g_array_index (rule->values, int, i));

      if (fits && *slot == NULL && found[i] != NULL && *found[i] != '\0')
        *slot = g_steal_pointer (&found[i]);
      g_free (found[i]);
    }
}

static void
apply_to (const Rule *rule, const OofOldItem *old, OofMigrationReading *reading)
{
  g_auto (GStrv) lines = NULL;

  switch (rule->field)
    {
    case FIELD_SUBJECT:
      apply (rule, old->item->subject, reading);
      return;
    case FIELD_LOCATION:
      apply (rule, old->location, reading);
      return;
    case FIELD_BODY:
      lines = g_strsplit (old->text, "\n", -1);
      for (char **line = lines; *line != NULL; line++)
        apply (rule, g_strstrip (*line), reading);
      return;
    case FIELD_ATTENDEE:
      for (char **attendee = old->attendees; *attendee != NULL; attendee++)
        apply (rule, *attendee, reading);
      return;
    case N_FIELDS:
    default:
      return;
    }
}

void
oof_migration_rules_read (const OofMigrationRules *self,
                          const OofOldItem *old,
                          OofMigrationReading *reading)
{
  g_return_if_fail (self != NULL && old != NULL && reading != NULL);

  for (guint i = 0; i < self->rules->len; i++)
    apply_to (g_ptr_array_index (self->rules, i), old, reading);
  if (reading->subject == NULL)
    return;
  g_autofree char *folded = fold (reading->subject);
  const char *kind = g_hash_table_lookup (self->kinds, folded);
  if (kind != NULL)
    {
      g_free (reading->subject);
      reading->subject = g_strdup (kind);
    }
}

const char *
oof_migration_rules_find_person (const OofMigrationRules *self, const char *word)
{
  g_return_val_if_fail (self != NULL && word != NULL, NULL);

  g_autofree char *folded = fold (word);

  return g_hash_table_lookup (self->people, folded);
}
