/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/oof-absence-entry.h"
#include "ui/views/oof-bar-look.h"

G_BEGIN_DECLS

/* One absence as a bar in a week. */
#define OOF_TYPE_ABSENCE_BAR (oof_absence_bar_get_type ())
G_DECLARE_FINAL_TYPE (OofAbsenceBar, oof_absence_bar, OOF, ABSENCE_BAR, GtkWidget)

GtkWidget *oof_absence_bar_new (OofAbsenceEntry *item,
                                GPtrArray *subjects,
                                gboolean starts_before,
                                gboolean ends_after);
OofAbsenceEntry *oof_absence_bar_get_item (OofAbsenceBar *self);

G_END_DECLS
