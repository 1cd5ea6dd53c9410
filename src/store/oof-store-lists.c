/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "store/oof-document-item-private.h"
#include "store/oof-document-merge-private.h"
#include "store/oof-group-json.h"
#include "store/oof-subject-json.h"
#include "store/oof-user-json.h"

/* The documents that are a list with names: groups, subjects and users. */

typedef struct
{
  const char *key;
  const char *summary;
  gboolean (*check) (GPtrArray *lines, GError **error);
  GPtrArray *(*read) (const char *stored, GError **error);
  char *(*write) (
      GPtrArray *lines, const char *base, gint64 rev, const char *write_id, GError **error);
} ListKind;

static const ListKind groups_kind = {
  OOF_KEY_GROUPS,      "Groups and their templates", oof_groups_check,
  oof_group_json_read, oof_group_json_write,
};
static const ListKind subjects_kind = {
  OOF_KEY_SUBJECTS, "Subjects", oof_subjects_check, oof_subject_json_read, oof_subject_json_write,
};
static const ListKind users_kind = {
  OOF_KEY_USERS, "Users", oof_users_check, oof_user_json_read, oof_user_json_write,
};

typedef struct
{
  const ListKind *kind;
  GPtrArray *before; /* (owned) the lines as they were read */
  GPtrArray *after;  /* (owned) the lines as they are wanted */
} SaveList;

static void
save_list_free (gpointer data)
{
  SaveList *self = data;

  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_free (self);
}

/* Two changes that are right can be wrong together: one priority for two groups. A list that was
 * wrong already can be mended step by step. */
static gboolean
check_lines (const ListKind *kind, GPtrArray *lines, const OofItem *base, GError **error)
{
  g_autoptr (GPtrArray) there = base ? kind->read (base->document, NULL) : NULL;

  if (there && !kind->check (there, NULL))
    return TRUE;
  return kind->check (lines, error);
}

/* The lines over what stands there, so that members unknown here are the same in all versions. */
static char *
merge_lines (SaveList *save, const OofItem *base, GError **error)
{
  const ListKind *kind = save->kind;
  const char *document = base ? base->document : NULL;
  g_autoptr (GPtrArray) there = document ? kind->read (document, error) : g_ptr_array_new ();
  g_autofree char *old = there ? kind->write (save->before, document, 0, "", error) : NULL;
  g_autofree char *mine = old ? kind->write (save->after, document, 0, "", error) : NULL;
  g_autofree char *theirs = mine ? kind->write (there, document, 0, "", error) : NULL;

  return theirs ? oof_document_merge (kind->key, old, mine, theirs, NULL, error) : NULL;
}

static OofItem *
build_list (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  SaveList *save = user_data;
  g_autofree char *merged = merge_lines (save, base, error);
  g_autoptr (GPtrArray) lines = merged ? save->kind->read (merged, error) : NULL;

  if (!lines || !check_lines (save->kind, lines, base, error))
    return NULL;
  return oof_document_item_new (
      save->kind->key, stamp, save->kind->summary,
      save->kind->write (lines, merged, stamp->rev, stamp->write_id, error));
}

static void
list_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SaveList *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);
  GPtrArray *lines = item ? save->kind->read (item->document, &error) : NULL;

  if (lines)
    g_task_return_pointer (task, lines, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
save_list_start (GTask *task)
{
  SaveList *save = g_task_get_task_data (task);

  oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS, save->kind->key,
                   build_list, save, g_task_get_cancellable (task), list_written_cb,
                   g_object_ref (task));
}

/* Takes @task. */
static void
save_list (GTask *task, const ListKind *kind, GPtrArray *before, GPtrArray *after)
{
  SaveList *save = g_new0 (SaveList, 1);

  save->kind = kind;
  save->before = g_ptr_array_ref (before);
  save->after = g_ptr_array_ref (after);
  g_task_set_task_data (task, save, save_list_free);
  oof_store_enqueue (g_task_get_source_object (task), task, save_list_start);
}

static GPtrArray *
save_list_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
oof_store_save_groups_async (OofStore *self,
                             GPtrArray *before,
                             GPtrArray *after,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (before != NULL && after != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_groups_async);
  save_list (task, &groups_kind, before, after);
}

GPtrArray *
oof_store_save_groups_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return save_list_finish (self, result, error);
}

void
oof_store_save_subjects_async (OofStore *self,
                               GPtrArray *before,
                               GPtrArray *after,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (before != NULL && after != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_subjects_async);
  save_list (task, &subjects_kind, before, after);
}

GPtrArray *
oof_store_save_subjects_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return save_list_finish (self, result, error);
}

void
oof_store_save_users_async (OofStore *self,
                            GPtrArray *before,
                            GPtrArray *after,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (before != NULL && after != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_save_users_async);
  save_list (task, &users_kind, before, after);
}

GPtrArray *
oof_store_save_users_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return save_list_finish (self, result, error);
}
