/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exchange/oof-exchange-rows.h"

#include <glib/gi18n.h>

#include "ui/compat/oof-file-picker.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-choice-row.h"
#include "ui/parts/oof-spoken.h"

/* The line of the file that a row stands for. */
typedef struct
{
  OofConnectionDraft *draft; /* (owned) */
  const char *section;
  const char *key;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_object_unref (line->draft);
  g_free (line);
}

static void
tie (GtkWidget *row, OofConnectionDraft *draft, const char *section, const char *key)
{
  Line *line = g_new0 (Line, 1);

  line->draft = g_object_ref (draft);
  line->section = section;
  line->key = key;
  g_object_set_data_full (G_OBJECT (row), "line", line, line_free);
}

AdwPreferencesGroup *
oof_exchange_rows_add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);
  return group;
}

static void
text_changed_cb (GtkEditable *row, gpointer user_data)
{
  Line *line = g_object_get_data (G_OBJECT (row), "line");

  oof_connection_draft_set (line->draft, line->section, line->key, gtk_editable_get_text (row));
}

/* The draft was changed by something else: a cloud was chosen, a server found. */
static void
draft_changed_cb (OofConnectionDraft *draft, gpointer user_data)
{
  Line *line = g_object_get_data (G_OBJECT (user_data), "line");
  g_autofree char *value = oof_connection_draft_dup (draft, line->section, line->key);
  g_autofree char *shown = g_strdup (gtk_editable_get_text (GTK_EDITABLE (user_data)));

  if (!g_str_equal (g_strstrip (shown), value))
    gtk_editable_set_text (GTK_EDITABLE (user_data), value);
}

GtkWidget *
oof_exchange_rows_add_entry (AdwPreferencesGroup *group,
                             const char *title,
                             OofConnectionDraft *draft,
                             const char *section,
                             const char *key)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *value = oof_connection_draft_dup (draft, section, key);

  g_object_set (row, "use-markup", FALSE, "title", title, NULL);
  tie (row, draft, section, key);
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  g_signal_connect (row, "changed", G_CALLBACK (text_changed_cb), NULL);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), row, 0);
  adw_preferences_group_add (group, row);
  return row;
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = GTK_WIDGET (user_data);
  g_autoptr (GFile) file = oof_file_picker_open_finish (result, NULL);

  if (file != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), g_file_peek_path (file));
}

static void
choose_cb (GtkButton *button, gpointer user_data)
{
  GtkWidget *row = GTK_WIDGET (user_data);

  oof_file_picker_open_async (GTK_WINDOW (gtk_widget_get_root (row)),
                              adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), NULL,
                              picked_cb, g_object_ref (row));
}

GtkWidget *
oof_exchange_rows_add_file (AdwPreferencesGroup *group,
                            const char *title,
                            OofConnectionDraft *draft,
                            const char *section,
                            const char *key)
{
  GtkWidget *row = oof_exchange_rows_add_entry (group, title, draft, section, key);

  oof_exchange_rows_add_button (row, _ ("Ch_oose…"), G_CALLBACK (choose_cb), row);
  return row;
}

static void
value_cb (OofChoiceRow *row, GParamSpec *pspec, gpointer user_data)
{
  Line *line = g_object_get_data (G_OBJECT (row), "line");

  oof_connection_draft_set (line->draft, line->section, line->key, oof_choice_row_get_value (row));
}

GtkWidget *
oof_exchange_rows_add_choice (AdwPreferencesGroup *group,
                              const char *title,
                              OofConnectionDraft *draft,
                              const char *section,
                              const char *key,
                              const char *const *values,
                              const char *const *names)
{
  GtkWidget *row = oof_choice_row_new ();
  g_autofree char *value = oof_connection_draft_dup (draft, section, key);

  g_object_set (row, "title", title, "subtitle-lines", 0, NULL);
  oof_choice_row_set_choices (OOF_CHOICE_ROW (row), values, names);
  oof_choice_row_set_value (OOF_CHOICE_ROW (row), *value != '\0' ? value : values[0]);
  tie (row, draft, section, key);
  g_signal_connect (row, "notify::value", G_CALLBACK (value_cb), NULL);
  adw_preferences_group_add (group, row);
  return row;
}

GtkWidget *
oof_exchange_rows_add_words (AdwPreferencesGroup *group, const char *title, const char *words)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", words != NULL ? words : "",
                "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_group_add (group, row);
  return row;
}

GtkWidget *
oof_exchange_rows_add_bar (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = g_object_new (OOF_TYPE_WRAP_BOX, "halign", GTK_ALIGN_END, "margin-start", 12,
                                 "margin-end", 12, "margin-top", 6, "margin-bottom", 6, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* Tab goes on to the buttons: the row itself does and says nothing. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  adw_preferences_group_add (group, row);
  return row;
}

GtkWidget *
oof_exchange_rows_add_button (GtkWidget *row,
                              const char *label,
                              GCallback clicked,
                              gpointer user_data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  g_autofree char *plain = g_strdup (label);
  g_autofree char *name = NULL;

  g_strdelimit (plain, "_", '\a');
  g_auto (GStrv) parts = g_strsplit (plain, "\a", -1);
  g_autofree char *bare = g_strjoinv ("", parts);
  /* Translators: what a button does, then what the row with it is about */
  name = g_strdup_printf (_ ("%s: %s"), bare,
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  oof_spoken_set_name (GTK_WIDGET (button), name);
  g_signal_connect_object (button, "clicked", clicked, user_data, 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  else if (ADW_IS_ACTION_ROW (row))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  else
    oof_wrap_box_append (OOF_WRAP_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))),
                         button);
  return button;
}
