/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

#include "config.h"
#include "core/oof-notice.h"
#include "core/oof-render.h"

/* Mails are in the language of whoever gets them. The runner may have another one, or none at all
 * under systemd, so gettext cannot help: both languages stand here. */

#define MOST_LINES 50

/* Who is written to, and in which language. */
typedef struct
{
  OofRoster *roster;
  OofSnapshot *snapshot;
  gboolean german;
} Writer;

static gboolean
reads_german (const char *to, OofRoster *roster, OofSnapshot *snapshot)
{
  OofPerson *person = oof_roster_get (roster, to);
  OofRecord *record = oof_snapshot_find_record (snapshot, to);
  const char *language = person != NULL ? person->language : NULL;

  if (language == NULL && record != NULL)
    language = record->language;
  if (language == NULL)
    language = snapshot->options->language;
  return language != NULL && g_ascii_strncasecmp (language, "de", 2) == 0;
}

/* One line without what has no place in a mail. (transfer full) */
static char *
clean (const char *text)
{
  GString *line = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_iscntrl (g_utf8_get_char (c)))
      g_string_append_unichar (line, g_utf8_get_char (c));
  return g_string_free (line, FALSE);
}

static char *
dup_name (const Writer *self, const char *address)
{
  OofPerson *person = oof_roster_get (self->roster, address);

  return clean (person != NULL ? person->name : address);
}

/* "23.11.2026", or "23.11.2026, 08:00" of an instant. (transfer full) */
static char *
format_point (const Writer *self, const char *text, const char *zone)
{
  OofDay day;
  OofInstant instant;

  if (oof_day_parse (text, &day, NULL))
    return oof_render_date (day, self->german ? "de" : "en");
  if (!oof_instant_parse (text, &instant, NULL))
    return clean (text);
  int minute = oof_zone_minute_of (zone, instant);
  g_autofree char *date =
      oof_render_date (oof_zone_day_of (zone, instant), self->german ? "de" : "en");
  return g_strdup_printf ("%s, %02d:%02d", date, minute / 60, minute % 60);
}

/* "23.11.2026 – 04.12.2026". (transfer full) */
static char *
format_span (const Writer *self, const OofTold *told, const char *zone)
{
  g_autofree char *from = format_point (self, told->from, zone);

  if (told->until == NULL)
    return g_strdup_printf (self->german ? "ab %s" : "from %s", from);
  if (g_str_equal (told->from, told->until))
    return g_steal_pointer (&from);
  g_autofree char *until = format_point (self, told->until, zone);
  return g_strdup_printf ("%s – %s", from, until);
}

static const char *
get_zone (const Writer *self, const OofNotice *notice)
{
  return notice->absence != NULL ? notice->absence->zone : self->snapshot->options->zone;
}

/* The span that counts: what is planned now, else what was told. (transfer full) */
static char *
format_dates (const Writer *self, const OofNotice *notice)
{
  return format_span (self, notice->after != NULL ? notice->after : notice->before,
                      get_zone (self, notice));
}

/* " (Urlaub)", or nothing. (transfer full) */
static char *
format_subject (const Writer *self, const OofNotice *notice)
{
  const OofAbsence *absence = notice->absence;

  if (absence == NULL || *absence->subject == '\0'
      || oof_subject_is_confidential (self->snapshot->subjects, absence->subject))
    return g_strdup ("");
  g_autofree char *subject = clean (absence->subject);
  return g_strdup_printf (" (%s)", subject);
}

static gboolean
is_forwarded (const OofNotice *notice)
{
  const OofAbsence *absence = notice->absence;

  return absence != NULL && absence->forward_to != NULL && notice->after != NULL
         && g_ascii_strcasecmp (absence->forward_to, notice->after->to) == 0;
}

static char *
tell_deputy (const Writer *self, const OofNotice *notice)
{
  g_autofree char *name = dup_name (self, notice->person);
  g_autofree char *dates = format_dates (self, notice);
  g_autofree char *subject = format_subject (self, notice);
  g_autofree char *before =
      notice->before != NULL ? format_span (self, notice->before, get_zone (self, notice)) : NULL;
  const char *forward = !is_forwarded (notice) ? ""
                        : self->german         ? " Die E-Mails werden an Sie weitergeleitet."
                                               : " Mails are forwarded to you.";

  if (notice->kind == OOF_NOTICE_NAMED)
    return g_strdup_printf (self->german
                                ? "%s ist abwesend: %s%s. Sie sind als Vertretung eingetragen.%s"
                                : "%s is away: %s%s. You are the deputy.%s",
                            name, dates, subject, forward);
  if (notice->kind == OOF_NOTICE_CHANGED)
    return g_strdup_printf (
        self->german ? "Die Abwesenheit von %s%s hat sich geändert: jetzt %s, vorher %s. Sie sind "
                       "weiterhin als Vertretung eingetragen.%s"
                     : "The absence of %s%s has changed: now %s, before %s. You are still the "
                       "deputy.%s",
        name, subject, dates, before, forward);
  if (notice->kind == OOF_NOTICE_ENDED)
    return g_strdup_printf (self->german ? "Die Abwesenheit von %s ist beendet: %s%s. Ihre "
                                           "Vertretung endet damit."
                                         : "The absence of %s is over: %s%s. You are no longer "
                                           "the deputy.",
                            name, dates, subject);
  return g_strdup_printf (self->german
                              ? "Sie sind nicht mehr als Vertretung für %s eingetragen: %s%s."
                              : "You are no longer the deputy for %s: %s%s.",
                          name, dates, subject);
}

/* " Vertretung: Carla Wolf.", or nothing. (transfer full) */
static char *
format_deputy (const Writer *self, const OofNotice *notice)
{
  if (notice->absence == NULL || notice->absence->deputy == NULL)
    return g_strdup ("");
  g_autofree char *name = dup_name (self, notice->absence->deputy);
  return g_strdup_printf (self->german ? " Vertretung: %s." : " Deputy: %s.", name);
}

static char *
tell_person (const Writer *self, const OofNotice *notice)
{
  g_autofree char *dates = format_dates (self, notice);
  g_autofree char *subject = format_subject (self, notice);
  g_autofree char *deputy = format_deputy (self, notice);
  g_autofree char *before =
      notice->before != NULL ? format_span (self, notice->before, get_zone (self, notice)) : NULL;

  if (notice->kind == OOF_NOTICE_NAMED)
    return g_strdup_printf (self->german ? "Für Sie ist eine Abwesenheit eingetragen: %s%s.%s"
                                         : "An absence of yours is planned: %s%s.%s",
                            dates, subject, deputy);
  if (notice->kind == OOF_NOTICE_CHANGED)
    return g_strdup_printf (self->german
                                ? "Ihre Abwesenheit%s hat sich geändert: jetzt %s, vorher %s.%s"
                                : "Your absence%s has changed: now %s, before %s.%s",
                            subject, dates, before, deputy);
  if (notice->kind == OOF_NOTICE_ENDED)
    return g_strdup_printf (self->german ? "Ihre Abwesenheit ist beendet: %s%s."
                                         : "Your absence is over: %s%s.",
                            dates, subject);
  return g_strdup_printf (self->german ? "Ihre Abwesenheit wurde abgesagt: %s%s."
                                       : "Your absence was cancelled: %s%s.",
                          dates, subject);
}

/* What a mail about one thing is called; the name of the deputy's absent person is put in. */
static const struct
{
  const char *german;
  const char *english;
} titles[][OOF_NOTICE_ENDED + 1] = {
  [OOF_TOLD_DEPUTY] = { [OOF_NOTICE_NAMED] = { "Vertretung für %s", "Deputy for %s" },
                        [OOF_NOTICE_CHANGED] = { "Vertretung für %s: geändert",
                                                 "Deputy for %s: changed" },
                        [OOF_NOTICE_WITHDRAWN] = { "Vertretung für %s: entfällt",
                                                   "Deputy for %s: no longer needed" },
                        [OOF_NOTICE_ENDED] = { "Vertretung für %s: beendet",
                                               "Deputy for %s: over" } },
  [OOF_TOLD_PERSON] = { [OOF_NOTICE_NAMED] = { "Ihre Abwesenheit", "Your absence" },
                        [OOF_NOTICE_CHANGED] = { "Ihre Abwesenheit: geändert",
                                                 "Your absence: changed" },
                        [OOF_NOTICE_WITHDRAWN] = { "Ihre Abwesenheit: abgesagt",
                                                   "Your absence: cancelled" },
                        [OOF_NOTICE_ENDED] = { "Ihre Abwesenheit: beendet",
                                               "Your absence: over" } },
};

static char *
format_title (const Writer *self, GPtrArray *notices)
{
  const OofNotice *notice = notices->pdata[0];
  OofToldRole role = oof_notice_get_told (notice)->role;
  g_autofree char *name = dup_name (self, notice->person);
  g_autofree char *dates = format_dates (self, notice);

  if (notices->len > 1)
    return g_strdup_printf (self->german ? "Abwesenheiten: %u Neuigkeiten" : "Absences: %u changes",
                            notices->len);
  const char *title =
      self->german ? titles[role][notice->kind].german : titles[role][notice->kind].english;
  g_auto (GStrv) parts = g_strsplit (title, "%s", 2);
  g_autofree char *filled = g_strjoinv (name, parts);
  return g_strdup_printf ("%s (%s)", filled, dates);
}

/* Whom to ask. */
static void
append_help (const Writer *self, GString *text)
{
  const OofOptions *options = self->snapshot->options;

  if (*options->help_address == '\0')
    return;
  g_autofree char *name = clean (options->help_name);
  g_string_append_printf (
      text, self->german ? "\nFragen beantwortet: %s%s%s\n" : "\nIn case of questions: %s%s%s\n",
      name, *name != '\0' ? ", " : "", options->help_address);
}

OofMail *
oof_words_mail (const char *to, GPtrArray *notices, OofRoster *roster, OofSnapshot *snapshot)
{
  g_return_val_if_fail (to != NULL && notices != NULL && notices->len > 0, NULL);

  Writer self = { roster, snapshot, reads_german (to, roster, snapshot) };
  OofPerson *person = oof_roster_get (roster, to);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = format_title (&self, notices);

  for (guint i = 0; i < MIN (notices->len, MOST_LINES); i++)
    {
      const OofNotice *notice = notices->pdata[i];
      g_autofree char *line = oof_notice_get_told (notice)->role == OOF_TOLD_DEPUTY
                                  ? tell_deputy (&self, notice)
                                  : tell_person (&self, notice);
      g_string_append_printf (text, "%s\n", line);
    }
  if (notices->len > MOST_LINES)
    g_string_append_printf (text, self.german ? "Und %u weitere.\n" : "And %u more.\n",
                            notices->len - MOST_LINES);
  append_help (&self, text);
  g_string_append (text, self.german ? "\nDiese Nachricht hat der OOF Manager verschickt.\n"
                                     : "\nThis message was sent by OOF Manager.\n");
  return oof_mail_new (to, person != NULL ? person->name : NULL, title, text->str);
}

/* Runs that need somebody. */

static const struct
{
  const char *german;
  const char *english;
} cause_words[] = {
  [OOF_CAUSE_RUN] = { "Der OOF-Task ist nicht zu Ende gelaufen",
                      N_ ("The OOF task did not finish") },
  [OOF_CAUSE_FAILED] = { "Das Postfach wurde nicht geschrieben",
                         N_ ("The mailbox was not written") },
  [OOF_CAUSE_SKIPPED] = { "Postfächer wurden ausgelassen, bis jemand entscheidet",
                          N_ ("Mailboxes were left out until somebody decides") },
  [OOF_CAUSE_MISSING] = { "Abwesenheiten fehlen, jemand muss entscheiden",
                          N_ ("Absences are missing, somebody has to decide") },
  [OOF_CAUSE_DRIFT] = { "Die automatische Antwort wurde außerhalb geändert, jemand muss "
                        "entscheiden",
                        N_ ("The automatic reply was changed outside, somebody has to decide") },
};

/* "Bernd Krause: …: …". (transfer full) */
static char *
format_cause (const OofCause *cause, const char *words)
{
  g_autofree char *name = cause->name != NULL ? clean (cause->name) : NULL;
  g_autofree char *detail = clean (cause->detail);

  return g_strconcat (name != NULL ? name : "", name != NULL ? ": " : "", words,
                      *detail != '\0' ? ": " : "", detail, NULL);
}

char *
oof_words_cause (const OofCause *cause)
{
  g_return_val_if_fail (cause != NULL, NULL);

  return format_cause (cause, _ (cause_words[cause->kind].english));
}

OofMail *
oof_words_causes_mail (const OofUser *user,
                       GPtrArray *causes,
                       OofRoster *roster,
                       OofSnapshot *snapshot)
{
  g_return_val_if_fail (user != NULL && causes != NULL, NULL);

  OofPerson *person = oof_roster_get (roster, user->account);
  gboolean german = user->language != NULL ? g_ascii_strncasecmp (user->language, "de", 2) == 0
                                           : reads_german (user->account, roster, snapshot);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (causes->len, MOST_LINES); i++)
    {
      const OofCause *cause = causes->pdata[i];
      g_autofree char *line = format_cause (cause, german ? cause_words[cause->kind].german
                                                          : cause_words[cause->kind].english);
      g_string_append_printf (text, "%s\n", line);
    }
  if (causes->len > MOST_LINES)
    g_string_append_printf (text, german ? "Und %u weitere.\n" : "And %u more.\n",
                            causes->len - MOST_LINES);
  g_string_append (text, german ? "\nMehr steht in OOF Manager unter Übersicht, Log.\n"
                                : "\nMore stands in OOF Manager under Overview, Log.\n");
  return oof_mail_new (
      user->account, person != NULL ? person->name : NULL,
      german ? "OOF Manager: jemand wird gebraucht" : "OOF Manager: somebody is needed", text->str);
}
