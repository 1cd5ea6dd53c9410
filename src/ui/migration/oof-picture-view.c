/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-picture-view.h"

#include <glib/gi18n.h>

struct _OofPictureView
{
  GtkWidget parent_instance;

  GdkPixbuf *picture;      /* (owned) (nullable) blacked out already */
  GdkTexture *texture;     /* (owned) (nullable) of it */
  double start_x, start_y; /* where a drag began, in the widget */
  double drag_x, drag_y;   /* how far it has come */
  gboolean dragging;
};

G_DEFINE_FINAL_TYPE (OofPictureView, oof_picture_view, GTK_TYPE_WIDGET)

static guint changed_signal;

/* How large a pixel of the picture is shown. */
static double
get_scale (OofPictureView *self)
{
  return (double) gtk_widget_get_width (GTK_WIDGET (self)) / gdk_pixbuf_get_width (self->picture);
}

static void
set_texture (OofPictureView *self)
{
  g_clear_object (&self->texture);
  if (self->picture != NULL)
    self->texture = gdk_texture_new_for_pixbuf (self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
oof_picture_view_black_out (OofPictureView *self, int x, int y, int width, int height)
{
  g_return_if_fail (OOF_IS_PICTURE_VIEW (self));

  GdkRectangle whole = { 0, 0, 0, 0 };
  GdkRectangle wanted = { x, y, width, height };
  GdkRectangle part;

  if (self->picture == NULL)
    return;
  whole.width = gdk_pixbuf_get_width (self->picture);
  whole.height = gdk_pixbuf_get_height (self->picture);
  if (!gdk_rectangle_intersect (&whole, &wanted, &part))
    return;
  g_autoptr (GdkPixbuf) black =
      gdk_pixbuf_new_subpixbuf (self->picture, part.x, part.y, part.width, part.height);
  gdk_pixbuf_fill (black, 0x000000ff);
  set_texture (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  OofPictureView *self = user_data;

  self->dragging = self->picture != NULL;
  self->start_x = x;
  self->start_y = y;
  self->drag_x = self->drag_y = 0;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  OofPictureView *self = user_data;

  self->drag_x = x;
  self->drag_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  OofPictureView *self = user_data;
  double scale;

  if (!self->dragging)
    return;
  self->dragging = FALSE;
  scale = get_scale (self);
  oof_picture_view_black_out (self, (int) (MIN (self->start_x, self->start_x + x) / scale),
                              (int) (MIN (self->start_y, self->start_y + y) / scale),
                              (int) (ABS (x) / scale) + 1, (int) (ABS (y) / scale) + 1);
}

static void
oof_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofPictureView *self = OOF_PICTURE_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->texture == NULL)
    return;
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->dragging)
    gtk_snapshot_append_color (
        snapshot, &(GdkRGBA){ 0, 0, 0, 0.8f },
        &GRAPHENE_RECT_INIT ((float) MIN (self->start_x, self->start_x + self->drag_x),
                             (float) MIN (self->start_y, self->start_y + self->drag_y),
                             (float) ABS (self->drag_x), (float) ABS (self->drag_y)));
}

static GtkSizeRequestMode
oof_picture_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
oof_picture_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  OofPictureView *self = OOF_PICTURE_VIEW (widget);
  int width = self->picture != NULL ? gdk_pixbuf_get_width (self->picture) : 0;
  int height = self->picture != NULL ? gdk_pixbuf_get_height (self->picture) : 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (width, 200);
      *natural = width;
      return;
    }
  if (for_size >= 0 && width > 0)
    height = (int) ((double) height * for_size / width);
  *minimum = *natural = height;
}

static void
oof_picture_view_finalize (GObject *object)
{
  OofPictureView *self = OOF_PICTURE_VIEW (object);

  g_clear_object (&self->picture);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (oof_picture_view_parent_class)->finalize (object);
}

static void
oof_picture_view_class_init (OofPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oof_picture_view_finalize;
  widget_class->snapshot = oof_picture_view_snapshot;
  widget_class->measure = oof_picture_view_measure;
  widget_class->get_request_mode = oof_picture_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  changed_signal = g_signal_new ("changed", OOF_TYPE_PICTURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
oof_picture_view_init (OofPictureView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Screenshot; drag over a part to black it out"), -1);
}

GtkWidget *
oof_picture_view_new (void)
{
  return g_object_new (OOF_TYPE_PICTURE_VIEW, NULL);
}

void
oof_picture_view_set_picture (OofPictureView *self, GdkPixbuf *picture)
{
  g_return_if_fail (OOF_IS_PICTURE_VIEW (self));

  g_clear_object (&self->picture);
  if (picture != NULL)
    self->picture = gdk_pixbuf_copy (picture);
  set_texture (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
oof_picture_view_has_picture (OofPictureView *self)
{
  g_return_val_if_fail (OOF_IS_PICTURE_VIEW (self), FALSE);

  return self->picture != NULL;
}

GBytes *
oof_picture_view_to_png (OofPictureView *self, GError **error)
{
  g_return_val_if_fail (OOF_IS_PICTURE_VIEW (self), NULL);

  char *data;
  gsize size;

  if (self->picture == NULL
      || !gdk_pixbuf_save_to_buffer (self->picture, &data, &size, "png", error, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}
