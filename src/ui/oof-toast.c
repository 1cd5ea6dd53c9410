/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-toast.h"

#include <glib/gi18n.h>

/* A toast says what was done and read back: time to read it twice. */
#define TOAST_SECONDS 10
/* One with a button stays until a tired person has made up their mind. */
#define UNDO_SECONDS 20

typedef struct
{
  OofToastFunc undo;
  gpointer user_data;     /* (owned) (nullable) */
  GDestroyNotify destroy; /* (nullable) */
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->user_data);
  g_free (undo);
}

static void
button_clicked_cb (AdwToast *toast, gpointer user_data)
{
  Undo *undo = user_data;

  undo->undo (undo->user_data);
}

/* (transfer full) */
static AdwToast *
new_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  return toast;
}

/* Takes @toast. A page that was taken away meanwhile has nowhere to say it. */
static void
present (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
oof_toast_show (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  present (widget, new_toast (text));
}

AdwToast *
oof_toast_show_undo (GtkWidget *widget,
                     const char *text,
                     OofToastFunc undo,
                     gpointer user_data,
                     GDestroyNotify destroy)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (text != NULL && undo != NULL, NULL);

  AdwToast *toast = g_object_ref (new_toast (text));
  Undo *data = g_new0 (Undo, 1);

  data->undo = undo;
  data->user_data = user_data;
  data->destroy = destroy;
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (button_clicked_cb), data, undo_free,
                         0);
  present (widget, toast);
  return toast;
}

void
oof_toast_set_text (AdwToast *toast, const char *text)
{
  g_return_if_fail (ADW_IS_TOAST (toast));
  g_return_if_fail (text != NULL);

  g_autofree char *escaped = g_markup_escape_text (text, -1);
  adw_toast_set_title (toast, escaped);
}
