/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-editor-words.h"

#include <glib/gi18n.h>

#include "app/oof-session-absences.h"
#include "app/oof-words.h"

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_DAY    86400
#define MANY_MONTHS        1200

/* More than these are only counted. */
#define MAX_NAMED 3

static char *
words_hours (int minutes)
{
  int hours = minutes / 60;
  int rest = minutes % 60;
  g_autofree char *words_rest =
      g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) rest), rest);

  if (hours == 0)
    return g_steal_pointer (&words_rest);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), hours);
  return rest == 0 ? g_steal_pointer (&words) : g_strdup_printf ("%s %s", words, words_rest);
}

static char *
words_days (const OofOptions *options, OofDay first, OofDay last)
{
  int days = last - first + 1;
  int working = oof_options_count_working_days (options, first, last);
  g_autofree char *words_working = oof_words_working_days (working);
  g_autofree char *words = NULL;

  if (working > 0 && options->working_days > 0 && working % options->working_days == 0)
    {
      int weeks = working / options->working_days;
      words = g_strdup_printf (ngettext ("%d week", "%d weeks", (gulong) weeks), weeks);
    }
  else if (working == days)
    return g_steal_pointer (&words_working);
  else
    words = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
  /* Translators: "2 weeks, 10 working days" */
  return g_strdup_printf (_ ("%s, %s"), words, words_working);
}

char *
oof_editor_words_length (const OofAbsence *draft, const OofOptions *options)
{
  g_return_val_if_fail (draft != NULL, NULL);

  OofRange range = oof_absence_get_range (draft);
  OofDay first, last;

  if (draft->open_end)
    return g_strdup (_ ("no end"));
  if (!oof_range_is_valid (range))
    return g_strdup ("");
  oof_absence_get_days (draft, &first, &last);
  if (!draft->all_day && range.to - range.from < SECONDS_PER_DAY)
    return words_hours ((int) (range.to - range.from) / SECONDS_PER_MINUTE);
  return words_days (options, first, last);
}

char *
oof_editor_words_back (OofDay back_on)
{
  if (back_on == OOF_DAY_NONE)
    return NULL;
  g_autofree char *day = oof_words_day_long (back_on);
  /* Translators: "Back on Monday 7 December" */
  return g_strdup_printf (_ ("Back on %s"), day);
}

/* "Urlaub (23 Nov – 4 Dec 2026), krank (25 Nov 2026) and 2 more"; @with_subject: else only dates.
 */
static char *
list_absences (GPtrArray *absences, gboolean with_subject)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < absences->len && i < MAX_NAMED; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      g_autofree char *dates = oof_words_absence_dates (absence);
      if (i > 0)
        g_string_append (list, ", ");
      if (with_subject && *absence->subject != '\0')
        /* Translators: subject and dates of an absence */
        g_string_append_printf (list, _ ("%s (%s)"), absence->subject, dates);
      else
        g_string_append (list, dates);
    }
  if (absences->len > MAX_NAMED)
    {
      guint more = absences->len - MAX_NAMED;
      g_string_append_printf (list, ngettext (" and %u more", " and %u more", more), more);
    }
  return g_strdup (list->str);
}

/* What those of @drafts from @first on overlap, each once, but not what is about to be stored with
 * them. (transfer full) */
static GPtrArray *
find_conflicts (OofSession *session, GPtrArray *drafts, guint first)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  for (guint i = first; i < drafts->len; i++)
    {
      g_autoptr (GPtrArray) conflicts =
          oof_session_find_conflicts (session, g_ptr_array_index (drafts, i));

      for (guint k = 0; k < conflicts->len; k++)
        {
          OofAbsence *other = g_ptr_array_index (conflicts, k);

          if (oof_absence_find (drafts, other->key) == NULL
              && oof_absence_find (all, other->key) == NULL)
            g_ptr_array_add (all, oof_absence_ref (other));
        }
    }
  return all;
}

/* Whether the one of @drafts decides that is the first to overlap one of @conflicts. */
static gboolean
draft_counts (OofSession *session, GPtrArray *drafts, GPtrArray *conflicts)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  OofRange first = oof_absence_get_range (g_ptr_array_index (conflicts, 0));
  OofAbsence *draft = g_ptr_array_index (drafts, 0);

  for (guint i = 0; i < drafts->len; i++)
    if (oof_range_overlaps (oof_absence_get_range (g_ptr_array_index (drafts, i)), first))
      {
        draft = g_ptr_array_index (drafts, i);
        break;
      }
  g_autoptr (OofAbsence) copy = oof_absence_copy (draft);
  copy->created_at = oof_clock_now (oof_session_get_clock (session));
  for (guint i = 0; i < conflicts->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (conflicts, i));
  g_ptr_array_add (all, copy);
  return oof_absence_find_counting (all, MAX (first.from, oof_absence_get_range (draft).from))
         == copy;
}

char *
oof_editor_words_conflicts (OofSession *session, GPtrArray *drafts, OofOnConflict how)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (drafts != NULL, NULL);

  g_autoptr (GPtrArray) conflicts = find_conflicts (session, drafts, 0);
  if (conflicts->len == 0)
    return NULL;
  g_autofree char *list = list_absences (conflicts, TRUE);
  if (how == OOF_ON_CONFLICT_REPLACE)
    /* Translators: %s lists absences with their dates */
    return g_strdup_printf (
        _ ("Overlaps %s. Saving takes the days in common away from there; a closure stays."), list);
  if (how == OOF_ON_CONFLICT_SPLIT)
    /* Translators: %s lists absences with their dates */
    return g_strdup_printf (
        _ ("Overlaps %s. Saving shortens that around the new one; a closure stays."), list);
  return g_strdup_printf (
      draft_counts (session, drafts, conflicts)
          /* Translators: %s lists absences with their dates */
          ? _ ("Overlaps %s. Saving keeps both; while both last, the new one decides the reply.")
          : _ ("Overlaps %s. Saving keeps both; while both last, the other one decides the reply."),
      list);
}

char *
oof_editor_words_later_conflicts (OofSession *session, GPtrArray *drafts)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (drafts != NULL, NULL);

  g_autoptr (GPtrArray) conflicts = find_conflicts (session, drafts, 1);
  if (conflicts->len == 0)
    return NULL;
  g_autofree char *list = list_absences (conflicts, TRUE);
  /* Translators: %s lists absences with their dates */
  return g_strdup_printf (_ ("The later ones of the series, changed likewise, overlap %s."), list);
}

/* Who could stand in instead of @deputy. (transfer full) (nullable) */
static char *
suggest (OofSession *session, const OofAbsence *draft, const OofPerson *deputy)
{
  g_autoptr (OofAbsence) with = oof_absence_copy (draft);
  OofInstant from;

  g_free (with->deputy);
  with->deputy = g_strdup (deputy->address);
  const OofPerson *other = oof_session_suggest_deputy (session, with, &from);
  if (other == NULL)
    return NULL;
  g_autofree char *since = oof_words_instant (from, draft->zone);
  return g_strdup_printf (_ ("Free from %s: %s (%s)"), since, other->name, other->address);
}

char *
oof_editor_words_deputy (OofSession *session, const OofAbsence *draft, const OofPerson *deputy)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (draft != NULL, NULL);
  g_return_val_if_fail (deputy != NULL, NULL);

  /* The absences of the deputy that lie in the way of the same dates. */
  g_autoptr (OofAbsence) same = oof_absence_copy (draft);
  g_free (same->person);
  same->person = g_strdup (deputy->address);
  g_autoptr (GPtrArray) conflicts = oof_session_find_conflicts (session, same);
  if (conflicts->len == 0 && !deputy->disabled)
    return NULL;
  g_autofree char *list = list_absences (conflicts, FALSE);
  g_autofree char *why =
      conflicts->len == 0 ? g_strdup_printf (_ ("The account of %s is switched off."), deputy->name)
                          /* Translators: a name, then dates */
                          : g_strdup_printf (_ ("%s is away then too: %s."), deputy->name, list);
  g_autofree char *other = suggest (session, draft, deputy);
  return g_strjoin (" ", why, other, NULL);
}

char *
oof_editor_words_problem (OofSession *session, const OofAbsence *draft)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  int months = oof_session_get_options (session)->max_months;
  g_autoptr (GError) error = NULL;

  if (oof_session_check_absence (session, draft, &error))
    return NULL;
  if (!oof_range_is_valid (oof_absence_get_range (draft)))
    return g_strdup (_ ("The end lies before the start."));
  if (!oof_absence_validate (draft, months, NULL)
      && oof_absence_validate (draft, MANY_MONTHS, NULL))
    return g_strdup_printf (ngettext ("An absence lasts at most %d month.",
                                      "An absence lasts at most %d months.", (gulong) months),
                            months);
  return oof_words_error (error);
}
