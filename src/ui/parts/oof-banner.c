/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-banner.h"

struct _OofBanner
{
  AdwBin parent_instance;

  GtkLabel *label;   /* (owned by the widget tree) */
  GtkButton *button; /* (owned by the widget tree) */
};

static guint pressed_signal;

G_DEFINE_FINAL_TYPE (OofBanner, oof_banner, ADW_TYPE_BIN)

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, pressed_signal, 0);
}

static void
oof_banner_class_init (OofBannerClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "oofbanner");
  pressed_signal = g_signal_new ("pressed", OOF_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
oof_banner_init (OofBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (box, "banner-box");
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_max_width_chars (self->label, 90);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
oof_banner_new (void)
{
  return g_object_new (OOF_TYPE_BANNER, NULL);
}

void
oof_banner_show (OofBanner *self, const char *text, const char *button)
{
  g_return_if_fail (OOF_IS_BANNER (self));

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_button_set_label (self->button, button != NULL ? button : "");
}
