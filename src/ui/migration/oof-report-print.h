/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The report as PDF: @blocks of migration/oof-migration-report.h, pictures out of @folder.
 * FALSE with @error when @path cannot be written. */
gboolean oof_report_print_to_pdf (
    GPtrArray *blocks, const char *folder, const char *path, GtkWindow *parent, GError **error);

G_END_DECLS
