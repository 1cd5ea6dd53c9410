/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template-choice.h"

#include "core/oof-group.h"
#include "core/oof-subject.h"

static const char *const by_words[] = {
  [OOF_TEMPLATE_BY_ABSENCE] = "absence",  [OOF_TEMPLATE_BY_SUBJECT] = "subject",
  [OOF_TEMPLATE_BY_GROUP] = "group",      [OOF_TEMPLATE_BY_NAME] = "standard",
  [OOF_TEMPLATE_BY_BEING_ALONE] = "only", [OOF_TEMPLATE_BY_NOBODY] = "none",
};

static const char *const outcome_words[] = {
  [OOF_TEMPLATE_TAKEN] = "taken",           [OOF_TEMPLATE_OVERRULED] = "overruled",
  [OOF_TEMPLATE_MISSING] = "missing",       [OOF_TEMPLATE_LIMITED] = "limited",
  [OOF_TEMPLATE_NOT_MEMBER] = "not-member", [OOF_TEMPLATE_UNNAMED] = "unnamed",
};

/* (nullable) */
static const OofSubject *
find_subject (const OofTemplateQuestion *question, const OofAbsence *absence)
{
  if (question->subjects == NULL || absence == NULL)
    return NULL;
  return oof_subject_find (question->subjects, absence->subject);
}

/* (nullable) */
static OofTemplate *
find (const OofTemplateQuestion *question, const char *name)
{
  return name != NULL ? oof_template_find (question->templates, name) : NULL;
}

static gboolean
allows (const OofTemplateQuestion *question, const OofTemplate *tmpl)
{
  return question->person == NULL
         || oof_template_allows (tmpl, (const char *const *) question->person->groups);
}

/* The default of a subject is chosen by nobody, so that a limit holds for it as for a choice.
 * (nullable) */
static OofTemplate *
find_of_subject (const OofTemplateQuestion *question, const OofAbsence *absence)
{
  const OofSubject *subject = find_subject (question, absence);
  OofTemplate *tmpl = subject != NULL ? find (question, subject->template_name) : NULL;

  return tmpl != NULL && allows (question, tmpl) ? tmpl : NULL;
}

OofTemplate *
oof_template_choose (const OofTemplateQuestion *question,
                     const OofAbsence *absence,
                     OofTemplateBy *by)
{
  g_return_val_if_fail (question != NULL && question->templates != NULL, NULL);

  OofTemplate *found[] = {
    [OOF_TEMPLATE_BY_ABSENCE] = find (question, absence != NULL ? absence->template_name : NULL),
    [OOF_TEMPLATE_BY_SUBJECT] = find_of_subject (question, absence),
    [OOF_TEMPLATE_BY_GROUP] = find (question, question->group_template),
    [OOF_TEMPLATE_BY_NAME] = find (question, OOF_TEMPLATE_STANDARD),
    [OOF_TEMPLATE_BY_BEING_ALONE] =
        question->templates->len == 1 ? g_ptr_array_index (question->templates, 0) : NULL,
    [OOF_TEMPLATE_BY_NOBODY] = NULL,
  };
  OofTemplateBy first = OOF_TEMPLATE_BY_ABSENCE;

  while (first < OOF_TEMPLATE_BY_NOBODY && found[first] == NULL)
    first++;
  if (by != NULL)
    *by = first;
  return found[first];
}

/* Why */

static void
step_free (gpointer data)
{
  OofTemplateStep *step = data;

  g_free (step->name);
  g_free (step->template_name);
  g_free (step);
}

static OofTemplateOutcome
get_outcome (const OofTemplateQuestion *question, const char *template_name, gboolean counts)
{
  if (template_name == NULL)
    return OOF_TEMPLATE_UNNAMED;
  if (find (question, template_name) == NULL)
    return OOF_TEMPLATE_MISSING;
  return counts ? OOF_TEMPLATE_TAKEN : OOF_TEMPLATE_OVERRULED;
}

static void
add_step (OofTemplateChoice *self,
          OofTemplateBy by,
          const char *name,
          const char *template_name,
          OofTemplateOutcome outcome)
{
  OofTemplateStep *step = g_new0 (OofTemplateStep, 1);

  step->by = by;
  step->name = g_strdup (name);
  step->template_name = g_strdup (template_name);
  step->outcome = outcome;
  g_ptr_array_add (self->steps, step);
}

static void
add_groups (OofTemplateChoice *self, const OofTemplateQuestion *question)
{
  const OofGroup *last = oof_groups_find_for (question->groups, question->person->address);

  for (guint i = 0; i < question->groups->len; i++)
    {
      const OofGroup *group = g_ptr_array_index (question->groups, i);
      gboolean counts = group == last && self->by == OOF_TEMPLATE_BY_GROUP;
      gboolean member = oof_group_has (group, question->person->address);

      if (counts)
        self->name = g_strdup (group->name);
      add_step (self, OOF_TEMPLATE_BY_GROUP, group->name, group->template_name,
                member ? get_outcome (question, group->template_name, counts)
                       : OOF_TEMPLATE_NOT_MEMBER);
    }
}

static void
add_subject (OofTemplateChoice *self,
             const OofTemplateQuestion *question,
             const OofAbsence *absence)
{
  const OofSubject *subject = find_subject (question, absence);

  if (subject == NULL)
    return;
  const OofTemplate *tmpl = find (question, subject->template_name);
  gboolean counts = self->by == OOF_TEMPLATE_BY_SUBJECT;
  gboolean limited = tmpl != NULL && !allows (question, tmpl);

  if (counts)
    self->name = g_strdup (subject->name);
  add_step (self, OOF_TEMPLATE_BY_SUBJECT, subject->name, subject->template_name,
            limited ? OOF_TEMPLATE_LIMITED
                    : get_outcome (question, subject->template_name, counts));
}

OofTemplateChoice *
oof_template_explain (const OofTemplateQuestion *question, const OofAbsence *absence)
{
  g_return_val_if_fail (question != NULL && question->templates != NULL, NULL);
  g_return_val_if_fail (question->groups != NULL && question->person != NULL, NULL);

  OofTemplateChoice *self = g_new0 (OofTemplateChoice, 1);
  OofTemplate *tmpl = oof_template_choose (question, absence, &self->by);

  self->tmpl = tmpl != NULL ? oof_template_ref (tmpl) : NULL;
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->allowed = oof_template_list_allowed (question->templates,
                                             (const char *const *) question->person->groups);
  add_groups (self, question);
  add_subject (self, question, absence);
  if (absence != NULL && absence->template_name != NULL)
    add_step (self, OOF_TEMPLATE_BY_ABSENCE, NULL, absence->template_name,
              get_outcome (question, absence->template_name, TRUE));
  return self;
}

void
oof_template_choice_free (OofTemplateChoice *self)
{
  g_clear_pointer (&self->tmpl, oof_template_unref);
  g_free (self->name);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->allowed);
  g_free (self);
}

const char *
oof_template_by_to_string (OofTemplateBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (by_words), NULL);

  return by_words[by];
}

const char *
oof_template_outcome_to_string (OofTemplateOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcome_words), NULL);

  return outcome_words[outcome];
}
