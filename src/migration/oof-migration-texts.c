/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-texts.h"

#include "core/oof-reply-text.h"

/* Of each text, in characters. */
#define MAX_LENGTH 4000

typedef struct
{
  const char *person;
  GPtrArray *texts;
  gboolean differs;
} Comparison;

static char *
dup_plain (const char *html)
{
  g_autofree char *plain = oof_reply_text_to_plain (html != NULL ? html : "");

  return g_utf8_strlen (plain, -1) > MAX_LENGTH ? g_utf8_substring (plain, 0, MAX_LENGTH)
                                                : g_steal_pointer (&plain);
}

static void
compare (Comparison *self, gboolean external, const char *old, const char *new)
{
  OofMigrationText *text;

  if (oof_reply_text_equal (old, new))
    return;
  self->differs = TRUE;
  if (self->texts->len == OOF_MIGRATION_MAX_TEXTS)
    return;
  text = g_new0 (OofMigrationText, 1);
  text->person = g_strdup (self->person);
  text->external = external;
  text->old = dup_plain (old);
  text->new = dup_plain (new);
  g_ptr_array_add (self->texts, text);
}

/* What nobody outside gets is no text. */
static const char *
get_external (const OofReplyState *reply, gboolean on)
{
  return on && reply->audience != OOF_AUDIENCE_NONE ? reply->external : "";
}

static void
compare_plan (const OofPlan *plan, OofMigrationRehearsal *rehearsal, GPtrArray *texts)
{
  const OofReplyState *old = plan->current;
  const OofReplyState *new = plan->wanted != NULL ? plan->wanted : plan->current;
  gboolean was_on = old->status != OOF_REPLY_DISABLED;
  gboolean is_on = new->status != OOF_REPLY_DISABLED;
  Comparison self = { plan->address, texts, FALSE };

  if (!was_on)
    {
      rehearsal->texts_new += is_on;
      return;
    }
  compare (&self, FALSE, old->internal, is_on ? new->internal : "");
  compare (&self, TRUE, get_external (old, TRUE), get_external (new, is_on));
  rehearsal->texts_different += self.differs;
  rehearsal->texts_same += !self.differs;
}

void
oof_migration_compare_texts (const OofRunReport *report,
                             OofMigrationRehearsal *rehearsal,
                             GPtrArray *texts)
{
  g_return_if_fail (report != NULL && rehearsal != NULL && texts != NULL);

  rehearsal->texts_same = rehearsal->texts_different = rehearsal->texts_new = 0;
  for (guint i = 0; i < report->rows->len; i++)
    {
      const OofRunRow *row = g_ptr_array_index (report->rows, i);

      if (row->plan != NULL)
        compare_plan (row->plan, rehearsal, texts);
    }
}
