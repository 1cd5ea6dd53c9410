/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-planner-private.h"

#include "core/oof-template-choice.h"

OofTemplate *
oof_planner_find_template (const OofPlannerInput *input, const OofAbsence *absence)
{
  OofTemplateQuestion question = { .templates = input->templates,
                                   .subjects = input->subjects,
                                   .person = input->person,
                                   .group_template = input->group_template };

  return oof_template_choose (&question, absence, NULL);
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
                            .options = input->options,
                            .subjects = input->subjects };
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
