/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/oof-subject-style.h"

G_BEGIN_DECLS

/* A small bar in the colour and pattern of a subject, for lists and legends. */
#define OOF_TYPE_SUBJECT_SWATCH (oof_subject_swatch_get_type ())
G_DECLARE_FINAL_TYPE (OofSubjectSwatch, oof_subject_swatch, OOF, SUBJECT_SWATCH, GtkWidget)

GtkWidget *oof_subject_swatch_new (void);
void oof_subject_swatch_set_subject (OofSubjectSwatch *self, GPtrArray *subjects, const char *name);
/* For a legend: an absence that is only planned, of no subject. */
void oof_subject_swatch_set_only_planned (OofSubjectSwatch *self);

G_END_DECLS
