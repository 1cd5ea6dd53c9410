/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-mailbox.h"

#include "core/oof-reply-text.h"
#include "graph/oof-graph-batch.h"
#include "graph/oof-graph-call.h"
#include "graph/oof-graph-mailbox-private.h"
#include "graph/oof-graph-time.h"

#define PERMISSION OOF_GRAPH_MAILBOX_PERMISSION

struct _OofGraphMailbox
{
  GObject parent_instance;

  OofGraphClient *client;  /* (owned) */
  OofGraphCallFlags flags; /* of every call */
};

static void service_init (OofMailboxServiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofGraphMailbox,
                               oof_graph_mailbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILBOX_SERVICE, service_init)
                                   G_IMPLEMENT_INTERFACE (OOF_TYPE_RULE_SERVICE,
                                                          _oof_graph_rules_init))

/* A member of an enum of Graph: read without regard to case, written as it stands here (graph.md
 * 1). */
typedef struct
{
  const char *text;
  int value;
} Word;

static const Word statuses[] = {
  { "disabled", OOF_REPLY_DISABLED },
  { "scheduled", OOF_REPLY_SCHEDULED },
  { "alwaysEnabled", OOF_REPLY_ENABLED },
  { NULL },
};

static const Word audiences[] = {
  { "none", OOF_AUDIENCE_NONE },
  { "contactsOnly", OOF_AUDIENCE_CONTACTS },
  { "all", OOF_AUDIENCE_ALL },
  { NULL },
};

/* Missing: *value stays as it is. */
static gboolean
read_word (const OofJson *object, const char *member, const Word *words, int *value, GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_json_read_string (object, member, OOF_OPTIONAL, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  for (; words->text != NULL; words++)
    if (g_ascii_strcasecmp (text, words->text) == 0)
      {
        *value = words->value;
        return TRUE;
      }
  oof_json_set_error (object, member, error, "unknown value \"%.40s\"", text);
  return FALSE;
}

static const char *
find_word (const Word *words, int value)
{
  while (words->text != NULL && words->value != value)
    words++;
  return words->text;
}

/* The dates of a reply that is not scheduled are left over from somewhere and not looked at. */
static OofReplyState *
read_reply (const OofJson *setting, GError **error)
{
  OofRange window = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autofree char *internal = NULL;
  g_autofree char *external = NULL;
  int status = OOF_REPLY_DISABLED;
  int audience = OOF_AUDIENCE_NONE;

  if (!read_word (setting, "status", statuses, &status, error)
      || !read_word (setting, "externalAudience", audiences, &audience, error)
      || !oof_json_read_string (setting, "internalReplyMessage", OOF_OPTIONAL, &internal, error)
      || !oof_json_read_string (setting, "externalReplyMessage", OOF_OPTIONAL, &external, error))
    return NULL;
  if (status == OOF_REPLY_SCHEDULED
      && (!oof_graph_read_instant (setting, "scheduledStartDateTime", &window.from, error)
          || !oof_graph_read_instant (setting, "scheduledEndDateTime", &window.to, error)))
    return NULL;
  return oof_reply_state_new ((OofReplyStatus) status, (OofAudience) audience, window, internal,
                              external);
}

/* A zone that is not known counts as none: the organisation's is taken then (decisions 4). */
static OofMailboxState *
read_settings (const OofJson *settings, GError **error)
{
  g_autoptr (OofJson) setting = NULL;
  g_autoptr (OofJson) language = NULL;
  g_autoptr (OofReplyState) reply = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *locale = NULL;

  if (!oof_json_read_object (settings, "automaticRepliesSetting", OOF_OPTIONAL, &setting, error)
      || !oof_json_read_string (settings, "timeZone", OOF_OPTIONAL, &zone, error)
      || !oof_json_read_object (settings, "language", OOF_OPTIONAL, &language, error)
      || (language != NULL
          && !oof_json_read_string (language, "locale", OOF_OPTIONAL, &locale, error)))
    return NULL;
  if (setting != NULL)
    reply = read_reply (setting, error);
  else
    reply = oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE,
                                 (OofRange){ OOF_INSTANT_NONE, OOF_INSTANT_NONE }, NULL, NULL);
  if (reply == NULL)
    return NULL;
  return oof_mailbox_state_new (reply, oof_graph_zone_from_any (zone),
                                locale != NULL && locale[0] != '\0' ? locale : NULL);
}

static gboolean
same_window (OofRange a, OofRange b)
{
  return a.from / 60 == b.from / 60 && a.to / 60 == b.to / 60;
}

/* A text of a running reply is sent only when people would see a difference, since Exchange writes
 * HTML anew and may forget whom it has answered; a reply that begins gets the exact text. */
static gboolean
text_differs (const OofReplyState *current, const char *now, const char *wanted)
{
  if (current->status == OOF_REPLY_DISABLED)
    return !g_str_equal (now, wanted);
  return !oof_reply_text_equal (now, wanted);
}

static gboolean
add_if (gboolean differs, OofJsonWriter *writer, const char *member, const char *text)
{
  if (differs)
    oof_json_writer_add_string (writer, member, text);
  return differs;
}

static gboolean
add_window_if (gboolean differs, OofJsonWriter *writer, OofRange window)
{
  if (differs)
    {
      oof_graph_write_instant (writer, "scheduledStartDateTime", window.from);
      oof_graph_write_instant (writer, "scheduledEndDateTime", window.to);
    }
  return differs;
}

/* What differs, as the body of a PATCH; NULL: nothing. Exchange keeps what is left out. */
static GBytes *
build_changes (const OofReplyState *current, const OofReplyState *wanted)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);
  gboolean any;

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_object (writer, "automaticRepliesSetting");
  any = add_if (current->status != wanted->status, writer, "status",
                find_word (statuses, (int) wanted->status));
  any |= add_if (current->audience != wanted->audience, writer, "externalAudience",
                 find_word (audiences, (int) wanted->audience));
  any |= add_window_if (wanted->status == OOF_REPLY_SCHEDULED
                            && (current->status != OOF_REPLY_SCHEDULED
                                || !same_window (current->window, wanted->window)),
                        writer, wanted->window);
  any |= add_if (text_differs (current, current->internal, wanted->internal), writer,
                 "internalReplyMessage", wanted->internal);
  any |= add_if (text_differs (current, current->external, wanted->external), writer,
                 "externalReplyMessage", wanted->external);
  oof_json_writer_end_object (writer);
  oof_json_writer_end_object (writer);
  return any ? oof_json_writer_finish_bytes (writer) : NULL;
}

static char *
build_path (const char *address)
{
  g_autofree char *escaped = oof_graph_escape (address);

  return g_strconcat ("/users/", escaped, "/mailboxSettings", NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (OofJson) settings = NULL;
  OofMailboxState *state = NULL;
  GError *error = NULL;

  if (oof_graph_client_call_finish (OOF_GRAPH_CLIENT (source), result, &settings, &error))
    state = read_settings (settings, &error);
  if (state == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, state, (GDestroyNotify) oof_mailbox_state_free);
}

static void
oof_graph_mailbox_read_async (OofMailboxService *service,
                              const char *address,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  OofGraphMailbox *self = OOF_GRAPH_MAILBOX (service);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = build_path (address);
  OofGraphCall call = {
    .method = "GET", .path = path, .flags = self->flags, .permission = PERMISSION
  };

  g_task_set_source_tag (task, oof_graph_mailbox_read_async);
  oof_graph_client_call_async (self->client, &call, cancellable, read_cb, task);
}

static OofMailboxState *
oof_graph_mailbox_read_finish (OofMailboxService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
many_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GPtrArray *readings = g_task_get_task_data (task);
  g_autoptr (GPtrArray) answers = NULL;
  GError *error = NULL;

  answers = oof_graph_batch_finish (OOF_GRAPH_CLIENT (source), result, &error);
  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < answers->len; i++)
    {
      OofGraphAnswer *answer = answers->pdata[i];
      OofMailboxReading *reading = readings->pdata[i];

      if (answer->json != NULL)
        reading->state = read_settings (answer->json, &reading->error);
      else
        reading->error = g_steal_pointer (&answer->error);
    }
  g_task_return_pointer (task, g_ptr_array_ref (readings), (GDestroyNotify) g_ptr_array_unref);
}

static void
oof_graph_mailbox_read_many_async (OofMailboxService *service,
                                   const char *const *addresses,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  OofGraphMailbox *self = OOF_GRAPH_MAILBOX (service);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_mailbox_reading_free);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  OofGraphBatch batch = { .flags = self->flags, .permission = PERMISSION };

  g_task_set_source_tag (task, oof_graph_mailbox_read_many_async);
  g_task_set_task_data (task, readings, (GDestroyNotify) g_ptr_array_unref);
  for (; *addresses != NULL; addresses++)
    {
      g_ptr_array_add (readings, oof_mailbox_reading_new (*addresses));
      g_ptr_array_add (paths, build_path (*addresses));
    }
  g_ptr_array_add (paths, NULL);
  batch.paths = (const char *const *) paths->pdata;
  oof_graph_batch_async (self->client, &batch, cancellable, many_read_cb, task);
}

static GPtrArray *
oof_graph_mailbox_read_many_finish (OofMailboxService *service,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
oof_graph_mailbox_write_async (OofMailboxService *service,
                               const char *address,
                               OofReplyState *current,
                               OofReplyState *wanted,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  OofGraphMailbox *self = OOF_GRAPH_MAILBOX (service);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = build_path (address);
  g_autoptr (GBytes) body = build_changes (current, wanted);
  OofGraphCall call = { .method = "PATCH",
                        .path = path,
                        .body = body,
                        .flags = self->flags | OOF_GRAPH_CALL_FINISHES,
                        .permission = PERMISSION };

  g_task_set_source_tag (task, oof_graph_mailbox_write_async);
  g_task_set_check_cancellable (task, FALSE);
  if (body == NULL)
    g_task_return_boolean (task, TRUE);
  else
    oof_graph_client_call_async (self->client, &call, cancellable, oof_graph_client_call_done_cb,
                                 g_steal_pointer (&task));
}

static gboolean
oof_graph_mailbox_write_finish (OofMailboxService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
service_init (OofMailboxServiceInterface *iface)
{
  iface->read_async = oof_graph_mailbox_read_async;
  iface->read_finish = oof_graph_mailbox_read_finish;
  iface->write_async = oof_graph_mailbox_write_async;
  iface->write_finish = oof_graph_mailbox_write_finish;
  iface->read_many_async = oof_graph_mailbox_read_many_async;
  iface->read_many_finish = oof_graph_mailbox_read_many_finish;
}

static void
oof_graph_mailbox_finalize (GObject *object)
{
  OofGraphMailbox *self = OOF_GRAPH_MAILBOX (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (oof_graph_mailbox_parent_class)->finalize (object);
}

static void
oof_graph_mailbox_class_init (OofGraphMailboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_graph_mailbox_finalize;
}

static void
oof_graph_mailbox_init (OofGraphMailbox *self)
{
  self->flags = OOF_GRAPH_CALL_IMMUTABLE_ID;
}

OofGraphMailbox *
oof_graph_mailbox_new (OofGraphClient *client)
{
  OofGraphMailbox *self;

  g_return_val_if_fail (OOF_IS_GRAPH_CLIENT (client), NULL);

  self = g_object_new (OOF_TYPE_GRAPH_MAILBOX, NULL);
  self->client = g_object_ref (client);
  return self;
}

OofGraphMailbox *
oof_graph_mailbox_new_urgent (OofGraphClient *client)
{
  OofGraphMailbox *self = oof_graph_mailbox_new (client);

  self->flags |= OOF_GRAPH_CALL_URGENT;
  return self;
}

OofGraphClient *
_oof_graph_mailbox_get_client (OofGraphMailbox *self)
{
  return self->client;
}

OofGraphCallFlags
_oof_graph_mailbox_get_flags (OofGraphMailbox *self)
{
  return self->flags;
}
