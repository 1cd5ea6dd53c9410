/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-deputy.h"

/* A chain that is longer does not help anybody; it also bounds the work. */
#define MAX_CHAIN 16

static void
finding_free (gpointer data)
{
  OofDeputyFinding *self = data;

  g_free (self->address);
  g_strfreev (self->chain);
  g_free (self);
}

/* A walk along the deputies of those who are absent at the same time. */
typedef struct
{
  const OofAbsence *draft;
  GPtrArray *absences;
  GPtrArray *chain; /* (owned) utf8, not owned: addresses so far */
  GStrv circle;     /* (owned) (nullable) the first circle found */
  OofRange when;    /* of the circle */
  gboolean nowhere; /* at some time nobody is there */
  GStrv dead_end;   /* (owned) (nullable) the chain that leads nowhere */
  OofRange dead_when;
} Walk;

static gboolean
is_away (const OofAbsence *absence)
{
  return absence->cancelled == OOF_INSTANT_NONE && absence->calendar != OOF_CALENDAR_CALENDAR_ONLY;
}

static gboolean
concerns (const Walk *walk, const OofAbsence *absence, const char *address, OofRange range)
{
  return is_away (absence) && g_strcmp0 (absence->key, walk->draft->key) != 0
         && g_ascii_strcasecmp (absence->person, address) == 0
         && oof_range_overlaps (oof_absence_get_range (absence), range);
}

static GStrv
dup_chain (GPtrArray *chain, const char *last)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < chain->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (chain, i));
  if (last != NULL)
    g_strv_builder_add (builder, last);
  return g_strv_builder_end (builder);
}

static gboolean
is_in_chain (GPtrArray *chain, const char *address)
{
  for (guint i = 0; i < chain->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (chain, i), address) == 0)
      return TRUE;
  return FALSE;
}

static void
note_dead_end (Walk *walk, const char *last, OofRange when)
{
  walk->nowhere = TRUE;
  if (walk->dead_end != NULL)
    return;
  walk->dead_end = dup_chain (walk->chain, last);
  walk->dead_when = when;
}

/* Follows @address, who is a deputy during @range. */
static void
follow (Walk *walk, const char *address, OofRange range)
{
  if (g_ascii_strcasecmp (address, walk->draft->person) == 0)
    {
      if (walk->circle == NULL)
        {
          walk->circle = dup_chain (walk->chain, address);
          walk->when = range;
        }
      return;
    }
  if (is_in_chain (walk->chain, address) || walk->chain->len >= MAX_CHAIN)
    {
      note_dead_end (walk, address, range);
      return;
    }
  g_ptr_array_add (walk->chain, (char *) address);
  for (guint i = 0; i < walk->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (walk->absences, i);

      if (!concerns (walk, absence, address, range))
        continue;
      OofRange common = oof_range_intersection (oof_absence_get_range (absence), range);
      if (absence->deputy != NULL)
        follow (walk, absence->deputy, common);
      else
        note_dead_end (walk, NULL, common);
    }
  g_ptr_array_remove_index (walk->chain, walk->chain->len - 1);
}

/* Takes @chain. */
static void
add_finding (
    GPtrArray *findings, OofDeputyKind kind, const char *address, GStrv chain, OofRange when)
{
  OofDeputyFinding *finding = g_new0 (OofDeputyFinding, 1);

  finding->kind = kind;
  finding->address = g_strdup (address);
  finding->chain = chain != NULL ? chain : g_new0 (char *, 1);
  finding->when = when;
  g_ptr_array_add (findings, finding);
}

/* The part of @range in which @address is away first. FALSE: never. */
static gboolean
find_away (const Walk *walk, const char *address, OofRange range, OofRange *when)
{
  gboolean away = FALSE;

  for (guint i = 0; i < walk->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (walk->absences, i);
      OofRange common;

      if (!concerns (walk, absence, address, range))
        continue;
      common = oof_range_intersection (oof_absence_get_range (absence), range);
      if (!away || common.from < when->from)
        *when = common;
      away = TRUE;
    }
  return away;
}

static void
check_chain (GPtrArray *findings, const OofAbsence *draft, GPtrArray *absences)
{
  Walk walk = { .draft = draft, .absences = absences, .chain = g_ptr_array_new () };
  OofRange range = oof_absence_get_range (draft);
  OofRange when;

  g_ptr_array_add (walk.chain, draft->person);
  follow (&walk, draft->deputy, range);
  if (walk.circle != NULL)
    add_finding (findings, OOF_DEPUTY_CIRCULAR, draft->deputy, walk.circle, walk.when);
  if (walk.circle == NULL && walk.nowhere)
    add_finding (findings, OOF_DEPUTY_NOWHERE, draft->deputy, walk.dead_end, walk.dead_when);
  else
    g_strfreev (walk.dead_end);
  if (walk.circle == NULL && !walk.nowhere && find_away (&walk, draft->deputy, range, &when))
    add_finding (findings, OOF_DEPUTY_AWAY, draft->deputy, NULL, when);
  g_ptr_array_unref (walk.chain);
}

static void
check_deputy (GPtrArray *findings, const OofAbsence *draft, GHashTable *people)
{
  g_autofree char *lower = g_ascii_strdown (draft->deputy, -1);
  OofPerson *deputy = g_hash_table_lookup (people, lower);
  OofRange range = oof_absence_get_range (draft);

  if (deputy == NULL)
    add_finding (findings, OOF_DEPUTY_UNKNOWN, draft->deputy, NULL, range);
  else if (deputy->route == OOF_ROUTE_NONE)
    add_finding (findings, OOF_DEPUTY_NO_MAILBOX, draft->deputy, NULL, range);
  else if (deputy->disabled)
    add_finding (findings, OOF_DEPUTY_DISABLED, draft->deputy, NULL, range);
}

/* Others whose text names the one who is going to be away. */
static void
check_others (GPtrArray *findings, const OofAbsence *draft, GPtrArray *absences)
{
  OofRange range = oof_absence_get_range (draft);

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      OofRange other = oof_absence_get_range (absence);

      if (is_away (absence) && g_strcmp0 (absence->key, draft->key) != 0 && absence->deputy != NULL
          && g_ascii_strcasecmp (absence->deputy, draft->person) == 0
          && oof_range_overlaps (other, range))
        add_finding (findings, OOF_DEPUTY_IS_DEPUTY, absence->person, NULL,
                     oof_range_intersection (other, range));
    }
}

GPtrArray *
oof_deputy_check (const OofAbsence *draft, GPtrArray *absences, GHashTable *people)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (finding_free);

  if (!is_away (draft))
    return findings;
  if (draft->deputy != NULL)
    {
      check_chain (findings, draft, absences);
      check_deputy (findings, draft, people);
    }
  check_others (findings, draft, absences);
  return findings;
}

gboolean
oof_deputy_is_error (OofDeputyKind kind)
{
  return kind == OOF_DEPUTY_CIRCULAR;
}

/* Since when @address is there until the end of @range; FOREVER when he is not.
 */
static OofInstant
find_back (const Walk *walk, const char *address, OofRange range)
{
  OofInstant back = range.from;

  for (guint i = 0; i < walk->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (walk->absences, i);

      if (concerns (walk, absence, address, range))
        back = MAX (back, oof_absence_get_range (absence).to);
    }
  return back < range.to ? back : OOF_INSTANT_FOREVER;
}

OofPerson *
oof_deputy_suggest (const OofAbsence *draft,
                    GPtrArray *absences,
                    GPtrArray *candidates,
                    OofInstant *from)
{
  Walk walk = { .draft = draft, .absences = absences };
  OofRange range = oof_absence_get_range (draft);
  OofPerson *best = NULL;
  OofInstant best_back = OOF_INSTANT_FOREVER;

  for (guint i = 0; i < candidates->len && best_back > range.from; i++)
    {
      OofPerson *person = g_ptr_array_index (candidates, i);
      OofInstant back;

      if (person->route == OOF_ROUTE_NONE || person->disabled
          || g_str_equal (person->address, draft->person)
          || g_strcmp0 (person->address, draft->deputy) == 0)
        continue;
      back = find_back (&walk, person->address, range);
      if (back < best_back)
        {
          best = person;
          best_back = back;
        }
    }
  if (from != NULL)
    *from = best_back;
  return best;
}
