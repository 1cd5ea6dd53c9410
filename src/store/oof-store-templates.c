/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "core/oof-list-name.h"
#include "store/oof-document-item-private.h"
#include "store/oof-document-merge-private.h"
#include "store/oof-template-json.h"

/* The templates of OofStore. */

#define KEY_TEMPLATE "d:template:"
#define NAME_LIMIT   255

/* The template that is called @name. (transfer none) (nullable) */
static OofItem *
find_template (OofStore *self, const char *name)
{
  GHashTableIter iter;
  gpointer value;
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  g_hash_table_iter_init (&iter, oof_store_get_known (self));
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OofItem *item = value;
      g_autoptr (OofTemplate) tmpl = NULL;
      g_autofree char *folded = NULL;

      if (!g_str_has_prefix (item->key, KEY_TEMPLATE) || !item->document)
        continue;
      tmpl = oof_template_json_read (item->key, item->document, NULL);
      folded = tmpl ? g_utf8_casefold (tmpl->name, -1) : NULL;
      if (g_strcmp0 (folded, wanted) == 0)
        return item;
    }
  return NULL;
}

/* What is written over @base: @wanted, or with the changes of somebody else where they do not meet.
 */
static OofTemplate *
merge_template (const OofTemplate *wanted, const OofItem *base, GError **error)
{
  static const char *const text[] = { "format", "body", NULL };
  g_autoptr (OofTemplate) read = NULL;
  g_autofree char *old = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *merged = NULL;
  OofTemplate *tmpl;

  if (wanted->rev > 0 && (!base || (base->rev != wanted->rev && !wanted->document)))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: changed by somebody else",
                   wanted->key);
      return NULL;
    }
  if (wanted->rev > 0 && base->rev != wanted->rev)
    {
      read = oof_template_json_read (wanted->key, wanted->document, error);
      old = read ? oof_template_json_write (read, wanted->rev, "", error) : NULL;
      mine = old ? oof_template_json_write (wanted, wanted->rev, "", error) : NULL;
      if (mine)
        merged = oof_document_merge (wanted->key, old, mine, base->document, text, error);
      return merged ? oof_template_json_read (wanted->key, merged, error) : NULL;
    }
  tmpl = oof_template_copy (wanted);
  g_free (tmpl->document);
  tmpl->document = base ? g_strdup (base->document) : NULL;
  return tmpl;
}

/* Says who saves when, and keeps what was there before. */
static void
sign_template (OofStore *self, OofTemplate *tmpl, const OofItem *base)
{
  g_autoptr (OofTemplate) before =
      base ? oof_template_json_read (base->key, base->document, NULL) : NULL;

  if (before)
    oof_template_follow (tmpl, before);
  tmpl->saved_at = oof_store_get_now (self);
  g_free (tmpl->saved_by);
  tmpl->saved_by = g_strdup (oof_store_get_author (self));
}

static OofItem *
build_template (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  OofStore *self = g_task_get_source_object (user_data);
  g_autoptr (OofTemplate) tmpl = merge_template (g_task_get_task_data (user_data), base, error);
  g_autofree char *summary = NULL;

  if (!tmpl)
    return NULL;
  sign_template (self, tmpl, base);
  summary = g_strconcat (tmpl->name, "\n\n", tmpl->body, NULL);
  return oof_document_item_new (tmpl->key, stamp, summary,
                                oof_template_json_write (tmpl, stamp->rev, stamp->write_id, error));
}

static void
template_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_write_finish (self, result, &error);
  OofTemplate *tmpl = item ? oof_template_json_read (item->key, item->document, &error) : NULL;

  if (tmpl)
    g_task_return_pointer (task, tmpl, (GDestroyNotify) oof_template_unref);
  else
    g_task_return_error (task, error);
}

static void
save_template_start (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  OofTemplate *tmpl = g_task_get_task_data (task);
  OofItem *same_name = find_template (self, tmpl->name);

  if (same_name && tmpl->rev == 0)
    {
      g_free (tmpl->key);
      tmpl->key = g_strdup (same_name->key);
    }
  else if (same_name && !g_str_equal (same_name->key, tmpl->key))
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_EXISTS,
                               "there is another template \"%s\"", tmpl->name);
      return;
    }
  oof_store_write (self, OOF_CALENDAR_DOCUMENTS, tmpl->key, build_template, task,
                   g_task_get_cancellable (task), template_written_cb, g_object_ref (task));
}

void
oof_store_save_template_async (OofStore *self,
                               OofTemplate *tmpl,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  GError *error = NULL;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (tmpl != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_template_async);
  g_task_set_task_data (task, oof_template_copy (tmpl), (GDestroyNotify) oof_template_unref);
  if (oof_list_name_check ("template", tmpl->name, NAME_LIMIT, &error))
    {
      oof_store_enqueue (self, task, save_template_start);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

OofTemplate *
oof_store_save_template_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Removing */

static void
remove_template_start (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  const char *name = g_task_get_task_data (task);
  OofItem *item = find_template (self, name);

  if (item)
    oof_store_remove_for (task, item);
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "no template \"%s\"", name);
}

void
oof_store_remove_template_async (OofStore *self,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_remove_template_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  oof_store_enqueue (self, task, remove_template_start);
}

gboolean
oof_store_remove_template_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
