/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-screenshot.h"
#include "core/oof-error.h"
#include "migration/oof-migration-picture.h"
#include "ui/compat/oof-file-picker.h"
#include "ui/editor/oof-fold-box.h"
#include "ui/migration/oof-picture-view.h"
#include "ui/migration/oof-wizard-extras.h"
#include "ui/migration/oof-wizard-parts.h"
#include "ui/oof-wrap-box.h"

/* Screenshots: a slot for each options page, the picture large beside the fields that are copied
 * out of it by eye. */

#define FORM_WIDTH 340
#define FOLD_WIDTH 760

typedef struct
{
  OofWizard *wizard;            /* (not owned) outlives the widgets */
  const OofMigrationSlot *slot; /* static */
  GtkWidget *slots;             /* a toggle for each */
  GtkWidget *fold;              /* the picture beside its form */
  GtkWidget *left;
  OofPictureView *view;
  GtkWidget *hint;
  GtkLabel *missing;
  GtkWidget *keep;
} Pictures;

static void show_hint (Pictures *self);

/* What the wizard has of this slot. */
static void
show_stored (Pictures *self)
{
  const OofMigrationPicture *stored =
      oof_migration_state_find_picture (oof_wizard_get_state (self->wizard), self->slot->id);
  g_autofree char *folder =
      oof_session_dup_migration_folder (oof_wizard_get_session (self->wizard));
  g_autofree char *path = stored != NULL ? g_build_filename (folder, stored->file, NULL) : NULL;
  g_autoptr (GdkPixbuf) picture = path != NULL ? gdk_pixbuf_new_from_file (path, NULL) : NULL;

  oof_picture_view_set_picture (self->view, picture);
  gtk_widget_set_sensitive (self->keep, FALSE);
  show_hint (self);
}

/* Nothing yet: what to do. */
static void
show_hint (Pictures *self)
{
  gboolean empty = !oof_picture_view_has_picture (self->view);

  gtk_widget_set_visible (GTK_WIDGET (self->view), !empty);
  gtk_widget_set_visible (self->hint, empty);
}

static void
show_slot (Pictures *self, const OofMigrationSlot *slot)
{
  GtkWidget *old = gtk_widget_get_last_child (self->fold);

  self->slot = slot;
  if (old != self->left)
    gtk_widget_unparent (old);
  gtk_widget_insert_before (oof_wizard_values_new (self->wizard, slot), self->fold, NULL);
  show_stored (self);
}

static void
slot_cb (GtkToggleButton *button, gpointer user_data)
{
  if (gtk_toggle_button_get_active (button))
    show_slot (user_data, g_object_get_data (G_OBJECT (button), "slot"));
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
      show_hint (self);
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
      && oof_migration_picture_store (folder, self->slot->id, bytes, &info, &file, &sha, &error)
      && oof_migration_set_picture (oof_wizard_get_migration (self->wizard), self->slot->id, file,
                                    sha, info.width, info.height, &error))
    gtk_widget_set_sensitive (self->keep, FALSE);
  oof_wizard_take_error (self->wizard, error);
}

static void
blacked_out_cb (Pictures *self)
{
  gtk_widget_set_sensitive (self->keep, TRUE);
}

/* Which slots have their picture. */
static void
update_slots (Pictures *self, const OofMigrationState *state)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->slots); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const OofMigrationSlot *slot = g_object_get_data (G_OBJECT (button), "slot");
      gboolean there = oof_migration_state_find_picture (state, slot->id) != NULL;
      g_autofree char *name =
          g_strdup_printf ("%s: %s", slot->title, there ? _ ("picture kept") : _ ("no picture"));

      gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (button), "icon"),
                                    there ? "emblem-ok-symbolic" : "list-add-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}

static void
update (GtkWidget *box, OofWizard *wizard)
{
  Pictures *self = g_object_get_data (G_OBJECT (box), "pictures");
  const OofMigrationState *state = oof_wizard_get_state (wizard);
  g_autoptr (GString) missing = g_string_new (NULL);

  update_slots (self, state);
  for (const OofMigrationSlot *slot = oof_migration_slots; slot->id != NULL; slot++)
    if (oof_migration_state_find_picture (state, slot->id) == NULL)
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", slot->title);
  g_autofree char *text = missing->len > 0 ? g_strdup_printf (_ ("Missing: %s"), missing->str)
                                           : g_strdup (_ ("Every picture is there."));
  gtk_label_set_label (self->missing, text);
}

static GtkWidget *
create_buttons (Pictures *self, GtkWidget *box)
{
  GtkWidget *buttons = oof_wizard_bar_new ();
  GtkWidget *open = gtk_button_new_with_mnemonic (_ ("Choose a _file…"));
  GtkWidget *take = gtk_button_new_with_mnemonic (_ ("_Take a screenshot…"));
  GtkWidget *paste = gtk_button_new_with_mnemonic (_ ("_Paste"));

  self->keep = gtk_button_new_with_mnemonic (_ ("_Keep this picture"));
  g_signal_connect (open, "clicked", G_CALLBACK (open_cb), box);
  g_signal_connect (take, "clicked", G_CALLBACK (take_cb), box);
  g_signal_connect (paste, "clicked", G_CALLBACK (paste_cb), box);
  g_signal_connect (self->keep, "clicked", G_CALLBACK (keep_cb), self);
  oof_wrap_box_append (OOF_WRAP_BOX (buttons), open);
  oof_wrap_box_append (OOF_WRAP_BOX (buttons), take);
  oof_wrap_box_append (OOF_WRAP_BOX (buttons), paste);
  oof_wrap_box_append (OOF_WRAP_BOX (buttons), self->keep);
  return buttons;
}

static GtkWidget *
create_slots (Pictures *self)
{
  GtkWidget *slots = oof_wizard_bar_new ();
  GtkToggleButton *first = NULL;

  for (const OofMigrationSlot *slot = oof_migration_slots; slot->id != NULL; slot++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = gtk_image_new ();

      gtk_box_append (GTK_BOX (content), icon);
      gtk_box_append (GTK_BOX (content), gtk_label_new (slot->title));
      g_object_set_data (G_OBJECT (button), "icon", icon);
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "slot", (gpointer) slot);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), first == (gpointer) button);
      g_signal_connect (button, "toggled", G_CALLBACK (slot_cb), self);
      oof_wrap_box_append (OOF_WRAP_BOX (slots), button);
    }
  return slots;
}

/* The picture, or what to do while there is none. */
static GtkWidget *
create_left (Pictures *self, GtkWidget *box)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->view = OOF_PICTURE_VIEW (oof_picture_view_new ());
  self->hint = oof_wizard_text_new (_ ("Drop the screenshot here, choose a file or paste it. Then "
                                       "drag over whatever nobody needs to see: it is blacked "
                                       "out before the picture is kept."),
                                    "dim-text");
  gtk_label_set_justify (GTK_LABEL (self->hint), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0.5F);
  gtk_label_set_max_width_chars (GTK_LABEL (self->hint), 40);
  gtk_widget_set_vexpand (self->hint, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->view), GTK_ALIGN_START);
  gtk_widget_add_css_class (frame, "picture-frame");
  gtk_box_append (GTK_BOX (frame), self->hint);
  gtk_box_append (GTK_BOX (frame), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (left), frame);
  gtk_box_append (GTK_BOX (left), create_buttons (self, box));
  return left;
}

GtkWidget *
oof_wizard_pictures_new (OofWizard *wizard)
{
  Pictures *self = g_new0 (Pictures, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_object_set_data_full (G_OBJECT (box), "pictures", self, g_free);
  self->wizard = wizard;
  self->slots = create_slots (self);
  self->missing = GTK_LABEL (oof_wizard_text_new (NULL, "dim-text"));
  self->left = create_left (self, box);
  self->fold = g_object_new (OOF_TYPE_FOLD_BOX, "end-fixed", TRUE, "fixed-width", FORM_WIDTH,
                             "fold-width", FOLD_WIDTH, "spacing", 18, "fold-spacing", 12, NULL);
  gtk_widget_set_parent (self->left, self->fold);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (drop));
  gtk_box_append (GTK_BOX (box), self->slots);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->missing));
  gtk_box_append (GTK_BOX (box), self->fold);
  gtk_box_append (GTK_BOX (box), oof_wizard_transfers_new (wizard));
  g_signal_connect_swapped (self->view, "changed", G_CALLBACK (blacked_out_cb), self);
  show_slot (self, oof_migration_slots);
  oof_wizard_follow (wizard, box, update);
  return box;
}
