/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture of which parts are blacked out by dragging over them. What is below is gone as soon as
 * the picture is taken out of here. Signal: "changed". */
#define OOF_TYPE_PICTURE_VIEW (oof_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (OofPictureView, oof_picture_view, OOF, PICTURE_VIEW, GtkWidget)

GtkWidget *oof_picture_view_new (void);
/* @picture: (nullable) nothing to show. Nothing is blacked out any more. */
void oof_picture_view_set_picture (OofPictureView *self, GdkPixbuf *picture);
gboolean oof_picture_view_has_picture (OofPictureView *self);
/* Blacks this part out, in pixels of the picture. */
void oof_picture_view_black_out (OofPictureView *self, int x, int y, int width, int height);
/* The picture as it is shown, as PNG without anything else in it. (transfer full) (nullable) */
GBytes *oof_picture_view_to_png (OofPictureView *self, GError **error);

G_END_DECLS
