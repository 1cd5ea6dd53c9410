/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The subjects of absences, as they are offered when somebody plans, with their look and what
 * they mean. */
#define OOF_TYPE_SUBJECTS_PAGE (oof_subjects_page_get_type ())
G_DECLARE_FINAL_TYPE (OofSubjectsPage, oof_subjects_page, OOF, SUBJECTS_PAGE, AdwBin)

GtkWidget *oof_subjects_page_new (OofSession *session);

G_END_DECLS
