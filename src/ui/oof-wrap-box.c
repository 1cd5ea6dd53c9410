/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-wrap-box.h"

#define SPACING      18 /* unless told */
#define LINE_SPACING 4

struct _OofWrapBox
{
  GtkWidget parent_instance;

  int spacing;
};

typedef enum
{
  PROP_SPACING = 1,
  N_PROPS
} OofWrapBoxProp;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OofWrapBox, oof_wrap_box, GTK_TYPE_WIDGET)

static void
oof_wrap_box_dispose (GObject *object)
{
  oof_wrap_box_remove_all (OOF_WRAP_BOX (object));

  G_OBJECT_CLASS (oof_wrap_box_parent_class)->dispose (object);
}

static GtkSizeRequestMode
oof_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Walks the lines of a box of @width; places the children when @allocate. Gives the height. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int spacing = OOF_WRAP_BOX (widget)->spacing;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural, height;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      natural = MAX (minimum, MIN (natural, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
      if (x > 0 && x + natural > width)
        {
          x = 0;
          y += line + LINE_SPACING;
          line = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (
            child, &(GtkAllocation){ rtl ? width - x - natural : x, y, natural, height }, -1);
      x += natural + spacing;
      line = MAX (line, height);
    }
  return y + line;
}

static void
oof_wrap_box_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  int total = 0, widest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      total += child_natural + (total > 0 ? OOF_WRAP_BOX (widget)->spacing : 0);
      widest = MAX (widest, child_minimum);
    }
  *minimum = widest;
  *natural = total;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = lay_out (widget, for_size >= 0 ? for_size : total, FALSE);
}

static void
oof_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static void
oof_wrap_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SPACING)
    g_value_set_int (value, OOF_WRAP_BOX (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
oof_wrap_box_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id != PROP_SPACING)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else
    OOF_WRAP_BOX (object)->spacing = g_value_get_int (value);
}

static void
oof_wrap_box_class_init (OofWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_wrap_box_dispose;
  G_OBJECT_CLASS (klass)->get_property = oof_wrap_box_get_property;
  G_OBJECT_CLASS (klass)->set_property = oof_wrap_box_set_property;
  widget_class->get_request_mode = oof_wrap_box_get_request_mode;
  widget_class->measure = oof_wrap_box_measure;
  widget_class->size_allocate = oof_wrap_box_size_allocate;

  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, 100, SPACING,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
oof_wrap_box_init (OofWrapBox *self)
{
}

void
oof_wrap_box_append (OofWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (OOF_IS_WRAP_BOX (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
oof_wrap_box_remove_all (OofWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (OOF_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
