/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "core/oof-template-choice.h"

G_BEGIN_DECLS

/* What an editor of templates asks of a session beyond oof_session_save_template_async(), which
 * stores a new template (rev 0) or the next revision of one that was read. Earlier versions come
 * with every template: OofTemplate.versions. To bring one back save what oof_template_restore()
 * gives. */

/* Removes the template called @name (to Deleted Items). Errors: NOT_FOUND, CONFLICT when somebody
 * changed it since it was read. Look at oof_session_list_template_uses() before. */
void oof_session_remove_template_async (OofSession *self,
                                        const char *name,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
oof_session_remove_template_finish (OofSession *self, GAsyncResult *result, GError **error);

/* Who would miss the template @name. */
typedef struct
{
  GPtrArray *groups;   /* (owned) OofGroup that name it */
  GPtrArray *absences; /* (owned) OofAbsence, running or to come, that name it */
} OofTemplateUses;

/* (transfer full) */
OofTemplateUses *oof_session_list_template_uses (OofSession *self, const char *name);
void oof_template_uses_free (OofTemplateUses *self);

/* The templates that the person may choose from; those that are limited to no group when @address
 * is not known. (transfer full) (element-type OofTemplate) */
GPtrArray *oof_session_list_templates_for (OofSession *self, const char *address);

/* Which template the person's reply has for @absence (nullable: an absence that says nothing), and
 * why. (transfer full) */
OofTemplateChoice *
oof_session_explain_template (OofSession *self, const OofPerson *person, const OofAbsence *absence);

/* What is to be saved for @read, a template of a file: it, or the next revision of the template
 * that has its name. @reversed: with its forwarding markers turned round
 * (core/oof-template-readings.h). (transfer full) */
OofTemplate *
oof_session_prepare_import (OofSession *self, const OofTemplate *read, gboolean reversed);

/* An absence to try a template on: the running or next one of the person, else an example of a week
 * from today that is not stored. @person: with zone, as oof_session_read_person_finish() or
 * oof_session_get_person() give it. (transfer full) */
OofAbsence *oof_session_dup_example_absence (OofSession *self, const OofPerson *person);

/* The text that @tmpl (stored or being edited) gives for any person and absence; deputy, target of
 * the forwarding and options are looked up. (transfer full) */
OofRendered *oof_session_render_template (OofSession *self,
                                          const OofTemplate *tmpl,
                                          OofPerson *person,
                                          OofAbsence *absence,
                                          OofRenderTarget target);

/* The text check of core/oof-text-check.h; words: oof_words_finding(). (transfer full)
 * (element-type OofTemplateFinding) */

/* For a template that is being edited, in this organisation. @tmpl is not saved while one of the
 * findings is an error. */
GPtrArray *oof_session_check_template (OofSession *self, const OofTemplate *tmpl);
/* For a concrete absence, stored or not: what oof_session_render_template() takes. */
GPtrArray *oof_session_check_text (OofSession *self,
                                   const OofTemplate *tmpl,
                                   OofPerson *person,
                                   OofAbsence *absence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTemplateUses, oof_template_uses_free)

G_END_DECLS
