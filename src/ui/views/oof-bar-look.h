/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/oof-subject-style.h"

G_BEGIN_DECLS

/* How an absence is drawn, the same in every calendar: light tint, stripe of the subject's colour
 * at its start, outline, and the subject's pattern where no text stands. What is only planned is
 * dashed on an opaque ground. A bar that comes from or goes on outside has square ends there. */
typedef struct
{
  OofSubjectColors colors;
  OofPattern pattern;
  gboolean only_planned;
  gboolean starts_before;
  gboolean ends_after;
} OofBarLook;

/* @subjects: (element-type OofSubject); everything but colours and pattern becomes FALSE. */
void oof_bar_look_init (OofBarLook *look, GPtrArray *subjects, const char *subject, gboolean dark);

/* Where a text may stand in a bar of @width: distance from its start, and the room there is with
 * @reserved pixels kept free at the end. */
float oof_bar_look_get_text_start (const OofBarLook *look);
float oof_bar_look_get_text_width (const OofBarLook *look, float width, float reserved);

/* @text: (nullable) no wider than oof_bar_look_get_text_width(); @rtl: the start is on the right.
 */
void oof_bar_look_snapshot (const OofBarLook *look,
                            GtkSnapshot *snapshot,
                            const graphene_rect_t *area,
                            PangoLayout *text,
                            gboolean rtl);

G_END_DECLS
