/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/migration/oof-wizard.h"

G_BEGIN_DECLS

/* One step: the vendor's words, what they mean here, and done / skip with reason / later. */
#define OOF_TYPE_STEP_ROW (oof_step_row_get_type ())
G_DECLARE_FINAL_TYPE (OofStepRow, oof_step_row, OOF, STEP_ROW, GtkListBoxRow)

GtkWidget *oof_step_row_new (OofWizard *wizard, const OofMigrationStep *step);

G_END_DECLS
