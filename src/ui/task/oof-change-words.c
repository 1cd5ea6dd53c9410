/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/task/oof-change-words.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "core/oof-reply-text.h"

/* Texts of replies are cut to this. */
#define MAX_TEXT 60

/* The visible text in one short line. (transfer full) */
static char *
shorten (const char *html)
{
  g_autofree char *plain = oof_reply_text_to_plain (html);

  g_strdelimit (plain, "\r\n\t", ' ');
  g_strstrip (plain);
  if (*plain == '\0')
    return g_strdup (C_ ("text of a reply", "empty"));
  if (g_utf8_strlen (plain, -1) <= MAX_TEXT)
    return g_strdup_printf ("“%s”", plain);
  g_autofree char *start = g_utf8_substring (plain, 0, MAX_TEXT);
  return g_strdup_printf ("“%s…”", start);
}

static char *
words_instant (const OofReplyState *state, OofInstant instant, const char *zone)
{
  if (state->status != OOF_REPLY_SCHEDULED || instant == OOF_INSTANT_NONE)
    return g_strdup ("–");
  return oof_words_instant (instant, zone);
}

/* @value: what the plan says, for what no state holds. (transfer full) */
static char *
words_value (OofField field, const OofReplyState *state, const char *value, const char *zone)
{
  switch (field)
    {
    case OOF_FIELD_STATE:
      return g_strdup (oof_words_reply_status (state->status));
    case OOF_FIELD_AUDIENCE:
      return g_strdup (oof_words_audience (state->audience));
    case OOF_FIELD_FROM:
      return words_instant (state, state->window.from, zone);
    case OOF_FIELD_TO:
      return words_instant (state, state->window.to, zone);
    case OOF_FIELD_INTERNAL:
      return shorten (state->internal);
    case OOF_FIELD_EXTERNAL:
      return shorten (state->external);
    case OOF_FIELD_FORWARDING:
    default:
      return g_strdup (*value != '\0' ? value : "–");
    }
}

/* Whether all changes have the same reason: then it is said once. */
static gboolean
has_one_reason (const OofPlan *plan)
{
  for (guint i = 1; i < plan->changes->len; i++)
    if (((OofChange *) g_ptr_array_index (plan->changes, i))->reason
        != ((OofChange *) g_ptr_array_index (plan->changes, 0))->reason)
      return FALSE;
  return plan->changes->len > 0;
}

char *
oof_change_words_list (const OofPlan *plan, const char *zone)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  g_return_val_if_fail (plan != NULL, NULL);
  gboolean once = has_one_reason (plan);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      OofChange *change = g_ptr_array_index (plan->changes, i);
      const OofReplyState *wanted = plan->wanted != NULL ? plan->wanted : plan->current;
      g_autofree char *before = words_value (change->field, plan->current, change->old_value, zone);
      g_autofree char *after = words_value (change->field, wanted, change->new_value, zone);
      const char *reason = oof_words_reason (change->reason);
      if (once && i == 0)
        g_string_append_printf (lines, "%s:\n", reason);
      g_string_append_printf (lines, "%s: %s → %s", oof_words_field (change->field), before, after);
      if (!once)
        g_string_append_printf (lines, " (%s)", reason);
      if (i + 1 < plan->changes->len)
        g_string_append_c (lines, '\n');
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}
