/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-private.h"
#include "app/oof-session-runner.h"

/* The runner elsewhere is asked, and what becomes of that is followed. */

/* Between two looks at the answer, in ms. */
#define LOOK_INTERVAL 1000

typedef struct
{
  OofRequest *request; /* (owned) */
  gint64 until;        /* monotonic, µs */
} Asking;

static void wait_for_answer (GTask *task);

static void
asking_free (gpointer data)
{
  Asking *self = data;

  oof_request_unref (self->request);
  g_free (self);
}

/* The newest of each mailbox is what is shown of it. */
static void
note (OofSession *self, OofRequest *request)
{
  OofRequest *known = g_hash_table_lookup (self->asked, request->person);

  if (known != NULL && known->at > request->at)
    return;
  g_hash_table_insert (self->asked, g_strdup (request->person), oof_request_ref (request));
  _oof_session_tell_request (self, request);
}

static void
stop_waiting (GTask *task)
{
  OofSession *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);

  g_hash_table_remove (self->awaited, asking->request->key);
}

static void
give_answer (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  stop_waiting (task);
  note (g_task_get_source_object (task), asking->request);
  g_task_return_pointer (task, oof_request_ref (asking->request),
                         (GDestroyNotify) oof_request_unref);
}

/* That one look failed does not matter while there is time for another one. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  OofRequest *request = oof_store_find_request_finish (OOF_STORE (source), result, &error);

  if (request != NULL)
    {
      gboolean other = request->rev != asking->request->rev;
      oof_request_unref (asking->request);
      asking->request = request;
      if (other && oof_request_is_open (request))
        note (g_task_get_source_object (task), request);
    }
  if (g_task_return_error_if_cancelled (task))
    {
      stop_waiting (task);
      return;
    }
  if (oof_request_is_open (asking->request))
    wait_for_answer (task);
  else
    give_answer (task);
}

static gboolean
look_cb (gpointer user_data)
{
  GTask *task = user_data;
  OofSession *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);

  oof_store_find_request_async (self->store, asking->request->key, g_task_get_cancellable (task),
                                looked_cb, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

/* Cancelled: the look is taken at once, and ends in the error. */
static void
wait_for_answer (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GSource) source = NULL;
  g_autoptr (GSource) cancelled = NULL;

  if (g_get_monotonic_time () >= asking->until)
    {
      give_answer (task);
      return;
    }
  source = g_timeout_source_new (LOOK_INTERVAL);
  g_source_set_callback (source, look_cb, g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    {
      cancelled = g_cancellable_source_new (cancellable);
      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  g_source_attach (source, g_task_get_context (task));
}

static void
request_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  OofRequest *stored = oof_store_add_request_finish (OOF_STORE (source), result, &error);

  if (stored == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  oof_request_unref (asking->request);
  asking->request = stored;
  g_hash_table_add (((OofSession *) g_task_get_source_object (task))->awaited,
                    g_strdup (stored->key));
  note (g_task_get_source_object (task), stored);
  wait_for_answer (task);
}

void
oof_session_request_async (OofSession *self,
                           OofAction action,
                           const char *person,
                           const char *absence,
                           guint seconds,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (person != NULL && action != OOF_ACTION_UNKNOWN);

  g_autoptr (OofRequest) order = oof_request_new (action, person);

  order->absence = g_strdup (absence);
  oof_session_order_async (self, order, seconds, cancellable, callback, user_data);
}

void
oof_session_order_async (OofSession *self,
                         OofRequest *order,
                         guint seconds,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (order != NULL && order->rev == 0);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  g_task_set_source_tag (task, oof_session_order_async);
  asking->request = oof_request_ref (order);
  asking->until = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  g_task_set_task_data (task, asking, asking_free);
  oof_store_add_request_async (self->store, asking->request, cancellable, request_added_cb,
                               g_object_ref (task));
}

OofRequest *
oof_session_request_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

OofRequest *
oof_session_get_request (OofSession *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return g_hash_table_lookup (self->asked, address);
}

gboolean
oof_session_waits_for (OofSession *self, const OofRequest *request)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (request != NULL, FALSE);

  return oof_request_is_open (request) && g_hash_table_contains (self->awaited, request->key);
}

/* Those that nobody waits for any more */

static void
followed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofSession) self = OOF_SESSION (user_data);
  g_autoptr (OofRequest) request = oof_store_find_request_finish (OOF_STORE (source), result, NULL);
  OofRequest *known = request != NULL ? g_hash_table_lookup (self->asked, request->person) : NULL;

  if (known == NULL || !g_str_equal (known->key, request->key) || known->rev == request->rev)
    return;
  note (self, request);
  /* What the runner published with its answer is newer than what was read just now. */
  if (!oof_request_is_open (request))
    oof_session_load_async (self, OOF_LOAD_DATABASE, NULL, NULL, NULL);
}

void
_oof_session_follow_requests (OofSession *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const OofRequest *request = value;

      if (oof_request_is_open (request) && !oof_session_waits_for (self, request))
        oof_store_find_request_async (self->store, request->key, NULL, followed_cb,
                                      g_object_ref (self));
    }
}
