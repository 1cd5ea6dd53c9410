/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-document-item-private.h"
#include "store/oof-people-json.h"

/* The imported people of OofStore, one page after the other; only those that change. */

typedef struct
{
  char *before[OOF_PEOPLE_PAGES]; /* (owned) plain JSON, as it was read */
  char *after[OOF_PEOPLE_PAGES];  /* (owned) as it is wanted */
  GPtrArray *people;              /* (owned) OofPerson */
  guint page;                     /* the one in hand */
} SavePeople;

static void save_next (GTask *task);

static void
save_people_free (gpointer data)
{
  SavePeople *self = data;

  for (guint i = 0; i < OOF_PEOPLE_PAGES; i++)
    {
      g_free (self->before[i]);
      g_free (self->after[i]);
    }
  g_ptr_array_unref (self->people);
  g_free (self);
}

/* Whether @base is what was read; one that cannot be read fails when it is written over. */
static gboolean
check_base (const SavePeople *self, const OofItem *base, GError **error)
{
  g_autofree char *key = oof_people_json_dup_key (self->page);
  g_autoptr (GPtrArray) there =
      base ? oof_people_json_read (key, base->document, NULL) : g_ptr_array_new ();
  g_autofree char *text =
      there ? oof_people_json_write (there, self->page, NULL, 0, "", NULL) : NULL;

  if (!text || g_str_equal (text, self->before[self->page]))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: changed by somebody else", key);
  return FALSE;
}

static OofItem *
build_page (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  SavePeople *self = user_data;
  g_autofree char *key = oof_people_json_dup_key (self->page);

  if (!check_base (self, base, error))
    return NULL;
  return oof_document_item_new (key, stamp, "Imported people",
                                oof_people_json_write (self->people, self->page,
                                                       base ? base->document : NULL, stamp->rev,
                                                       stamp->write_id, error));
}

static void
page_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SavePeople *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (task), result, &error);

  if (!item)
    {
      g_task_return_error (task, error);
      return;
    }
  self->page++;
  save_next (task);
}

static void
save_next (GTask *task)
{
  SavePeople *self = g_task_get_task_data (task);
  g_autofree char *key = NULL;

  while (self->page < OOF_PEOPLE_PAGES
         && g_str_equal (self->before[self->page], self->after[self->page]))
    self->page++;
  if (self->page == OOF_PEOPLE_PAGES)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  key = oof_people_json_dup_key (self->page);
  oof_store_write (g_task_get_source_object (task), OOF_CALENDAR_DOCUMENTS, key, build_page, self,
                   g_task_get_cancellable (task), page_written_cb, g_object_ref (task));
}

/* Every page is made before the first one is written: what is too large is found here. */
static gboolean
make_pages (SavePeople *self, GPtrArray *before, GError **error)
{
  for (guint i = 0; i < OOF_PEOPLE_PAGES; i++)
    {
      self->before[i] = oof_people_json_write (before, i, NULL, 0, "", error);
      self->after[i] =
          self->before[i] ? oof_people_json_write (self->people, i, NULL, 0, "", error) : NULL;
      if (!self->after[i])
        return FALSE;
    }
  return TRUE;
}

void
oof_store_save_people_async (OofStore *self,
                             GPtrArray *before,
                             GPtrArray *people,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  SavePeople *save;
  GError *error = NULL;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (before != NULL && people != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  save = g_new0 (SavePeople, 1);
  save->people = g_ptr_array_ref (people);
  g_task_set_source_tag (task, oof_store_save_people_async);
  g_task_set_task_data (task, save, save_people_free);
  if (make_pages (save, before, &error))
    {
      oof_store_enqueue (self, task, save_next);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

gboolean
oof_store_save_people_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
