/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The place Templates (Vorlagen): all of them, and the editor of the chosen one. What is not saved
 * stays with its template while others are looked at. */
#define OOF_TYPE_TEMPLATES_PAGE (oof_templates_page_get_type ())
G_DECLARE_FINAL_TYPE (OofTemplatesPage, oof_templates_page, OOF, TEMPLATES_PAGE, AdwBin)

GtkWidget *oof_templates_page_new (OofSession *session);

G_END_DECLS
