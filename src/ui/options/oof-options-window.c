/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/options/oof-options-window.h"

#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "config.h"
#include "core/oof-error.h"
#include "ui/exchange/oof-exchange-page.h"
#include "ui/help/oof-help-window.h"
#include "ui/oof-role.h"
#include "ui/options/oof-option-row.h"
#include "ui/parts/oof-banner.h"
#include "ui/parts/oof-dark.h"
#include "ui/parts/oof-list-keys.h"
#include "ui/parts/oof-split.h"
#include "ui/parts/oof-spoken.h"

struct _OofOptionsWindow
{
  AdwWindow parent_instance;

  OofBanner *banner;
  GtkListBox *pages;
  GtkStack *stack;
  GtkLabel *state;

  OofSession *session;            /* (owned) */
  OofOptions *before;             /* (owned) what the draft was made from */
  OofOptions *draft;              /* (owned) */
  OofConnectionDraft *connection; /* (owned) (nullable) the local part */
  gboolean reconnects;            /* the local part was saved */
  GHashTable *wrong;         /* (owned) name of an option -> what is wrong with what was typed */
  GCancellable *cancellable; /* (owned) (nullable) while it is saved */
  gboolean editable;
};

static guint saved_signal;
static guint connect_signal;

G_DEFINE_FINAL_TYPE (OofOptionsWindow, oof_options_window, ADW_TYPE_WINDOW)

static gboolean
is_changed (OofOptionsWindow *self, const OofOptionField *field)
{
  g_autofree char *before = oof_option_field_dup_text (field, self->before);
  g_autofree char *now = oof_option_field_dup_text (field, self->draft);

  return g_strcmp0 (before, now) != 0;
}

/* "Lead time in days: 3 → 5", one a line. (transfer full) */
static char *
list_changes (OofOptionsWindow *self)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    {
      const OofOptionEntry *entry = oof_options_table_find (field->name);
      if (!is_changed (self, field))
        continue;
      g_autofree char *before = oof_option_row_words (field, self->before);
      g_autofree char *now = oof_option_row_words (field, self->draft);
      g_string_append_printf (lines, "%s%s: %s → %s", lines->len > 0 ? "\n" : "",
                              entry != NULL ? oof_options_entry_get_title (entry) : field->name,
                              before, now);
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* (transfer full) */
static char *
list_local_changes (OofOptionsWindow *self)
{
  return self->connection != NULL ? oof_connection_draft_list_changes (self->connection)
                                  : g_strdup ("");
}

static void
update (OofOptionsWindow *self)
{
  g_autofree char *changes = list_changes (self);
  g_autofree char *local = list_local_changes (self);
  g_autofree char *all = g_strdup_printf ("%s%s%s", changes, *changes && *local ? "\n" : "", local);
  gboolean first = self->before->saved_at == OOF_INSTANT_NONE;
  GHashTableIter iter;
  gpointer wrong = NULL;

  g_hash_table_iter_init (&iter, self->wrong);
  if (self->cancellable != NULL)
    gtk_label_set_label (self->state, _ ("Saving…"));
  else if (g_hash_table_iter_next (&iter, NULL, &wrong))
    gtk_label_set_label (self->state, wrong);
  else if (*all != '\0')
    gtk_label_set_label (self->state, all);
  else
    gtk_label_set_label (self->state,
                         first ? _ ("Saving activates the OOF task.") : _ ("Nothing is changed."));
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "options.save",
      self->cancellable == NULL && wrong == NULL
          && (*local != '\0' || (self->editable && (first || *changes != '\0'))));
}

static void
option_changed (const OofOptionField *field, const char *text, gpointer user_data)
{
  OofOptionsWindow *self = OOF_OPTIONS_WINDOW (user_data);
  const OofOptionEntry *entry = oof_options_table_find (field->name);
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (self->wrong, field->name);
  if (!oof_option_field_set (field, self->draft, text, &error))
    {
      g_autofree char *words = oof_words_error (error);
      g_hash_table_insert (self->wrong, (gpointer) field->name,
                           g_strdup_printf ("%s: %s", oof_options_entry_get_title (entry), words));
    }
  update (self);
}

/* Save. */

static void
save_again (OofOptionsWindow *self)
{
  OofOptions *theirs = oof_session_get_options (self->session);
  OofOptions *draft = oof_options_copy (theirs);

  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    if (is_changed (self, field))
      {
        g_autofree char *text = oof_option_field_dup_text (field, self->draft);
        oof_option_field_set (field, draft, text, NULL);
      }
  oof_options_unref (self->before);
  oof_options_unref (self->draft);
  self->before = oof_options_ref (theirs);
  self->draft = draft;
  oof_banner_show (self->banner,
                   _ ("Somebody else saved the options meanwhile. Below is what you change in "
                      "comparison with theirs; save again to write it."),
                   NULL);
}

static void
read_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofOptionsWindow) self = OOF_OPTIONS_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (oof_session_load_finish (OOF_SESSION (source), result, &error))
    save_again (self);
  else
    {
      g_autofree char *words = oof_words_error (error);
      oof_banner_show (self->banner, words, NULL);
    }
  update (self);
}

/* Everything is stored. Who opens the connection anew closes this window too. */
static void
leave (OofOptionsWindow *self)
{
  if (self->reconnects)
    g_signal_emit (self, connect_signal, 0, oof_connection_draft_get_path (self->connection), NULL);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofOptionsWindow) self = OOF_OPTIONS_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofOptions) stored =
      oof_session_save_options_finish (OOF_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (stored != NULL)
    {
      g_signal_emit (self, saved_signal, 0);
      leave (self);
      return;
    }
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_CONFLICT))
    {
      oof_session_load_async (self->session, OOF_LOAD_DATABASE, self->cancellable, read_again_cb,
                              g_object_ref (self));
      return;
    }
  g_autofree char *words = oof_words_error (error);
  g_clear_object (&self->cancellable);
  oof_banner_show (self->banner, words, NULL);
  update (self);
}

static void
save_options (OofOptionsWindow *self)
{
  g_autoptr (OofOptions) options = oof_options_copy (self->draft);

  self->cancellable = g_cancellable_new ();
  update (self);
  oof_session_save_options_async (self->session, options, self->cancellable, saved_cb,
                                  g_object_ref (self));
}

/* FALSE: it cannot be, which the banner says. */
static gboolean
save_connection (OofOptionsWindow *self)
{
  g_autofree char *local = list_local_changes (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofConnection) saved =
      *local != '\0' ? oof_connection_draft_save (self->connection, &error) : NULL;
  g_autofree char *words = error != NULL ? oof_words_error (error) : NULL;

  self->reconnects |= saved != NULL;
  oof_banner_show (self->banner, words, NULL);
  return error == NULL;
}

/* The local part first: it waits for nobody. */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofOptionsWindow *self = OOF_OPTIONS_WINDOW (widget);
  g_autofree char *changes = list_changes (self);

  if (!save_connection (self))
    return;
  if (self->editable && (*changes != '\0' || self->before->saved_at == OOF_INSTANT_NONE))
    save_options (self);
  else
    leave (self);
}

/* Pages. */

static void
add_page (OofOptionsWindow *self, OofOptionsPage which, GtkWidget *page)
{
  const char *title = _ (oof_options_page_title (which));
  g_autofree char *name = g_strdup_printf ("%d", (int) which);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  oof_spoken_set_name (GTK_WIDGET (row), title);
  gtk_list_box_append (self->pages, row);
  gtk_stack_add_named (self->stack, page, name);
}

static GtkWidget *
create_page (OofOptionsWindow *self, OofOptionsPage which)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = NULL;

  for (const OofOptionEntry *entry = oof_options_table; entry->effect != NULL; entry++)
    {
      if (entry->page != which)
        continue;
      if (entry->group != NULL)
        {
          gboolean first = group == NULL;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (entry->group));
          if (first)
            adw_preferences_group_set_description (
                group, _ ("Held in the service mailbox, the same for everybody."));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
        }
      adw_preferences_group_add (
          group, oof_option_row_new (entry, self->draft, option_changed, G_OBJECT (self)));
    }
  gtk_widget_set_sensitive (page, self->editable);
  return page;
}

static void
connect_cb (OofExchangePage *page, const char *path, OofSignedIn *brought, gpointer user_data)
{
  g_signal_emit (user_data, connect_signal, 0, path, brought);
}

static void
connection_changed_cb (OofConnectionDraft *draft, gpointer user_data)
{
  update (OOF_OPTIONS_WINDOW (user_data));
}

/* The file of an open connection was readable a moment ago; else there is nothing to change. */
static GtkWidget *
create_exchange_page (OofOptionsWindow *self)
{
  const char *path = oof_session_get_connection (self->session)->path;
  GtkWidget *page;

  self->connection = oof_connection_draft_load (path, NULL);
  if (self->connection == NULL)
    return adw_preferences_page_new ();
  page = oof_exchange_page_new (self->connection, self->session);
  g_signal_connect_object (page, "connect", G_CALLBACK (connect_cb), self, 0);
  g_signal_connect_object (self->connection, "changed", G_CALLBACK (connection_changed_cb), self,
                           0);
  return page;
}

static GtkWidget *
create_licence_page (OofOptionsWindow *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  guint n = oof_session_get_people (self->session)->len;
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  const char *const rows[][2] = { { _ ("Version"), OOF_VERSION },
                                  { _ ("Licence"), "GPL-3.0-or-later" },
                                  { _ ("People in scope"), people } };

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Free software: nothing is counted against a limit."));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_object_set (row, "title", rows[i][0], "subtitle", rows[i][1], NULL);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

static void
page_selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofOptionsWindow *self = OOF_OPTIONS_WINDOW (user_data);

  if (row == NULL || self->stack == NULL)
    return;
  g_autofree char *name = g_strdup_printf ("%d", gtk_list_box_row_get_index (row));
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* The class. */

static void
oof_options_window_dispose (GObject *object)
{
  OofOptionsWindow *self = OOF_OPTIONS_WINDOW (object);

  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_func (self->pages, page_selected_cb, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_OPTIONS_WINDOW);

  G_OBJECT_CLASS (oof_options_window_parent_class)->dispose (object);
}

static void
oof_options_window_finalize (GObject *object)
{
  OofOptionsWindow *self = OOF_OPTIONS_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  oof_options_unref (self->before);
  oof_options_unref (self->draft);
  g_hash_table_unref (self->wrong);

  G_OBJECT_CLASS (oof_options_window_parent_class)->finalize (object);
}

static void
oof_options_window_class_init (OofOptionsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_options_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_options_window_finalize;
  g_type_ensure (OOF_TYPE_BANNER);
  g_type_ensure (OOF_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/options/oof-options-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OofOptionsWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, OofOptionsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, OofOptionsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, OofOptionsWindow, state);
  gtk_widget_class_install_action (widget_class, "options.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "options.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  oof_help_install (widget_class, "options");
  saved_signal = g_signal_new ("saved", OOF_TYPE_OPTIONS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  connect_signal = g_signal_new ("connect", OOF_TYPE_OPTIONS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, OOF_TYPE_SIGNED_IN);
}

static void
oof_options_window_init (OofOptionsWindow *self)
{

  self->wrong = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  oof_list_keys_leave_with_tab (GTK_WIDGET (self->pages));
  g_signal_connect_object (self->pages, "row-selected", G_CALLBACK (page_selected_cb), self, 0);
  oof_dark_follow (GTK_WIDGET (self));
}

GtkWidget *
oof_options_window_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofOptionsWindow *self = g_object_new (OOF_TYPE_OPTIONS_WINDOW, NULL);
  g_autofree char *reason = oof_role_explain_read_only (session);
  self->session = g_object_ref (session);
  self->before = oof_options_ref (oof_session_get_options (session));
  self->draft = oof_options_copy (self->before);
  self->editable = reason == NULL;
  oof_banner_show (self->banner, reason, NULL);
  add_page (self, OOF_OPTIONS_EXCHANGE, create_exchange_page (self));
  for (int i = OOF_OPTIONS_CALENDAR; i < OOF_OPTIONS_LICENCE; i++)
    add_page (self, (OofOptionsPage) i, create_page (self, (OofOptionsPage) i));
  add_page (self, OOF_OPTIONS_LICENCE, create_licence_page (self));
  gtk_list_box_select_row (self->pages, gtk_list_box_get_row_at_index (self->pages, 0));
  update (self);
  return GTK_WIDGET (self);
}
