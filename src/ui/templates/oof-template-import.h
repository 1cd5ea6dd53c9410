/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* What templates there are in files, which of them are wanted, and how their forwarding markers are
 * meant. Signal: "imported" (guint how many), when all that could be saved is. */
#define OOF_TYPE_TEMPLATE_IMPORT (oof_template_import_get_type ())
G_DECLARE_FINAL_TYPE (OofTemplateImport, oof_template_import, OOF, TEMPLATE_IMPORT, AdwWindow)

/* @files: (element-type OofTemplateFile) kept. */
GtkWidget *oof_template_import_new (OofSession *session, GPtrArray *files);

G_END_DECLS
