/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The place Migration: the list of pages, the page with its steps, Back and Next. It goes on where
 * it was left, whatever happened in between.
 *
 * Signal "connect" (path, OofSignedIn or NULL): that connection is to be opened now. */
#define OOF_TYPE_MIGRATION_PLACE (oof_migration_place_get_type ())
G_DECLARE_FINAL_TYPE (OofMigrationPlace, oof_migration_place, OOF, MIGRATION_PLACE, AdwBin)

GtkWidget *oof_migration_place_new (OofSession *session);

G_END_DECLS
