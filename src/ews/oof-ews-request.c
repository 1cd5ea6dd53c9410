/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-request-private.h"

#define NS_SOAP "http://schemas.xmlsoap.org/soap/envelope/"

/* The lowest version that has all we use and that 2016, 2019 and SE know (ews.md 1). */
#define SERVER_VERSION "Exchange2013_SP1"

static void
write_impersonation (OofXmlWriter *xml, const char *mailbox)
{
  oof_xml_writer_begin (xml, "t", "ExchangeImpersonation");
  oof_xml_writer_begin (xml, "t", "ConnectingSID");
  oof_xml_writer_element (xml, "t", "PrimarySmtpAddress", mailbox);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
}

OofEwsRequest *
oof_ews_request_new (OofEwsClient *client,
                     const char *operation,
                     const char *mailbox,
                     OofEwsCallFlags flags)
{
  OofEwsRequest *self;

  g_return_val_if_fail (OOF_IS_EWS_CLIENT (client), NULL);
  g_return_val_if_fail (operation != NULL, NULL);

  self = g_new0 (OofEwsRequest, 1);
  self->operation = g_strdup (operation);
  self->mailbox = g_strdup (mailbox);
  self->flags = flags;
  self->xml = oof_xml_writer_new ();
  oof_xml_writer_begin (self->xml, "soap", "Envelope");
  oof_xml_writer_bind (self->xml, "soap", NS_SOAP);
  oof_xml_writer_bind (self->xml, "m", OOF_EWS_M);
  oof_xml_writer_bind (self->xml, "t", OOF_EWS_T);
  oof_xml_writer_begin (self->xml, "soap", "Header");
  oof_xml_writer_begin (self->xml, "t", "RequestServerVersion");
  oof_xml_writer_attribute (self->xml, "Version", SERVER_VERSION);
  oof_xml_writer_end (self->xml);
  if (mailbox && _oof_ews_client_get_role (client) == OOF_EWS_ROLE_RUNNER)
    write_impersonation (self->xml, mailbox);
  oof_xml_writer_end (self->xml);
  oof_xml_writer_begin (self->xml, "soap", "Body");
  oof_xml_writer_begin (self->xml, "m", operation);
  return self;
}

void
oof_ews_request_free (OofEwsRequest *self)
{
  oof_xml_writer_free (self->xml);
  g_free (self->operation);
  g_free (self->mailbox);
  g_free (self);
}

OofXmlWriter *
oof_ews_request_get_xml (OofEwsRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->xml;
}

/* GetUserOofSettingsRequest is answered by GetUserOofSettingsResponse, GetItem by
 * GetItemResponse. */
char *
_oof_ews_request_dup_response_name (OofEwsRequest *self)
{
  g_autofree char *stem = g_strdup (self->operation);

  if (g_str_has_suffix (stem, "Request"))
    stem[strlen (stem) - strlen ("Request")] = '\0';
  return g_strconcat (stem, "Response", NULL);
}

GBytes *
_oof_ews_request_finish (OofEwsRequest *self, GError **error)
{
  oof_xml_writer_end (self->xml);
  oof_xml_writer_end (self->xml);
  oof_xml_writer_end (self->xml);
  return oof_xml_writer_finish (self->xml, error);
}
