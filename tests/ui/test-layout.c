/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "ui/parts/oof-choice-row.h"
#include "ui/timeline/oof-timeline-header.h"

/* Where things come to lie: what is drawn and laid out, in this process. Runs inside session.sh. */

#define FIRST oof_day_from_ymd (2026, 11, 25) /* a Wednesday */

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* Takes @child. */
static GtkWindow *
present (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  while (gtk_widget_get_width (child) == 0)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  return window;
}

/* The header of the timeline */

/* Of each text: where it begins, by its line from above. @texts: of graphene_point_t. */
static void
collect_texts (GskRenderNode *node, float x, float y, GArray *texts)
{
  GskRenderNodeType type = gsk_render_node_get_node_type (node);

  if (type == GSK_TEXT_NODE)
    {
      const graphene_point_t *offset = gsk_text_node_get_offset (node);
      graphene_point_t place = GRAPHENE_POINT_INIT (x + offset->x, y + offset->y);
      g_array_append_val (texts, place);
    }
  else if (type == GSK_TRANSFORM_NODE)
    {
      float dx = 0, dy = 0;
      gsk_transform_to_translate (gsk_transform_node_get_transform (node), &dx, &dy);
      collect_texts (gsk_transform_node_get_child (node), x + dx, y + dy, texts);
    }
  else if (type == GSK_ROUNDED_CLIP_NODE)
    collect_texts (gsk_rounded_clip_node_get_child (node), x, y, texts);
  else if (type == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      collect_texts (gsk_container_node_get_child (node, i), x, y, texts);
}

static GArray *
draw (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  collect_texts (node, 0, 0, texts);
  gsk_render_node_unref (node);
  return texts;
}

/* Whether some text begins in the column of @day, its first pixels at most. */
static guint
count_beginning (GArray *texts, OofTimelineScale *scale, GtkWidget *header, OofDay day)
{
  int x = oof_timeline_scale_get_x (scale, header, day);
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      float place = g_array_index (texts, graphene_point_t, i).x;
      n += place >= (float) x + 7 && place <= (float) x + 9 ? 1 : 0;
    }
  return n;
}

/* A week is named over the day on which it begins, in whatever month that lies. */
static void
test_weeks (void)
{
  g_autoptr (OofTimelineScale) scale = oof_timeline_scale_new ();
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();

  oof_timeline_scale_set_data (scale, options, subjects, FIRST);
  oof_timeline_scale_set_days (scale, FIRST, 28);
  GtkWidget *header = oof_timeline_header_new (scale);
  GtkWindow *window = present (header, 1400, 80);
  g_autoptr (GArray) texts = draw (header);

  /* 25 Nov begins with its month and the rest of its week; 30 Nov, 7, 14 and 21 Dec are Mondays;
   * December has its name over the first. */
  g_assert_cmpuint (count_beginning (texts, scale, header, FIRST), ==, 2);
  for (int monday = 5; monday < 28; monday += 7)
    g_assert_cmpuint (count_beginning (texts, scale, header, FIRST + monday), ==, 1);
  g_assert_cmpuint (count_beginning (texts, scale, header, FIRST + 6), ==, 1);
  for (int day = 1; day < 28; day++)
    if (day != 6 && day % 7 != 5)
      g_assert_cmpuint (count_beginning (texts, scale, header, FIRST + day), ==, 0);
  gtk_window_destroy (window);
}

/* A row with a choice */

static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* In the narrowest window a long value gives room to the title. */
static void
test_choice_row (void)
{
  const char *values[] = { "a", NULL };
  const char *names[] = { "oof-service@mfa-wuerzburg.example", NULL };
  GtkWidget *row = oof_choice_row_new ();
  GtkWidget *group = adw_preferences_group_new ();

  g_object_set (row, "title", "Connection", NULL);
  oof_choice_row_set_choices (OOF_CHOICE_ROW (row), values, names);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  GtkWindow *window = present (group, 326, 100); /* 360 less the margins */
  GtkLabel *title = find_label (row, "Connection");
  g_assert_nonnull (title);
  g_assert_cmpint (gtk_widget_get_width (group), ==, 326);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (title)), ==, 1);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (title)));
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/layout/weeks", test_weeks);
  g_test_add_func ("/layout/choice-row", test_choice_row);
  return g_test_run ();
}
