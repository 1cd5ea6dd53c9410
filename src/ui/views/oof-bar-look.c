/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/oof-bar-look.h"

#define RADIUS 5.0f
#define STRIPE 4.0f
/* Between stripe and text, text and pattern, text and end. */
#define TEXT_GAP    6.0f
#define PATTERN_GAP 8.0f
/* The pattern beside the colour of the text. */
#define PATTERN_ALPHA 0.35f
/* The tint of what is only planned. */
#define PLANNED_ALPHA 0.3f
/* A dash and the gap after it; narrower bars have a plain outline. */
#define DASH        5.0f
#define DASH_GAP    3.0f
#define MIN_DASHED  12.0f
#define MIN_STRIPED 9.0f

void
oof_bar_look_init (OofBarLook *look, GPtrArray *subjects, const char *subject, gboolean dark)
{
  g_return_if_fail (look != NULL);

  *look = (OofBarLook){ 0 };
  oof_subject_style_get_colors (subjects, subject, dark, &look->colors);
  look->pattern = oof_subject_style_get_pattern (subjects, subject);
}

static gboolean
has_stripe (const OofBarLook *look, float width)
{
  return !look->only_planned && !look->starts_before && width >= MIN_STRIPED;
}

float
oof_bar_look_get_text_start (const OofBarLook *look)
{
  g_return_val_if_fail (look != NULL, 0);

  return has_stripe (look, MIN_STRIPED) ? STRIPE + TEXT_GAP : TEXT_GAP;
}

float
oof_bar_look_get_text_width (const OofBarLook *look, float width, float reserved)
{
  g_return_val_if_fail (look != NULL, 0);

  return MAX (0, width - oof_bar_look_get_text_start (look) - reserved - TEXT_GAP);
}

static void
init_outline (const OofBarLook *look,
              const graphene_rect_t *area,
              gboolean rtl,
              GskRoundedRect *rect)
{
  graphene_size_t start =
      GRAPHENE_SIZE_INIT (look->starts_before ? 0 : RADIUS, look->starts_before ? 0 : RADIUS);
  graphene_size_t end =
      GRAPHENE_SIZE_INIT (look->ends_after ? 0 : RADIUS, look->ends_after ? 0 : RADIUS);

  if (rtl)
    gsk_rounded_rect_init (rect, area, &end, &start, &start, &end);
  else
    gsk_rounded_rect_init (rect, area, &start, &end, &end, &start);
  gsk_rounded_rect_normalize (rect);
}

/* Relative to the start of the bar, mirrored where text runs from the right. */
static graphene_rect_t
get_part (const graphene_rect_t *area, float from, float width, gboolean rtl)
{
  float x = rtl ? area->origin.x + area->size.width - from - width : area->origin.x + from;

  return GRAPHENE_RECT_INIT (x, area->origin.y, width, area->size.height);
}

static void
snapshot_ground (const OofBarLook *look, GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  GdkRGBA fill = look->colors.fill;

  if (look->only_planned)
    {
      /* The ground of the window shows through nothing: what lies behind stays behind. */
      gboolean dark = look->colors.text.red + look->colors.text.green > 1.2f;
      GdkRGBA ground = { dark ? 0.14f : 1.0f, dark ? 0.14f : 1.0f, dark ? 0.14f : 1.0f, 1.0f };
      gtk_snapshot_append_color (snapshot, &ground, area);
      fill.alpha = PLANNED_ALPHA;
    }
  gtk_snapshot_append_color (snapshot, &fill, area);
}

static void
snapshot_dashes (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  float right = area->origin.x + area->size.width;
  float bottom = area->origin.y + area->size.height;

  for (float x = area->origin.x + 2; x < right - 2; x += DASH + DASH_GAP)
    {
      float width = MIN (DASH, right - 2 - x);
      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (x, area->origin.y, width, 1));
      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, bottom - 1, width, 1));
    }
  for (float y = area->origin.y + 2; y < bottom - 2; y += DASH + DASH_GAP)
    {
      float height = MIN (DASH, bottom - 2 - y);
      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (area->origin.x, y, 1, height));
      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (right - 1, y, 1, height));
    }
}

static void
snapshot_outline (const OofBarLook *look,
                  GtkSnapshot *snapshot,
                  const GskRoundedRect *outline,
                  gboolean rtl)
{
  GdkRGBA color = look->colors.base;

  if (look->only_planned && outline->bounds.size.width >= MIN_DASHED)
    {
      snapshot_dashes (snapshot, &outline->bounds, &color);
      return;
    }
  float start = look->starts_before ? 0 : 1, end = look->ends_after ? 0 : 1;
  gtk_snapshot_append_border (snapshot, outline,
                              (float[4]){ 1, rtl ? start : end, 1, rtl ? end : start },
                              (GdkRGBA[4]){ color, color, color, color });
}

void
oof_bar_look_snapshot (const OofBarLook *look,
                       GtkSnapshot *snapshot,
                       const graphene_rect_t *area,
                       PangoLayout *text,
                       gboolean rtl)
{
  float start = oof_bar_look_get_text_start (look),
        used = has_stripe (look, area->size.width) ? STRIPE : 0;
  GskRoundedRect outline;
  PangoRectangle words = { 0 };

  g_return_if_fail (look != NULL);
  if (area->size.width <= 0 || area->size.height <= 0)
    return;
  init_outline (look, area, rtl, &outline);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  snapshot_ground (look, snapshot, area);
  if (text != NULL)
    {
      /* From right to left a layout begins its line at the right of its width. */
      pango_layout_get_pixel_extents (text, NULL, &words);
      used = start + words.width + PATTERN_GAP;
    }
  if (!look->only_planned && used < area->size.width)
    {
      GdkRGBA color = look->colors.text;
      graphene_rect_t rest = get_part (area, used, area->size.width - used, rtl);
      color.alpha = PATTERN_ALPHA;
      oof_subject_style_snapshot (snapshot, look->pattern, &rest, &color);
    }
  if (has_stripe (look, area->size.width))
    {
      graphene_rect_t stripe = get_part (area, 0, STRIPE, rtl);
      gtk_snapshot_append_color (snapshot, &look->colors.base, &stripe);
    }
  if (text != NULL)
    {
      graphene_rect_t place = get_part (area, start, words.width, rtl);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (
          snapshot, &GRAPHENE_POINT_INIT (place.origin.x - words.x,
                                          area->origin.y + (area->size.height - words.height) / 2));
      gtk_snapshot_append_layout (snapshot, text, &look->colors.text);
      gtk_snapshot_restore (snapshot);
    }
  gtk_snapshot_pop (snapshot);
  snapshot_outline (look, snapshot, &outline, rtl);
}
