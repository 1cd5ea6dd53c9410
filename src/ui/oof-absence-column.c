/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-absence-column.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"

const char *
oof_absence_column_get_name (OofAbsenceColumn column)
{
  static const char *const names[OOF_ABSENCE_COLUMNS] = {
    "state",   "person",   "dates",  "from",    "to",      "days",
    "subject", "template", "deputy", "forward", "applied", "created-by",
  };

  g_return_val_if_fail ((guint) column < OOF_ABSENCE_COLUMNS, NULL);

  return names[column];
}

/* The words. */

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

static char *
make_days (OofSession *session, OofAbsence *absence)
{
  OofDay first, last;

  oof_absence_get_days (absence, &first, &last);
  if (last == OOF_DAY_NONE)
    return g_strdup ("–");
  int days = oof_options_count_working_days (oof_session_get_options (session), first, last);
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

static const char *
get_creator (OofSession *session, OofAbsence *absence)
{
  OofPerson *person =
      absence->created_by != NULL ? oof_session_get_person (session, absence->created_by) : NULL;

  return person != NULL ? person->name : or_dash (absence->created_by);
}

static const char *
get_forward (OofAbsence *absence)
{
  if (absence->forward_to == NULL)
    return "–";
  return absence->forward_copy ? _ ("with copy") : _ ("without copy");
}

/* From the absence's own days; an hour-exact one with its time. */
static char *
make_end (OofAbsence *absence, gboolean is_start)
{
  OofDay first, last;

  oof_absence_get_days (absence, &first, &last);
  if (!is_start && last == OOF_DAY_NONE)
    return g_strdup (_ ("no end"));
  if (absence->all_day)
    return oof_words_date (is_start ? first : last);
  g_autofree char *day = oof_words_day_and_month (is_start ? first : last);
  g_autofree char *time =
      oof_words_time (is_start ? absence->window.from : absence->window.to, absence->zone);
  return g_strdup_printf ("%s %s", day, time);
}

/* When the reply that stands in Exchange for it was written. */
static char *
make_applied (OofSession *session, OofAbsenceEntry *item)
{
  OofInstant at = oof_absence_entry_get_applied (item);

  if (at == OOF_INSTANT_NONE)
    return g_strdup ("–");
  const char *zone = oof_session_get_options (session)->zone;
  g_autofree char *day = oof_words_day_and_month (oof_zone_day_of (zone, at));
  g_autofree char *time = oof_words_time (at, zone);
  return g_strdup_printf ("%s %s", day, time);
}

gboolean
oof_absence_column_is_in_trouble (OofAbsenceEntry *item)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (item), FALSE);

  return oof_absence_entry_is_live (item) && oof_absence_entry_is_in_conflict (item);
}

char *
oof_absence_column_make_text (OofAbsenceColumn column, OofSession *session, OofAbsenceEntry *item)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (item), NULL);

  OofAbsence *absence = oof_absence_entry_get_absence (item);

  switch (column)
    {
    case OOF_ABSENCE_COLUMN_STATE:
      return g_strdup (oof_absence_column_is_in_trouble (item)
                           ? _ ("conflict")
                           : oof_words_absence_state (oof_absence_entry_get_state (item)));
    case OOF_ABSENCE_COLUMN_PERSON:
      return g_strdup (oof_absence_entry_get_person_name (item));
    case OOF_ABSENCE_COLUMN_DATES:
      return oof_words_absence_dates (absence);
    case OOF_ABSENCE_COLUMN_FROM:
      return make_end (absence, TRUE);
    case OOF_ABSENCE_COLUMN_TO:
      return make_end (absence, FALSE);
    case OOF_ABSENCE_COLUMN_FORWARD:
      return g_strdup (get_forward (absence));
    case OOF_ABSENCE_COLUMN_APPLIED:
      return make_applied (session, item);
    case OOF_ABSENCE_COLUMN_DAYS:
      return make_days (session, absence);
    case OOF_ABSENCE_COLUMN_SUBJECT:
      return g_strdup (or_dash (absence->subject));
    case OOF_ABSENCE_COLUMN_TEMPLATE:
      return g_strdup (absence->template_name != NULL ? absence->template_name
                                                      : C_ ("template", "of the group"));
    case OOF_ABSENCE_COLUMN_DEPUTY:
      return g_strdup (or_dash (oof_absence_entry_get_deputy_name (item)));
    case OOF_ABSENCE_COLUMN_CREATED_BY:
      return g_strdup (get_creator (session, absence));
    case OOF_ABSENCE_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* The order. */

static int
compare_instants (OofInstant x, OofInstant y)
{
  return x < y ? GTK_ORDERING_SMALLER : x > y ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

/* What needs attention first, then what runs, what is to come, what is over. */
static int
get_state_order (OofAbsenceEntry *item)
{
  static const int orders[] = {
    [OOF_ABSENCE_PLANNED] = 3,   [OOF_ABSENCE_RUNNING] = 2, [OOF_ABSENCE_ENDED] = 4,
    [OOF_ABSENCE_CANCELLED] = 5, [OOF_ABSENCE_ON_HOLD] = 1,
  };

  return oof_absence_column_is_in_trouble (item) ? 0 : orders[oof_absence_entry_get_state (item)];
}

static int
compare_cells (OofAbsenceColumn column,
               OofSession *session,
               OofAbsenceEntry *left,
               OofAbsenceEntry *right)
{
  if (column == OOF_ABSENCE_COLUMN_DATES || column == OOF_ABSENCE_COLUMN_FROM
      || column == OOF_ABSENCE_COLUMN_TO)
    {
      OofRange a = oof_absence_get_range (oof_absence_entry_get_absence (left));
      OofRange b = oof_absence_get_range (oof_absence_entry_get_absence (right));
      return column == OOF_ABSENCE_COLUMN_TO ? compare_instants (a.to, b.to)
                                             : compare_instants (a.from, b.from);
    }
  if (column == OOF_ABSENCE_COLUMN_APPLIED)
    return compare_instants (oof_absence_entry_get_applied (left),
                             oof_absence_entry_get_applied (right));
  if (column == OOF_ABSENCE_COLUMN_STATE)
    return gtk_ordering_from_cmpfunc (get_state_order (left) - get_state_order (right));
  g_autofree char *x = oof_absence_column_make_text (column, session, left);
  g_autofree char *y = oof_absence_column_make_text (column, session, right);
  return gtk_ordering_from_cmpfunc (g_utf8_collate (x, y));
}

/* Equal ones stand by their start, then by whose they are: always in the same order. */
int
oof_absence_column_compare (OofAbsenceColumn column,
                            OofSession *session,
                            OofAbsenceEntry *left,
                            OofAbsenceEntry *right)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (left), 0);
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (right), 0);

  OofAbsence *a = oof_absence_entry_get_absence (left);
  OofAbsence *b = oof_absence_entry_get_absence (right);
  int order = compare_cells (column, session, left, right);

  if (order == GTK_ORDERING_EQUAL)
    order = compare_instants (oof_absence_get_range (a).from, oof_absence_get_range (b).from);
  if (order != GTK_ORDERING_EQUAL)
    return order;
  return gtk_ordering_from_cmpfunc (g_utf8_collate (oof_absence_entry_get_person_name (left),
                                                    oof_absence_entry_get_person_name (right)));
}
