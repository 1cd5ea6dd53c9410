/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The dialog "New absence", or "Edit absence": a form, and beside it what saving it would do. Saves
 * in the service mailbox and, where the runner is here, applies it to the mailboxes at once. Escape
 * or Cancel closes it (while it saves: stops that), Ctrl+Enter saves.
 *
 * Signal: "saved" (OofAbsence boxed, OofRunReport boxed nullable, GError boxed nullable): the first
 * absence as stored; the report of the run, NULL where the runner is not here; what stood in the
 * way of applying it. The dialog closes then. */
#define OOF_TYPE_ABSENCE_EDITOR (oof_absence_editor_get_type ())
G_DECLARE_FINAL_TYPE (OofAbsenceEditor, oof_absence_editor, OOF, ABSENCE_EDITOR, AdwWindow)

/* For @person, with these days filled in. The caller makes it transient and presents it. */
GtkWidget *
oof_absence_editor_new (OofSession *session, OofPerson *person, OofDay first, OofDay last);

/* For several: @people (element-type OofPerson), at least one. */
GtkWidget *
oof_absence_editor_new_for (OofSession *session, GPtrArray *people, OofDay first, OofDay last);
/* Makes a new one a closure, for @group (nullable) where that is listed. */
void oof_absence_editor_choose_closure (OofAbsenceEditor *self, const char *group);
/* Changes @absence, which is stored and not over. */
GtkWidget *oof_absence_editor_new_edit (OofSession *session, OofAbsence *absence);

/* In a handler of "saved": what was stored; which others were stored to make room for it; and what
 * all of these were before, without new ones. (transfer none) (element-type OofAbsence) */
GPtrArray *oof_absence_editor_get_saved (OofAbsenceEditor *self);
GPtrArray *oof_absence_editor_get_settled (OofAbsenceEditor *self);
GPtrArray *oof_absence_editor_get_before (OofAbsenceEditor *self);
/* Why some of several were not stored. (transfer none) (nullable) */
const GError *oof_absence_editor_get_failure (OofAbsenceEditor *self);

G_END_DECLS
