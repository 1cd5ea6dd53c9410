/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner-private.h"

#include "core/oof-reply-text.h"

#define STANDARD_TEMPLATE "Standard"

static OofTemplate *
find_named (const OofPlannerInput *input, const char *name)
{
  return name != NULL ? oof_template_find (input->templates, name) : NULL;
}

/* A name that is not there any more falls through: a gap is better than silence (decisions 6). */
OofTemplate *
oof_planner_find_template (const OofPlannerInput *input, const OofAbsence *absence)
{
  OofTemplate *found = find_named (input, absence->template_name);

  if (found == NULL)
    found = find_named (input, input->group_template);
  if (found == NULL)
    found = find_named (input, STANDARD_TEMPLATE);
  if (found == NULL && input->templates->len == 1)
    found = g_ptr_array_index (input->templates, 0);
  return found;
}

OofAudience
oof_planner_choose_audience (const OofPlannerInput *input,
                             const OofAbsence *absence,
                             const OofTemplate *tmpl)
{
  OofAudience audience = absence->audience;

  if (audience == OOF_AUDIENCE_UNSET && tmpl != NULL)
    audience = tmpl->audience;
  if (audience == OOF_AUDIENCE_UNSET)
    audience = input->options->audience;
  return audience != OOF_AUDIENCE_UNSET ? audience : OOF_AUDIENCE_ALL;
}

gboolean
oof_planner_keeps_audience (const OofPlannerInput *input, const OofAbsence *absence)
{
  return oof_planner_choose_audience (input, absence, oof_planner_find_template (input, absence))
         == OOF_AUDIENCE_MAILBOX;
}

static OofPerson *
find_person (const OofPlannerInput *input, const char *address)
{
  if (input->people == NULL || address == NULL)
    return NULL;
  return g_hash_table_lookup (input->people, address);
}

static void
collect_unknown (GPtrArray *unknown, const OofRendered *rendered)
{
  for (guint i = 0; unknown != NULL && i < rendered->unknown->len; i++)
    {
      const char *name = g_ptr_array_index (rendered->unknown, i);

      if (!g_ptr_array_find_with_equal_func (unknown, name, g_str_equal, NULL))
        g_ptr_array_add (unknown, g_strdup (name));
    }
}

OofReplyState *
oof_planner_build_reply (const OofPlannerInput *input,
                         const OofAbsence *absence,
                         OofRange window,
                         GPtrArray *unknown)
{
  OofTemplate *tmpl = oof_planner_find_template (input, absence);
  OofRenderInput render = { .person = input->person,
                            .deputy = find_person (input, absence->deputy),
                            .forward = find_person (input, absence->forward_to),
                            .absence = (OofAbsence *) absence,
                            .options = input->options };
  OofReplyStatus status =
      window.to == OOF_INSTANT_FOREVER ? OOF_REPLY_ENABLED : OOF_REPLY_SCHEDULED;

  if (tmpl == NULL)
    return NULL;

  g_autoptr (OofRendered) internal = oof_render (tmpl, &render, OOF_RENDER_INTERNAL);
  g_autoptr (OofRendered) external = oof_render (tmpl, &render, OOF_RENDER_EXTERNAL);
  OofAudience audience = oof_planner_choose_audience (input, absence, tmpl);
  if (audience == OOF_AUDIENCE_MAILBOX)
    audience = input->current->audience;
  if (*external->html == '\0')
    audience = OOF_AUDIENCE_NONE;
  collect_unknown (unknown, internal);
  collect_unknown (unknown, external);
  return oof_reply_state_new (status, audience, window, internal->html, external->html);
}

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
  g_autofree char *old_plain = NULL;
  g_autofree char *new_plain = NULL;

  if (oof_reply_text_equal (old_text, new_text))
    return;
  old_plain = oof_reply_text_to_plain (old_text);
  new_plain = oof_reply_text_to_plain (new_text);
  add_change (changes, field, old_plain, new_plain, reason);
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

GPtrArray *
oof_planner_list_changes (const OofReplyState *current,
                          const OofReplyState *wanted,
                          OofReason text,
                          OofReason rest)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);

  if (current->status != wanted->status)
    add_change (changes, OOF_FIELD_STATE, oof_reply_status_to_string (current->status),
                oof_reply_status_to_string (wanted->status), rest);
  if (wanted->status == OOF_REPLY_DISABLED)
    return changes;
  if (current->audience != wanted->audience)
    add_change (changes, OOF_FIELD_AUDIENCE, oof_audience_to_string (current->audience),
                oof_audience_to_string (wanted->audience), rest);
  add_instant (changes, OOF_FIELD_FROM, current->window.from, wanted->window.from, rest);
  add_instant (changes, OOF_FIELD_TO, current->window.to, wanted->window.to, rest);
  add_text (changes, OOF_FIELD_INTERNAL, current->internal, wanted->internal, text);
  add_text (changes, OOF_FIELD_EXTERNAL, current->external, wanted->external, text);
  return changes;
}
