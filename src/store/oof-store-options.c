/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "core/oof-option-field.h"
#include "store/oof-document-item-private.h"
#include "store/oof-document-merge-private.h"
#include "store/oof-options-json.h"

/* The options of OofStore. */

static char *
summarise (const OofOptions *options)
{
  GString *text = g_string_new (NULL);

  for (const OofOptionField *field = oof_option_fields; field->name; field++)
    {
      g_autofree char *value = oof_option_field_dup_text (field, options);
      g_string_append_printf (text, "%s: %s\n", field->name, value);
    }
  return g_string_free (text, FALSE);
}

/* What is not said has its default in all of them, and each is saved at another time. */
static char *
dup_comparable (const OofOptions *options, GError **error)
{
  g_autoptr (OofOptions) copy = oof_options_copy (options);

  copy->saved_at = OOF_INSTANT_NONE;
  return oof_options_json_write (copy, copy->rev, "", error);
}

/* Somebody else was there first: both changes count where they do not meet. */
static OofOptions *
merge_options (const OofOptions *wanted, const OofItem *base, GError **error)
{
  g_autoptr (OofOptions) theirs = base ? oof_options_json_read (base->document, error) : NULL;
  g_autoptr (OofOptions) read = NULL;
  g_autofree char *old = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *merged = NULL;

  if (base && !theirs)
    return NULL;
  if (!base || !wanted->document)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: changed by somebody else",
                   OOF_KEY_OPTIONS);
      return NULL;
    }
  read = oof_options_json_read (wanted->document, error);
  old = read ? dup_comparable (read, error) : NULL;
  here = old ? dup_comparable (wanted, error) : NULL;
  there = here ? dup_comparable (theirs, error) : NULL;
  merged = there ? oof_document_merge (OOF_KEY_OPTIONS, old, here, there, NULL, error) : NULL;
  return merged ? oof_options_json_read (merged, error) : NULL;
}

/* What is written over @base (nullable). */
static OofOptions *
prepare_options (const OofOptions *wanted, const OofItem *base, GError **error)
{
  OofOptions *options;

  if (wanted->rev != (base ? base->rev : 0))
    return merge_options (wanted, base, error);
  options = oof_options_copy (wanted);
  g_free (options->document);
  options->document = base ? g_strdup (base->document) : NULL;
  return options;
}

static OofItem *
build_options (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  OofOptions *wanted = g_task_get_task_data (user_data);
  g_autoptr (OofOptions) options = prepare_options (wanted, base, error);
  g_autofree char *summary = options ? summarise (options) : NULL;

  if (!options)
    return NULL;
  options->saved_at = wanted->saved_at;
  return oof_document_item_new (
      OOF_KEY_OPTIONS, stamp, summary,
      oof_options_json_write (options, stamp->rev, stamp->write_id, error));
}

static void
options_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_write_finish (self, result, &error);
  OofOptions *options = item ? oof_options_json_read (item->document, &error) : NULL;

  if (options)
    g_task_return_pointer (task, options, (GDestroyNotify) oof_options_unref);
  else
    g_task_return_error (task, error);
}

static void
save_options_start (GTask *task)
{
  oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS, OOF_KEY_OPTIONS,
                   build_options, task, g_task_get_cancellable (task), options_written_cb,
                   g_object_ref (task));
}

void
oof_store_save_options_async (OofStore *self,
                              OofOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  OofOptions *copy;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (options != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_options_async);
  copy = oof_options_copy (options);
  copy->saved_at = oof_store_get_now (self);
  g_task_set_task_data (task, copy, (GDestroyNotify) oof_options_unref);
  oof_store_enqueue (self, task, save_options_start);
}

OofOptions *
oof_store_save_options_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
