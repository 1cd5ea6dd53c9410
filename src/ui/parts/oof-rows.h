/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows that libadwaita got later (AdwSwitchRow and AdwSpinRow: 1.4). The whole row works its
 * control, which a screen reader calls by the title of the row. */

/* Property "active". */
#define OOF_TYPE_SWITCH_ROW (oof_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (OofSwitchRow, oof_switch_row, OOF, SWITCH_ROW, AdwActionRow)

GtkWidget *oof_switch_row_new (void);
gboolean oof_switch_row_get_active (OofSwitchRow *self);
void oof_switch_row_set_active (OofSwitchRow *self, gboolean active);

/* Property "value". */
#define OOF_TYPE_SPIN_ROW (oof_spin_row_get_type ())
G_DECLARE_FINAL_TYPE (OofSpinRow, oof_spin_row, OOF, SPIN_ROW, AdwActionRow)

GtkWidget *oof_spin_row_new (int min, int max);
int oof_spin_row_get_value (OofSpinRow *self);
void oof_spin_row_set_value (OofSpinRow *self, int value);

G_END_DECLS
