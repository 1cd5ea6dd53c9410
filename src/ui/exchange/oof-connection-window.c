/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exchange/oof-connection-window.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/exchange/oof-exchange-page.h"
#include "ui/parts/oof-banner.h"
#include "ui/parts/oof-dark.h"

struct _OofConnectionWindow
{
  AdwWindow parent_instance;

  OofBanner *banner; /* (owned by the widget tree) */
  GtkLabel *changes; /* (owned by the widget tree) */

  OofConnectionDraft *draft; /* (owned) */
};

static guint connect_signal;

G_DEFINE_FINAL_TYPE (OofConnectionWindow, oof_connection_window, ADW_TYPE_WINDOW)

static void
update (OofConnectionWindow *self)
{
  g_autofree char *changes = oof_connection_draft_list_changes (self->draft);

  gtk_label_set_label (self->changes, *changes != '\0' ? changes : _ ("Nothing is changed."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connection.save", *changes != '\0');
}

static void
draft_changed_cb (OofConnectionDraft *draft, gpointer user_data)
{
  update (OOF_CONNECTION_WINDOW (user_data));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofConnectionWindow *self = OOF_CONNECTION_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) connection = oof_connection_draft_save (self->draft, &error);
  g_autofree char *words = error != NULL ? oof_words_error (error) : NULL;

  oof_banner_show (self->banner, words, NULL);
  if (connection != NULL)
    g_signal_emit (self, connect_signal, 0, connection->path, NULL);
}

static void
connect_cb (OofExchangePage *page, const char *path, OofSignedIn *brought, gpointer user_data)
{
  g_signal_emit (user_data, connect_signal, 0, path, brought);
}

static void
oof_connection_window_finalize (GObject *object)
{
  g_clear_object (&OOF_CONNECTION_WINDOW (object)->draft);
  G_OBJECT_CLASS (oof_connection_window_parent_class)->finalize (object);
}

static void
oof_connection_window_class_init (OofConnectionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oof_connection_window_finalize;
  g_type_ensure (OOF_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/exchange/oof-connection-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OofConnectionWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, OofConnectionWindow, changes);
  gtk_widget_class_install_action (widget_class, "connection.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "connection.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  connect_signal = g_signal_new ("connect", OOF_TYPE_CONNECTION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, OOF_TYPE_SIGNED_IN);
}

static void
oof_connection_window_init (OofConnectionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oof_dark_follow (GTK_WIDGET (self));
}

GtkWidget *
oof_connection_window_new (OofConnectionDraft *draft)
{
  g_return_val_if_fail (OOF_IS_CONNECTION_DRAFT (draft), NULL);

  OofConnectionWindow *self = g_object_new (OOF_TYPE_CONNECTION_WINDOW, NULL);
  GtkWidget *page = oof_exchange_page_new (draft, NULL);

  self->draft = g_object_ref (draft);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->banner))), page,
                              GTK_WIDGET (self->banner));
  g_signal_connect_object (page, "connect", G_CALLBACK (connect_cb), self, 0);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}
