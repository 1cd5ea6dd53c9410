/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"
#include "core/oof-error.h"

/* As typed. All strings (owned) (nullable). */
typedef struct
{
  char *from;
  char *to;
  gboolean open_end;
  char *time_from;
  char *time_to;
  char *subject;
  char *note;
  char *template_name;
  char *audience;
  char *deputy;
  gboolean calendar_only;
  gboolean no_calendar;
  char *ticket;
  char *on_conflict;
} Typed;

/* As understood; what needs no people. */
typedef struct
{
  OofDay first;
  OofDay last; /* meaningless when open_end */
  gboolean by_hour;
  int minute_from;
  int minute_to;
  OofAudience audience;
  OofCalendarMode calendar;
} Wanted;

static void
typed_clear (Typed *typed)
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
  g_free (typed->ticket);
  g_free (typed->on_conflict);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static GStrv
parse (OofCli *cli, char **arguments, Typed *typed, GError **error)
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
    { "calendar-only", 0, 0, G_OPTION_ARG_NONE, &typed->calendar_only,
      N_ ("Calendar entry without automatic reply"), NULL },
    { "no-calendar", 0, 0, G_OPTION_ARG_NONE, &typed->no_calendar,
      N_ ("Automatic reply without calendar entry"), NULL },
    { "ticket", 0, 0, G_OPTION_ARG_FILENAME, &typed->ticket, N_ ("Ticket number"), N_ ("TEXT") },
    { "on-conflict", 0, 0, G_OPTION_ARG_FILENAME, &typed->on_conflict,
      N_ ("What to do about overlaps: keep leaves both"), N_ ("keep") },
    { NULL },
  };

  return oof_cli_parse (cli, options, arguments, 1, G_MAXUINT, error);
}

/* Which options belong together. (nullable): what is wrong. */
static const char *
find_contradiction (const Typed *typed)
{
  if (typed->from == NULL)
    return _ ("--from is missing");
  if (typed->open_end && (typed->to != NULL || typed->time_to != NULL))
    return _ ("--open-end and an end contradict each other");
  if (!typed->open_end && (typed->time_from == NULL) != (typed->time_to == NULL))
    return _ ("--time-from and --time-to need each other");
  if (!typed->open_end && typed->to == NULL && typed->time_to == NULL)
    return _ ("--to or --open-end is missing");
  if (typed->calendar_only && typed->no_calendar)
    return _ ("--calendar-only and --no-calendar contradict each other");
  if (typed->on_conflict != NULL && g_strcmp0 (typed->on_conflict, "keep") != 0)
    return _ ("--on-conflict knows only “keep”");
  return NULL;
}

static gboolean
read_times (const Typed *typed, Wanted *wanted, GError **error)
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
  if (typed->open_end || wanted->last > wanted->first)
    return TRUE;
  if (wanted->last == wanted->first
      && (!wanted->by_hour || wanted->minute_to > wanted->minute_from))
    return TRUE;
  oof_cli_set_usage_error (error, _ ("The absence ends before it begins"));
  return FALSE;
}

static gboolean
understand (const Typed *typed, Wanted *wanted, GError **error)
{
  const char *contradiction = find_contradiction (typed);

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
  wanted->calendar = typed->calendar_only ? OOF_CALENDAR_CALENDAR_ONLY
                     : typed->no_calendar ? OOF_CALENDAR_NONE
                                          : OOF_CALENDAR_STANDARD;
  return read_times (typed, wanted, error);
}

static void
set_times (OofAbsence *draft, const Typed *typed, const Wanted *wanted)
{
  draft->open_end = typed->open_end;
  draft->all_day = !wanted->by_hour;
  if (draft->all_day)
    {
      draft->first_day = wanted->first;
      draft->last_day = wanted->last;
      return;
    }
  draft->window.from = oof_zone_instant (draft->zone, wanted->first, wanted->minute_from);
  draft->window.to = typed->open_end
                         ? OOF_INSTANT_FOREVER
                         : oof_zone_instant (draft->zone, wanted->last, wanted->minute_to);
}

/* @deputy: (nullable) */
static OofAbsence *
create_draft (const OofPerson *person,
              const OofPerson *deputy,
              const Typed *typed,
              const Wanted *wanted)
{
  OofAbsence *draft = oof_absence_new (person->address, person->zone);

  draft->person_id = g_strdup (person->id);
  set_times (draft, typed, wanted);
  g_free (draft->subject);
  draft->subject = g_strdup (typed->subject != NULL ? typed->subject : "");
  draft->note = g_strdup (typed->note);
  draft->template_name = g_strdup (typed->template_name);
  draft->audience = wanted->audience;
  draft->deputy = deputy != NULL ? g_strdup (deputy->address) : NULL;
  draft->calendar = wanted->calendar;
  draft->ticket = g_strdup (typed->ticket);
  return draft;
}

/* A draft for each person, in that person's zone, checked. (transfer full) (element-type
 * OofAbsence) */
static GPtrArray *
create_drafts (OofCli *cli, char **words, const Typed *typed, const Wanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) people = oof_cli_find_people (cli, words, error);
  g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  OofPerson *deputy = NULL;

  if (people == NULL)
    return NULL;
  if (typed->deputy != NULL)
    {
      deputy = oof_session_find_person (cli->session, typed->deputy, error);
      if (deputy == NULL)
        return NULL;
    }
  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *listed = g_ptr_array_index (people, i);
      oof_session_read_person_async (cli->session, listed->address, cli->cancellable,
                                     oof_cli_done_cb, cli);
      g_autoptr (OofPerson) person =
          oof_session_read_person_finish (cli->session, oof_cli_wait (cli), error);
      if (person == NULL)
        return NULL;
      OofAbsence *draft = create_draft (person, deputy, typed, wanted);
      g_ptr_array_add (drafts, draft);
      if (!oof_session_check_absence (cli->session, draft, error))
        return NULL;
    }
  return g_steal_pointer (&drafts);
}

static void
warn_about_conflict (const OofAbsence *other)
{
  g_autofree char *dates = oof_words_absence_dates (other);

  if (*other->subject != '\0')
    oof_cli_warn (_ ("%s has an absence then: %s, %s (%s)"), other->person, dates, other->subject,
                  other->key);
  else
    oof_cli_warn (_ ("%s has an absence then: %s (%s)"), other->person, dates, other->key);
}

/* Lists every absence that a draft overlaps. */
static gboolean
check_conflicts (OofCli *cli, GPtrArray *drafts, GError **error)
{
  guint n_conflicts = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr (GPtrArray) others =
          oof_session_find_conflicts (cli->session, g_ptr_array_index (drafts, i));
      g_ptr_array_foreach (others, (GFunc) (void (*) (void)) warn_about_conflict, NULL);
      n_conflicts += others->len;
    }
  if (n_conflicts > 0)
    g_set_error_literal (error, OOF_ERROR, OOF_ERROR_CONFLICT,
                         _ ("nothing was saved; --on-conflict keep leaves both"));
  return n_conflicts == 0;
}

/* Saves one after the other; what fails is listed and the others go on. Returns: the exit code. */
static int
save (OofCli *cli, GPtrArray *drafts, GPtrArray *ids)
{
  OofCliExit code = OOF_CLI_DONE;

  for (guint i = 0; i < drafts->len; i++)
    {
      OofAbsence *draft = g_ptr_array_index (drafts, i);
      g_autoptr (GError) error = NULL;
      oof_session_add_absence_async (cli->session, draft, cli->cancellable, oof_cli_done_cb, cli);
      g_autoptr (OofAbsence) stored =
          oof_session_add_absence_finish (cli->session, oof_cli_wait (cli), &error);
      if (stored != NULL)
        {
          g_ptr_array_add (ids, g_strdup (stored->key));
          continue;
        }
      g_autofree char *sentence = oof_words_error (error);
      oof_cli_warn ("%s: %s", draft->person, sentence);
      code = oof_cli_exit_from_error (error);
    }
  return code != OOF_CLI_DONE && ids->len > 0 ? OOF_CLI_SOME_FAILED : code;
}

static void
print_ids (OofCli *cli, GPtrArray *ids)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  for (guint i = 0; !cli->json && i < ids->len; i++)
    {
      oof_cli_print (g_ptr_array_index (ids, i));
      oof_cli_print ("\n");
    }
  if (!cli->json)
    return;
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "ids");
  for (guint i = 0; i < ids->len; i++)
    oof_json_writer_add_string (writer, NULL, g_ptr_array_index (ids, i));
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

int
oof_cli_absence_add (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (Typed) typed = { 0 };
  Wanted wanted = { .audience = OOF_AUDIENCE_UNSET };
  g_auto (GStrv) words = parse (cli, arguments, &typed, &error);

  if (words == NULL || !understand (&typed, &wanted, &error)
      || !oof_cli_open (cli, OOF_LOAD_ALL, &error))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) drafts = create_drafts (cli, words, &typed, &wanted, &error);
  if (drafts == NULL || (typed.on_conflict == NULL && !check_conflicts (cli, drafts, &error)))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  int code = save (cli, drafts, ids);
  print_ids (cli, ids);
  return code;
}
