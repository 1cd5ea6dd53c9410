/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner-private.h"

#include "core/oof-reply-text.h"

static void
change_free (OofChange *self)
{
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}

/* @old_value, @new_value: (nullable): NULL is empty. */
static void
add_change (GPtrArray *changes,
            OofField field,
            const char *old_value,
            const char *new_value,
            OofReason reason)
{
  OofChange *change = g_new0 (OofChange, 1);

  change->field = field;
  change->old_value = g_strdup (old_value != NULL ? old_value : "");
  change->new_value = g_strdup (new_value != NULL ? new_value : "");
  change->reason = reason;
  g_ptr_array_add (changes, change);
}

static void
add_text (GPtrArray *changes,
          OofField field,
          const char *old_text,
          const char *new_text,
          OofReason reason)
{
  g_autofree char *old_plain = oof_reply_text_to_plain (old_text);
  g_autofree char *new_plain = oof_reply_text_to_plain (new_text);

  add_change (changes, field, old_plain, new_plain, reason);
}

/* @look: (nullable) how we wrote it. */
static void
add_text_if (GPtrArray *changes,
             OofField field,
             const char *old_text,
             const char *new_text,
             const char *look,
             OofReason reason)
{
  if (!oof_reply_text_equal (old_text, new_text))
    add_text (changes, field, old_text, new_text, reason);
  else if (look != NULL && !oof_planner_has_text_look (look, new_text))
    add_text (changes, field, old_text, new_text, OOF_REASON_LOOK_CHANGED);
}

/* Exchange keeps minutes. */
static void
add_instant (GPtrArray *changes,
             OofField field,
             OofInstant old_instant,
             OofInstant new_instant,
             OofReason reason)
{
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;

  if (old_instant / 60 == new_instant / 60)
    return;
  old_text = oof_instant_format (old_instant);
  new_text = oof_instant_format (new_instant);
  add_change (changes, field, old_text, new_text, reason);
}

static void
add_all_but_texts (GPtrArray *changes,
                   const OofReplyState *current,
                   const OofReplyState *wanted,
                   OofReason reason)
{
  if (current->audience != wanted->audience)
    add_change (changes, OOF_FIELD_AUDIENCE, oof_audience_to_string (current->audience),
                oof_audience_to_string (wanted->audience), reason);
  add_instant (changes, OOF_FIELD_FROM, current->window.from, wanted->window.from, reason);
  add_instant (changes, OOF_FIELD_TO, current->window.to, wanted->window.to, reason);
}

static void
add_status (GPtrArray *changes,
            const OofReplyState *current,
            const OofReplyState *wanted,
            OofReason reason)
{
  if (current->status != wanted->status)
    add_change (changes, OOF_FIELD_STATE, oof_reply_status_to_string (current->status),
                oof_reply_status_to_string (wanted->status), reason);
}

GPtrArray *
oof_planner_list_changes (const OofReplyState *current,
                          const OofReplyState *wanted,
                          const OofReplyState *look,
                          OofReason text,
                          OofReason rest)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);

  add_status (changes, current, wanted, rest);
  if (wanted->status == OOF_REPLY_DISABLED)
    return changes;
  add_all_but_texts (changes, current, wanted, rest);
  add_text_if (changes, OOF_FIELD_INTERNAL, current->internal, wanted->internal,
               look != NULL ? look->internal : NULL, text);
  add_text_if (changes, OOF_FIELD_EXTERNAL, current->external, wanted->external,
               look != NULL ? look->external : NULL, text);
  return changes;
}

gboolean
oof_planner_changes_text (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const OofChange *change = g_ptr_array_index (changes, i);

      if (change->field == OOF_FIELD_INTERNAL || change->field == OOF_FIELD_EXTERNAL)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
oof_planner_list_all_changes (const OofReplyState *current,
                              const OofReplyState *wanted,
                              OofReason reason)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);

  add_status (changes, current, wanted, reason);
  add_all_but_texts (changes, current, wanted, reason);
  if (!g_str_equal (current->internal, wanted->internal))
    add_text (changes, OOF_FIELD_INTERNAL, current->internal, wanted->internal, reason);
  if (!g_str_equal (current->external, wanted->external))
    add_text (changes, OOF_FIELD_EXTERNAL, current->external, wanted->external, reason);
  return changes;
}
