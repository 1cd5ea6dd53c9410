/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-mailer.h"

#include "ews/oof-ews-call.h"

struct _OofEwsMailer
{
  GObject parent_instance;

  OofEwsClient *client; /* (owned) */
  char *sender;         /* (owned) */
};

static void mailer_init (OofMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofEwsMailer,
                               oof_ews_mailer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILER, mailer_init))

static void
write_message (OofXmlWriter *xml, const OofMail *mail)
{
  oof_xml_writer_begin (xml, "t", "Message");
  oof_xml_writer_element (xml, "t", "Subject", mail->subject);
  oof_xml_writer_begin (xml, "t", "Body");
  oof_xml_writer_attribute (xml, "BodyType", "Text");
  oof_xml_writer_text (xml, mail->text);
  oof_xml_writer_end (xml);
  oof_xml_writer_begin (xml, "t", "ToRecipients");
  oof_xml_writer_begin (xml, "t", "Mailbox");
  oof_xml_writer_element (xml, "t", "Name", mail->name);
  oof_xml_writer_element (xml, "t", "EmailAddress", mail->to);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (OofXml) response =
      oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);

  if (response)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
oof_ews_mailer_send_async (OofMailer *mailer,
                           const OofMail *mail,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  OofEwsMailer *self = OOF_EWS_MAILER (mailer);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  OofEwsRequest *request =
      oof_ews_request_new (self->client, "CreateItem", self->sender, OOF_EWS_CALL_WRITE);
  OofXmlWriter *xml = oof_ews_request_get_xml (request);

  g_task_set_source_tag (task, oof_ews_mailer_send_async);
  oof_xml_writer_attribute (xml, "MessageDisposition", "SendOnly");
  oof_xml_writer_begin (xml, "m", "Items");
  write_message (xml, mail);
  oof_xml_writer_end (xml);
  oof_ews_client_call_async (self->client, request, cancellable, sent_cb, task);
}

static gboolean
oof_ews_mailer_send_finish (OofMailer *mailer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mailer), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mailer_init (OofMailerInterface *iface)
{
  iface->send_async = oof_ews_mailer_send_async;
  iface->send_finish = oof_ews_mailer_send_finish;
}

static void
oof_ews_mailer_finalize (GObject *object)
{
  OofEwsMailer *self = OOF_EWS_MAILER (object);

  g_clear_object (&self->client);
  g_free (self->sender);
  G_OBJECT_CLASS (oof_ews_mailer_parent_class)->finalize (object);
}

static void
oof_ews_mailer_class_init (OofEwsMailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_ews_mailer_finalize;
}

static void
oof_ews_mailer_init (OofEwsMailer *self)
{
}

OofEwsMailer *
oof_ews_mailer_new (OofEwsClient *client, const char *sender)
{
  OofEwsMailer *self;

  g_return_val_if_fail (OOF_IS_EWS_CLIENT (client), NULL);
  g_return_val_if_fail (sender != NULL, NULL);

  self = g_object_new (OOF_TYPE_EWS_MAILER, NULL);
  self->client = g_object_ref (client);
  self->sender = g_strdup (sender);
  return self;
}
