/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-connection-draft.h"

G_BEGIN_DECLS

/* Rows of the page Exchange, each tied to one line of the connection file. */

/* A titled group at the end of @page. @description: (nullable) */
AdwPreferencesGroup *
oof_exchange_rows_add_group (AdwPreferencesPage *page, const char *title, const char *description);
/* A text. */
GtkWidget *oof_exchange_rows_add_entry (AdwPreferencesGroup *group,
                                        const char *title,
                                        OofConnectionDraft *draft,
                                        const char *section,
                                        const char *key);
/* A file, to be typed or chosen. */
GtkWidget *oof_exchange_rows_add_file (AdwPreferencesGroup *group,
                                       const char *title,
                                       OofConnectionDraft *draft,
                                       const char *section,
                                       const char *key);
/* One of @values; the first one stands for a line that is missing. */
GtkWidget *oof_exchange_rows_add_choice (AdwPreferencesGroup *group,
                                         const char *title,
                                         OofConnectionDraft *draft,
                                         const char *section,
                                         const char *key,
                                         const char *const *values,
                                         const char *const *names);
/* What is said, not entered; wraps, can be selected. */
GtkWidget *
oof_exchange_rows_add_words (AdwPreferencesGroup *group, const char *title, const char *words);
/* A button at the end of @row, which a screen reader calls "LABEL: TITLE OF THE ROW". @label has a
 * mnemonic. (transfer none) */
GtkWidget *oof_exchange_rows_add_button (GtkWidget *row,
                                         const char *label,
                                         GCallback clicked,
                                         gpointer user_data);

G_END_DECLS
