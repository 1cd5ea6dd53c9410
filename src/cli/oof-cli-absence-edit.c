/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-absences.h"
#include "cli/oof-cli-absence-draft.h"
#include "cli/oof-cli-absence-saving.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"

/* What cannot be edited. (nullable): what is wrong. */
static const char *
find_contradiction (const OofCliTyped *typed)
{
  if (typed->closure || typed->group != NULL)
    return _ ("--group and --closure are for “absence add”");
  if (typed->weekly != NULL)
    return _ ("--weekly is for “absence add”");
  if (typed->open_end && (typed->to != NULL || typed->time_to != NULL))
    return _ ("--open-end and an end contradict each other");
  if (typed->chain)
    return _ ("--chain is for “absence add”");
  if (typed->open_end && typed->following)
    return _ ("--open-end and --following contradict each other");
  if (typed->calendar_only && typed->no_calendar)
    return _ ("--calendar-only and --no-calendar contradict each other");
  return NULL;
}

/* Days and minutes as they are, so that what was typed can take the place of some. */
static void
get_times (const OofAbsence *absence, OofCliWanted *wanted)
{
  oof_absence_get_days (absence, &wanted->first, &wanted->last);
  wanted->by_hour = !absence->all_day;
  if (absence->all_day)
    return;
  wanted->minute_from = oof_zone_minute_of (absence->zone, absence->window.from);
  if (!absence->open_end)
    {
      wanted->last = oof_zone_day_of (absence->zone, absence->window.to);
      wanted->minute_to = oof_zone_minute_of (absence->zone, absence->window.to);
    }
}

static gboolean
read_times (const OofCliTyped *typed, OofCliWanted *wanted, GError **error)
{
  if (typed->from != NULL && !oof_cli_parse_day ("--from", typed->from, &wanted->first, error))
    return FALSE;
  if (typed->to != NULL && !oof_cli_parse_day ("--to", typed->to, &wanted->last, error))
    return FALSE;
  if (typed->time_from != NULL
      && !oof_cli_parse_minute ("--time-from", typed->time_from, &wanted->minute_from, error))
    return FALSE;
  if (typed->time_to != NULL
      && !oof_cli_parse_minute ("--time-to", typed->time_to, &wanted->minute_to, error))
    return FALSE;
  return TRUE;
}

static gboolean
set_times (OofAbsence *absence, const OofCliTyped *typed, GError **error)
{
  OofCliWanted wanted = { 0 };
  gboolean timed = typed->time_from != NULL || typed->time_to != NULL;
  gboolean ends = typed->to != NULL || typed->time_to != NULL;

  if (!timed && typed->from == NULL && !ends && !typed->open_end)
    return TRUE;
  get_times (absence, &wanted);
  absence->open_end = typed->open_end || (absence->open_end && !ends);
  if (timed && !wanted.by_hour && !absence->open_end
      && (typed->time_from == NULL || typed->time_to == NULL))
    {
      oof_cli_set_usage_error (error, _ ("--time-from and --time-to need each other"));
      return FALSE;
    }
  wanted.by_hour |= timed;
  if (!read_times (typed, &wanted, error))
    return FALSE;
  if (!absence->open_end && wanted.last == OOF_DAY_NONE)
    {
      oof_cli_set_usage_error (error, _ ("--to or --open-end is missing"));
      return FALSE;
    }
  oof_cli_set_times (absence, &wanted);
  return TRUE;
}

static void
set_texts (OofAbsence *absence, const OofCliTyped *typed)
{
  oof_cli_replace_text (&absence->subject, typed->subject);
  if (absence->subject == NULL)
    absence->subject = g_strdup ("");
  oof_cli_replace_text (&absence->note, typed->note);
  oof_cli_replace_text (&absence->template_name, typed->template_name);
  oof_cli_replace_text (&absence->ticket, typed->ticket);
}

static gboolean
set_audience (OofAbsence *absence, const OofCliTyped *typed, GError **error)
{
  if (typed->audience == NULL)
    return TRUE;
  if (*typed->audience == '\0')
    absence->audience = OOF_AUDIENCE_UNSET;
  else if (!oof_audience_from_string (typed->audience, &absence->audience))
    {
      oof_cli_set_usage_error (
          error, _ ("--audience: “%s” is none of all, contacts, none, mailbox"), typed->audience);
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_deputy (OofCli *cli, OofAbsence *absence, const OofCliTyped *typed, GError **error)
{
  OofPerson *deputy = NULL;

  if (typed->deputy == NULL)
    return TRUE;
  if (*typed->deputy != '\0')
    {
      deputy = oof_session_find_person (cli->session, typed->deputy, error);
      if (deputy == NULL)
        return FALSE;
    }
  oof_cli_replace_text (&absence->deputy, deputy != NULL ? deputy->address : "");
  return TRUE;
}

/* An empty one takes the forwarding away; --no-copy alone is about the one that is there. */
static gboolean
set_forward (OofCli *cli, OofAbsence *absence, const OofCliTyped *typed, GError **error)
{
  g_autofree char *forward = g_strdup (typed->forward);

  if (forward != NULL && *forward != '\0' && !oof_cli_resolve_forward (cli, &forward, error))
    return FALSE;
  oof_cli_replace_text (&absence->forward_to, forward);
  if (forward != NULL)
    absence->forward_copy = !typed->no_copy;
  if (!typed->no_copy)
    return TRUE;
  absence->forward_copy = FALSE;
  if (absence->forward_to == NULL)
    oof_cli_set_usage_error (error, _ ("--no-copy needs --forward"));
  return absence->forward_to != NULL;
}

static void
set_calendar (OofAbsence *absence, const OofCliTyped *typed)
{
  if (typed->calendar_only)
    absence->calendar = OOF_CALENDAR_CALENDAR_ONLY;
  else if (typed->no_calendar)
    absence->calendar = OOF_CALENDAR_NONE;
}

static gboolean
has_same_dates (const OofAbsence *a, const OofAbsence *b)
{
  OofRange left = oof_absence_get_range (a);
  OofRange right = oof_absence_get_range (b);

  return left.from == right.from && left.to == right.to;
}

/* Other absences only matter when it moves. */
static OofConflictPlan *
resolve (
    OofCli *cli, const OofAbsence *before, GPtrArray *drafts, OofOnConflict how, GError **error)
{
  gboolean stays = has_same_dates (before, g_ptr_array_index (drafts, 0));

  return oof_cli_resolve_conflicts (cli, drafts, stays ? OOF_ON_CONFLICT_KEEP : how, error);
}

/* What follows @draft in its series is changed likewise. FALSE: something of it cannot be. */
static gboolean
add_following (OofCli *cli, const OofAbsence *before, GPtrArray *drafts, GError **error)
{
  const OofAbsence *draft = g_ptr_array_index (drafts, 0);

  if (draft->open_end)
    {
      oof_cli_set_usage_error (error, _ ("--following needs an absence with an end"));
      return FALSE;
    }
  g_autoptr (GPtrArray) all =
      oof_series_change_following (oof_session_get_absences (cli->session), before, draft,
                                   oof_clock_now (oof_session_get_clock (cli->session)));
  g_ptr_array_set_size (drafts, 0);
  g_ptr_array_extend_and_steal (drafts, g_steal_pointer (&all));
  for (guint i = 0; i < drafts->len; i++)
    if (!oof_session_check_absence (cli->session, g_ptr_array_index (drafts, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
change (OofCli *cli,
        const OofCliTyped *typed,
        const OofAbsence *before,
        GPtrArray *drafts,
        GError **error)
{
  OofAbsence *draft = oof_absence_copy (before);

  g_ptr_array_add (drafts, draft);
  set_texts (draft, typed);
  set_calendar (draft, typed);
  return set_times (draft, typed, error) && set_audience (draft, typed, error)
         && set_deputy (cli, draft, typed, error) && set_forward (cli, draft, typed, error)
         && oof_session_check_absence (cli->session, draft, error)
         && (!typed->following || add_following (cli, before, drafts, error))
         && oof_cli_check_deputies (cli, drafts, error);
}

static int
edit (OofCli *cli, const OofCliTyped *typed, const char *id, OofOnConflict how)
{
  g_autoptr (GError) error = NULL;
  OofAbsence *before = oof_cli_find_absence (cli, id, &error);
  g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (GPtrArray) stored =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OofConflictPlan) plan = NULL;

  if (before == NULL || !change (cli, typed, before, drafts, &error))
    return oof_cli_fail (error);
  plan = resolve (cli, before, drafts, how, &error);
  if (plan == NULL)
    return oof_cli_fail (error);
  gboolean saved = oof_cli_save_changed (cli, drafts, stored, &error);
  if (!saved && stored->len == 0)
    return oof_cli_exit_from_error (error);
  if (!oof_cli_settle (cli, plan, saved ? &error : NULL) && saved)
    return oof_cli_fail (error);
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (ids, g_strdup (((OofAbsence *) g_ptr_array_index (stored, i))->key));
  oof_cli_print_ids (cli, ids);
  return saved ? OOF_CLI_DONE : OOF_CLI_SOME_FAILED;
}

int
oof_cli_absence_edit (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (OofCliTyped) typed = { 0 };
  OofOnConflict how;
  g_auto (GStrv) words = oof_cli_typed_parse (cli, arguments, &typed, &error);
  const char *contradiction = words != NULL ? find_contradiction (&typed) : NULL;

  if (contradiction == NULL && words != NULL && g_strv_length (words) != 1)
    contradiction = _ ("“absence edit” needs one ID");
  if (contradiction != NULL)
    oof_cli_set_usage_error (&error, "%s", contradiction);
  if (words == NULL || contradiction != NULL
      || !oof_cli_parse_on_conflict (typed.on_conflict, &how, &error)
      || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);
  return edit (cli, &typed, words[0], how);
}
