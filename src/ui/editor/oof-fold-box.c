/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-fold-box.h"

struct _OofFoldBox
{
  GtkWidget parent_instance;

  int fixed_width;
  int fold_width;
  int spacing;
  int fold_spacing;
  gboolean end_fixed;
};

typedef enum
{
  PROP_FIXED_WIDTH = 1,
  PROP_FOLD_WIDTH,
  PROP_SPACING,
  PROP_FOLD_SPACING,
  PROP_END_FIXED,
  N_PROPS
} OofFoldBoxProp;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OofFoldBox, oof_fold_box, GTK_TYPE_WIDGET)

/* (nullable) unless there is one to show */
static GtkWidget *
get_child (OofFoldBox *self, gboolean end)
{
  GtkWidget *child = end ? gtk_widget_get_last_child (GTK_WIDGET (self))
                         : gtk_widget_get_first_child (GTK_WIDGET (self));

  return child != NULL && gtk_widget_should_layout (child) ? child : NULL;
}

static void
measure_child (
    GtkWidget *child, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

static int
get_fixed_width (OofFoldBox *self)
{
  int minimum, natural;

  measure_child (get_child (self, self->end_fixed), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                 &natural);
  return self->fixed_width >= 0 ? MAX (self->fixed_width, minimum) : natural;
}

/* The widths of both children side by side; FALSE: they do not fit, or there is only one. */
static gboolean
split (OofFoldBox *self, int width, int *start, int *end)
{
  int fixed = get_fixed_width (self);
  int rest = width - fixed - self->spacing;
  int minimum, natural;

  if (get_child (self, FALSE) == NULL || get_child (self, TRUE) == NULL)
    return FALSE;
  measure_child (get_child (self, !self->end_fixed), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                 &natural);
  *start = self->end_fixed ? rest : fixed;
  *end = self->end_fixed ? fixed : rest;
  return rest >= minimum && width >= self->fold_width;
}

static void
measure_width (OofFoldBox *self, int *minimum, int *natural)
{
  int start_minimum, start_natural, end_minimum, end_natural;
  gboolean both = get_child (self, FALSE) != NULL && get_child (self, TRUE) != NULL;

  measure_child (get_child (self, FALSE), GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum,
                 &start_natural);
  measure_child (get_child (self, TRUE), GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum,
                 &end_natural);
  *minimum = MAX (start_minimum, end_minimum);
  if (both)
    *natural = MAX (self->fold_width, get_fixed_width (self) + self->spacing
                                          + (self->end_fixed ? start_natural : end_natural));
  else
    *natural = MAX (start_natural, end_natural);
}

static void
measure_height (OofFoldBox *self, int width, int *minimum, int *natural)
{
  int start_width = width;
  int end_width = width;
  gboolean beside = split (self, width, &start_width, &end_width);
  gboolean both = get_child (self, FALSE) != NULL && get_child (self, TRUE) != NULL;
  int start_minimum, start_natural, end_minimum, end_natural;

  if (!beside)
    start_width = end_width = width;
  measure_child (get_child (self, FALSE), GTK_ORIENTATION_VERTICAL, start_width, &start_minimum,
                 &start_natural);
  measure_child (get_child (self, TRUE), GTK_ORIENTATION_VERTICAL, end_width, &end_minimum,
                 &end_natural);
  if (beside)
    {
      *minimum = *natural = MAX (start_minimum, end_minimum);
      return;
    }
  *minimum = start_minimum + end_minimum + (both ? self->fold_spacing : 0);
  *natural = start_natural + end_natural + (both ? self->fold_spacing : 0);
}

static void
oof_fold_box_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  OofFoldBox *self = OOF_FOLD_BOX (widget);
  int least, width;

  measure_width (self, &least, &width);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    measure_height (self, for_size >= 0 ? for_size : width, minimum, natural);
  else
    {
      *minimum = least;
      *natural = width;
    }
}

static void
allocate_beside (OofFoldBox *self, int start, int end, int width, int height)
{
  GtkAllocation left = { 0, 0, start, height };
  GtkAllocation right = { width - end, 0, end, height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    {
      left.x = width - start;
      right.x = 0;
    }
  gtk_widget_size_allocate (get_child (self, FALSE), &left, -1);
  gtk_widget_size_allocate (get_child (self, TRUE), &right, -1);
}

static void
allocate_folded (OofFoldBox *self, int width, int height)
{
  GtkWidget *start = get_child (self, FALSE);
  GtkWidget *end = get_child (self, TRUE);
  GtkRequestedSize sizes[2] = { { start, 0, 0 }, { end, 0, 0 } };
  int spacing = start != NULL && end != NULL ? self->fold_spacing : 0;

  for (int i = 0; i < 2; i++)
    measure_child (sizes[i].data, GTK_ORIENTATION_VERTICAL, width, &sizes[i].minimum_size,
                   &sizes[i].natural_size);
  int extra = height - spacing - sizes[0].minimum_size - sizes[1].minimum_size;
  extra = gtk_distribute_natural_allocation (MAX (extra, 0), 2, sizes);
  if (start != NULL)
    gtk_widget_size_allocate (start, &(GtkAllocation){ 0, 0, width, sizes[0].minimum_size }, -1);
  if (end != NULL)
    gtk_widget_size_allocate (end,
                              &(GtkAllocation){ 0, sizes[0].minimum_size + spacing, width,
                                                sizes[1].minimum_size + extra },
                              -1);
}

static void
oof_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OofFoldBox *self = OOF_FOLD_BOX (widget);
  int start, end;

  if (split (self, width, &start, &end))
    allocate_beside (self, start, end, width, height);
  else
    allocate_folded (self, width, height);
}

static GtkSizeRequestMode
oof_fold_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
oof_fold_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  OofFoldBox *self = OOF_FOLD_BOX (object);

  switch ((OofFoldBoxProp) prop_id)
    {
    case PROP_FIXED_WIDTH:
      g_value_set_int (value, self->fixed_width);
      break;
    case PROP_FOLD_WIDTH:
      g_value_set_int (value, self->fold_width);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_FOLD_SPACING:
      g_value_set_int (value, self->fold_spacing);
      break;
    case PROP_END_FIXED:
      g_value_set_boolean (value, self->end_fixed);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oof_fold_box_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  OofFoldBox *self = OOF_FOLD_BOX (object);

  switch ((OofFoldBoxProp) prop_id)
    {
    case PROP_FIXED_WIDTH:
      self->fixed_width = g_value_get_int (value);
      break;
    case PROP_FOLD_WIDTH:
      self->fold_width = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_FOLD_SPACING:
      self->fold_spacing = g_value_get_int (value);
      break;
    case PROP_END_FIXED:
      self->end_fixed = g_value_get_boolean (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oof_fold_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (oof_fold_box_parent_class)->dispose (object);
}

static GParamSpec *
new_width (const char *name, int minimum, int standard)
{
  return g_param_spec_int (name, NULL, NULL, minimum, G_MAXINT16, standard,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
}

static void
oof_fold_box_class_init (OofFoldBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oof_fold_box_dispose;
  object_class->get_property = oof_fold_box_get_property;
  object_class->set_property = oof_fold_box_set_property;
  widget_class->measure = oof_fold_box_measure;
  widget_class->size_allocate = oof_fold_box_size_allocate;
  widget_class->get_request_mode = oof_fold_box_get_request_mode;

  properties[PROP_FIXED_WIDTH] = new_width ("fixed-width", -1, -1);
  properties[PROP_FOLD_WIDTH] = new_width ("fold-width", 0, 0);
  properties[PROP_SPACING] = new_width ("spacing", 0, 6);
  properties[PROP_FOLD_SPACING] = new_width ("fold-spacing", 0, 6);
  properties[PROP_END_FIXED] =
      g_param_spec_boolean ("end-fixed", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oof_fold_box_init (OofFoldBox *self)
{
}
