/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-subject-style.h"

#include <string.h>

/* Distance between two strokes or dots, and their thickness, in pixels. */
#define STEP   6.0f
#define STROKE 1.2f

/* Base, then fill and text on light and on dark ground: 7.9:1 to 10:1 between fill and text. The
 * last one stands for a subject without a colour. */
static const struct
{
  const char *base;
  const char *fill[2];
  const char *text[2];
} tones[] = {
  { "#3584e4", { "#d3e4fa", "#1f3f68" }, { "#14407a", "#d6e6fb" } },
  { "#e01b24", { "#fad6d4", "#5b2023" }, { "#7d1014", "#ffdcda" } },
  { "#9141ac", { "#ead9f0", "#452650" }, { "#55236a", "#f1def8" } },
  { "#e66100", { "#fde0c8", "#563213" }, { "#6b3000", "#ffe3cc" } },
  { "#2ec27e", { "#cdf0dd", "#19452f" }, { "#0c4b2d", "#d0f3e0" } },
  { "#77767b", { "#e4e3e2", "#3f3e44" }, { "#3d3846", "#e2e0de" } },
};
#define TONE_GREY (G_N_ELEMENTS (tones) - 1)

static const char *const patterns[] = { "plain", "hatch", "dots", "across", "down", "cross" };

static double
distance (const GdkRGBA *a, const GdkRGBA *b)
{
  double red = a->red - b->red;
  double green = a->green - b->green;
  double blue = a->blue - b->blue;

  return red * red + green * green + blue * blue;
}

static gsize
nearest_tone (const char *color)
{
  gsize best = TONE_GREY;
  double best_distance = G_MAXDOUBLE;
  GdkRGBA wanted;

  if (color == NULL || !gdk_rgba_parse (&wanted, color))
    return best;
  for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      GdkRGBA tone;
      gdk_rgba_parse (&tone, tones[i].base);
      if (distance (&wanted, &tone) < best_distance)
        {
          best_distance = distance (&wanted, &tone);
          best = i;
        }
    }
  return best;
}

void
oof_subject_style_get_colors (GPtrArray *subjects,
                              const char *name,
                              gboolean dark,
                              OofSubjectColors *colors)
{
  OofSubject *subject = name != NULL ? oof_subject_find (subjects, name) : NULL;
  gsize tone = nearest_tone (subject != NULL ? subject->color : NULL);

  gdk_rgba_parse (&colors->base, tones[tone].base);
  gdk_rgba_parse (&colors->fill, tones[tone].fill[dark ? 1 : 0]);
  gdk_rgba_parse (&colors->text, tones[tone].text[dark ? 1 : 0]);
}

OofPattern
oof_subject_style_get_pattern (GPtrArray *subjects, const char *name)
{
  OofSubject *subject = name != NULL ? oof_subject_find (subjects, name) : NULL;

  if (subject == NULL || subject->pattern == NULL)
    return OOF_PATTERN_PLAIN;
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (strcmp (patterns[i], subject->pattern) == 0)
      return (OofPattern) i;
  return OOF_PATTERN_PLAIN;
}

static void
snapshot_line (
    GtkSnapshot *snapshot, float x, float y, float width, float height, const GdkRGBA *color)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
snapshot_across (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  for (float y = area->origin.y + STEP / 2; y < area->origin.y + area->size.height; y += STEP)
    snapshot_line (snapshot, area->origin.x, y, area->size.width, STROKE, color);
}

static void
snapshot_down (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  for (float x = area->origin.x + STEP / 2; x < area->origin.x + area->size.width; x += STEP)
    snapshot_line (snapshot, x, area->origin.y, STROKE, area->size.height, color);
}

static void
snapshot_dots (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  for (float y = area->origin.y + STEP / 2; y < area->origin.y + area->size.height; y += STEP)
    for (float x = area->origin.x + STEP / 2; x < area->origin.x + area->size.width; x += STEP)
      snapshot_line (snapshot, x, y, STROKE + 0.4f, STROKE + 0.4f, color);
}

/* Diagonal strokes as a repeating gradient: sharp stops make lines. */
static void
snapshot_hatch (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  GdkRGBA clear = *color;
  clear.alpha = 0;
  GskColorStop stops[] = {
    { 0, *color }, { STROKE / STEP, *color }, { STROKE / STEP + 0.08f, clear }, { 1, clear }
  };
  graphene_point_t start = area->origin;
  graphene_point_t end = { start.x + STEP * 0.7f, start.y + STEP * 0.7f };

  gtk_snapshot_append_repeating_linear_gradient (snapshot, area, &start, &end, stops,
                                                 G_N_ELEMENTS (stops));
}

void
oof_subject_style_snapshot (GtkSnapshot *snapshot,
                            OofPattern pattern,
                            const graphene_rect_t *area,
                            const GdkRGBA *color)
{
  if (area->size.width <= 0 || area->size.height <= 0)
    return;
  gtk_snapshot_push_clip (snapshot, area);
  if (pattern == OOF_PATTERN_HATCH)
    snapshot_hatch (snapshot, area, color);
  if (pattern == OOF_PATTERN_DOTS)
    snapshot_dots (snapshot, area, color);
  if (pattern == OOF_PATTERN_ACROSS || pattern == OOF_PATTERN_CROSS)
    snapshot_across (snapshot, area, color);
  if (pattern == OOF_PATTERN_DOWN || pattern == OOF_PATTERN_CROSS)
    snapshot_down (snapshot, area, color);
  gtk_snapshot_pop (snapshot);
}
