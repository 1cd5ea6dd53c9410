/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-split.h"

struct _OofSplit
{
  GtkWidget parent_instance;

  GtkWidget *start; /* (owned) (nullable) */
  GtkWidget *line;  /* (owned) */
  GtkWidget *end;   /* (owned) (nullable) */
  int start_width;
  int start_height;
  int fold_below;
  gboolean one_at_a_time;
  gboolean folded;
  gboolean shows_end;
  guint idle; /* 0: nothing to tell */
};

typedef enum
{
  PROP_START_CHILD = 1,
  PROP_END_CHILD,
  PROP_START_WIDTH,
  PROP_START_HEIGHT,
  PROP_FOLD_BELOW,
  PROP_ONE_AT_A_TIME,
  PROP_FOLDED,
  PROP_SHOWS_END,
  N_PROPS
} OofSplitProp;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OofSplit, oof_split, GTK_TYPE_WIDGET)

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size, int *natural)
{
  int min = 0;
  int nat = 0;

  if (child != NULL && gtk_widget_get_visible (child))
    gtk_widget_measure (child, orientation, for_size, &min, &nat, NULL, NULL);
  if (natural != NULL)
    *natural = nat;
  return min;
}

static GtkSizeRequestMode
oof_split_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Never narrower than the wider child, since it folds; the height has room for both where they end
 * one above the other. */
static void
oof_split_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  OofSplit *self = OOF_SPLIT (widget);
  int start_natural, end_natural;
  int start = measure_child (self->start, orientation, -1, &start_natural);
  int end = measure_child (self->end, orientation, -1, &end_natural);
  int line = measure_child (self->line, orientation, -1, NULL);

  *minimum = MAX (start, end);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int wanted = self->start_width > 0 ? self->start_width : start_natural;
      *natural = MAX (wanted, start) + line + end_natural;
      return;
    }
  if (!self->one_at_a_time)
    *minimum = MAX (start, MIN (self->start_height, start_natural)) + line + end;
  *natural = MAX (*minimum, MAX (start_natural, end_natural));
}

static void
allocate_stacked (OofSplit *self, int width, int height)
{
  int line = measure_child (self->line, GTK_ORIENTATION_VERTICAL, -1, NULL);
  int end = measure_child (self->end, GTK_ORIENTATION_VERTICAL, width, NULL);
  int start_min = measure_child (self->start, GTK_ORIENTATION_VERTICAL, width, NULL);
  int start = CLAMP (self->start_height, start_min, MAX (start_min, height - line - end));

  gtk_widget_size_allocate (self->start, &(GtkAllocation){ 0, 0, width, start }, -1);
  gtk_widget_size_allocate (self->line, &(GtkAllocation){ 0, start, width, line }, -1);
  gtk_widget_size_allocate (
      self->end, &(GtkAllocation){ 0, start + line, width, MAX (end, height - start - line) }, -1);
}

static void
allocate_beside (OofSplit *self, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int line = measure_child (self->line, GTK_ORIENTATION_HORIZONTAL, -1, NULL);
  int start_min = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, NULL);
  int end_min = measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, NULL);
  int wanted = self->start_width > 0 ? self->start_width : (width - line) / 2;
  int start = CLAMP (wanted, start_min, MAX (start_min, width - line - end_min));
  int end = width - start - line;

  gtk_widget_size_allocate (self->start,
                            &(GtkAllocation){ mirrored ? width - start : 0, 0, start, height }, -1);
  gtk_widget_size_allocate (
      self->line, &(GtkAllocation){ mirrored ? width - start - line : start, 0, line, height }, -1);
  gtk_widget_size_allocate (self->end,
                            &(GtkAllocation){ mirrored ? 0 : start + line, 0, end, height }, -1);
}

static gboolean
has_room (OofSplit *self, int width)
{
  int start = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, NULL);

  return width >= self->fold_below
         && width >= MAX (self->start_width, start)
                         + measure_child (self->line, GTK_ORIENTATION_HORIZONTAL, -1, NULL)
                         + measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, NULL);
}

/* Others change what they show: not while sizes are being handed out. */
static gboolean
tell_cb (gpointer user_data)
{
  OofSplit *self = OOF_SPLIT (user_data);

  self->idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  return G_SOURCE_REMOVE;
}

static void
set_folded (OofSplit *self, gboolean folded)
{
  if (folded == self->folded)
    return;
  self->folded = folded;
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, self, NULL);
}

static void
oof_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OofSplit *self = OOF_SPLIT (widget);

  if (self->start == NULL || self->end == NULL)
    return;
  set_folded (self, !has_room (self, width));
  gboolean one = self->folded && self->one_at_a_time;
  gtk_widget_set_child_visible (self->start, !one || !self->shows_end);
  gtk_widget_set_child_visible (self->line, !one);
  gtk_widget_set_child_visible (self->end, !one || self->shows_end);
  if (one)
    gtk_widget_size_allocate (self->shows_end ? self->end : self->start,
                              &(GtkAllocation){ 0, 0, width, height }, -1);
  else if (self->folded)
    allocate_stacked (self, width, height);
  else
    allocate_beside (self, width, height);
}

static void
set_child (OofSplit *self, GtkWidget **place, GtkWidget *child, GtkWidget *next)
{
  g_clear_pointer (place, gtk_widget_unparent);
  if (child == NULL)
    return;
  *place = child;
  gtk_widget_insert_before (child, GTK_WIDGET (self), next);
}

static void
oof_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OofSplit *self = OOF_SPLIT (object);

  g_value_set_boolean (value, id == PROP_FOLDED ? self->folded : self->shows_end);
}

static void
oof_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OofSplit *self = OOF_SPLIT (object);

  switch ((OofSplitProp) id)
    {
    case PROP_START_CHILD:
      set_child (self, &self->start, g_value_get_object (value), self->line);
      break;
    case PROP_END_CHILD:
      set_child (self, &self->end, g_value_get_object (value), NULL);
      break;
    case PROP_START_WIDTH:
      self->start_width = g_value_get_int (value);
      break;
    case PROP_START_HEIGHT:
      self->start_height = g_value_get_int (value);
      break;
    case PROP_FOLD_BELOW:
      self->fold_below = g_value_get_int (value);
      break;
    case PROP_ONE_AT_A_TIME:
      self->one_at_a_time = g_value_get_boolean (value);
      break;
    case PROP_SHOWS_END:
      oof_split_show_end (self, g_value_get_boolean (value));
      break;
    case PROP_FOLDED:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
oof_split_dispose (GObject *object)
{
  OofSplit *self = OOF_SPLIT (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);

  G_OBJECT_CLASS (oof_split_parent_class)->dispose (object);
}

static void
oof_split_class_init (OofSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = oof_split_get_property;
  object_class->set_property = oof_split_set_property;
  object_class->dispose = oof_split_dispose;
  widget_class->get_request_mode = oof_split_get_request_mode;
  widget_class->measure = oof_split_measure;
  widget_class->size_allocate = oof_split_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "split");

  properties[PROP_START_CHILD] =
      g_param_spec_object ("start-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END_CHILD] =
      g_param_spec_object ("end-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_START_WIDTH] =
      g_param_spec_int ("start-width", NULL, NULL, 0, G_MAXINT, 320, flags);
  properties[PROP_START_HEIGHT] =
      g_param_spec_int ("start-height", NULL, NULL, 0, G_MAXINT, 200, flags);
  properties[PROP_FOLD_BELOW] =
      g_param_spec_int ("fold-below", NULL, NULL, 0, G_MAXINT, 640, flags);
  properties[PROP_ONE_AT_A_TIME] = g_param_spec_boolean ("one-at-a-time", NULL, NULL, FALSE, flags);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_END] =
      g_param_spec_boolean ("shows-end", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oof_split_init (OofSplit *self)
{
  self->start_width = 320;
  self->start_height = 200;
  self->fold_below = 640;
  self->line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

gboolean
oof_split_is_folded (OofSplit *self)
{
  g_return_val_if_fail (OOF_IS_SPLIT (self), FALSE);

  return self->folded;
}

gboolean
oof_split_shows_end (OofSplit *self)
{
  g_return_val_if_fail (OOF_IS_SPLIT (self), FALSE);

  return self->shows_end;
}

void
oof_split_show_end (OofSplit *self, gboolean end)
{
  g_return_if_fail (OOF_IS_SPLIT (self));

  if (self->shows_end == end)
    return;
  self->shows_end = end;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_END]);
}
