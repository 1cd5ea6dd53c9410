/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/oof-subject.h"

G_BEGIN_DECLS

/* How a subject looks: a tone of a fixed palette with enough contrast, and a pattern, since colour
 * never stands alone. */
typedef enum
{
  OOF_PATTERN_PLAIN,
  OOF_PATTERN_HATCH,
  OOF_PATTERN_DOTS,
  OOF_PATTERN_ACROSS,
  OOF_PATTERN_DOWN,
  OOF_PATTERN_CROSS
} OofPattern;

typedef struct
{
  GdkRGBA base; /* stripe and outline */
  GdkRGBA fill;
  GdkRGBA text;
} OofSubjectColors;

/* The colours for a subject by name in @subjects (OofSubject): those of its colour's nearest tone,
 * grey for a subject that is not listed. */
void oof_subject_style_get_colors (GPtrArray *subjects,
                                   const char *name,
                                   gboolean dark,
                                   OofSubjectColors *colors);
OofPattern oof_subject_style_get_pattern (GPtrArray *subjects, const char *name);

/* Draws @pattern over @area in @color. */
void oof_subject_style_snapshot (GtkSnapshot *snapshot,
                                 OofPattern pattern,
                                 const graphene_rect_t *area,
                                 const GdkRGBA *color);

G_END_DECLS
