/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-subject-style.h"

#include <string.h>

/* Distance between two strokes or dots, and their thickness, in pixels. */
#define STEP   6.0f
#define STROKE 1.2f

static const struct
{
  const char *color;
  const char *tone;
} tones[] = {
  { "#3584e4", "tone-blue" },   { "#e01b24", "tone-red" },   { "#9141ac", "tone-purple" },
  { "#e66100", "tone-orange" }, { "#2ec27e", "tone-green" }, { "#77767b", "tone-grey" },
};

static const char *const patterns[] = { "plain", "hatch", "dots", "across", "down", "cross" };

static double
distance (const GdkRGBA *a, const GdkRGBA *b)
{
  double red = a->red - b->red;
  double green = a->green - b->green;
  double blue = a->blue - b->blue;

  return red * red + green * green + blue * blue;
}

static const char *
nearest_tone (const char *color)
{
  const char *best = "tone-grey";
  double best_distance = G_MAXDOUBLE;
  GdkRGBA wanted;

  if (color == NULL || !gdk_rgba_parse (&wanted, color))
    return best;
  for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      GdkRGBA tone;
      gdk_rgba_parse (&tone, tones[i].color);
      if (distance (&wanted, &tone) < best_distance)
        {
          best_distance = distance (&wanted, &tone);
          best = tones[i].tone;
        }
    }
  return best;
}

const char *
oof_subject_style_get_tone (GPtrArray *subjects, const char *name)
{
  OofSubject *subject = name != NULL ? oof_subject_find (subjects, name) : NULL;

  return nearest_tone (subject != NULL ? subject->color : NULL);
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
