/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-session-templates.h"
#include "app/oof-template-files.h"
#include "app/oof-words.h"
#include "core/oof-template-readings.h"
#include "ui/editor/oof-choice.h"
#include "ui/lists/oof-line-words.h"
#include "ui/parts/oof-banner.h"
#include "ui/parts/oof-dark.h"
#include "ui/parts/oof-spoken.h"

/* Of a text that is compared so much is enough. */
#define MAX_READING 2000

/* One file that holds a template. */
typedef struct
{
  const OofTemplateFile *file; /* (not owned) */
  GtkCheckButton *check;       /* (owned by the widget tree) */
} Line;

struct _OofTemplateImport
{
  AdwWindow parent_instance;

  GtkButton *import;
  OofBanner *banner;
  GtkListBox *list;
  GtkWidget *readings;
  GtkDropDown *example;
  GtkCheckButton *reversed;
  GtkLabel *kept_forwarded;
  GtkLabel *kept_alone;
  GtkLabel *reversed_forwarded;
  GtkLabel *reversed_alone;

  OofSession *session;  /* (owned) */
  GPtrArray *files;     /* (owned) OofTemplateFile */
  GArray *lines;        /* (owned) Line */
  GPtrArray *ambiguous; /* (owned) OofTemplate (not owned) with two readings */
  GPtrArray *todo;      /* (owned) (nullable) OofTemplate, while they are saved */
  guint n_saved;
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (OofTemplateImport, oof_template_import, ADW_TYPE_WINDOW)

static guint imported_signal;

/* The files. */

static guint
count_chosen (OofTemplateImport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += gtk_check_button_get_active (g_array_index (self->lines, Line, i).check);
  return n;
}

static void
update (OofTemplateImport *self)
{
  guint n = count_chosen (self);
  g_autofree char *label =
      g_strdup_printf (ngettext ("_Import %u template", "_Import %u templates", n), n);

  gtk_button_set_label (self->import, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.import", n > 0 && self->todo == NULL);
}

/* (transfer full) */
static char *
describe (OofTemplateImport *self, const OofTemplateFile *file)
{
  OofTemplate *known =
      oof_template_find (oof_session_get_templates (self->session), file->tmpl->name);
  g_autoptr (GPtrArray) findings = oof_session_check_template (self->session, file->tmpl);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((OofTemplateFinding *) g_ptr_array_index (findings, i))->is_error;
  g_autofree char *mistakes =
      n > 0 ? g_strdup_printf (ngettext ("%u mistake", "%u mistakes", n), n) : g_strdup ("");
  return oof_line_words_join (
      (const char *[]){ file->tmpl->html ? _ ("HTML") : _ ("Text"),
                        file->tmpl->external != NULL ? _ ("own external text") : "",
                        known == NULL                                   ? _ ("new")
                        : oof_template_same_content (known, file->tmpl) ? _ ("unchanged")
                                                                        : _ ("replaces yours"),
                        mistakes, NULL });
}

/* What is there already in the same form needs no import. */
static gboolean
is_wanted (OofTemplateImport *self, const OofTemplateFile *file)
{
  OofTemplate *known =
      oof_template_find (oof_session_get_templates (self->session), file->tmpl->name);

  return known == NULL || !oof_template_same_content (known, file->tmpl);
}

static void
add_line (OofTemplateImport *self, const OofTemplateFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *words = describe (self, file);

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->tmpl->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_wanted (self, file));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  oof_spoken_set_name (GTK_WIDGET (check), file->tmpl->name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
  g_array_append_val (self->lines, ((Line){ file, GTK_CHECK_BUTTON (check) }));
  if (oof_template_has_two_readings (file->tmpl))
    g_ptr_array_add (self->ambiguous, file->tmpl);
}

static void
add_failed (OofTemplateImport *self, const OofTemplateFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = file->error->domain == G_IO_ERROR ? g_strdup (file->error->message)
                                                             : oof_words_error (file->error);

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_list_box_append (self->list, row);
}

/* The two readings. */

static void
show_reading (OofTemplateImport *self, GtkLabel *label, const OofTemplate *tmpl, gboolean forwarded)
{
  OofOptions *options = oof_session_get_options (self->session);
  g_autofree char *text = oof_template_render_example (tmpl, options, forwarded);
  g_autofree char *shown =
      g_utf8_make_valid (text, (gssize) MIN (strlen (text), (gsize) MAX_READING));

  gtk_label_set_label (label, shown);
}

static void
show_example (OofTemplateImport *self)
{
  guint selected = gtk_drop_down_get_selected (self->example);

  if (selected >= self->ambiguous->len)
    return;
  const OofTemplate *tmpl = g_ptr_array_index (self->ambiguous, selected);
  g_autoptr (OofTemplate) reversed = oof_template_reverse (tmpl);
  show_reading (self, self->kept_forwarded, tmpl, TRUE);
  show_reading (self, self->kept_alone, tmpl, FALSE);
  show_reading (self, self->reversed_forwarded, reversed, TRUE);
  show_reading (self, self->reversed_alone, reversed, FALSE);
}

static void
fill_examples (OofTemplateImport *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->ambiguous->len; i++)
    g_ptr_array_add (names, ((OofTemplate *) g_ptr_array_index (self->ambiguous, i))->name);
  g_ptr_array_add (names, NULL);
  oof_choice_set_names (self->example, _ ("Template"), (const char *const *) names->pdata, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->example), self->ambiguous->len > 1);
  gtk_widget_set_visible (self->readings, self->ambiguous->len > 0);
  g_signal_connect_object (self->example, "notify::selected", G_CALLBACK (show_example), self,
                           G_CONNECT_SWAPPED);
  show_example (self);
}

/* Saving, one after the other. */

static void save_next (OofTemplateImport *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTemplateImport) self = OOF_TEMPLATE_IMPORT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) stored =
      oof_session_save_template_finish (OOF_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (stored == NULL)
    {
      g_autofree char *words = oof_words_error (error);
      g_clear_pointer (&self->todo, g_ptr_array_unref);
      oof_banner_show (self->banner, words, NULL);
      update (self);
      return;
    }
  self->n_saved++;
  g_ptr_array_remove_index (self->todo, 0);
  save_next (self);
}

static void
save_next (OofTemplateImport *self)
{
  if (self->todo->len > 0)
    {
      oof_session_save_template_async (self->session, g_ptr_array_index (self->todo, 0),
                                       self->cancellable, saved_cb, g_object_ref (self));
      return;
    }
  g_signal_emit (self, imported_signal, 0, self->n_saved);
  gtk_window_close (GTK_WINDOW (self));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTemplateImport *self = OOF_TEMPLATE_IMPORT (widget);
  gboolean reversed = gtk_check_button_get_active (self->reversed);

  oof_banner_show (self->banner, NULL, NULL);
  self->n_saved = 0;
  self->todo = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      if (gtk_check_button_get_active (line->check))
        g_ptr_array_add (self->todo,
                         oof_session_prepare_import (self->session, line->file->tmpl, reversed));
    }
  update (self);
  save_next (self);
}

/* The class. */

static void
oof_template_import_dispose (GObject *object)
{
  OofTemplateImport *self = OOF_TEMPLATE_IMPORT (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_TEMPLATE_IMPORT);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->ambiguous, g_ptr_array_unref);
  g_clear_pointer (&self->todo, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_template_import_parent_class)->dispose (object);
}

static void
oof_template_import_class_init (OofTemplateImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_template_import_dispose;
  g_type_ensure (OOF_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/templates/oof-template-import.ui");
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, import);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, banner);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, list);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, readings);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, example);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, reversed);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, kept_forwarded);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, kept_alone);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, reversed_forwarded);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateImport, reversed_alone);
  gtk_widget_class_install_action (widget_class, "import.import", NULL, import_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  imported_signal = g_signal_new ("imported", OOF_TYPE_TEMPLATE_IMPORT, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
oof_template_import_init (OofTemplateImport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oof_dark_follow (GTK_WIDGET (self));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->ambiguous = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
oof_template_import_new (OofSession *session, GPtrArray *files)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (files != NULL, NULL);

  OofTemplateImport *self = g_object_new (OOF_TYPE_TEMPLATE_IMPORT, NULL);

  self->session = g_object_ref (session);
  self->files = g_ptr_array_ref (files);
  for (guint i = 0; i < files->len; i++)
    {
      const OofTemplateFile *file = g_ptr_array_index (files, i);
      if (file->tmpl != NULL)
        add_line (self, file);
      else
        add_failed (self, file);
    }
  fill_examples (self);
  update (self);
  return GTK_WIDGET (self);
}
