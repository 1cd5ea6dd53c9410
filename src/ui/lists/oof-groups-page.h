/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The groups with their templates, in the order in which they are gone through, and which template
 * anybody ends up with. */
#define OOF_TYPE_GROUPS_PAGE (oof_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (OofGroupsPage, oof_groups_page, OOF, GROUPS_PAGE, AdwBin)

GtkWidget *oof_groups_page_new (OofSession *session);

G_END_DECLS
