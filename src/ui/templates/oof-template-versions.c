/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-versions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/parts/oof-spoken.h"
#include "ui/templates/oof-template-words.h"

#define MAX_HEIGHT 360
#define WIDTH      340
#define REV        "oof-rev"

struct _OofTemplateVersions
{
  AdwBin parent_instance;

  GtkMenuButton *button; /* (owned by the widget tree) */
  GtkLabel *now;         /* (owned by the widget tree) */
  GtkWidget *nothing;    /* (owned by the widget tree) */
  GtkBox *list;          /* (owned by the widget tree) */
  OofSession *session;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (OofTemplateVersions, oof_template_versions, ADW_TYPE_BIN)

static guint restore_signal;

static void
restore_cb (GtkButton *button, gpointer user_data)
{
  OofTemplateVersions *self = OOF_TEMPLATE_VERSIONS (user_data);
  gint64 *rev = g_object_get_data (G_OBJECT (button), REV);

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, restore_signal, 0, *rev);
}

/* The first words of a text, on one line. (transfer full) */
static char *
dup_beginning (const char *text)
{
  gsize length = strcspn (text, "\n");
  g_autofree char *line = g_utf8_make_valid (text, (gssize) MIN (length, 200));

  return g_strstrip (g_steal_pointer (&line));
}

static GtkWidget *
create_words (OofTemplateVersions *self, const OofTemplateVersion *version, const char *saved)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *when = gtk_label_new (saved);
  g_autofree char *beginning = dup_beginning (version->body);
  GtkWidget *text = gtk_label_new (beginning);

  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "dim-text");
  gtk_widget_add_css_class (text, "small");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), when);
  gtk_box_append (GTK_BOX (words), text);
  return words;
}

static void
add_version (OofTemplateVersions *self, const OofTemplateVersion *version, gboolean editable)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_HORIZONTAL, "spacing",
                                 12, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Restore"));
  g_autofree char *saved =
      oof_template_words_saved (self->session, version->saved_at, version->saved_by);
  /* Translators: %s is a time and a name */
  g_autofree char *name = g_strdup_printf (_ ("Restore the version of %s"), saved);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, editable);
  oof_spoken_set_name (GTK_WIDGET (button), name);
  g_object_set_data_full (G_OBJECT (button), REV, g_memdup2 (&version->rev, sizeof version->rev),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, 0);
  oof_spoken_set_name (row, saved);
  gtk_box_append (GTK_BOX (row), create_words (self, version, saved));
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->list, row);
}

/* The class. */

static void
oof_template_versions_dispose (GObject *object)
{
  g_clear_object (&OOF_TEMPLATE_VERSIONS (object)->session);

  G_OBJECT_CLASS (oof_template_versions_parent_class)->dispose (object);
}

static void
oof_template_versions_class_init (OofTemplateVersionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_template_versions_dispose;

  restore_signal = g_signal_new ("restore", OOF_TYPE_TEMPLATE_VERSIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

/* No list box: its rows, which do nothing, would keep Tab from their buttons. */
static GtkWidget *
create_popover (OofTemplateVersions *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->now = GTK_LABEL (gtk_label_new (NULL));
  self->nothing = gtk_label_new (_ ("There are no earlier versions."));
  self->list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_label_set_xalign (self->now, 0);
  gtk_label_set_wrap (self->now, TRUE);
  gtk_label_set_max_width_chars (self->now, 42);
  gtk_widget_add_css_class (GTK_WIDGET (self->now), "dim-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->now), "small");
  gtk_widget_add_css_class (self->nothing, "dim-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Earlier versions"), -1);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_widget_set_size_request (scrolled, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->now));
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_set_margin_top (GTK_WIDGET (self->list), 6);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
oof_template_versions_init (OofTemplateVersions *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "document-open-recent-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Earlier versions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Earlier versions"), -1);
  gtk_menu_button_set_popover (self->button, create_popover (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
oof_template_versions_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofTemplateVersions *self = g_object_new (OOF_TYPE_TEMPLATE_VERSIONS, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
oof_template_versions_show (OofTemplateVersions *self, OofTemplate *tmpl, gboolean editable)
{
  g_return_if_fail (OOF_IS_TEMPLATE_VERSIONS (self));

  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, row);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), tmpl != NULL);
  if (tmpl == NULL)
    return;
  g_autofree char *saved = oof_template_words_saved (self->session, tmpl->saved_at, tmpl->saved_by);
  const char *about = _ ("What is restored comes into the editor and counts once it is saved.");
  g_autofree char *now = *saved == '\0'
                             ? g_strdup (about)
                             /* Translators: %s is a time and a name; a sentence follows */
                             : g_strdup_printf (_ ("Saved: %s. %s"), saved, about);
  gtk_label_set_label (self->now, now);
  gtk_widget_set_visible (self->nothing, tmpl->versions->len == 0);
  for (guint i = 0; i < tmpl->versions->len; i++)
    add_version (self, g_ptr_array_index (tmpl->versions, i), editable);
}
