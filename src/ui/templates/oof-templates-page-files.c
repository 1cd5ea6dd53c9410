/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-template-files.h"
#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"
#include "ui/compat/oof-file-picker.h"
#include "ui/oof-toast.h"
#include "ui/parts/oof-unsaved.h"
#include "ui/templates/oof-template-import.h"
#include "ui/templates/oof-templates-page-private.h"

static void
say_error (OofTemplatesPage *self, const GError *error)
{
  g_autofree char *words =
      error->domain == G_IO_ERROR ? g_strdup (error->message) : oof_words_error (error);

  oof_toast_show (GTK_WIDGET (self), words);
}

static GtkWindow *
get_window (gpointer widget)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (widget)));
}

/* Import */

static void
imported_cb (OofTemplateImport *import, guint n, gpointer user_data)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (user_data);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u template imported.", "%u templates imported.", n), n);

  _oof_templates_page_sync (self, NULL);
  oof_toast_show (GTK_WIDGET (self), words);
}

static void
present_import (OofTemplatesPage *self, GPtrArray *files)
{
  GtkWidget *import = oof_template_import_new (self->session, files);

  gtk_window_set_transient_for (GTK_WINDOW (import), get_window (self));
  g_signal_connect_object (import, "imported", G_CALLBACK (imported_cb), self, 0);
  gtk_window_present (GTK_WINDOW (import));
}

/* Drafts that are not saved and that one of the files would replace. (transfer container) */
static GPtrArray *
find_replaced (OofTemplatesPage *self, GPtrArray *files)
{
  GPtrArray *replaced = g_ptr_array_new ();

  for (guint i = 0; i < self->drafts->len; i++)
    {
      OofTemplateDraft *draft = g_ptr_array_index (self->drafts, i);
      const OofTemplate *known = draft->original != NULL ? draft->original : draft->current;
      gboolean hit = FALSE;
      for (guint k = 0; !hit && oof_template_draft_is_changed (draft) && k < files->len; k++)
        {
          const OofTemplateFile *file = g_ptr_array_index (files, k);
          hit = file->tmpl != NULL && oof_template_has_name (known, file->tmpl->name);
        }
      if (hit)
        g_ptr_array_add (replaced, draft);
    }
  return replaced;
}

typedef struct
{
  OofTemplatesPage *self; /* (owned) */
  GPtrArray *files;       /* (owned) */
} Importing;

static void
importing_free (Importing *importing)
{
  g_object_unref (importing->self);
  g_ptr_array_unref (importing->files);
  g_free (importing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Importing, importing_free)

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Importing) importing = user_data;
  OofTemplatesPage *self = importing->self;

  if (!oof_alert_ask_finish (result, NULL) || self->session == NULL)
    return;
  g_autoptr (GPtrArray) replaced = find_replaced (self, importing->files);
  for (guint i = 0; i < replaced->len; i++)
    _oof_templates_page_discard (self, g_ptr_array_index (replaced, i));
  present_import (self, importing->files);
}

/* What is imported counts at once: it must not come in the place of what was changed here. */
static void
ask_before_import (OofTemplatesPage *self, GPtrArray *files)
{
  g_autoptr (GPtrArray) replaced = find_replaced (self, files);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (replaced->len == 0)
    {
      present_import (self, files);
      return;
    }
  for (guint i = 0; i < replaced->len; i++)
    g_ptr_array_add (names, ((OofTemplateDraft *) g_ptr_array_index (replaced, i))->current->name);
  g_ptr_array_add (names, NULL);
  g_autofree char *words = g_strjoinv (", ", (GStrv) names->pdata);
  Importing *importing = g_new0 (Importing, 1);
  importing->self = g_object_ref (self);
  importing->files = g_ptr_array_ref (files);
  oof_unsaved_ask_async (get_window (self), words, discarded_cb, importing);
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTemplatesPage) self = OOF_TEMPLATES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = oof_template_files_read_finish (result, &error);

  if (self->session == NULL)
    return;
  if (files == NULL)
    say_error (self, error);
  else if (files->len == 0)
    oof_toast_show (GTK_WIDGET (self), _ ("There are no .txt or .htm files."));
  else
    ask_before_import (self, files);
}

static void
source_picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofTemplatesPage) self = OOF_TEMPLATES_PAGE (user_data);
  g_autoptr (GFile) file = oof_file_picker_open_finish (result, NULL);

  if (file != NULL && self->session != NULL)
    oof_template_files_read_async (file, NULL, files_read_cb, g_object_ref (self));
}

static void
import_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  oof_file_picker_folder_async (get_window (widget), _ ("Folder with templates"), NULL,
                                source_picked_cb, g_object_ref (widget));
}

static void
import_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  oof_file_picker_open_async (get_window (widget), _ ("File with a template"), NULL,
                              source_picked_cb, g_object_ref (widget));
}

/* A draft like any other: it is looked at before it is saved. */
static void
standard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (widget);
  g_autoptr (OofTemplate) standard = oof_template_files_get_standard ();
  g_autofree char *title = _oof_templates_page_make_name (self, standard->name);

  _oof_templates_page_add (self, oof_template_draft_new_blank (title, standard));
}

/* Export */

typedef struct
{
  OofTemplatesPage *self; /* (owned) */
  GPtrArray *templates;   /* (owned) OofTemplate */
} Exporting;

static void
exporting_free (Exporting *exporting)
{
  g_object_unref (exporting->self);
  g_ptr_array_unref (exporting->templates);
  g_free (exporting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exporting, exporting_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exporting) exporting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = oof_template_files_write_finish (result, &error);

  if (names == NULL)
    {
      say_error (exporting->self, error);
      return;
    }
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u file written.", "%u files written.", names->len), names->len);
  oof_toast_show (GTK_WIDGET (exporting->self), words);
}

static void
target_picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exporting) exporting = user_data;
  g_autoptr (GFile) folder = oof_file_picker_folder_finish (result, NULL);

  if (folder != NULL)
    oof_template_files_write_async (folder, exporting->templates, NULL, written_cb,
                                    g_steal_pointer (&exporting));
}

/* What is exported is what is shown, saved or not. */
static void export(OofTemplatesPage *self, gboolean all)
{
  Exporting *exporting = g_new0 (Exporting, 1);

  exporting->self = g_object_ref (self);
  exporting->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);
  for (guint i = 0; i < self->drafts->len; i++)
    {
      OofTemplateDraft *draft = g_ptr_array_index (self->drafts, i);
      if (all || draft == self->current)
        g_ptr_array_add (exporting->templates, oof_template_copy (draft->current));
    }
  oof_file_picker_folder_async (get_window (self), _ ("Folder to write to"), NULL, target_picked_cb,
                                exporting);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export(OOF_TEMPLATES_PAGE (widget), FALSE);
}

static void
export_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export(OOF_TEMPLATES_PAGE (widget), TRUE);
}

void
_oof_templates_page_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "templates.import-folder", NULL,
                                   import_folder_action);
  gtk_widget_class_install_action (widget_class, "templates.import-file", NULL, import_file_action);
  gtk_widget_class_install_action (widget_class, "templates.standard", NULL, standard_action);
  gtk_widget_class_install_action (widget_class, "templates.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "templates.export-all", NULL, export_all_action);
}
