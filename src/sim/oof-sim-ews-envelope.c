/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-envelope.h"

#include "sim/oof-sim-ews-schema.h"
#include "sim/oof-sim-zone.h"

typedef struct
{
  const gchar *code;
  const gchar *text;
} CodeText;

static const CodeText code_texts[] = {
  { "ErrorAccessDenied", "Access is denied. Check credentials and try again." },
  { "ErrorCalendarDurationIsTooLong", "The calendar item lasts longer than five years." },
  { "ErrorCalendarEndDateIsEarlierThanStartDate", "EndDate is earlier than StartDate." },
  { "ErrorCalendarViewRangeTooBig",
    "The specified view range exceeds the maximum range of two years." },
  { "ErrorChangeKeyRequired", "The change key is required for this operation." },
  { "ErrorChangeKeyRequiredForWriteOperations", "The change key is required for this operation." },
  { "ErrorCreateItemAccessDenied", "The user is not allowed to create items in this folder." },
  { "ErrorFolderExists", "A folder with the specified name already exists." },
  { "ErrorFolderNotFound", "The specified folder could not be found in the store." },
  { "ErrorImpersonateUserDenied",
    "The account does not have permission to impersonate the requested user." },
  { "ErrorIncorrectUpdatePropertyCount",
    "An object within a change description must contain one and only one property to modify." },
  { "ErrorInboxRulesValidationError",
    "An error occurred when validating the inbox rules: see RuleOperationErrors." },
  { "ErrorInternalServerError", "The simulated tenant does not know this." },
  { "ErrorInvalidChangeKey", "The change key is invalid." },
  { "ErrorInvalidExchangeImpersonationHeaderData",
    "ExchangeImpersonation header data is invalid." },
  { "ErrorInvalidExtendedProperty", "The combination of extended property attributes is invalid." },
  { "ErrorInvalidExtendedPropertyValue", "The value does not fit the type of the property." },
  { "ErrorInvalidFolderId", "The folder id is invalid." },
  { "ErrorInvalidIdEmpty", "Id must be non-empty." },
  { "ErrorInvalidIdMalformed", "Id is malformed." },
  { "ErrorInvalidIndexedPagingParameters", "Indexed paging parameters are invalid." },
  { "ErrorInvalidPropertyDelete", "This property cannot be deleted." },
  { "ErrorInvalidPropertySet", "Set action is invalid for property." },
  { "ErrorInvalidRestriction", "The specified restriction is not valid here." },
  { "ErrorInvalidScheduledOofDuration", "The duration of the scheduled reply is invalid." },
  { "ErrorInvalidServerVersion", "The specified server version is invalid." },
  { "ErrorInvalidSyncStateData", "Synchronization state data is corrupt or otherwise invalid." },
  { "ErrorInvalidUserOofSettings", "The OOF settings of the user are invalid or incomplete." },
  { "ErrorIrresolvableConflict", "The send or update operation could not be performed because the "
                                 "change key passed in the request does not match the current "
                                 "change key for the item." },
  { "ErrorItemNotFound", "The specified object was not found in the store." },
  { "ErrorMailRecipientNotFound", "The mailbox was not found." },
  { "ErrorNameResolutionMultipleResults", "Multiple results were found." },
  { "ErrorNameResolutionNoResults", "No results were found." },
  { "ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it." },
  { "ErrorNonPrimarySmtpAddress", "The primary SMTP address must be used." },
  { "ErrorOutlookRuleBlobExists",
    "The mailbox has rules that were made by Outlook; they would be removed by this operation." },
  { "ErrorPropertyUpdate", "The property could not be updated." },
  { "ErrorSchemaValidation", "The request failed schema validation." },
  { "ErrorSendMeetingCancellationsRequired",
    "SendMeetingCancellations attribute is required for Calendar items." },
  { "ErrorSendMeetingInvitationsRequired",
    "SendMeetingInvitations attribute is required for calendar items." },
  { "ErrorSendMeetingInvitationsOrCancellationsRequired",
    "SendMeetingInvitationsOrCancellations attribute is required for calendar items." },
  { "ErrorServerBusy", "The server cannot service this request right now. Try again later." },
  { "ErrorSyncFolderNotFound", "The folder to synchronize could not be found in the store." },
  { "ErrorTimeZone", "An internal time zone error occurred: there is no such time zone." },
  { "ErrorUpdatePropertyMismatch", "Update property in the item does not match the field path." },
};

static const gchar *
describe (const gchar *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (code_texts); i++)
    if (g_str_equal (code_texts[i].code, code))
      return code_texts[i].text;
  return "The request failed.";
}

static xmlNs *
declare (xmlNode *node, const gchar *prefix, const gchar *uri)
{
  return xmlNewNs (node, (const xmlChar *) uri, (const xmlChar *) prefix);
}

xmlDoc *
oof_sim_ews_envelope_new (OofSimEwsCall *call)
{
  xmlDoc *doc = xmlNewDoc ((const xmlChar *) "1.0");
  xmlNode *envelope = xmlNewDocNode (doc, NULL, (const xmlChar *) "Envelope", NULL);
  xmlNode *version;

  xmlDocSetRootElement (doc, envelope);
  xmlSetNs (envelope, declare (envelope, "s", OOF_SIM_NS_SOAP));
  version =
      oof_sim_xml_add (oof_sim_xml_add (envelope, "s:Header", NULL), "ServerVersionInfo", NULL);
  xmlSetNs (version, declare (version, "h", OOF_SIM_NS_TYPES));
  oof_sim_xml_set (version, "MajorVersion", "15");
  oof_sim_xml_set (version, "MinorVersion", "2");
  oof_sim_xml_set (version, "MajorBuildNumber", "1544");
  oof_sim_xml_set (version, "MinorBuildNumber", "4");
  oof_sim_xml_set (version, "Version", "V2017_07_11");
  call->body = oof_sim_xml_add (envelope, "s:Body", NULL);
  call->status = 200;
  return doc;
}

/* Adds the fault and gives its detail. */
static xmlNode *
add_fault (OofSimEwsCall *call, const gchar *code, const gchar *text)
{
  xmlNode *fault = oof_sim_xml_add (call->body, "s:Fault", NULL);
  g_autofree gchar *qualified = g_strdup_printf ("a:%s", code);
  xmlNode *node = oof_sim_xml_add (fault, "faultcode", qualified);
  xmlNode *detail;

  declare (node, "a", OOF_SIM_NS_TYPES);
  node = oof_sim_xml_add (fault, "faultstring", text);
  xmlNodeSetLang (node, (const xmlChar *) "en-US");
  detail = oof_sim_xml_add (fault, "detail", NULL);
  declare (detail, "e", OOF_SIM_NS_ERRORS);
  declare (detail, "t", OOF_SIM_NS_TYPES);
  oof_sim_xml_add (detail, "e:ResponseCode", code);
  oof_sim_xml_add (detail, "e:Message", text);
  call->status = 500;
  return detail;
}

void
oof_sim_ews_fault (OofSimEwsCall *call, const gchar *code, const gchar *text, ...)
{
  xmlNode *detail = add_fault (call, code, text != NULL ? text : describe (code));
  xmlNode *values = NULL;
  va_list list;

  va_start (list, text);
  for (const gchar *name = va_arg (list, const gchar *); name != NULL;
       name = va_arg (list, const gchar *))
    {
      xmlNode *value;

      if (values == NULL)
        values = oof_sim_xml_add (detail, "t:MessageXml", NULL);
      value = oof_sim_xml_add (values, "t:Value", va_arg (list, const gchar *));
      oof_sim_xml_set (value, "Name", name);
    }
  va_end (list);
}

void
oof_sim_ews_schema_fault (OofSimEwsCall *call, const gchar *violation, const xmlNode *where)
{
  g_autofree gchar *text = g_strconcat (describe ("ErrorSchemaValidation"), " ", violation, NULL);
  g_autofree gchar *line = g_strdup_printf ("%ld", where != NULL ? xmlGetLineNo (where) : 0);
  xmlNode *detail = add_fault (call, "ErrorSchemaValidation", text);
  xmlNode *values = oof_sim_xml_add (detail, "t:MessageXml", NULL);

  oof_sim_xml_add (values, "t:LineNumber", line);
  oof_sim_xml_add (values, "t:LinePosition", "0");
  oof_sim_xml_add (values, "t:Violation", violation);
}

void
oof_sim_ews_owner_fault (OofSimEwsCall *call)
{
  xmlNode *fault = oof_sim_xml_add (call->body, "s:Fault", NULL);
  xmlNode *node = oof_sim_xml_add (fault, "faultcode", "s:Client");

  node = oof_sim_xml_add (fault, "faultstring",
                          "Microsoft.Exchange.Data.Storage.AccessDeniedException: User is not "
                          "mailbox owner. ---> User is not mailbox owner.");
  node = oof_sim_xml_add (fault, "detail", NULL);
  node = oof_sim_xml_add (node, "ErrorCode", "-2146233088");
  xmlSetNs (node, declare (node, NULL, OOF_SIM_NS_MESSAGES));
  call->status = 500;
}

xmlNode *
oof_sim_ews_begin (OofSimEwsCall *call, const gchar *name)
{
  xmlNode *node = oof_sim_xml_add (call->body, name, NULL);

  xmlSetNs (node, declare (node, "m", OOF_SIM_NS_MESSAGES));
  declare (node, "t", OOF_SIM_NS_TYPES);
  return node;
}

xmlNode *
oof_sim_ews_begin_messages (OofSimEwsCall *call, const gchar *name)
{
  return oof_sim_xml_add (oof_sim_ews_begin (call, name), "m:ResponseMessages", NULL);
}

xmlNode *
oof_sim_ews_add_message (xmlNode *parent, const gchar *name, OofSimEwsCode code)
{
  g_autofree gchar *qualified = g_strconcat ("m:", name, NULL);

  return oof_sim_ews_fill_message (oof_sim_xml_add (parent, qualified, NULL), code);
}

xmlNode *
oof_sim_ews_fill_message (xmlNode *message, OofSimEwsCode code)
{
  gboolean warning = g_strcmp0 (code, "ErrorNameResolutionMultipleResults") == 0;

  oof_sim_xml_set (message, "ResponseClass",
                   code == NULL ? "Success" : (warning ? "Warning" : "Error"));
  if (code != NULL)
    oof_sim_xml_add (message, "m:MessageText", describe (code));
  oof_sim_xml_add (message, "m:ResponseCode", code != NULL ? code : "NoError");
  if (code != NULL)
    oof_sim_xml_add (message, "m:DescriptiveLinkKey", "0");
  return message;
}

void
oof_sim_ews_add_primary (xmlNode *message, const OofSimPerson *person)
{
  xmlNode *values = oof_sim_xml_add (message, "m:MessageXml", NULL);

  oof_sim_xml_set (oof_sim_xml_add (values, "t:Value", person->mail), "Name", "Primary");
}

gchar *
oof_sim_ews_find_impersonated (const xmlNode *header)
{
  const xmlNode *impersonation = oof_sim_xml_child (header, "t:ExchangeImpersonation");
  const xmlNode *sid = oof_sim_xml_first (oof_sim_xml_first (impersonation));

  return sid != NULL ? oof_sim_xml_text (sid) : NULL;
}

static gboolean
check_schema (OofSimEwsCall *call, const xmlNode *node, const gchar *type)
{
  const xmlNode *where;
  g_autofree gchar *violation = oof_sim_ews_schema_check (node, type, &where);

  if (violation != NULL)
    oof_sim_ews_schema_fault (call, violation, where);
  return violation == NULL;
}

static gboolean
read_version (OofSimEwsCall *call, const xmlNode *header)
{
  const xmlNode *node = oof_sim_xml_child (header, "t:RequestServerVersion");
  g_autofree gchar *version = NULL;

  if (node == NULL)
    return TRUE;
  if (!check_schema (call, node, "RequestServerVersion"))
    return FALSE;
  version = oof_sim_xml_attribute (node, "Version");
  if (oof_sim_ews_schema_is_value (version, "ServerVersion"))
    return TRUE;
  oof_sim_ews_fault (call, "ErrorInvalidServerVersion", NULL, NULL);
  return FALSE;
}

static gboolean
read_impersonation (OofSimEwsCall *call, const xmlNode *header)
{
  const xmlNode *node = oof_sim_xml_child (header, "t:ExchangeImpersonation");
  const xmlNode *sid = oof_sim_xml_first (oof_sim_xml_first (node));
  g_autofree gchar *address = oof_sim_ews_find_impersonated (header);
  OofSimPerson *person;

  if (node == NULL)
    return TRUE;
  if (!check_schema (call, node, "ExchangeImpersonation"))
    return FALSE;
  person = oof_sim_tenant_find_person (call->tenant, address);
  if (*address == '\0')
    oof_sim_ews_fault (call, "ErrorInvalidExchangeImpersonationHeaderData", NULL, NULL);
  else if (call->caller.kind != OOF_SIM_CALLER_RUNNER)
    oof_sim_ews_fault (call, "ErrorImpersonateUserDenied", NULL, NULL);
  else if (person == NULL || person->location != OOF_SIM_LOCATION_ONPREM)
    oof_sim_ews_fault (call, "ErrorNonExistentMailbox", NULL, NULL);
  else if (!oof_sim_xml_is (sid, "t:PrincipalName") && !oof_sim_person_is_primary (person, address))
    oof_sim_ews_fault (call, "ErrorNonPrimarySmtpAddress", NULL, "Primary", person->mail, NULL);
  else
    {
      /* From here on the account is that person, with that person's rights and no others. */
      call->caller = (OofSimCaller){ OOF_SIM_CALLER_PERSON, person };
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_zone (OofSimEwsCall *call, const xmlNode *header)
{
  const xmlNode *node = oof_sim_xml_child (header, "t:TimeZoneContext");
  g_autofree gchar *name = NULL;

  if (node == NULL)
    return TRUE;
  if (!check_schema (call, node, "TimeZoneContext"))
    return FALSE;
  name = oof_sim_xml_attribute (oof_sim_xml_first (node), "Id");
  g_clear_pointer (&call->zone, g_time_zone_unref);
  call->zone = oof_sim_zone_new_windows (name);
  if (call->zone == NULL)
    oof_sim_ews_fault (call, "ErrorTimeZone", NULL, NULL);
  return call->zone != NULL;
}

gboolean
oof_sim_ews_read_header (OofSimEwsCall *call, const xmlNode *header)
{
  return read_version (call, header) && read_impersonation (call, header)
         && read_zone (call, header);
}
