/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-mailer.h"

#include "format/oof-json-writer.h"
#include "graph/oof-graph-call.h"

#define PERMISSION "the permission Mail.Send"

struct _OofGraphMailer
{
  GObject parent_instance;

  OofGraphClient *client; /* (owned) */
  char *sender;           /* (owned) */
};

static void mailer_init (OofMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofGraphMailer,
                               oof_graph_mailer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILER, mailer_init))

static void
write_message (OofJsonWriter *writer, const OofMail *mail)
{
  oof_json_writer_begin_object (writer, "message");
  oof_json_writer_add_string (writer, "subject", mail->subject);
  oof_json_writer_begin_object (writer, "body");
  oof_json_writer_add_string (writer, "contentType", "text");
  oof_json_writer_add_string (writer, "content", mail->text);
  oof_json_writer_end_object (writer);
  oof_json_writer_begin_array (writer, "toRecipients");
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_object (writer, "emailAddress");
  oof_json_writer_add_string (writer, "address", mail->to);
  if (mail->name != NULL)
    oof_json_writer_add_string (writer, "name", mail->name);
  oof_json_writer_end_object (writer);
  oof_json_writer_end_object (writer);
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
}

static GBytes *
build_body (const OofMail *mail)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  write_message (writer, mail);
  oof_json_writer_add_bool (writer, "saveToSentItems", FALSE);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish_bytes (writer);
}

static void
oof_graph_mailer_send_async (OofMailer *mailer,
                             const OofMail *mail,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  OofGraphMailer *self = OOF_GRAPH_MAILER (mailer);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *sender = oof_graph_escape (self->sender);
  g_autofree char *path = g_strconcat ("/users/", sender, "/sendMail", NULL);
  g_autoptr (GBytes) body = build_body (mail);
  OofGraphCall call = {
    .method = "POST",
    .path = path,
    .body = body,
    .flags = OOF_GRAPH_CALL_IMMUTABLE_ID,
    .permission = PERMISSION,
  };

  g_task_set_source_tag (task, oof_graph_mailer_send_async);
  oof_graph_client_call_async (self->client, &call, cancellable, oof_graph_client_call_done_cb,
                               task);
}

static gboolean
oof_graph_mailer_send_finish (OofMailer *mailer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mailer), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mailer_init (OofMailerInterface *iface)
{
  iface->send_async = oof_graph_mailer_send_async;
  iface->send_finish = oof_graph_mailer_send_finish;
}

static void
oof_graph_mailer_finalize (GObject *object)
{
  OofGraphMailer *self = OOF_GRAPH_MAILER (object);

  g_clear_object (&self->client);
  g_free (self->sender);
  G_OBJECT_CLASS (oof_graph_mailer_parent_class)->finalize (object);
}

static void
oof_graph_mailer_class_init (OofGraphMailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_graph_mailer_finalize;
}

static void
oof_graph_mailer_init (OofGraphMailer *self)
{
}

OofGraphMailer *
oof_graph_mailer_new (OofGraphClient *client, const char *sender)
{
  OofGraphMailer *self;

  g_return_val_if_fail (OOF_IS_GRAPH_CLIENT (client), NULL);
  g_return_val_if_fail (sender != NULL, NULL);

  self = g_object_new (OOF_TYPE_GRAPH_MAILER, NULL);
  self->client = g_object_ref (client);
  self->sender = g_strdup (sender);
  return self;
}
