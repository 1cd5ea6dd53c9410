/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/oof-option-field.h"
#include "ui/options/oof-options-table.h"

G_BEGIN_DECLS

typedef void (*OofOptionChanged) (const OofOptionField *field,
                                  const char *text,
                                  gpointer user_data);

/* A row for @entry with the control that suits its kind, showing what @options hold. @changed is
 * called with the value as oof_option_field_set() takes it, as long as @owner lives. An entry that
 * cannot be set gives a row that only says why. */
GtkWidget *oof_option_row_new (const OofOptionEntry *entry,
                               const OofOptions *options,
                               OofOptionChanged changed,
                               GObject *owner);
/* A value for people: "on", "Monday", "everybody"; "–" when empty. (transfer full) */
char *oof_option_row_words (const OofOptionField *field, const OofOptions *options);

G_END_DECLS
