/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-screenshot.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "core/oof-option-field.h"
#include "migration/oof-migration-picture.h"
#include "ui/compat/oof-file-picker.h"
#include "ui/migration/oof-picture-view.h"
#include "ui/migration/oof-wizard-extras.h"

/* Screenshots: a slot for each options page, the picture large beside the fields that are copied
 * out of it by eye. */

typedef struct
{
  OofWizard *wizard; /* (not owned) outlives the widgets */
  GtkDropDown *slot;
  OofPictureView *view;
  GtkLabel *missing;
  GtkListBox *fields;
  GtkWidget *keep;
} Pictures;

static const OofMigrationSlot *
get_slot (Pictures *self)
{
  return &oof_migration_slots[gtk_drop_down_get_selected (self->slot)];
}

/* What the wizard has of this slot. */
static void
show_stored (Pictures *self)
{
  const OofMigrationPicture *stored =
      oof_migration_state_find_picture (oof_wizard_get_state (self->wizard), get_slot (self)->id);
  g_autofree char *folder =
      oof_session_dup_migration_folder (oof_wizard_get_session (self->wizard));
  g_autofree char *path = stored != NULL ? g_build_filename (folder, stored->file, NULL) : NULL;
  g_autoptr (GdkPixbuf) picture = path != NULL ? gdk_pixbuf_new_from_file (path, NULL) : NULL;

  oof_picture_view_set_picture (self->view, picture);
  gtk_widget_set_sensitive (self->keep, FALSE);
}

/* Fields: a value goes into the decisions as old -> new, and into the options at the cut-over. */

static void
transfer_cb (AdwEntryRow *row, gpointer user_data)
{
  OofWizard *wizard = user_data;
  const OofOptionField *field = g_object_get_data (G_OBJECT (row), "field");
  OofOptions *options = oof_session_get_options (oof_wizard_get_session (wizard));
  g_autoptr (OofOptions) changed = oof_options_copy (options);
  g_autofree char *old = oof_option_field_dup_text (field, options);
  g_autofree char *what = g_strconcat ("option ", field->name, NULL);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  GError *error = NULL;

  if (oof_option_field_set (field, changed, text, &error))
    oof_migration_record (oof_wizard_get_migration (wizard), what, old, text, &error);
  oof_wizard_take_error (wizard, error);
}

/* The value last recorded, else what the options say. */
static char *
dup_value (OofWizard *wizard, const OofOptionField *field)
{
  GPtrArray *decisions = oof_wizard_get_state (wizard)->decisions;
  g_autofree char *what = g_strconcat ("option ", field->name, NULL);

  for (guint i = decisions->len; i > 0; i--)
    {
      const OofMigrationDecision *decision = g_ptr_array_index (decisions, i - 1);

      if (g_str_equal (decision->what, what))
        return g_strdup (decision->new);
    }
  return oof_option_field_dup_text (field,
                                    oof_session_get_options (oof_wizard_get_session (wizard)));
}

static void
show_fields (Pictures *self)
{
  const OofMigrationSlot *slot = get_slot (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_list_box_remove (self->fields, row);
  for (const char *const *name = slot->fields; *name != NULL; name++)
    {
      const OofOptionField *field = oof_option_field_find (*name);
      g_autofree char *value = dup_value (self->wizard, field);

      row = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), oof_words_option (field->name));
      gtk_editable_set_text (GTK_EDITABLE (row), value);
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "field", (gpointer) field);
      g_signal_connect_object (row, "apply", G_CALLBACK (transfer_cb), self->wizard, 0);
      gtk_list_box_append (self->fields, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->fields), slot->fields[0] != NULL);
}

static void
slot_cb (Pictures *self)
{
  show_stored (self);
  show_fields (self);
}

/* A new picture: looked at before it is decoded. */
static void
take_bytes (Pictures *self, GBytes *bytes)
{
  OofMigrationPictureInfo info;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) picture = oof_migration_picture_check (bytes, &info, &error)
                                      ? gdk_pixbuf_new_from_stream (stream, NULL, &error)
                                      : NULL;

  if (picture != NULL)
    {
      oof_picture_view_set_picture (self->view, picture);
      gtk_widget_set_sensitive (self->keep, TRUE);
    }
  oof_wizard_take_error (self->wizard, error);
}

static void
take_file (Pictures *self, GFile *file)
{
  GError *error = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &error);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GMappedFile) mapped =
      info != NULL && path != NULL ? g_mapped_file_new (path, FALSE, &error) : NULL;
  g_autoptr (GBytes) bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;

  if (bytes != NULL)
    take_bytes (self, bytes);
  oof_wizard_take_error (self->wizard, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) box = user_data;
  g_autoptr (GFile) file = oof_file_picker_open_finish (result, NULL);

  if (file != NULL)
    take_file (g_object_get_data (G_OBJECT (box), "pictures"), file);
}

static void
open_cb (GtkWidget *button, gpointer user_data)
{
  GtkWidget *box = user_data;

  oof_file_picker_open_async (GTK_WINDOW (gtk_widget_get_root (button)), _ ("Choose a screenshot"),
                              NULL, opened_cb, g_object_ref (box));
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) box = user_data;
  Pictures *self = g_object_get_data (G_OBJECT (box), "pictures");
  GError *error = NULL;
  g_autoptr (GFile) file = oof_screenshot_take_finish (result, &error);

  if (file != NULL)
    take_file (self, file);
  /* Closed without a picture: nothing to say. */
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_FORBIDDEN))
    g_clear_error (&error);
  oof_wizard_take_error (self->wizard, error);
}

static void
take_cb (GtkWidget *button, gpointer user_data)
{
  GtkWidget *box = user_data;
  GApplication *application = g_application_get_default ();

  oof_screenshot_take_async (application != NULL ? g_application_get_dbus_connection (application)
                                                 : NULL,
                             NULL, taken_cb, g_object_ref (box));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  take_file (user_data, g_value_get_object (value));
  return TRUE;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) box = user_data;
  Pictures *self = g_object_get_data (G_OBJECT (box), "pictures");
  GError *error = NULL;
  g_autoptr (GdkTexture) texture =
      gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GBytes) bytes = texture != NULL ? gdk_texture_save_to_png_bytes (texture) : NULL;

  if (bytes != NULL)
    take_bytes (self, bytes);
  oof_wizard_take_error (self->wizard, error);
}

static void
paste_cb (GtkWidget *button, gpointer user_data)
{
  GtkWidget *box = user_data;

  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (button), NULL, pasted_cb,
                                    g_object_ref (box));
}

static void
keep_cb (GtkWidget *button, gpointer user_data)
{
  Pictures *self = user_data;
  g_autofree char *folder =
      oof_session_dup_migration_folder (oof_wizard_get_session (self->wizard));
  g_autofree char *file = NULL;
  g_autofree char *sha = NULL;
  OofMigrationPictureInfo info;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = oof_picture_view_to_png (self->view, &error);

  if (bytes != NULL
      && oof_migration_picture_store (folder, get_slot (self)->id, bytes, &info, &file, &sha,
                                      &error)
      && oof_migration_set_picture (oof_wizard_get_migration (self->wizard), get_slot (self)->id,
                                    file, sha, info.width, info.height, &error))
    gtk_widget_set_sensitive (self->keep, FALSE);
  oof_wizard_take_error (self->wizard, error);
}

static void
blacked_out_cb (Pictures *self)
{
  gtk_widget_set_sensitive (self->keep, TRUE);
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  Pictures *self = g_object_get_data (G_OBJECT (box), "pictures");
  g_autoptr (GString) missing = g_string_new (NULL);

  for (const OofMigrationSlot *slot = oof_migration_slots; slot->id != NULL; slot++)
    if (oof_migration_state_find_picture (oof_wizard_get_state (wizard), slot->id) == NULL)
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", slot->title);
  g_autofree char *text = missing->len > 0 ? g_strdup_printf (_ ("Missing: %s"), missing->str)
                                           : g_strdup (_ ("Every picture is there."));
  gtk_label_set_label (self->missing, text);
}

static GtkWidget *
create_buttons (Pictures *self, GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *open = gtk_button_new_with_mnemonic (_ ("Choose a _file…"));
  GtkWidget *take = gtk_button_new_with_mnemonic (_ ("_Take a screenshot…"));
  GtkWidget *paste = gtk_button_new_with_mnemonic (_ ("_Paste"));

  self->keep = gtk_button_new_with_mnemonic (_ ("_Keep this picture"));
  g_signal_connect (open, "clicked", G_CALLBACK (open_cb), box);
  g_signal_connect (take, "clicked", G_CALLBACK (take_cb), box);
  g_signal_connect (paste, "clicked", G_CALLBACK (paste_cb), box);
  g_signal_connect (self->keep, "clicked", G_CALLBACK (keep_cb), self);
  gtk_widget_add_css_class (self->keep, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->slot));
  gtk_box_append (GTK_BOX (buttons), open);
  gtk_box_append (GTK_BOX (buttons), take);
  gtk_box_append (GTK_BOX (buttons), paste);
  gtk_box_append (GTK_BOX (buttons), self->keep);
  return buttons;
}

static GtkWidget *
create_slots (void)
{
  const char *titles[16] = { NULL };
  GtkWidget *slot;

  for (guint i = 0; oof_migration_slots[i].id != NULL && i < G_N_ELEMENTS (titles) - 1; i++)
    titles[i] = oof_migration_slots[i].title;
  slot = gtk_drop_down_new_from_strings (titles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (slot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Options page"), -1);
  return slot;
}

GtkWidget *
oof_wizard_pictures_new (OofWizard *wizard)
{
  Pictures *self = g_new0 (Pictures, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_object_set_data_full (G_OBJECT (box), "pictures", self, g_free);
  self->wizard = wizard;
  self->slot = GTK_DROP_DOWN (create_slots ());
  self->view = OOF_PICTURE_VIEW (oof_picture_view_new ());
  self->missing = GTK_LABEL (gtk_label_new (NULL));
  self->fields = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (self->missing, 0);
  gtk_label_set_wrap (self->missing, TRUE);
  gtk_list_box_set_selection_mode (self->fields, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->fields), "boxed-list");
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (drop));
  gtk_box_append (GTK_BOX (box), create_buttons (self, box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->missing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
  g_signal_connect_swapped (self->slot, "notify::selected", G_CALLBACK (slot_cb), self);
  g_signal_connect_swapped (self->view, "changed", G_CALLBACK (blacked_out_cb), self);
  slot_cb (self);
  oof_wizard_follow (wizard, box, update);
  return box;
}
