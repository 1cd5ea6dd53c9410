/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "config.h"
#include "core/oof-error.h"

/* What a template finding code means; %s is the name or text concerned. */
static const struct
{
  const char *code;
  const char *words;
} finding_words[] = {
  { "unknown-variable", N_ ("“%s” is no variable and would stay empty") },
  { "unclosed-subject", N_ ("“%s” is not closed with “]”") },
  { "unclosed-language", N_ ("the language block “%s” is never closed") },
  { "stray-language-end", N_ ("“%s” closes a language block that was never opened") },
  { "bad-language", N_ ("“%s” is no language") },
  { "marker-not-at-start", N_ ("the marker “%s” does not stand at the start of its line") },
  { "marker-without-effect", N_ ("the marker “%s” has no effect with @@; write ##") },
  { "glued-variable", N_ ("“%s” has no blank before it; is a variable meant?") },
  { "missing-language", N_ ("there is no text in the language “%s”") },
  { "private-number", N_ ("people outside are told the private number “%s”") },
  { "picture", N_ ("Exchange sends no pictures: “%s”") },
  { "active-content", N_ ("“%s” has no place in a mail") },
  { "unclosed-markup", N_ ("“%s” is never closed and swallows the rest of the text") },
  { "broken-character", N_ ("there is a character that could not be read") },
  { "large", N_ ("the text has %s kB; old mailboxes take 32") },
  { "too-large", N_ ("the text has %s kB; a mailbox takes 256 at most") },
  { "end-in-open-end-group", N_ ("an end is named, but the group “%s” is never switched off") },
  { "end-is-kept", N_ ("“%s” names an end, but the reply is never switched off") },
  { "ends-in-past", N_ ("the absence ended on %s") },
  { "starts-in-past", N_ ("the absence starts on %s, which is past") },
  { "date-in-past", N_ ("the date %s is past") },
  { "return-on-day-off", N_ ("the return on %s is no working day") },
  { "empty-deputy", N_ ("“%s” is empty: no deputy has this value") },
  { "empty-value", N_ ("“%s” is empty and leaves a gap") },
  { "number-in-note", N_ ("the note tells people outside a telephone number: %s") },
  { "empty-text", N_ ("nothing is left of the text") },
  { "empty-external", N_ ("nothing is left of the text for people outside: they get no reply") },
};

const char *
oof_words_absence_state (OofAbsenceState state)
{
  switch (state)
    {
    case OOF_ABSENCE_PLANNED:
      return _ ("planned");
    case OOF_ABSENCE_RUNNING:
      return _ ("running");
    case OOF_ABSENCE_ENDED:
      return _ ("ended");
    case OOF_ABSENCE_CANCELLED:
      return _ ("cancelled");
    case OOF_ABSENCE_ON_HOLD:
      return _ ("on hold");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
oof_words_reply_status (OofReplyStatus status)
{
  switch (status)
    {
    case OOF_REPLY_DISABLED:
      return C_ ("automatic reply", "off");
    case OOF_REPLY_SCHEDULED:
      return C_ ("automatic reply", "scheduled");
    case OOF_REPLY_ENABLED:
      return C_ ("automatic reply", "on");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
oof_words_audience (OofAudience audience)
{
  switch (audience)
    {
    case OOF_AUDIENCE_UNSET:
      return _ ("as the template says");
    case OOF_AUDIENCE_NONE:
      return _ ("nobody outside");
    case OOF_AUDIENCE_CONTACTS:
      return _ ("contacts only");
    case OOF_AUDIENCE_ALL:
      return _ ("everybody");
    case OOF_AUDIENCE_MAILBOX:
      return _ ("as in the mailbox");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
oof_words_verdict (OofVerdict verdict)
{
  switch (verdict)
    {
    case OOF_VERDICT_AS_PLANNED:
      return _ ("as planned");
    case OOF_VERDICT_CHANGED_OUTSIDE:
      return _ ("changed outside");
    case OOF_VERDICT_EXPIRED:
      return _ ("expired");
    case OOF_VERDICT_NOT_CONFIRMED:
      return _ ("not confirmed");
    case OOF_VERDICT_UNREADABLE:
      return _ ("cannot be read");
    case OOF_VERDICT_ON_HOLD:
      return _ ("on hold");
    case OOF_VERDICT_TO_DO:
      return _ ("waits for the OOF task");
    default:
      g_return_val_if_reached ("");
    }
}

char *
oof_words_plan (const OofPlan *plan)
{
  const char *verdict = oof_words_verdict (plan != NULL ? plan->verdict : OOF_VERDICT_UNREADABLE);

  if (plan == NULL || !plan->at_full_hours)
    return g_strdup (verdict);
  /* Translators: what became of a reply, "changed outside" for instance */
  return g_strdup_printf (_ ("%s; something changes it at full hours: the old program’s task?"),
                          verdict);
}

const char *
oof_words_reason (OofReason reason)
{
  switch (reason)
    {
    case OOF_REASON_NONE:
      return "";
    case OOF_REASON_ABSENCE_RUNS:
      return _ ("the absence is running");
    case OOF_REASON_ABSENCE_STARTS:
      return _ ("the absence starts soon");
    case OOF_REASON_ABSENCE_ENDED:
      return _ ("the absence has ended");
    case OOF_REASON_ABSENCE_CANCELLED:
      return _ ("the absence was cancelled");
    case OOF_REASON_TEXT_CHANGED:
      return _ ("the text has changed");
    case OOF_REASON_LOOK_CHANGED:
      return _ ("font, colour or HTML have changed");
    case OOF_REASON_RESTORED:
      return _ ("somebody changed the reply outside: ours is restored");
    case OOF_REASON_RESET:
      return _ ("earlier senders are to be answered again");
    case OOF_REASON_UNDONE:
      return _ ("put back by undo");
    case OOF_REASON_GIVEN_BACK:
      return _ ("what somebody had set before is given back");
    case OOF_REASON_SWITCHED_OFF:
      return _ ("switched off by hand");
    case OOF_REASON_CAME_BACK:
      return _ ("the person switched the reply off: the absence ends");
    case OOF_REASON_KEPT_CHANGED_OUTSIDE:
      return _ ("somebody changed the reply outside: kept");
    case OOF_REASON_KEPT_UNTIL_START:
      return _ ("the person's own reply stays until the absence begins");
    case OOF_REASON_KEPT_ON_HOLD:
      return _ ("the absence is on hold: nothing is written");
    case OOF_REASON_KEPT_SET_ONLY:
      return _ ("replies are never switched off (option or open-end group)");
    case OOF_REASON_NO_TEMPLATE:
      return _ ("there is no template for this person");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
oof_words_field (OofField field)
{
  switch (field)
    {
    case OOF_FIELD_STATE:
      return _ ("automatic reply");
    case OOF_FIELD_AUDIENCE:
      return _ ("external audience");
    case OOF_FIELD_FROM:
      return _ ("from");
    case OOF_FIELD_TO:
      return _ ("to");
    case OOF_FIELD_INTERNAL:
      return _ ("internal text");
    case OOF_FIELD_EXTERNAL:
      return _ ("external text");
    case OOF_FIELD_FORWARDING:
      return _ ("forwarding");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
oof_words_result (OofRunResult result)
{
  switch (result)
    {
    case OOF_RESULT_WRITTEN:
      return _ ("written");
    case OOF_RESULT_UNCHANGED:
      return _ ("unchanged");
    case OOF_RESULT_NOT_CONFIRMED:
      return _ ("not confirmed");
    case OOF_RESULT_FAILED:
      return _ ("failed");
    case OOF_RESULT_SKIPPED:
      return _ ("skipped");
    case OOF_RESULT_WOULD_WRITE:
      return _ ("would be written");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
oof_words_calendar_mode (OofCalendarMode mode)
{
  switch (mode)
    {
    case OOF_CALENDAR_STANDARD:
      return _ ("calendar entry and automatic reply");
    case OOF_CALENDAR_CALENDAR_ONLY:
      return _ ("calendar entry only");
    case OOF_CALENDAR_NONE:
      return _ ("automatic reply only");
    default:
      g_return_val_if_reached ("");
    }
}

/* What to do, for every code one can act on. */
static const char *
describe_code (int code)
{
  switch ((OofError) code)
    {
    case OOF_ERROR_AUTH_REQUIRED:
      return N_ ("The sign-in is missing or no longer valid. Sign in again.");
    case OOF_ERROR_CONSENT_REQUIRED:
      return N_ ("A permission is missing. An administrator has to grant it.");
    case OOF_ERROR_FORBIDDEN:
      return N_ ("This sign-in may not do that.");
    case OOF_ERROR_NOT_FOUND:
      return N_ ("It was not found.");
    case OOF_ERROR_EXISTS:
      return N_ ("It exists already.");
    case OOF_ERROR_CONFLICT:
      return N_ ("It conflicts with what is there already.");
    case OOF_ERROR_LEASE:
      return N_ ("Another computer is running the OOF task at the moment.");
    case OOF_ERROR_THROTTLED:
      return N_ ("Exchange asks for patience. Try again in a few minutes.");
    case OOF_ERROR_UNREACHABLE:
      return N_ ("Exchange cannot be reached.");
    case OOF_ERROR_UNCERTAIN:
      return N_ ("The answer was lost: it is not certain whether the change was made.");
    case OOF_ERROR_PROTOCOL:
      return N_ ("Exchange answered something unexpected.");
    case OOF_ERROR_LIMIT:
      return N_ ("It is larger than can be handled.");
    case OOF_ERROR_UNSUPPORTED:
      return N_ ("That is not possible here.");
    case OOF_ERROR_INVALID:
      return N_ ("Something in the input is wrong.");
    case OOF_ERROR_DISK:
      return N_ ("This computer cannot keep what must be kept, so nothing more was changed.");
    case OOF_ERROR_REFUSED:
      return N_ ("The lists of users and subjects leave that to others.");
    default:
      return N_ ("Something went wrong.");
    }
}

const char *
oof_words_error_source (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == OOF_ERROR ? describe_code (error->code) : NULL;
}

char *
oof_words_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Cancelled."));
  if (error->domain != OOF_ERROR)
    return g_strdup (error->message);
  const char *help = oof_words_sign_in_help (error);
  return g_strdup_printf ("%s (%s)", help != NULL ? help : _ (describe_code (error->code)),
                          error->message);
}

/* The sentence of the code alone. (transfer full) */
static char *
say_finding (const OofTemplateFinding *finding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (finding_words); i++)
    if (g_strcmp0 (finding_words[i].code, finding->code) == 0)
      {
        g_auto (GStrv) parts = g_strsplit (_ (finding_words[i].words), "%s", 2);
        return g_strjoin (finding->what, parts[0], parts[1], NULL);
      }
  return g_strdup_printf ("%s: %s", finding->code, finding->what);
}

char *
oof_words_finding (const OofTemplateFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  g_autofree char *sentence = say_finding (finding);

  if (!finding->external)
    return g_steal_pointer (&sentence);
  /* Translators: what is wrong with the text of a template for people outside */
  return g_strdup_printf (_ ("external text: %s"), sentence);
}
