/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* Who plans for others. */
#define OOF_TYPE_USERS_PAGE (oof_users_page_get_type ())
G_DECLARE_FINAL_TYPE (OofUsersPage, oof_users_page, OOF, USERS_PAGE, AdwBin)

GtkWidget *oof_users_page_new (OofSession *session);

G_END_DECLS
