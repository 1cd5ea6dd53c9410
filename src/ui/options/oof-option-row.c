/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/options/oof-option-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-words.h"
#include "ui/parts/oof-choice-row.h"
#include "ui/parts/oof-rows.h"

typedef struct
{
  const OofOptionField *field;
  OofOptionChanged changed;
  GObject *owner; /* (not owned) the signal ends with it */
} Row;

static void
tell (Row *row, const char *text)
{
  row->changed (row->field, text, row->owner);
}

static void
active_cb (OofSwitchRow *widget, GParamSpec *pspec, gpointer user_data)
{
  tell (g_object_get_data (G_OBJECT (widget), "row"),
        oof_switch_row_get_active (widget) ? "true" : "false");
}

static void
value_cb (OofSpinRow *widget, GParamSpec *pspec, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("%d", oof_spin_row_get_value (widget));

  tell (g_object_get_data (G_OBJECT (widget), "row"), text);
}

static void
choice_cb (OofChoiceRow *widget, GParamSpec *pspec, gpointer user_data)
{
  tell (g_object_get_data (G_OBJECT (widget), "row"), oof_choice_row_get_value (widget));
}

static void
text_cb (GtkEditable *widget, GParamSpec *pspec, gpointer user_data)
{
  tell (g_object_get_data (G_OBJECT (widget), "row"), gtk_editable_get_text (widget));
}

/* The choices of what is no plain number or text. */

static gboolean
is_weekday (const OofOptionField *field)
{
  return strcmp (field->name, "weekStart") == 0;
}

static gboolean
is_level (const OofOptionField *field)
{
  return g_str_has_prefix (field->name, "delegate") && field->kind == OOF_OPTION_NUMBER;
}

static gboolean
is_choice (const OofOptionField *field)
{
  return is_weekday (field) || is_level (field) || field->kind == OOF_OPTION_AUDIENCE
         || strcmp (field->name, "language") == 0;
}

static void
fill_choice (OofChoiceRow *row, const OofOptionField *field)
{
  static const char *const days[] = { "1", "2", "3", "4", "5", "6", "7", NULL };
  static const char *const levels[] = { "0", "1", "2", "3", NULL };
  static const char *const audiences[] = { "all", "contacts", "none", "mailbox", NULL };
  static const char *const languages[] = { "de", "en", NULL };

  if (is_weekday (field))
    {
      const char *names[] = { _ ("Monday"), _ ("Tuesday"),  _ ("Wednesday"), _ ("Thursday"),
                              _ ("Friday"), _ ("Saturday"), _ ("Sunday"),    NULL };
      oof_choice_row_set_choices (row, days, names);
    }
  else if (is_level (field))
    {
      const char *names[] = { C_ ("permission level", "none"), _ ("reviewer"), _ ("author"),
                              _ ("editor"), NULL };
      oof_choice_row_set_choices (row, levels, names);
    }
  else if (field->kind == OOF_OPTION_AUDIENCE)
    {
      const char *names[] = { oof_words_audience (OOF_AUDIENCE_ALL),
                              oof_words_audience (OOF_AUDIENCE_CONTACTS),
                              oof_words_audience (OOF_AUDIENCE_NONE),
                              oof_words_audience (OOF_AUDIENCE_MAILBOX), NULL };
      oof_choice_row_set_choices (row, audiences, names);
    }
  else
    oof_choice_row_set_choices (row, languages, (const char *[]){ "Deutsch", "English", NULL });
}

static void
set_words (GtkWidget *row, const OofOptionEntry *entry)
{
  g_object_set (row, "use-markup", FALSE, "title", oof_options_entry_get_title (entry), "subtitle",
                _ (entry->effect), "subtitle-lines", 0, NULL);
}

static GtkWidget *
create_entry (const OofOptionEntry *entry, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_entry_new ();

  set_words (row, entry);
  gtk_editable_set_text (GTK_EDITABLE (control), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (control), 18);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  oof_options_entry_get_title (entry), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  g_object_set_data (G_OBJECT (row), "control", control);
  return row;
}

static void
connect (GtkWidget *widget, const char *detail, GCallback callback, Row *row)
{
  g_object_set_data_full (G_OBJECT (widget), "row", row, g_free);
  g_signal_connect_object (widget, detail, callback, row->owner, 0);
}

GtkWidget *
oof_option_row_new (const OofOptionEntry *entry,
                    const OofOptions *options,
                    OofOptionChanged changed,
                    GObject *owner)
{
  const OofOptionField *field = entry->name != NULL ? oof_option_field_find (entry->name) : NULL;
  GtkWidget *widget;

  if (field == NULL)
    {
      widget = adw_action_row_new ();
      set_words (widget, entry);
      gtk_widget_add_css_class (widget, "only-shown");
      return widget;
    }
  Row *row = g_new0 (Row, 1);
  g_autofree char *text = oof_option_field_dup_text (field, options);
  row->field = field;
  row->changed = changed;
  row->owner = owner;
  if (is_choice (field))
    {
      widget = oof_choice_row_new ();
      set_words (widget, entry);
      fill_choice (OOF_CHOICE_ROW (widget), field);
      oof_choice_row_set_value (OOF_CHOICE_ROW (widget), text);
      connect (widget, "notify::value", G_CALLBACK (choice_cb), row);
    }
  else if (field->kind == OOF_OPTION_SWITCH)
    {
      widget = oof_switch_row_new ();
      set_words (widget, entry);
      oof_switch_row_set_active (OOF_SWITCH_ROW (widget), strcmp (text, "true") == 0);
      connect (widget, "notify::active", G_CALLBACK (active_cb), row);
    }
  else if (field->kind == OOF_OPTION_NUMBER)
    {
      widget = oof_spin_row_new (field->min, field->max);
      set_words (widget, entry);
      oof_spin_row_set_value (OOF_SPIN_ROW (widget), oof_option_field_get_number (field, options));
      connect (widget, "notify::value", G_CALLBACK (value_cb), row);
    }
  else
    {
      widget = create_entry (entry, text);
      connect (g_object_get_data (G_OBJECT (widget), "control"), "notify::text",
               G_CALLBACK (text_cb), row);
    }
  return widget;
}

char *
oof_option_row_words (const OofOptionField *field, const OofOptions *options)
{
  g_autofree char *text = oof_option_field_dup_text (field, options);

  if (field->kind == OOF_OPTION_SWITCH)
    return g_strdup (strcmp (text, "true") == 0 ? C_ ("option", "on") : C_ ("option", "off"));
  if (is_weekday (field))
    return oof_words_weekday (oof_option_field_get_number (field, options));
  if (field->kind == OOF_OPTION_AUDIENCE)
    return g_strdup (oof_words_audience (options->audience));
  return g_strdup (*text != '\0' ? text : "–");
}
