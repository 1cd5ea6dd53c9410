/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* What a migration still needs after its cut-over; hidden when that is nothing. */
#define OOF_TYPE_MIGRATION_REMINDER (oof_migration_reminder_get_type ())
G_DECLARE_FINAL_TYPE (OofMigrationReminder, oof_migration_reminder, OOF, MIGRATION_REMINDER, AdwBin)

/* Looks again whenever it is shown. */
void oof_migration_reminder_set_session (OofMigrationReminder *self, OofSession *session);

G_END_DECLS
