/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-row-private.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"

#define ROW_HEIGHT  32
#define ROW_PADDING 6
#define BAR_PADDING 5
#define MIN_BAR     3

G_DEFINE_FINAL_TYPE (OofTimelineRow, oof_timeline_row, GTK_TYPE_WIDGET)

/* Texts: made when the item or the style changes, never while drawing. */

static PangoLayout *
create_layout (OofTimelineRow *self, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static char *
make_bar_text (OofTimelineSpan *span, OofDay first)
{
  if (span->entry == NULL)
    return g_strdup (_ ("set by the user"));
  OofAbsence *absence = oof_absence_entry_get_absence (span->entry);
  const char *subject = *absence->subject != '\0' ? absence->subject : _ ("Absence");
  OofDay own_first, last;
  oof_absence_get_days (absence, &own_first, &last);
  if (span->from >= first || last == OOF_DAY_NONE)
    return g_strdup (subject);
  g_autofree char *end = oof_words_day_and_month (last);
  /* Translators: subject of an absence that began earlier, its last day */
  return g_strdup_printf (_ ("%s until %s"), subject, end);
}

static void
clear_texts (OofTimelineRow *self)
{
  g_clear_object (&self->name);
  g_clear_object (&self->initials);
  g_clear_object (&self->remark);
  g_ptr_array_set_size (self->texts, 0);
}

static void
make_heading (OofTimelineRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s  %u", oof_timeline_item_get_group (self->item),
                                           oof_timeline_item_get_n_people (self->item));
  guint away = oof_timeline_item_get_n_away (self->item);
  g_autofree char *remark =
      away == 0 ? g_strdup (_ ("nobody away"))
                /* Translators: how many people of a group are away now */
                : g_strdup_printf (ngettext ("%u away now", "%u away now", away), away);

  self->name = create_layout (self, name, 1.0, PANGO_WEIGHT_BOLD);
  self->remark = create_layout (self, remark, 0.85, PANGO_WEIGHT_NORMAL);
  pango_layout_get_pixel_size (self->remark, &self->remark_width, NULL);
}

static void
make_texts (OofTimelineRow *self)
{
  OofDay first = oof_timeline_scale_get_first (self->scale);

  clear_texts (self);
  if (self->item == NULL)
    return;
  OofPerson *person = oof_timeline_item_get_person (self->item);
  if (person == NULL)
    {
      make_heading (self);
      return;
    }
  g_autofree char *initials = oof_person_get_initials (person);
  self->name = create_layout (self, person->name, 1.0, PANGO_WEIGHT_NORMAL);
  self->initials = create_layout (self, initials, 0.65, PANGO_WEIGHT_BOLD);
  GArray *spans = oof_timeline_item_get_spans (self->item);
  for (guint i = 0; i < spans->len; i++)
    {
      g_autofree char *text = make_bar_text (&g_array_index (spans, OofTimelineSpan, i), first);
      g_ptr_array_add (self->texts, create_layout (self, text, 0.87, PANGO_WEIGHT_NORMAL));
    }
}

/* Places. */

void
_oof_timeline_row_get_bar_area (OofTimelineRow *self,
                                const OofTimelineSpan *span,
                                graphene_rect_t *area)
{
  guint lanes = span->n_lanes;
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2 * BAR_PADDING;
  float lane = height / (float) lanes, x, width;
  double first = oof_timeline_scale_get_first (self->scale);
  float before = span->from >= first ? 1 : 0;

  oof_timeline_scale_get_columns (self->scale, GTK_WIDGET (self), span->from, span->to, &x, &width);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_LTR)
    x += before;
  graphene_rect_init (area, x, BAR_PADDING + lane * (float) span->lane,
                      MAX (width - 1 - before, MIN_BAR), MAX (lane - (lanes > 1 ? 1 : 0), 2));
}

gboolean
_oof_timeline_row_is_shown (OofTimelineRow *self, const OofTimelineSpan *span)
{
  double first = oof_timeline_scale_get_first (self->scale);
  double last = first + oof_timeline_scale_get_n_days (self->scale);
  OofTimelineLayer layer = oof_timeline_scale_get_layer (self->scale);

  if (span->to <= first || span->from >= last)
    return FALSE;
  if (layer == OOF_LAYER_PLANNED)
    return span->entry != NULL;
  return layer == OOF_LAYER_BOTH || span->in_exchange;
}

OofTimelineSpan *
oof_timeline_row_get_span_at (OofTimelineRow *self, double x, double y)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ROW (self), NULL);

  if (self->item == NULL || oof_timeline_item_get_person (self->item) == NULL)
    return NULL;
  GArray *spans = oof_timeline_item_get_spans (self->item);
  for (guint i = spans->len; i > 0; i--)
    {
      OofTimelineSpan *span = &g_array_index (spans, OofTimelineSpan, i - 1);
      graphene_rect_t area;
      if (!_oof_timeline_row_is_shown (self, span))
        continue;
      _oof_timeline_row_get_bar_area (self, span, &area);
      if (graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return span;
    }
  return NULL;
}

/* The class. */

static void
oof_timeline_row_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  OofTimelineRow *self = OOF_TIMELINE_ROW (widget);
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 300;
      *natural = 900;
      return;
    }
  if (self->name != NULL)
    pango_layout_get_pixel_size (self->name, NULL, &height);
  *minimum = *natural = MAX (ROW_HEIGHT, height + 2 * ROW_PADDING);
}

static void
oof_timeline_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (oof_timeline_row_parent_class)->css_changed (widget, change);
  make_texts (OOF_TIMELINE_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static gboolean
oof_timeline_row_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  OofTimelineSpan *span = oof_timeline_row_get_span_at (OOF_TIMELINE_ROW (widget), x, y);

  if (span == NULL)
    return FALSE;
  if (span->entry == NULL)
    {
      gtk_tooltip_set_text (tooltip, _ ("Replies are on without an absence"));
      return TRUE;
    }
  OofAbsence *absence = oof_absence_entry_get_absence (span->entry);
  g_autofree char *dates = oof_words_absence_dates (absence);
  const char *deputy = oof_absence_entry_get_deputy_name (span->entry);
  g_autofree char *text = g_strdup_printf (
      "%s · %s\n%s\n%s%s%s", oof_absence_entry_get_person_name (span->entry),
      *absence->subject != '\0' ? absence->subject : _ ("Absence"), dates,
      oof_words_absence_state (oof_absence_entry_get_state (span->entry)),
      span->in_exchange ? _ (", in Exchange") : _ (", not in Exchange yet"),
      oof_absence_entry_is_in_conflict (span->entry) ? _ (", overlaps another absence") : "");
  g_autofree char *more =
      deputy != NULL ? g_strdup_printf (_ ("%s\nDeputy: %s"), text, deputy) : g_strdup (text);
  gtk_tooltip_set_text (tooltip, more);
  return TRUE;
}

static void
oof_timeline_row_dispose (GObject *object)
{
  OofTimelineRow *self = OOF_TIMELINE_ROW (object);

  oof_timeline_row_set_item (self, NULL);
  g_clear_object (&self->scale);

  G_OBJECT_CLASS (oof_timeline_row_parent_class)->dispose (object);
}

static void
oof_timeline_row_finalize (GObject *object)
{
  g_ptr_array_unref (OOF_TIMELINE_ROW (object)->texts);

  G_OBJECT_CLASS (oof_timeline_row_parent_class)->finalize (object);
}

static void
oof_timeline_row_class_init (OofTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_timeline_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_timeline_row_finalize;
  widget_class->measure = oof_timeline_row_measure;
  widget_class->snapshot = _oof_timeline_row_snapshot;
  widget_class->css_changed = oof_timeline_row_css_changed;
  widget_class->query_tooltip = oof_timeline_row_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "timelinerow");
}

static void
oof_timeline_row_init (OofTimelineRow *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

static void
scale_moved_cb (OofTimelineScale *scale, gpointer user_data)
{
  make_texts (OOF_TIMELINE_ROW (user_data));
}

GtkWidget *
oof_timeline_row_new (OofTimelineScale *scale)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (scale), NULL);

  OofTimelineRow *self = g_object_new (OOF_TYPE_TIMELINE_ROW, NULL);
  self->scale = g_object_ref (scale);
  g_signal_connect_object (scale, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scale, "moved", G_CALLBACK (scale_moved_cb), self, 0);
  return GTK_WIDGET (self);
}

static void
item_changed_cb (OofTimelineItem *item, gpointer user_data)
{
  make_texts (OOF_TIMELINE_ROW (user_data));
  gtk_widget_queue_draw (GTK_WIDGET (user_data));
}

void
oof_timeline_row_set_item (OofTimelineRow *self, OofTimelineItem *item)
{
  g_return_if_fail (OOF_IS_TIMELINE_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, 0);
  make_texts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
oof_timeline_row_set_position (OofTimelineRow *self, guint position)
{
  g_return_if_fail (OOF_IS_TIMELINE_ROW (self));

  self->position = position;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

OofTimelineItem *
oof_timeline_row_get_item (OofTimelineRow *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ROW (self), NULL);

  return self->item;
}

guint
oof_timeline_row_get_position (OofTimelineRow *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_ROW (self), 0);

  return self->position;
}
