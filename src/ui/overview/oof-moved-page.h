/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* Moved absences (verschobene Termine): whose, what, from which dates to which.
 *
 * Signal: "edit" (OofAbsence): Enter or a double click. */
#define OOF_TYPE_MOVED_PAGE (oof_moved_page_get_type ())
G_DECLARE_FINAL_TYPE (OofMovedPage, oof_moved_page, OOF, MOVED_PAGE, AdwBin)

GtkWidget *oof_moved_page_new (OofSession *session);

G_END_DECLS
