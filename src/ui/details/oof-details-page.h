/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* Details: what Exchange holds for one mailbox, who gets which answer, how that differs from the
 * plan, and what was written there before. */
#define OOF_TYPE_DETAILS_PAGE (oof_details_page_get_type ())
G_DECLARE_FINAL_TYPE (OofDetailsPage, oof_details_page, OOF, DETAILS_PAGE, AdwBin)

GtkWidget *oof_details_page_new (OofSession *session);
/* Reads the mailbox of @person; nothing happens when it is shown already, unless @again. */
void oof_details_page_show_person (OofDetailsPage *self, OofPerson *person, gboolean again);

G_END_DECLS
