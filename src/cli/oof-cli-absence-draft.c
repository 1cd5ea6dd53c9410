/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-absence-draft.h"

#include <glib/gi18n.h>

#include "cli/oof-cli-absence-saving.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-values.h"

void
oof_cli_typed_clear (OofCliTyped *typed)
{
  g_free (typed->from);
  g_free (typed->to);
  g_free (typed->time_from);
  g_free (typed->time_to);
  g_free (typed->subject);
  g_free (typed->note);
  g_free (typed->template_name);
  g_free (typed->audience);
  g_free (typed->deputy);
  g_free (typed->forward);
  g_free (typed->ticket);
  g_free (typed->on_conflict);
  g_free (typed->weekly);
  g_free (typed->group);
}

GStrv
oof_cli_typed_parse (OofCli *cli, char **arguments, OofCliTyped *typed, GError **error)
{
  const GOptionEntry options[] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &typed->from, N_ ("First day"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &typed->to, N_ ("Last day, inclusive"), N_ ("DATE") },
    { "open-end", 0, 0, G_OPTION_ARG_NONE, &typed->open_end, N_ ("No end"), NULL },
    { "time-from", 0, 0, G_OPTION_ARG_FILENAME, &typed->time_from,
      N_ ("Begin on the first day, in the person's time zone"), N_ ("HH:MM") },
    { "time-to", 0, 0, G_OPTION_ARG_FILENAME, &typed->time_to,
      N_ ("End on the last day, in the person's time zone"), N_ ("HH:MM") },
    { "subject", 0, 0, G_OPTION_ARG_FILENAME, &typed->subject, N_ ("Subject"), N_ ("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &typed->note, N_ ("Note"), N_ ("TEXT") },
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &typed->template_name,
      N_ ("Template; default: the one of the person's group"), N_ ("NAME") },
    { "audience", 0, 0, G_OPTION_ARG_FILENAME, &typed->audience,
      N_ ("Who outside gets a reply: all, contacts, none or mailbox"), N_ ("WHO") },
    { "deputy", 0, 0, G_OPTION_ARG_FILENAME, &typed->deputy, N_ ("Deputy"), N_ ("PERSON") },
    { "forward", 0, 0, G_OPTION_ARG_FILENAME, &typed->forward,
      N_ ("Send mails on to this address or person while it lasts"), N_ ("ADDRESS") },
    { "no-copy", 0, 0, G_OPTION_ARG_NONE, &typed->no_copy,
      N_ ("Keep no copy of forwarded mails in the inbox"), NULL },
    { "calendar-only", 0, 0, G_OPTION_ARG_NONE, &typed->calendar_only,
      N_ ("Calendar entry without automatic reply"), NULL },
    { "no-calendar", 0, 0, G_OPTION_ARG_NONE, &typed->no_calendar,
      N_ ("Automatic reply without calendar entry"), NULL },
    { "ticket", 0, 0, G_OPTION_ARG_FILENAME, &typed->ticket, N_ ("Ticket number"), N_ ("TEXT") },
    { "on-conflict", 0, 0, G_OPTION_ARG_FILENAME, &typed->on_conflict,
      N_ ("What to do about overlaps: replace, split or keep"), N_ ("WHAT") },
    { "weekly", 0, 0, G_OPTION_ARG_FILENAME, &typed->weekly,
      N_ ("On these days of each week from the first day to the last, such as mo,we"),
      N_ ("DAYS") },
    { "chain", 0, 0, G_OPTION_ARG_NONE, &typed->chain,
      N_ ("Longer than the options allow: as several absences that touch"), NULL },
    { "following", 0, 0, G_OPTION_ARG_NONE, &typed->following,
      N_ ("Also all that follow it in its weekly series; for “absence edit”"), NULL },
    { "group", 0, 0, G_OPTION_ARG_FILENAME, &typed->group,
      N_ ("Everybody in this group; needs --closure"), N_ ("GROUP") },
    { "closure", 0, 0, G_OPTION_ARG_NONE, &typed->closure,
      N_ ("A closure: goes before the absences of the people themselves"), NULL },
    { NULL },
  };

  return oof_cli_parse (cli, options, arguments, 0, G_MAXUINT, error);
}

/* Who is meant. (nullable): what is wrong. */
static const char *
find_nobody (const OofCliTyped *typed, guint n_people)
{
  if (typed->closure != (typed->group != NULL))
    return _ ("--group and --closure need each other");
  if (typed->closure && n_people > 0)
    return _ ("A closure is for a group; name no PERSON");
  if (typed->closure && typed->subject == NULL)
    return _ ("--closure needs --subject");
  if (typed->closure && typed->on_conflict != NULL)
    return _ ("--closure and --on-conflict contradict each other");
  if (!typed->closure && n_people == 0)
    return _ ("“absence add” needs a PERSON, or --group and --closure");
  return NULL;
}

/* Which options belong together. (nullable): what is wrong. */
static const char *
find_contradiction (const OofCliTyped *typed)
{
  if (typed->following)
    return _ ("--following is for “absence edit”");
  if (typed->from == NULL)
    return _ ("--from is missing");
  if (typed->open_end && (typed->to != NULL || typed->time_to != NULL))
    return _ ("--open-end and an end contradict each other");
  if (!typed->open_end && (typed->time_from == NULL) != (typed->time_to == NULL))
    return _ ("--time-from and --time-to need each other");
  if (!typed->open_end && typed->to == NULL && typed->time_to == NULL)
    return _ ("--to or --open-end is missing");
  if (typed->no_copy && typed->forward == NULL)
    return _ ("--no-copy needs --forward");
  if (typed->calendar_only && typed->forward != NULL)
    return _ ("--calendar-only and --forward contradict each other");
  if (typed->calendar_only && typed->no_calendar)
    return _ ("--calendar-only and --no-calendar contradict each other");
  if (typed->weekly != NULL && typed->open_end && typed->time_from != NULL)
    return _ ("A series with times needs --to and --time-to");
  if (typed->chain && (typed->weekly != NULL || typed->open_end))
    return _ ("--chain needs an end and contradicts --weekly");
  if (typed->closure && typed->chain)
    return _ ("--closure and --chain contradict each other");
  if (typed->closure && typed->weekly != NULL)
    return _ ("--closure and --weekly contradict each other");
  return NULL;
}

static gboolean
read_times (const OofCliTyped *typed, OofCliWanted *wanted, GError **error)
{
  const char *to = typed->to != NULL ? typed->to : typed->from;

  wanted->by_hour = typed->time_from != NULL;
  if (!oof_cli_parse_day ("--from", typed->from, &wanted->first, error)
      || !oof_cli_parse_day ("--to", to, &wanted->last, error))
    return FALSE;
  if (typed->time_from != NULL
      && !oof_cli_parse_minute ("--time-from", typed->time_from, &wanted->minute_from, error))
    return FALSE;
  if (typed->time_to != NULL
      && !oof_cli_parse_minute ("--time-to", typed->time_to, &wanted->minute_to, error))
    return FALSE;
  if (typed->open_end || (wanted->last > wanted->first && typed->weekly == NULL))
    return TRUE;
  /* Each occurrence of a series has one day. */
  if (wanted->last >= wanted->first
      && (!wanted->by_hour || wanted->minute_to > wanted->minute_from))
    return TRUE;
  oof_cli_set_usage_error (error, _ ("The absence ends before it begins"));
  return FALSE;
}

gboolean
oof_cli_typed_understand (const OofCliTyped *typed,
                          guint n_people,
                          OofCliWanted *wanted,
                          GError **error)
{
  const char *contradiction = find_nobody (typed, n_people);

  if (contradiction == NULL)
    contradiction = find_contradiction (typed);
  if (contradiction != NULL)
    {
      oof_cli_set_usage_error (error, "%s", contradiction);
      return FALSE;
    }
  if (typed->audience != NULL && !oof_audience_from_string (typed->audience, &wanted->audience))
    {
      oof_cli_set_usage_error (
          error, _ ("--audience: “%s” is none of all, contacts, none, mailbox"), typed->audience);
      return FALSE;
    }
  if (typed->weekly != NULL && !oof_weekdays_from_string (typed->weekly, &wanted->weekdays))
    {
      oof_cli_set_usage_error (error, _ ("--weekly: “%s” are no days such as mo,we"),
                               typed->weekly);
      return FALSE;
    }
  if (!oof_cli_parse_on_conflict (typed->on_conflict, &wanted->on_conflict, error))
    return FALSE;
  wanted->calendar = typed->calendar_only ? OOF_CALENDAR_CALENDAR_ONLY
                     : typed->no_calendar ? OOF_CALENDAR_NONE
                                          : OOF_CALENDAR_STANDARD;
  return read_times (typed, wanted, error);
}

void
oof_cli_set_times (OofAbsence *absence, const OofCliWanted *wanted)
{
  absence->all_day = !wanted->by_hour;
  if (absence->all_day)
    {
      absence->first_day = wanted->first;
      absence->last_day = wanted->last;
      return;
    }
  absence->window.from = oof_zone_instant (absence->zone, wanted->first, wanted->minute_from);
  absence->window.to = absence->open_end
                           ? OOF_INSTANT_FOREVER
                           : oof_zone_instant (absence->zone, wanted->last, wanted->minute_to);
}

void
oof_cli_make_occurrence (OofAbsence *draft, const OofCliWanted *wanted)
{
  OofCliWanted one = *wanted;

  one.last = one.first;
  draft->open_end = FALSE;
  oof_cli_set_times (draft, &one);
}

OofAbsence *
oof_cli_typed_create_draft (const OofCliTyped *typed,
                            const OofCliWanted *wanted,
                            const OofPerson *person,
                            const OofPerson *deputy)
{
  OofAbsence *draft = oof_absence_new (person->address, person->zone);

  draft->person_id = g_strdup (person->id);
  draft->open_end = typed->open_end;
  oof_cli_set_times (draft, wanted);
  g_free (draft->subject);
  draft->subject = g_strdup (typed->subject != NULL ? typed->subject : "");
  draft->note = g_strdup (typed->note);
  draft->template_name = g_strdup (typed->template_name);
  draft->audience = wanted->audience;
  draft->deputy = deputy != NULL ? g_strdup (deputy->address) : NULL;
  draft->forward_to = g_strdup (typed->forward);
  draft->forward_copy = !typed->no_copy;
  draft->calendar = wanted->calendar;
  draft->ticket = g_strdup (typed->ticket);
  return draft;
}
