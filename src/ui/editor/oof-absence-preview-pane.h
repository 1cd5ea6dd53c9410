/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* What saving a draft would do: length, time of the replies, when it takes effect, the two texts as
 * they are sent, and what is worth knowing before. */
#define OOF_TYPE_ABSENCE_PREVIEW_PANE (oof_absence_preview_pane_get_type ())
G_DECLARE_FINAL_TYPE (
    OofAbsencePreviewPane, oof_absence_preview_pane, OOF, ABSENCE_PREVIEW_PANE, AdwBin)

/* @preview: of @draft, by oof_session_preview(). */
void oof_absence_preview_pane_show (OofAbsencePreviewPane *self,
                                    OofSession *session,
                                    const OofAbsence *draft,
                                    const OofAbsencePreview *preview);
/* There is nothing to preview yet. */
void oof_absence_preview_pane_clear (OofAbsencePreviewPane *self);

G_END_DECLS
