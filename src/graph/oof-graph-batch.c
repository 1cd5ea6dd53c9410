/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-batch.h"

#include "core/oof-error.h"
#include "format/oof-json-writer.h"
#include "graph/oof-graph-error.h"

#define MAX_REQUESTS 20
#define MAX_REPEATS  3  /* of a read that is throttled */
#define LONGEST_WAIT 60 /* seconds that a batch sits out by itself */

/* One read and what became of it. */
typedef struct
{
  OofGraphAnswer *answer; /* (not owned) in the result */
  const char *path;       /* (not owned) */
  guint repeats;
  gboolean refused; /* a token was, already */
} Read;

typedef struct
{
  GStrv paths; /* (owned) */
  OofGraphCallFlags flags;
  const char *permission; /* static */
  gboolean in_turn;
  gboolean alone;     /* one by one: the server takes no batches */
  GPtrArray *answers; /* (owned) OofGraphAnswer */
  GArray *reads;      /* (owned) Read, one for each path */
  guint next;         /* the first that was never asked for */
  GPtrArray *asked;   /* (owned) Read: those of the request under way */
  GPtrArray *again;   /* (owned) Read: those to be repeated */
  double wait;        /* seconds before that */
  char *token;        /* (owned) (nullable) the one that was sent last */
} Batch;

static void
answer_free (OofGraphAnswer *answer)
{
  g_clear_pointer (&answer->json, oof_json_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

static void
batch_free (Batch *batch)
{
  g_strfreev (batch->paths);
  g_ptr_array_unref (batch->answers);
  g_array_unref (batch->reads);
  g_ptr_array_unref (batch->asked);
  g_ptr_array_unref (batch->again);
  g_free (batch->token);
  g_free (batch);
}

static void send_next (GTask *task);

static void
write_request (OofJsonWriter *writer, const Batch *batch, guint position)
{
  const Read *read = batch->asked->pdata[position];
  g_autofree char *prefer = oof_graph_call_flags_dup_prefer (batch->flags);
  g_autofree char *id = g_strdup_printf ("%u", position + 1);
  g_autofree char *before = g_strdup_printf ("%u", position);
  const char *depends_on[] = { before, NULL };

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "id", id);
  oof_json_writer_add_string (writer, "method", "GET");
  oof_json_writer_add_string (writer, "url", read->path);
  oof_json_writer_begin_object (writer, "headers");
  oof_json_writer_add_string (writer, "Accept", "application/json");
  oof_json_writer_add_string (writer, "Prefer", prefer);
  oof_json_writer_end_object (writer);
  if (batch->in_turn && position > 0)
    oof_json_writer_add_strv (writer, "dependsOn", depends_on);
  oof_json_writer_end_object (writer);
}

static GBytes *
build_body (const Batch *batch)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "requests");
  for (guint i = 0; i < batch->asked->len; i++)
    write_request (writer, batch, i);
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish_bytes (writer);
}

/* Seconds; below 0 when the header is missing or not understood. */
static double
read_retry_after (const OofJson *response)
{
  g_autoptr (OofJson) headers = oof_json_get_member (response, "headers");
  g_auto (GStrv) names = headers ? oof_json_dup_member_names (headers) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *text = NULL;
      char *end = NULL;
      double seconds;

      if (g_ascii_strcasecmp (names[i], "Retry-After") != 0
          || !oof_json_read_string (headers, names[i], OOF_REQUIRED, &text, NULL))
        continue;
      seconds = g_ascii_strtod (g_strstrip (text), &end);
      return end != text && *end == '\0' && seconds >= 0 ? seconds : -1;
    }
  return -1;
}

/* Whether a throttled read is worth another try; notes how long to wait for it. */
static gboolean
repeat_throttled (Batch *batch, Read *read, const OofJson *response)
{
  double wait = read_retry_after (response);

  if (wait < 0)
    wait = 1 << read->repeats;
  if (read->repeats == MAX_REPEATS || !(wait <= LONGEST_WAIT))
    return FALSE;
  read->repeats++;
  batch->wait = MAX (batch->wait, wait);
  return TRUE;
}

/* Whether the read is to be repeated. 424: it was not done because the one before it failed. */
static gboolean
must_repeat (Batch *batch, Read *read, gint64 status, gboolean broken, const OofJson *response)
{
  if (status == 429 || status == 503)
    return repeat_throttled (batch, read, response);
  if (status == 401 && !read->refused)
    return read->refused = TRUE;
  return status == 424 && broken;
}

static void
take_success (Read *read, const OofJson *response)
{
  oof_json_read_object (response, "body", OOF_REQUIRED, &read->answer->json, &read->answer->error);
}

static void
take_failure (const Batch *batch, Read *read, gint64 status, const OofJson *response)
{
  g_autofree char *where = g_strdup_printf ("HTTP %" G_GINT64_FORMAT " inside a batch", status);
  g_autoptr (OofJson) body = oof_json_get_member (response, "body");
  OofGraphFailure failure = {
    .status = (guint) CLAMP (status, 0, 999),
    .body = body != NULL && oof_json_get_kind (body) == OOF_JSON_OBJECT ? body : NULL,
    .where = where,
    .permission = batch->permission,
    .token = batch->token,
  };

  oof_graph_failure_set (&failure, &read->answer->error);
}

/* @response: (nullable) the only answer with the read's id. @broken: (inout) an earlier one of this
 * request was no success. */
static void
take_response (GTask *task, Read *read, const OofJson *response, gboolean *broken)
{
  Batch *batch = g_task_get_task_data (task);
  gboolean was_broken = *broken;
  gint64 status = 0;

  *broken = TRUE;
  if (response == NULL)
    g_set_error (&read->answer->error, OOF_ERROR, OOF_ERROR_PROTOCOL,
                 "A batch was answered without one answer for %s", read->path);
  else if (!oof_json_read_int (response, "status", OOF_REQUIRED, &status, &read->answer->error))
    return;
  else if (status >= 200 && status < 300)
    {
      *broken = was_broken;
      take_success (read, response);
    }
  else if (must_repeat (batch, read, status, was_broken, response))
    {
      g_ptr_array_add (batch->again, read);
      if (status == 401)
        oof_graph_client_refuse_token (g_task_get_source_object (task), batch->token);
    }
  else
    take_failure (batch, read, status, response);
}

/* The answers by the place of their request; a place with two answers or none stays NULL. */
static void
sort_responses (const Batch *batch, const OofJson *responses, OofJson **sorted)
{
  gboolean twice[MAX_REQUESTS] = { FALSE };

  for (guint i = 0; i < oof_json_get_length (responses); i++)
    {
      g_autoptr (OofJson) response = oof_json_get_element (responses, i);
      g_autofree char *id = NULL;
      guint64 place;

      if (!oof_json_read_string (response, "id", OOF_REQUIRED, &id, NULL)
          || !g_ascii_string_to_unsigned (id, 10, 1, batch->asked->len, &place, NULL)
          || twice[--place])
        continue;
      if (sorted[place] != NULL)
        {
          twice[place] = TRUE;
          g_clear_pointer (&sorted[place], oof_json_unref);
          continue;
        }
      sorted[place] = g_steal_pointer (&response);
    }
}

static void
take_responses (GTask *task, const OofJson *responses)
{
  Batch *batch = g_task_get_task_data (task);
  OofJson *sorted[MAX_REQUESTS] = { NULL };
  gboolean broken = FALSE;

  sort_responses (batch, responses, sorted);
  for (guint i = 0; i < batch->asked->len; i++)
    {
      take_response (task, batch->asked->pdata[i], sorted[i], &broken);
      g_clear_pointer (&sorted[i], oof_json_unref);
    }
}

static void
fail_asked (Batch *batch, const GError *error)
{
  for (guint i = 0; i < batch->asked->len; i++)
    ((Read *) batch->asked->pdata[i])->answer->error = g_error_copy (error);
}

/* The request as a whole has failed: so would the next ones. */
static void
fail_rest (Batch *batch, const GError *error)
{
  fail_asked (batch, error);
  for (; batch->next < batch->reads->len; batch->next++)
    g_array_index (batch->reads, Read, batch->next).answer->error = g_error_copy (error);
}

static gboolean
waited_cb (gpointer user_data)
{
  send_next (user_data);
  return G_SOURCE_REMOVE;
}

/* Comes back to send_next() later, or at once when the call is cancelled. */
static void
wait_and_send (GTask *task, double seconds)
{
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) (seconds * 1000) + 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (timer, cancelled);
    }
  g_source_set_callback (timer, waited_cb, g_object_ref (task), g_object_unref);
  g_source_attach (timer, g_task_get_context (task));
}

/* Not what is asked for but that it comes in a batch is refused. */
static gboolean
is_no_batch_server (const GError *error)
{
  static const OofError codes[] = { OOF_ERROR_INVALID, OOF_ERROR_NOT_FOUND, OOF_ERROR_PROTOCOL,
                                    OOF_ERROR_UNSUPPORTED };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, OOF_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

static void
ask_alone (Batch *batch)
{
  batch->alone = TRUE;
  g_ptr_array_extend (batch->again, batch->asked, NULL, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Batch *batch = g_task_get_task_data (task);
  g_autoptr (OofJson) answer = NULL;
  g_autoptr (OofJson) responses = NULL;
  g_autoptr (GError) error = NULL;

  g_free (batch->token);
  batch->token = g_strdup (oof_graph_client_call_get_token (result));
  batch->wait = 0;
  if (!oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &answer, &error)
      && is_no_batch_server (error))
    ask_alone (batch);
  else if (error != NULL)
    fail_rest (batch, error);
  else if (!oof_json_read_array (answer, "responses", OOF_REQUIRED, &responses, &error))
    fail_asked (batch, error);
  else
    take_responses (task, responses);
  if (batch->wait > 0)
    wait_and_send (task, batch->wait);
  else
    send_next (task);
}

/* Those to be repeated, else the next ones. */
static void
choose (Batch *batch)
{
  guint most = batch->alone ? 1 : MAX_REQUESTS;

  g_ptr_array_set_size (batch->asked, 0);
  while (batch->again->len > 0 && batch->asked->len < most)
    g_ptr_array_add (batch->asked, g_ptr_array_steal_index (batch->again, 0));
  if (batch->asked->len > 0)
    return;
  for (; batch->next < batch->reads->len && batch->asked->len < most; batch->next++)
    g_ptr_array_add (batch->asked, &g_array_index (batch->reads, Read, batch->next));
}

static void
alone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  const Batch *batch = g_task_get_task_data (task);
  OofGraphAnswer *answer = ((const Read *) batch->asked->pdata[0])->answer;

  oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &answer->json, &answer->error);
  send_next (task);
}

static void
send_alone (GTask *task)
{
  const Batch *batch = g_task_get_task_data (task);
  OofGraphCall call = { .method = "GET",
                        .path = ((const Read *) batch->asked->pdata[0])->path,
                        .flags = batch->flags,
                        .permission = batch->permission };

  oof_graph_client_call_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), alone_cb, g_object_ref (task));
}

static void
send_batch (GTask *task)
{
  const Batch *batch = g_task_get_task_data (task);
  g_autoptr (GBytes) body = build_body (batch);
  OofGraphCall call = { .method = "POST",
                        .path = "/$batch",
                        .body = body,
                        .flags = OOF_GRAPH_CALL_READ | (batch->flags & OOF_GRAPH_CALL_URGENT),
                        .permission = batch->permission };

  oof_graph_client_call_async (g_task_get_source_object (task), &call,
                               g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

static void
send_next (GTask *task)
{
  Batch *batch = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  choose (batch);
  if (batch->asked->len == 0)
    g_task_return_pointer (task, g_ptr_array_ref (batch->answers),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (batch->alone)
    send_alone (task);
  else
    send_batch (task);
}

static GStrv
dup_paths (OofGraphClient *client, const char *const *paths)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *paths != NULL; paths++)
    {
      g_autofree char *path = oof_graph_client_dup_path (client, *paths);

      g_strv_builder_add (builder, path);
    }
  return g_strv_builder_end (builder);
}

void
oof_graph_batch_async (OofGraphClient *client,
                       const OofGraphBatch *batch,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Batch *copy;

  g_return_if_fail (OOF_IS_GRAPH_CLIENT (client));
  g_return_if_fail (batch != NULL && batch->paths != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  copy = g_new0 (Batch, 1);
  g_task_set_source_tag (task, oof_graph_batch_async);
  g_task_set_task_data (task, copy, (GDestroyNotify) batch_free);
  copy->paths = dup_paths (client, batch->paths);
  copy->flags = batch->flags;
  copy->permission = batch->permission;
  copy->in_turn = batch->in_turn;
  copy->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  copy->asked = g_ptr_array_new ();
  copy->again = g_ptr_array_new ();
  copy->reads = g_array_new (FALSE, TRUE, sizeof (Read));
  for (guint i = 0; copy->paths[i] != NULL; i++)
    {
      Read read = { .answer = g_new0 (OofGraphAnswer, 1), .path = copy->paths[i] };

      g_ptr_array_add (copy->answers, read.answer);
      g_array_append_val (copy->reads, read);
    }
  send_next (task);
}

GPtrArray *
oof_graph_batch_finish (OofGraphClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
