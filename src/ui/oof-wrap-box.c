/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-wrap-box.h"

#define SPACING      18 /* unless told */
#define LINE_SPACING 4  /* unless told */

struct _OofWrapBox
{
  GtkWidget parent_instance;

  int spacing;
  int line_spacing;
};

typedef enum
{
  PROP_SPACING = 1,
  PROP_LINE_SPACING,
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

/* One line: children from @first to before @end, how much width they leave and how many want it. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int height;
  int rest;
  int expanding;
} Line;

static int
get_child_width (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* The line of a box of @width that begins with @first. */
static Line
measure_line (GtkWidget *first, int spacing, int width)
{
  Line line = { .first = first, .rest = width };
  gboolean is_empty = TRUE;

  for (line.end = first; line.end != NULL; line.end = gtk_widget_get_next_sibling (line.end))
    {
      int child_width, height;

      if (!gtk_widget_should_layout (line.end))
        continue;
      child_width = get_child_width (line.end, width) + (is_empty ? 0 : spacing);
      if (!is_empty && child_width > line.rest)
        break;
      gtk_widget_measure (line.end, GTK_ORIENTATION_VERTICAL, get_child_width (line.end, width),
                          NULL, &height, NULL, NULL);
      is_empty = FALSE;
      line.rest -= child_width;
      line.height = MAX (line.height, height);
      line.expanding += gtk_widget_compute_expand (line.end, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
    }
  line.rest = MAX (line.rest, 0);
  return line;
}

static void
place_line (GtkWidget *widget, const Line *line, int width, int y)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (child, width);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        child_width += line->rest / line->expanding;
      gtk_widget_size_allocate (
          child,
          &(GtkAllocation){ rtl ? width - x - child_width : x, y, child_width, line->height }, -1);
      x += child_width + OOF_WRAP_BOX (widget)->spacing;
    }
}

/* Walks the lines of a box of @width; places the children when @allocate. Gives the height. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  GtkWidget *next = gtk_widget_get_first_child (widget);
  int y = 0;

  while (next != NULL)
    {
      Line line = measure_line (next, OOF_WRAP_BOX (widget)->spacing, width);

      if (allocate)
        place_line (widget, &line, width, y);
      next = line.end;
      if (line.height > 0)
        y += line.height + OOF_WRAP_BOX (widget)->line_spacing;
    }
  return MAX (y - OOF_WRAP_BOX (widget)->line_spacing, 0);
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
      if (!gtk_widget_should_layout (child))
        continue;
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
  else if (prop_id == PROP_LINE_SPACING)
    g_value_set_int (value, OOF_WRAP_BOX (object)->line_spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
oof_wrap_box_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SPACING)
    OOF_WRAP_BOX (object)->spacing = g_value_get_int (value);
  else if (prop_id == PROP_LINE_SPACING)
    OOF_WRAP_BOX (object)->line_spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
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
  properties[PROP_LINE_SPACING] =
      g_param_spec_int ("line-spacing", NULL, NULL, 0, 100, LINE_SPACING,
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
