/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-pair.h"

struct _OofPair
{
  GtkWidget parent_instance;

  GtkWidget *start; /* (owned) (nullable) */
  GtkWidget *line;  /* (owned) */
  GtkWidget *end;   /* (owned) (nullable) */
  int start_width;
  int fold_below;
  gboolean folded;
  gboolean shows_end;
  guint idle; /* 0: nothing to tell */
};

typedef enum
{
  PROP_START_CHILD = 1,
  PROP_END_CHILD,
  PROP_START_WIDTH,
  PROP_FOLD_BELOW,
  PROP_FOLDED,
  PROP_SHOWS_END,
  N_PROPS
} OofPairProp;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OofPair, oof_pair, GTK_TYPE_WIDGET)

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size, int *natural)
{
  int min = 0;

  *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, &min, natural, NULL, NULL);
  return min;
}

static GtkSizeRequestMode
oof_pair_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* As small as the larger one, since it can show one alone. */
static void
oof_pair_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  OofPair *self = OOF_PAIR (widget);
  int start_natural, end_natural;
  int start = measure_child (self->start, orientation, -1, &start_natural);
  int end = measure_child (self->end, orientation, -1, &end_natural);

  *minimum = MAX (start, end);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? start_natural + end_natural
                                                       : MAX (start_natural, end_natural);
}

/* Others change what they show: not while sizes are being handed out. */
static gboolean
tell_cb (gpointer user_data)
{
  OofPair *self = OOF_PAIR (user_data);

  self->idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  return G_SOURCE_REMOVE;
}

static void
set_folded (OofPair *self, gboolean folded)
{
  if (folded == self->folded)
    return;
  self->folded = folded;
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, self, NULL);
}

static void
allocate_beside (OofPair *self, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int ignored;
  int line = measure_child (self->line, GTK_ORIENTATION_HORIZONTAL, -1, &ignored);
  int start_min = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &ignored);
  int end_min = measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &ignored);
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
has_room (OofPair *self, int width)
{
  int ignored;
  int start = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &ignored);

  return width >= self->fold_below
         && width >= MAX (start, self->start_width)
                         + measure_child (self->line, GTK_ORIENTATION_HORIZONTAL, -1, &ignored)
                         + measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &ignored);
}

static void
oof_pair_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OofPair *self = OOF_PAIR (widget);

  if (self->start == NULL || self->end == NULL)
    return;
  set_folded (self, !has_room (self, width));
  gtk_widget_set_child_visible (self->start, !self->folded || !self->shows_end);
  gtk_widget_set_child_visible (self->line, !self->folded);
  gtk_widget_set_child_visible (self->end, !self->folded || self->shows_end);
  if (self->folded)
    gtk_widget_size_allocate (self->shows_end ? self->end : self->start,
                              &(GtkAllocation){ 0, 0, width, height }, -1);
  else
    allocate_beside (self, width, height);
}

static void
set_child (OofPair *self, GtkWidget **place, GtkWidget *child, GtkWidget *next)
{
  g_clear_pointer (place, gtk_widget_unparent);
  if (child == NULL)
    return;
  *place = child;
  gtk_widget_insert_before (child, GTK_WIDGET (self), next);
}

static void
oof_pair_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OofPair *self = OOF_PAIR (object);

  g_value_set_boolean (value, id == PROP_FOLDED ? self->folded : self->shows_end);
}

static void
oof_pair_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OofPair *self = OOF_PAIR (object);

  switch ((OofPairProp) id)
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
    case PROP_FOLD_BELOW:
      self->fold_below = g_value_get_int (value);
      break;
    case PROP_SHOWS_END:
      oof_pair_show_end (self, g_value_get_boolean (value));
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
oof_pair_dispose (GObject *object)
{
  OofPair *self = OOF_PAIR (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);

  G_OBJECT_CLASS (oof_pair_parent_class)->dispose (object);
}

static void
oof_pair_class_init (OofPairClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = oof_pair_get_property;
  object_class->set_property = oof_pair_set_property;
  object_class->dispose = oof_pair_dispose;
  widget_class->get_request_mode = oof_pair_get_request_mode;
  widget_class->measure = oof_pair_measure;
  widget_class->size_allocate = oof_pair_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "pair");

  properties[PROP_START_CHILD] =
      g_param_spec_object ("start-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END_CHILD] =
      g_param_spec_object ("end-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_START_WIDTH] =
      g_param_spec_int ("start-width", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_FOLD_BELOW] =
      g_param_spec_int ("fold-below", NULL, NULL, 0, G_MAXINT, 640, flags);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_END] =
      g_param_spec_boolean ("shows-end", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oof_pair_init (OofPair *self)
{
  self->fold_below = 640;
  self->line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

gboolean
oof_pair_is_folded (OofPair *self)
{
  g_return_val_if_fail (OOF_IS_PAIR (self), FALSE);

  return self->folded;
}

gboolean
oof_pair_shows_end (OofPair *self)
{
  g_return_val_if_fail (OOF_IS_PAIR (self), FALSE);

  return self->shows_end;
}

void
oof_pair_show_end (OofPair *self, gboolean end)
{
  g_return_if_fail (OOF_IS_PAIR (self));

  if (self->shows_end == end)
    return;
  self->shows_end = end;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_END]);
}
