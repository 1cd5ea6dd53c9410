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
  int stack_below;
};

typedef enum
{
  PROP_START_CHILD = 1,
  PROP_END_CHILD,
  PROP_START_WIDTH,
  PROP_START_HEIGHT,
  PROP_STACK_BELOW,
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

/* It can always be as narrow as the wider child, since it can stack them; the height has room for
 * both, one above the other. */
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

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (start, end);
      *natural = MAX (self->start_width, start) + line + end_natural;
    }
  else
    {
      *minimum = MAX (start, MIN (self->start_height, start_natural)) + line + end;
      *natural = MAX (*minimum, MAX (start_natural, end_natural));
    }
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
  int start =
      MAX (self->start_width, measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, NULL));
  int end = width - start - line;

  gtk_widget_size_allocate (self->start,
                            &(GtkAllocation){ mirrored ? width - start : 0, 0, start, height }, -1);
  gtk_widget_size_allocate (
      self->line, &(GtkAllocation){ mirrored ? width - start - line : start, 0, line, height }, -1);
  gtk_widget_size_allocate (self->end,
                            &(GtkAllocation){ mirrored ? 0 : start + line, 0, end, height }, -1);
}

static void
oof_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OofSplit *self = OOF_SPLIT (widget);

  if (self->start == NULL || self->end == NULL)
    return;
  int needed =
      MAX (self->start_width, measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, NULL))
      + measure_child (self->line, GTK_ORIENTATION_HORIZONTAL, -1, NULL)
      + measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, NULL);
  if (width < self->stack_below || width < needed)
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
    case PROP_STACK_BELOW:
      self->stack_below = g_value_get_int (value);
      break;
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
  properties[PROP_STACK_BELOW] =
      g_param_spec_int ("stack-below", NULL, NULL, 0, G_MAXINT, 640, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oof_split_init (OofSplit *self)
{
  self->start_width = 320;
  self->start_height = 200;
  self->stack_below = 640;
  self->line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}
