/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exchange/oof-connection-window.h"

#include <glib/gi18n.h>

#include "ui/exchange/oof-exchange-page.h"
#include "ui/parts/oof-dark.h"

struct _OofConnectionWindow
{
  AdwWindow parent_instance;
};

static guint connect_signal;

G_DEFINE_FINAL_TYPE (OofConnectionWindow, oof_connection_window, ADW_TYPE_WINDOW)

static void
oof_connection_window_class_init (OofConnectionWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  connect_signal = g_signal_new ("connect", OOF_TYPE_CONNECTION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, OOF_TYPE_SIGNED_IN);
}

static void
oof_connection_window_init (OofConnectionWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Connection"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 680, 680);
  oof_dark_follow (GTK_WIDGET (self));
}

static void
connect_cb (OofExchangePage *page, const char *path, OofSignedIn *brought, gpointer user_data)
{
  g_signal_emit (user_data, connect_signal, 0, path, brought);
}

GtkWidget *
oof_connection_window_new (OofConnectionDraft *draft)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (draft), NULL);

  OofConnectionWindow *self = g_object_new (OOF_TYPE_CONNECTION_WINDOW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = oof_exchange_page_new (draft, NULL);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  gtk_widget_set_vexpand (page, TRUE);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (page, "connect", G_CALLBACK (connect_cb), self, 0);
  return GTK_WIDGET (self);
}
