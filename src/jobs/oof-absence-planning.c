/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-absence-planning.h"

#include "core/oof-error.h"
#include "core/oof-template-choice.h"
#include "core/oof-planner-forward.h"
#include "core/oof-subject.h"
#include "core/oof-workdays.h"

static gboolean
check_people (const OofAbsence *draft, OofRoster *roster, GError **error)
{
  if (!oof_roster_get (roster, draft->person))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such person", draft->person);
      return FALSE;
    }
  if (!draft->deputy || oof_roster_get (roster, draft->deputy))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "deputy: %s: no such person", draft->deputy);
  return FALSE;
}

static gboolean
check_names (const OofAbsence *draft, OofSnapshot *snapshot, GError **error)
{
  if (draft->template_name && !oof_template_find (snapshot->templates, draft->template_name))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "template: there is no \"%s\"",
                   draft->template_name);
      return FALSE;
    }
  if (!snapshot->options->subject_from_list || !*draft->subject
      || oof_subject_find (snapshot->subjects, draft->subject))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID, "subject: \"%s\" is not one of the list",
               draft->subject);
  return FALSE;
}

/* Only a template that is named has been chosen (decisions 6). */
static gboolean
check_template (const OofAbsence *draft, OofSnapshot *snapshot, OofRoster *roster, GError **error)
{
  const OofPerson *person = oof_roster_get (roster, draft->person);
  const OofTemplate *tmpl =
      draft->template_name ? oof_template_find (snapshot->templates, draft->template_name) : NULL;

  if (!tmpl || oof_template_allows (tmpl, (const char *const *) person->groups))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
               "template: \"%s\" is limited to groups that %s does not belong to", tmpl->name,
               draft->person);
  return FALSE;
}

static gboolean
check_closure (const OofAbsence *draft, OofSnapshot *snapshot, GError **error)
{
  OofSubject *subject = oof_subject_find (snapshot->subjects, draft->subject);

  if (!draft->closure_id || (subject && subject->closure))
    return TRUE;
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID,
                       "subject: a closure needs a subject that is one");
  return FALSE;
}

/* The template that the draft will have, as far as its name says. */
static gboolean
is_exempt (const OofAbsence *draft, OofSnapshot *snapshot, OofRoster *roster)
{
  OofGroup *group = oof_roster_get_group_of (roster, draft->person);
  OofTemplateQuestion question = { .templates = snapshot->templates,
                                   .subjects = snapshot->subjects,
                                   .person = oof_roster_get (roster, draft->person),
                                   .group_template = group ? group->template_name : NULL };
  OofTemplate *tmpl = oof_template_choose (&question, draft, NULL);

  return tmpl && oof_template_waives_forward (tmpl);
}

/* "Forwarding required" (/fwr): for everybody, or for one of the person's groups. */
static gboolean
is_forward_required (const OofAbsence *draft, OofSnapshot *snapshot, OofRoster *roster)
{
  gboolean required = snapshot->options->forward_required;

  for (guint i = 0; !required && i < roster->groups->len; i++)
    {
      const OofGroup *group = g_ptr_array_index (roster->groups, i);

      required = group->forward_required && oof_group_has (group, draft->person);
    }
  return required && draft->calendar != OOF_CALENDAR_CALENDAR_ONLY
         && !is_exempt (draft, snapshot, roster);
}

/* Forwarding where it is required, and where mails may go. The runner's own policy counts on top of
 * it (decisions 3). */
static gboolean
check_forward (const OofAbsence *draft, OofSnapshot *snapshot, OofRoster *roster, GError **error)
{
  g_autoptr (GHashTable) domains = NULL;
  OofForwardPolicy policy = { snapshot->options->external_forward, NULL };

  if (!draft->forward_to)
    {
      if (!is_forward_required (draft, snapshot, roster))
        return TRUE;
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID,
                           "forward: forwarding is required, and the template is not exempt");
      return FALSE;
    }
  if (g_ascii_strcasecmp (draft->forward_to, draft->person) == 0)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID, "forward: to the person itself");
      return FALSE;
    }
  domains = policy.domains = oof_roster_dup_domains (roster);
  if (policy.external || !oof_forward_policy_is_external (&policy, draft->forward_to))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_INVALID,
               "forward: %s is outside the organisation, and the option externalForward is off",
               draft->forward_to);
  return FALSE;
}

gboolean
oof_absence_planning_check (const OofAbsence *draft,
                            OofSnapshot *snapshot,
                            OofRoster *roster,
                            GError **error)
{
  g_return_val_if_fail (draft != NULL && snapshot != NULL && roster != NULL, FALSE);

  return oof_absence_validate (draft, snapshot->options->max_months, error)
         && check_people (draft, roster, error) && check_names (draft, snapshot, error)
         && check_template (draft, snapshot, roster, error)
         && check_closure (draft, snapshot, error)
         && check_forward (draft, snapshot, roster, error);
}

GPtrArray *
oof_absence_planning_find_conflicts (const OofAbsence *draft, OofSnapshot *snapshot)
{
  return oof_absence_find_conflicts (snapshot->absences, draft);
}

static void
append_absence (GString *text, const OofAbsence *absence)
{
  g_autofree char *from = oof_absence_dup_from (absence);
  g_autofree char *to = oof_absence_dup_to (absence);

  g_string_append_printf (text, "%s%s (%s to %s)", text->len > 0 ? ", " : "", absence->key, from,
                          to ? to : "no end");
}

gboolean
oof_absence_planning_check_all (const OofAbsence *draft,
                                OofSnapshot *snapshot,
                                OofRoster *roster,
                                GError **error)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!oof_absence_planning_check (draft, snapshot, roster, error))
    return FALSE;
  conflicts = oof_absence_planning_find_conflicts (draft, snapshot);
  if (conflicts->len == 0)
    return TRUE;
  for (guint i = 0; i < conflicts->len; i++)
    append_absence (text, g_ptr_array_index (conflicts, i));
  g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: overlaps %s", draft->person, text->str);
  return FALSE;
}

/* Those of the person as they will be once @draft is saved. */
static GPtrArray *
list_with_draft (const OofAbsence *draft, OofSnapshot *snapshot)
{
  GPtrArray *absences = oof_snapshot_dup_absences_of (snapshot, draft->person);

  for (guint i = absences->len; i > 0; i--)
    if (g_str_equal (((OofAbsence *) g_ptr_array_index (absences, i - 1))->key, draft->key))
      g_ptr_array_remove_index (absences, i - 1);
  g_ptr_array_add (absences, oof_absence_copy (draft));
  return absences;
}

static OofEffect
get_effect (const OofAbsence *draft, const OofPlannerInput *input, OofRange window)
{
  if (draft->calendar == OOF_CALENDAR_CALENDAR_ONLY)
    return OOF_EFFECT_NONE;
  if (window.from <= input->now)
    return OOF_EFFECT_NOW;
  return window.to == OOF_INSTANT_FOREVER ? OOF_EFFECT_AT_RUN : OOF_EFFECT_SCHEDULED;
}

static void
render (OofAbsencePreview *self,
        const OofAbsence *draft,
        const OofPlannerInput *input,
        OofRoster *roster)
{
  OofRenderInput with = {
    .person = input->person,
    .deputy = draft->deputy ? oof_roster_get (roster, draft->deputy) : NULL,
    .forward = draft->forward_to ? oof_roster_get (roster, draft->forward_to) : NULL,
    .absence = (OofAbsence *) draft,
    .options = input->options,
    .subjects = input->subjects,
  };
  OofTemplate *tmpl = oof_planner_find_template (input, draft);

  self->audience = oof_planner_choose_audience (input, draft, tmpl);
  if (!tmpl)
    return;
  self->tmpl = oof_template_ref (tmpl);
  self->internal = oof_render (tmpl, &with, OOF_RENDER_INTERNAL);
  self->external = oof_render (tmpl, &with, OOF_RENDER_EXTERNAL);
  if (!*self->external->html)
    self->audience = OOF_AUDIENCE_NONE;
}

OofAbsencePreview *
oof_absence_planning_preview (const OofAbsence *draft,
                              OofSnapshot *snapshot,
                              OofRoster *roster,
                              OofInstant now,
                              GError **error)
{
  OofPerson *person = oof_roster_get (roster, draft->person);
  OofGroup *group = oof_roster_get_group_of (roster, draft->person);
  g_autoptr (GPtrArray) absences = list_with_draft (draft, snapshot);
  OofPlannerInput input = {
    .person = person,
    .absences = absences,
    .templates = snapshot->templates,
    .group_template = group ? group->template_name : NULL,
    .open_end_group = oof_roster_is_open_end (roster, draft->person),
    .subjects = snapshot->subjects,
    .people = roster->by_address,
    .options = snapshot->options,
    .now = now,
  };
  gboolean always = snapshot->options->set_only || input.open_end_group;
  OofAbsencePreview *self;
  OofDay last;

  if (!person)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such person", draft->person);
      return NULL;
    }
  self = g_new0 (OofAbsencePreview, 1);
  self->window = oof_absence_get_range (draft);
  self->window.to = always ? OOF_INSTANT_FOREVER
                           : oof_planner_get_coverage_end (&input, draft, self->window.from <= now);
  self->effect = get_effect (draft, &input, self->window);
  oof_absence_get_days (draft, NULL, &last);
  self->back_on = oof_workdays_get_back_on (snapshot->options, person, last);
  if (self->effect != OOF_EFFECT_NONE)
    render (self, draft, &input, roster);
  return self;
}

void
oof_absence_preview_free (OofAbsencePreview *self)
{
  g_clear_pointer (&self->tmpl, oof_template_unref);
  g_clear_pointer (&self->internal, oof_rendered_free);
  g_clear_pointer (&self->external, oof_rendered_free);
  g_free (self);
}
