/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-envelope.h"

#include <string.h>

#include "sim/oof-sim-zone.h"

static const gchar *const states[] = { "Disabled", "Scheduled", "Enabled" }; /* OofSimReplyState */
static const gchar *const audiences[] = { "None", "Known", "All" };          /* OofSimAudience */

static gint
find_name (const gchar *const *names, gsize n_names, const gchar *name)
{
  for (gsize i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (gint) i;
  return 0;
}

/* The person whose mailbox the request is about, if the caller is its owner. MESSAGE: a response
 * message for the refusal is added to an answer named ANSWER, or a fault: the two take turns. */
static OofSimPerson *
find_owner (OofSimEwsCall *call, const gchar *answer)
{
  const xmlNode *mailbox = oof_sim_xml_child (call->request, "t:Mailbox");
  g_autofree gchar *address = oof_sim_xml_child_text (mailbox, "t:Address");
  OofSimPerson *person =
      *address != '\0' ? oof_sim_tenant_find_person (call->tenant, address) : NULL;
  OofSimEwsCode code = NULL;
  xmlNode *message;

  if (person == NULL || person->location != OOF_SIM_LOCATION_ONPREM)
    code = "ErrorMailRecipientNotFound";
  else if (person != call->caller.person)
    code = "ErrorAccessDenied";
  else if (!oof_sim_person_is_primary (person, address))
    code = "ErrorNonPrimarySmtpAddress";
  if (code == NULL)
    return person;
  if (g_str_equal (code, "ErrorAccessDenied") && call->turn % 2 == 0)
    {
      oof_sim_ews_owner_fault (call);
      return NULL;
    }
  message = oof_sim_ews_add_message (oof_sim_ews_begin (call, answer), "ResponseMessage", code);
  if (g_str_equal (code, "ErrorNonPrimarySmtpAddress"))
    oof_sim_ews_add_primary (message, person);
  return NULL;
}

/* UTC always; every second answer leaves the zone designator out, as old servers do. */
static void
add_duration (OofSimEwsCall *call, xmlNode *settings, const OofSimReply *reply)
{
  const gchar *format = call->turn % 2 == 0 ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%dT%H:%M:%SZ";
  xmlNode *duration = oof_sim_xml_add (settings, "t:Duration", NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *start = NULL;
  g_autofree gchar *end = NULL;

  /* A mailbox that never had a window answers with today. */
  if (reply->start == 0 && reply->end == 0)
    {
      gint64 today = oof_sim_zone_midnight (utc, oof_sim_tenant_now (call->tenant));

      start = oof_sim_zone_format (utc, today, format);
      end = oof_sim_zone_format (utc, today + G_TIME_SPAN_DAY, format);
    }
  else
    {
      start = oof_sim_zone_format (utc, reply->start, format);
      end = oof_sim_zone_format (utc, reply->end, format);
    }
  oof_sim_xml_add (duration, "t:StartTime", start);
  oof_sim_xml_add (duration, "t:EndTime", end);
}

void
oof_sim_ews_get_oof (OofSimEwsCall *call)
{
  OofSimPerson *person = find_owner (call, "GetUserOofSettingsResponse");
  const OofSimReply *reply;
  xmlNode *answer;
  xmlNode *settings;

  if (person == NULL)
    return;
  person->mailbox->lags = call->fault == OOF_SIM_FAULT_LAG;
  reply = oof_sim_mailbox_read_reply (person->mailbox);
  person->mailbox->lags = FALSE;
  answer = oof_sim_ews_begin (call, "GetUserOofSettingsResponse");
  oof_sim_ews_add_message (answer, "ResponseMessage", NULL);
  settings = oof_sim_xml_add (answer, "t:OofSettings", NULL);
  oof_sim_xml_add (settings, "t:OofState", states[reply->state]);
  oof_sim_xml_add (settings, "t:ExternalAudience", audiences[reply->audience]);
  add_duration (call, settings, reply);
  oof_sim_xml_add (oof_sim_xml_add (settings, "t:InternalReply", NULL), "t:Message",
                   reply->internal);
  oof_sim_xml_add (oof_sim_xml_add (settings, "t:ExternalReply", NULL), "t:Message",
                   reply->external);
  oof_sim_xml_add (answer, "m:AllowExternalOof", "All");
}

/* "Z", "+00:00" or nothing: everything else is refused by Exchange 2010 and 2016 (ews.md 1). */
static gboolean
is_utc (const gchar *text)
{
  const gchar *time = strchr (text, 'T');

  return time != NULL && (strpbrk (time, "+-") == NULL || g_str_has_suffix (text, "+00:00"));
}

/* Reads the window into REPLY. It counts for a scheduled reply alone. */
static gboolean
read_duration (const xmlNode *duration, OofSimReply *reply)
{
  g_autofree gchar *start = oof_sim_xml_child_text (duration, "t:StartTime");
  g_autofree gchar *end = oof_sim_xml_child_text (duration, "t:EndTime");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (duration == NULL)
    return reply->state != OOF_SIM_REPLY_SCHEDULED;
  if (reply->state == OOF_SIM_REPLY_SCHEDULED && (!is_utc (start) || !is_utc (end)))
    return FALSE;
  return oof_sim_zone_parse (start, utc, &reply->start)
         && oof_sim_zone_parse (end, utc, &reply->end);
}

static OofSimEwsCode
apply_settings (const xmlNode *settings, OofSimMailbox *mailbox, gint64 now)
{
  const xmlNode *internal = oof_sim_xml_child (settings, "t:InternalReply");
  const xmlNode *external = oof_sim_xml_child (settings, "t:ExternalReply");
  g_autofree gchar *state = oof_sim_xml_child_text (settings, "t:OofState");
  g_autofree gchar *audience = oof_sim_xml_child_text (settings, "t:ExternalAudience");
  g_autoptr (OofSimReply) reply = oof_sim_reply_copy (mailbox->reply);

  if (internal == NULL || external == NULL)
    return "ErrorInvalidUserOofSettings";
  reply->state = (OofSimReplyState) find_name (states, G_N_ELEMENTS (states), state);
  reply->audience = (OofSimAudience) find_name (audiences, G_N_ELEMENTS (audiences), audience);
  g_free (reply->internal);
  g_free (reply->external);
  reply->internal = oof_sim_xml_text (oof_sim_xml_child (internal, "t:Message"));
  reply->external = oof_sim_xml_text (oof_sim_xml_child (external, "t:Message"));
  if (!read_duration (oof_sim_xml_child (settings, "t:Duration"), reply)
      || oof_sim_mailbox_set_reply (mailbox, reply, now) != OOF_SIM_PROBLEM_NONE)
    return "ErrorInvalidScheduledOofDuration";
  return NULL;
}

void
oof_sim_ews_set_oof (OofSimEwsCall *call)
{
  OofSimPerson *person = find_owner (call, "SetUserOofSettingsResponse");
  OofSimEwsCode code;

  if (person == NULL)
    return;
  code = apply_settings (oof_sim_xml_child (call->request, "t:UserOofSettings"), person->mailbox,
                         oof_sim_tenant_now (call->tenant));
  oof_sim_ews_add_message (oof_sim_ews_begin (call, "SetUserOofSettingsResponse"),
                           "ResponseMessage", code);
}
