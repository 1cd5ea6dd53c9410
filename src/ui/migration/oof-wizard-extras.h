/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "migration/oof-migration-picture.h"
#include "ui/migration/oof-wizard.h"

G_BEGIN_DECLS

/* What a page has beside its steps. Each follows the wizard's "changed". (nullable): nothing. */
GtkWidget *oof_wizard_extra_new (OofWizard *wizard, const char *page);

/* One each, in the file of its name. */
GtkWidget *oof_wizard_checks_new (OofWizard *wizard);
GtkWidget *oof_wizard_data_new (OofWizard *wizard);
GtkWidget *oof_wizard_report_new (OofWizard *wizard);
GtkWidget *oof_wizard_pictures_new (OofWizard *wizard);
GtkWidget *oof_wizard_leftovers_new (OofWizard *wizard);
GtkWidget *oof_wizard_hybrid_new (OofWizard *wizard);
GtkWidget *oof_wizard_rehearsal_new (OofWizard *wizard);
/* What waits for the cut-over, as old -> new. */
GtkWidget *oof_wizard_transfers_new (OofWizard *wizard);
/* The form beside the screenshot of @slot. */
GtkWidget *oof_wizard_values_new (OofWizard *wizard, const OofMigrationSlot *slot);

/* Calls @update (GtkWidget *group, OofWizard *wizard) now and after each change, as long as @group
 * lives. */
typedef void (*OofWizardUpdate) (GtkWidget *group, OofWizard *wizard);
void oof_wizard_follow (OofWizard *wizard, GtkWidget *group, OofWizardUpdate update);
/* A button that starts @work; insensitive while something is under way. */
GtkWidget *oof_wizard_button_new (OofWizard *wizard, const char *label, OofWizardWork work);

G_END_DECLS
