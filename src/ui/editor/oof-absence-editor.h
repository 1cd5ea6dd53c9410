/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The dialog "New absence": a form, and beside it what saving it would do. Saves in the service
 * mailbox and, where the runner is here, applies it to the mailbox at once. Escape or Cancel closes
 * it (while it saves: stops that), Ctrl+Enter saves.
 *
 * Signal: "saved" (OofAbsence boxed, OofRunReport boxed nullable, GError boxed nullable): the
 * absence as stored; the report of the run, NULL where the runner is not here; what stood in the
 * way of applying it. The dialog closes then. */
#define OOF_TYPE_ABSENCE_EDITOR (oof_absence_editor_get_type ())
G_DECLARE_FINAL_TYPE (OofAbsenceEditor, oof_absence_editor, OOF, ABSENCE_EDITOR, AdwWindow)

/* For @person, with these days filled in. The caller makes it transient and presents it. */
GtkWidget *
oof_absence_editor_new (OofSession *session, OofPerson *person, OofDay first, OofDay last);

G_END_DECLS
