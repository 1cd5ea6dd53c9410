/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-draft.h"

OofTemplateDraft *
oof_template_draft_new (OofTemplate *original)
{
  OofTemplateDraft *self = g_new0 (OofTemplateDraft, 1);

  self->original = oof_template_ref (original);
  self->current = oof_template_copy (original);
  return self;
}

OofTemplateDraft *
oof_template_draft_new_blank (const char *name, const OofTemplate *model)
{
  OofTemplateDraft *self = g_new0 (OofTemplateDraft, 1);

  self->current = oof_template_new (name, model != NULL && model->html,
                                    model != NULL && model->body != NULL ? model->body : "");
  if (model == NULL)
    return self;
  self->current->external = g_strdup (model->external);
  self->current->audience = model->audience;
  self->current->groups = g_strdupv (model->groups);
  return self;
}

void
oof_template_draft_free (OofTemplateDraft *self)
{
  g_clear_pointer (&self->original, oof_template_unref);
  oof_template_unref (self->current);
  g_free (self);
}

static gboolean
same_groups (GStrv a, GStrv b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
oof_template_draft_is_changed (const OofTemplateDraft *self)
{
  const OofTemplate *before = self->original;
  const OofTemplate *now = self->current;

  return before == NULL || g_strcmp0 (before->name, now->name) != 0
         || !oof_template_same_content (before, now) || !same_groups (before->groups, now->groups);
}

void
oof_template_draft_set_text (char **member, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*member);
  *member = copy;
}

void
oof_template_draft_set_groups (OofTemplateDraft *self, const char *const *groups)
{
  GStrv copy = groups != NULL && groups[0] != NULL ? g_strdupv ((GStrv) groups) : NULL;

  g_strfreev (self->current->groups);
  self->current->groups = copy;
}

void
oof_template_draft_reset (OofTemplateDraft *self, OofTemplate *stored)
{
  oof_template_ref (stored);
  g_clear_pointer (&self->original, oof_template_unref);
  oof_template_unref (self->current);
  self->original = stored;
  self->current = oof_template_copy (stored);
}

void
oof_template_draft_rebase (OofTemplateDraft *self, OofTemplate *stored)
{
  g_autoptr (OofTemplate) mine = self->current;
  OofTemplate *next = oof_template_copy (stored);

  oof_template_draft_set_text (&next->name, mine->name);
  oof_template_draft_set_text (&next->body, mine->body);
  oof_template_draft_set_text (&next->external, mine->external);
  next->html = mine->html;
  next->audience = mine->audience;
  oof_template_ref (stored);
  g_clear_pointer (&self->original, oof_template_unref);
  self->original = stored;
  self->current = next;
  oof_template_draft_set_groups (self, (const char *const *) mine->groups);
}

void
oof_template_draft_orphan (OofTemplateDraft *self)
{
  g_clear_pointer (&self->original, oof_template_unref);
  self->current->rev = 0;
  g_clear_pointer (&self->current->document, g_free);
}
