/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session-cut-over.h"
#include "app/oof-session-migration-data.h"
#include "app/oof-session-migration-transfer.h"
#include "app/oof-signed-in.h"

G_BEGIN_DECLS

/* What the pages of the wizard share: the migration, and the one piece of work that is under way.
 * Signals: "changed" (the state, what was read, or the work), "failed" (const char *sentence),
 * "connect" (const char *path, OofSignedIn *entered or NULL): the connection was changed and is to
 * be opened anew. */
#define OOF_TYPE_WIZARD (oof_wizard_get_type ())
G_DECLARE_FINAL_TYPE (OofWizard, oof_wizard, OOF, WIZARD, GObject)

typedef enum
{
  OOF_WIZARD_CHECK,
  OOF_WIZARD_READ,
  OOF_WIZARD_TAKE_OVER,
  OOF_WIZARD_TAKE_BACK,
  OOF_WIZARD_REHEARSE,
  OOF_WIZARD_CUT_OVER
} OofWizardWork;

/* Errors: those of oof_session_open_migration(). (transfer full) */
OofWizard *oof_wizard_new (OofSession *session, GError **error);
OofSession *oof_wizard_get_session (OofWizard *self);
OofMigration *oof_wizard_get_migration (OofWizard *self);
const OofMigrationState *oof_wizard_get_state (OofWizard *self);
/* What became of each old appointment; NULL: not read. (transfer none) (element-type OofMapped) */
GPtrArray *oof_wizard_get_mapped (OofWizard *self);

/* Nothing while something is under way. */
void oof_wizard_start (OofWizard *self, OofWizardWork work);
void oof_wizard_stop (OofWizard *self);
/* @entered: (nullable) */
void oof_wizard_connect (OofWizard *self, const char *path, OofSignedIn *entered);
/* @fraction: (out) (optional) 0 … 1. */
gboolean oof_wizard_is_busy (OofWizard *self, double *fraction);
/* Says what @error says, if there is one, and frees it. Returns: whether there was none. */
gboolean oof_wizard_take_error (OofWizard *self, GError *error);

G_END_DECLS
