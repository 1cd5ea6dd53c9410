/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-template-files.h"

#include <string.h>

#include "app/oof-template-resources.h"
#include "core/oof-error.h"

#define MAX_BYTES         (4 * 1024 * 1024)
#define STANDARD_NAME     "Standard"
#define STANDARD_RESOURCE "/io/github/oofmanager/templates/standard.txt"
#define ATTRIBUTES        G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE

/* Reading. All of it runs in a thread of its own. */

static void
file_free (gpointer data)
{
  OofTemplateFile *self = data;

  g_free (self->file);
  g_clear_pointer (&self->tmpl, oof_template_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* The name without the ending of a template, NULL for other files. @html: (out). (transfer full)
 * (nullable) */
static char *
dup_stem (const char *file, gboolean *html)
{
  static const char *const endings[] = { ".txt", ".htm", ".html" };
  g_autofree char *lower = g_ascii_strdown (file, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]) && strlen (lower) > strlen (endings[i])
        && file[0] != '.')
      {
        *html = i > 0;
        return g_strndup (file, strlen (file) - strlen (endings[i]));
      }
  return NULL;
}

static OofTemplateFile *
read_file (
    GFile *file, const char *name, const char *stem, gboolean html, GCancellable *cancellable)
{
  OofTemplateFile *self = g_new0 (OofTemplateFile, 1);
  g_autoptr (GFileInputStream) input = g_file_read (file, cancellable, &self->error);
  g_autofree char *buffer = input != NULL ? g_malloc (MAX_BYTES + 1) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_to_utf8 (stem, -1, NULL, NULL, NULL);
  gsize length = 0;

  self->file = g_strdup (name);
  if (shown == NULL)
    shown = g_filename_display_name (stem);
  if (input == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (input), buffer, MAX_BYTES + 1, &length,
                                   cancellable, &self->error))
    return self;
  if (length > MAX_BYTES)
    g_set_error (&self->error, OOF_ERROR, OOF_ERROR_LIMIT, "is too long");
  else
    text = oof_text_decode (buffer, length, &self->encoding, &self->error);
  if (text != NULL)
    self->tmpl = oof_template_new (g_strstrip (shown), html, text);
  return self;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const OofTemplateFile *one = *(const OofTemplateFile *const *) a;
  const OofTemplateFile *other = *(const OofTemplateFile *const *) b;

  return g_strcmp0 (one->file, other->file);
}

/* "Krank extern" is "Krank" and one of @words. (transfer full) (nullable): its end is none. */
static char *
dup_base (const char *name, const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (; *words != NULL; words++)
    {
      gsize length = strlen (name), word = strlen (*words);

      if (g_str_has_suffix (lower, *words) && length > word + 1
          && strchr (" .-_", name[length - word - 1]) != NULL)
        return g_strndup (name, length - word - 1);
    }
  return NULL;
}

/* The template of @base or its internal half, of the same format. (transfer none) (nullable) */
static OofTemplateFile *
find_body (GPtrArray *files, const char *base, const OofTemplate *external)
{
  static const char *const internal[] = { "intern", "internal", NULL };
  OofTemplateFile *half = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      OofTemplateFile *file = g_ptr_array_index (files, i);
      g_autofree char *other = file->tmpl != NULL ? dup_base (file->tmpl->name, internal) : NULL;

      if (file->tmpl == NULL || file->tmpl->html != external->html)
        continue;
      if (oof_template_has_name (file->tmpl, base))
        return file;
      if (other != NULL && g_ascii_strcasecmp (other, base) == 0)
        half = file;
    }
  return half;
}

static void
join_externals (GPtrArray *files)
{
  static const char *const words[] = { "extern", "external", NULL };

  for (guint i = 0; i < files->len;)
    {
      OofTemplateFile *file = g_ptr_array_index (files, i);
      g_autofree char *base = file->tmpl != NULL ? dup_base (file->tmpl->name, words) : NULL;
      OofTemplateFile *body = base != NULL ? find_body (files, base, file->tmpl) : NULL;

      if (body == NULL || body == file || body->tmpl->external != NULL)
        {
          i++;
          continue;
        }
      g_free (body->tmpl->name);
      body->tmpl->name = g_steal_pointer (&base);
      body->tmpl->external = g_strdup (file->tmpl->body);
      g_ptr_array_remove_index (files, i);
    }
}

static gboolean
read_folder (GFile *folder, GPtrArray *files, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);
  GFileInfo *info = NULL;
  GFile *child = NULL;

  while (children != NULL
         && g_file_enumerator_iterate (children, &info, &child, cancellable, error))
    {
      gboolean html = FALSE;
      g_autofree char *stem = info != NULL ? dup_stem (g_file_info_get_name (info), &html) : NULL;

      if (info == NULL)
        return TRUE;
      if (stem != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        g_ptr_array_add (files,
                         read_file (child, g_file_info_get_name (info), stem, html, cancellable));
    }
  return FALSE;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *folder = data;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  g_autofree char *name = g_file_get_basename (folder);
  gboolean html = FALSE;
  g_autofree char *stem = dup_stem (name, &html);
  GError *error = NULL;

  if (stem != NULL
      && g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, cancellable)
             == G_FILE_TYPE_REGULAR)
    g_ptr_array_add (files, read_file (folder, name, stem, html, cancellable));
  else if (!read_folder (folder, files, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (files, compare_files);
  join_externals (files);
  g_task_return_pointer (task, g_steal_pointer (&files), (GDestroyNotify) g_ptr_array_unref);
}

void
oof_template_files_read_async (GFile *folder,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (folder));

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_template_files_read_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

GPtrArray *
oof_template_files_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Writing */

typedef struct
{
  GFile *folder;        /* (owned) */
  GPtrArray *templates; /* (owned) */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_object_unref (self->folder);
  g_ptr_array_unref (self->templates);
  g_free (self);
}

/* Also what Windows refuses: the files go back to the original. (transfer full) */
static char *
dup_file_name (const OofTemplate *tmpl, gboolean external)
{
  g_autofree char *name = g_strdup (tmpl->name);

  g_strdelimit (name, "/\\:*?\"<>|", '_');
  for (char *p = name; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || (p == name && *p == '.'))
      *p = '_';
  return g_strconcat (*name != '\0' ? name : "_", external ? " extern" : "",
                      tmpl->html ? ".htm" : ".txt", NULL);
}

static gboolean
write_text (const Writing *self,
            GPtrArray *names,
            const OofTemplate *tmpl,
            gboolean external,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *name = dup_file_name (tmpl, external);
  g_autoptr (GFile) file = g_file_get_child (self->folder, name);
  const char *text = external ? tmpl->external : tmpl->body;

  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0)
      {
        g_set_error (error, OOF_ERROR, OOF_ERROR_EXISTS, "two templates would be %s", name);
        return FALSE;
      }
  g_ptr_array_add (names, g_steal_pointer (&name));
  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  cancellable, error);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *self = data;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!g_file_make_directory_with_parents (self->folder, cancellable, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_clear_error (&error);
  for (guint i = 0; error == NULL && i < self->templates->len; i++)
    {
      const OofTemplate *tmpl = g_ptr_array_index (self->templates, i);

      if (write_text (self, names, tmpl, FALSE, cancellable, &error) && tmpl->external != NULL)
        write_text (self, names, tmpl, TRUE, cancellable, &error);
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&names), (GDestroyNotify) g_ptr_array_unref);
}

void
oof_template_files_write_async (GFile *folder,
                                GPtrArray *templates,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (folder));
  g_return_if_fail (templates != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Writing *self = g_new0 (Writing, 1);

  g_task_set_source_tag (task, oof_template_files_write_async);
  self->folder = g_object_ref (folder);
  self->templates = g_ptr_array_ref (templates);
  g_task_set_task_data (task, self, writing_free);
  g_task_run_in_thread (task, write_thread);
}

GPtrArray *
oof_template_files_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The standard template */

OofTemplate *
oof_template_files_get_standard (void)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (oof_template_resources_get_resource (), STANDARD_RESOURCE,
                              G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);

  return oof_template_new (STANDARD_NAME, FALSE, text);
}
