/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/migration/oof-wizard.h"

G_BEGIN_DECLS

/* The pages of the wizard, each with its number or how it stands; choosing one goes there. */
GtkWidget *oof_wizard_list_new (OofWizard *wizard);

G_END_DECLS
