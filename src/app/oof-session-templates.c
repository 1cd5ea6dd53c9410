/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-templates.h"

#include "app/oof-session-private.h"
#include "core/oof-template-readings.h"
#include "core/oof-text-check.h"

/* An example without an absence lasts a week. */
#define EXAMPLE_DAYS 7

/* Removing */

static void
template_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean removed = oof_store_remove_template_finish (OOF_STORE (source), result, &error);

  _oof_session_finish_write (task, removed ? g_strdup (g_task_get_task_data (task)) : NULL, g_free,
                             error);
}

void
oof_session_remove_template_async (OofSession *self,
                                   const char *name,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (self->store != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_session_remove_template_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  oof_store_remove_template_async (self->store, name, cancellable, template_removed_cb,
                                   g_object_ref (task));
}

gboolean
oof_session_remove_template_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_autofree char *name = g_task_propagate_pointer (G_TASK (result), error);
  return name != NULL;
}

/* Uses */

void
oof_template_uses_free (OofTemplateUses *self)
{
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->absences);
  g_free (self);
}

/* Whether @name (nullable) means @tmpl. */
static gboolean
means (GPtrArray *templates, const char *name, const OofTemplate *tmpl)
{
  return name != NULL && oof_template_find (templates, name) == tmpl;
}

OofTemplateUses *
oof_session_list_template_uses (OofSession *self, const char *name)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  OofTemplateUses *uses = g_new0 (OofTemplateUses, 1);
  GPtrArray *templates = self->snapshot->templates;
  const OofTemplate *tmpl = oof_template_find (templates, name);
  OofInstant now = oof_clock_now (OOF_CLOCK (self->clock));

  uses->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  uses->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  for (guint i = 0; tmpl != NULL && i < self->snapshot->groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (self->snapshot->groups, i);

      if (means (templates, group->template_name, tmpl))
        g_ptr_array_add (uses->groups, oof_group_ref (group));
    }
  for (guint i = 0; tmpl != NULL && i < self->snapshot->absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (self->snapshot->absences, i);
      OofAbsenceState state = oof_absence_get_state (absence, now);

      if (state != OOF_ABSENCE_ENDED && state != OOF_ABSENCE_CANCELLED
          && means (templates, absence->template_name, tmpl))
        g_ptr_array_add (uses->absences, oof_absence_ref (absence));
    }
  return uses;
}

/* Files */

OofTemplate *
oof_session_prepare_import (OofSession *self, const OofTemplate *read, gboolean reversed)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (read != NULL, NULL);

  OofTemplate *known = oof_template_find (self->snapshot->templates, read->name);
  g_autoptr (OofTemplate) meant = reversed ? oof_template_reverse (read) : oof_template_copy (read);

  if (known == NULL)
    return g_steal_pointer (&meant);
  OofTemplate *next = oof_template_copy (known);
  next->html = meant->html;
  g_free (next->body);
  g_free (next->external);
  next->body = g_strdup (meant->body);
  next->external = g_strdup (meant->external);
  return next;
}

/* Choosing and trying */

GPtrArray *
oof_session_list_templates_for (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  const OofPerson *person = oof_roster_get (self->roster, address);

  return oof_template_list_allowed (self->snapshot->templates,
                                    person != NULL ? (const char *const *) person->groups : NULL);
}

OofTemplateChoice *
oof_session_explain_template (OofSession *self, const OofPerson *person, const OofAbsence *absence)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  const OofGroup *group = oof_roster_get_group_of (self->roster, person->address);
  OofTemplateQuestion question = { .templates = self->snapshot->templates,
                                   .subjects = self->snapshot->subjects,
                                   .groups = self->roster->groups,
                                   .person = person,
                                   .group_template = group != NULL ? group->template_name : NULL };

  return oof_template_explain (&question, absence);
}

/* The absence that is running or comes next. (transfer none) (nullable) */
static OofAbsence *
find_next (GPtrArray *absences, OofInstant now)
{
  OofAbsence *next = oof_absence_find_counting (absences, now);

  for (guint i = 0; next == NULL && i < absences->len; i++)
    if (oof_absence_get_state (g_ptr_array_index (absences, i), now) == OOF_ABSENCE_PLANNED)
      next = g_ptr_array_index (absences, i);
  return next;
}

OofAbsence *
oof_session_dup_example_absence (OofSession *self, const OofPerson *person)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  OofInstant now = oof_clock_now (OOF_CLOCK (self->clock));
  g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (self, person->address);
  OofAbsence *next = find_next (absences, now);
  const char *zone = person->zone != NULL ? person->zone : self->snapshot->options->zone;

  if (next != NULL)
    return oof_absence_ref (next);
  OofAbsence *example = oof_absence_new (person->address, zone);
  example->first_day = oof_zone_day_of (zone, now);
  example->last_day = example->first_day + EXAMPLE_DAYS - 1;
  return example;
}

/* (nullable) */
static OofPerson *
find_other (OofSession *self, const char *address)
{
  return address != NULL ? oof_roster_get (self->roster, address) : NULL;
}

static OofRenderInput
get_input (OofSession *self, OofPerson *person, OofAbsence *absence)
{
  return (OofRenderInput){ .person = person,
                           .deputy = find_other (self, absence->deputy),
                           .forward = find_other (self, absence->forward_to),
                           .absence = absence,
                           .options = self->snapshot->options,
                           .subjects = self->snapshot->subjects };
}

OofRendered *
oof_session_render_template (OofSession *self,
                             const OofTemplate *tmpl,
                             OofPerson *person,
                             OofAbsence *absence,
                             OofRenderTarget target)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (tmpl != NULL && person != NULL && absence != NULL, NULL);

  OofRenderInput input = get_input (self, person, absence);

  return oof_render (tmpl, &input, target);
}

GPtrArray *
oof_session_check_template (OofSession *self, const OofTemplate *tmpl)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (tmpl != NULL, NULL);

  return oof_text_check_setup (tmpl, self->snapshot->options, self->snapshot->groups);
}

/* Who outside gets the reply: as the absence says, else the template, else the options. */
static OofAudience
choose_audience (OofSession *self, const OofTemplate *tmpl, const OofAbsence *absence)
{
  OofPlannerInput input = { .options = self->snapshot->options };

  return oof_planner_choose_audience (&input, absence, tmpl);
}

GPtrArray *
oof_session_check_text (OofSession *self,
                        const OofTemplate *tmpl,
                        OofPerson *person,
                        OofAbsence *absence)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);
  g_return_val_if_fail (tmpl != NULL && person != NULL && absence != NULL, NULL);

  OofRenderInput render = get_input (self, person, absence);
  OofTextCheckInput input = { .tmpl = tmpl,
                              .input = &render,
                              .audience = choose_audience (self, tmpl, absence),
                              .open_end_group =
                                  oof_roster_is_open_end (self->roster, person->address),
                              .now = oof_clock_now (OOF_CLOCK (self->clock)) };

  return oof_text_check_absence (&input);
}
