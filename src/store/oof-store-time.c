/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-time-private.h"

#include "core/oof-error.h"
#include "store/oof-document-item-private.h"
#include "store/oof-store-private.h"

#define KEY_CLOCK "d:clock"

/* Each write has a nonce of its own: an equal one would not be sent. */
static OofItem *
build_clock (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  g_autofree char *nonce = g_uuid_string_random ();
  OofJsonWriter *writer = oof_document_begin (KEY_CLOCK, stamp, NULL);

  oof_json_writer_add_string (writer, "nonce", nonce);
  return oof_document_item_new (KEY_CLOCK, stamp, "Asks the server what time it is",
                                oof_document_finish (writer, KEY_CLOCK, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_write_finish (self, result, &error);

  if (!item)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_clock_observe (oof_store_get_clock (self), item->modified);
  g_task_return_boolean (task, TRUE);
}

static void
located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = OOF_STORE (source);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (self, result, &error);

  if (error && !g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  /* The answer was the first one, and told. */
  if (oof_clock_is_told (oof_store_get_clock (self)))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  oof_store_write (self, OOF_CALENDAR_DOCUMENTS, KEY_CLOCK, build_clock, NULL,
                   g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

void
oof_store_ask_time (OofStore *self,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_store_ask_time);
  if (oof_clock_is_told (oof_store_get_clock (self)))
    g_task_return_boolean (task, TRUE);
  else
    oof_store_locate (self, KEY_CLOCK, FALSE, cancellable, located_cb, g_object_ref (task));
}

gboolean
oof_store_ask_time_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
