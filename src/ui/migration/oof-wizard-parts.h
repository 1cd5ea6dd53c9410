/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The small pieces that pages of the wizard are made of. */

/* A list without selection, as a card. */
GtkWidget *oof_wizard_card_new (void);
void oof_wizard_card_clear (GtkListBox *card);
/* A wrapping label at the start. @text, @css_class: (nullable) */
GtkWidget *oof_wizard_text_new (const char *text, const char *css_class);
/* The heading of a card. */
GtkWidget *oof_wizard_heading_new (const char *text);
/* A word on a tint: @tint is "running", "planned", "hold", "trouble" or NULL. */
GtkWidget *oof_wizard_chip_new (const char *text, const char *tint);
/* A row of plain text, whole. */
GtkWidget *oof_wizard_row_new (const char *title, const char *subtitle);
/* A line of buttons, in as many lines as the width asks for. */
GtkWidget *oof_wizard_bar_new (void);

G_END_DECLS
