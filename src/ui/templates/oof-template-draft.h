/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-template.h"

G_BEGIN_DECLS

/* A template that is being worked on: what it was when the work began, and what it is now. */
typedef struct
{
  OofTemplate *original; /* (owned) (nullable) as read; NULL: not stored yet */
  OofTemplate *current;  /* (owned) ours alone, to be changed */
} OofTemplateDraft;

/* Of a stored template. */
OofTemplateDraft *oof_template_draft_new (OofTemplate *original);
/* Of one that is to be: with the format, texts, audience and groups of @model (nullable). */
OofTemplateDraft *oof_template_draft_new_blank (const char *name, const OofTemplate *model);
void oof_template_draft_free (OofTemplateDraft *self);
/* Whether there is something to save. */
gboolean oof_template_draft_is_changed (const OofTemplateDraft *self);
/* Everything becomes as it is stored. */
void oof_template_draft_reset (OofTemplateDraft *self, OofTemplate *stored);
/* What it was becomes @stored, what it is now stays, and is saved as the next revision of that. */
void oof_template_draft_rebase (OofTemplateDraft *self, OofTemplate *stored);
/* Its stored template is gone: what it is now becomes a new one. */
void oof_template_draft_orphan (OofTemplateDraft *self);

/* Replaces an owned text or an owned list of names. */
void oof_template_draft_set_text (char **member, const char *text);
void oof_template_draft_set_groups (OofTemplateDraft *self, const char *const *groups);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTemplateDraft, oof_template_draft_free)

G_END_DECLS
