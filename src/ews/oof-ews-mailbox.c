/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-mailbox.h"

#include "core/oof-error.h"
#include "ews/oof-ews-call.h"
#include "ews/oof-ews-mailbox-private.h"

/* What stands in the settings beside our fields and has to survive a write, which replaces
 * everything (ews.md 1). Not kept: DeclineEventsForScheduledOOF, DeclineAllEventsForScheduledOOF,
 * CreateOOFEvent, OOFEventSubject, OOFEventID and EventsToDeleteIDs, which are no state but would
 * decline, create and delete appointments once more, now for our window. */
typedef struct
{
  char *internal_language; /* (owned) (nullable) */
  char *external_language; /* (owned) (nullable) */
  char *decline_language;  /* (owned) (nullable) */
  char *decline_text;      /* (owned) (nullable) */
  char *auto_decline;      /* (owned) (nullable) */
} Extras;

struct _OofEwsMailbox
{
  GObject parent_instance;

  OofEwsClient *client;  /* (owned) */
  GHashTable *extras;    /* (owned) address -> Extras, of the last read */
  OofEwsCallFlags flags; /* of every call */
};

static void oof_ews_mailbox_iface_init (OofMailboxServiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofEwsMailbox,
                               oof_ews_mailbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILBOX_SERVICE,
                                                      oof_ews_mailbox_iface_init)
                                   G_IMPLEMENT_INTERFACE (OOF_TYPE_RULE_SERVICE,
                                                          _oof_ews_rules_init))

static const char *const states[] = {
  [OOF_REPLY_DISABLED] = "Disabled",
  [OOF_REPLY_SCHEDULED] = "Scheduled",
  [OOF_REPLY_ENABLED] = "Enabled",
};

static const char *const audiences[] = {
  [OOF_AUDIENCE_NONE] = "None",
  [OOF_AUDIENCE_CONTACTS] = "Known",
  [OOF_AUDIENCE_ALL] = "All",
};

static void
extras_free (Extras *extras)
{
  g_free (extras->internal_language);
  g_free (extras->external_language);
  g_free (extras->decline_language);
  g_free (extras->decline_text);
  g_free (extras->auto_decline);
  g_free (extras);
}

/* The place of an element's text in @names: case counts, nothing unknown is taken. */
static gboolean
read_enum (const OofXml *settings,
           const char *element,
           const char *const *names,
           guint n_names,
           guint *value,
           GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_xml_read_string (settings, OOF_EWS_T, element, OOF_REQUIRED, &text, error))
    return FALSE;
  g_strstrip (text);
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], text) == 0)
      {
        *value = i;
        return TRUE;
      }
  oof_xml_set_error (settings, element, error, "unknown value \"%s\"", text);
  return FALSE;
}

static gboolean
read_instant (const OofXml *parent, const char *element, OofInstant *instant, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  if (!oof_xml_read_string (parent, OOF_EWS_T, element, OOF_REQUIRED, &text, error))
    return FALSE;
  if (oof_instant_parse (g_strstrip (text), instant, &failure))
    return TRUE;
  oof_xml_set_error (parent, element, error, "%s", failure->message);
  return FALSE;
}

/* UTC, with or without a zone designator (ews.md 1, Duration is UTC). */
static gboolean
read_window (const OofXml *settings, OofRange *window, GError **error)
{
  g_autoptr (OofXml) duration = NULL;

  return oof_xml_read_child (settings, OOF_EWS_T, "Duration", OOF_REQUIRED, &duration, error)
         && read_instant (duration, "StartTime", &window->from, error)
         && read_instant (duration, "EndTime", &window->to, error);
}

/* The text and language of a ReplyBody; both stay NULL where there is none. */
static gboolean
read_reply (
    const OofXml *settings, const char *element, char **text, char **language, GError **error)
{
  g_autoptr (OofXml) reply = oof_xml_get_child (settings, OOF_EWS_T, element);

  if (!reply)
    return TRUE;
  *language = oof_xml_dup_language (reply);
  return oof_xml_read_string (reply, OOF_EWS_T, "Message", OOF_OPTIONAL, text, error);
}

static OofReplyState *
read_settings (const OofXml *settings, Extras *extras, GError **error)
{
  OofRange window = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autofree char *internal = NULL;
  g_autofree char *external = NULL;
  guint status, audience;

  if (!read_enum (settings, "OofState", states, G_N_ELEMENTS (states), &status, error)
      || !read_enum (settings, "ExternalAudience", audiences, G_N_ELEMENTS (audiences), &audience,
                     error)
      || !read_reply (settings, "InternalReply", &internal, &extras->internal_language, error)
      || !read_reply (settings, "ExternalReply", &external, &extras->external_language, error)
      || !read_reply (settings, "DeclineMeetingReply", &extras->decline_text,
                      &extras->decline_language, error)
      || !oof_xml_read_string (settings, OOF_EWS_T, "AutoDeclineFutureRequestsWhenOOF",
                               OOF_OPTIONAL, &extras->auto_decline, error))
    return NULL;
  if (status == OOF_REPLY_SCHEDULED && !read_window (settings, &window, error))
    return NULL;
  return oof_reply_state_new (status, audience, window, internal, external);
}

static void
write_mailbox (OofXmlWriter *xml, const char *address)
{
  oof_xml_writer_begin (xml, "t", "Mailbox");
  oof_xml_writer_element (xml, "t", "Address", address);
  oof_xml_writer_end (xml);
}

static void
write_reply (OofXmlWriter *xml, const char *element, const char *text, const char *language)
{
  oof_xml_writer_begin (xml, "t", element);
  oof_xml_writer_attribute (xml, "xml:lang", language);
  oof_xml_writer_element (xml, "t", "Message", text);
  oof_xml_writer_end (xml);
}

static void
write_window (OofXmlWriter *xml, OofRange window)
{
  g_autofree char *from = oof_instant_format (window.from);
  g_autofree char *to = oof_instant_format (window.to);

  oof_xml_writer_begin (xml, "t", "Duration");
  oof_xml_writer_element (xml, "t", "StartTime", from);
  oof_xml_writer_element (xml, "t", "EndTime", to);
  oof_xml_writer_end (xml);
}

/* Everything, in the order of the schema: what is left out would be emptied (ews.md 1). */
static void
write_settings (OofXmlWriter *xml, const OofReplyState *wanted, const Extras *extras)
{
  oof_xml_writer_begin (xml, "t", "UserOofSettings");
  oof_xml_writer_element (xml, "t", "OofState", states[wanted->status]);
  oof_xml_writer_element (xml, "t", "ExternalAudience", audiences[wanted->audience]);
  if (wanted->status == OOF_REPLY_SCHEDULED)
    write_window (xml, wanted->window);
  write_reply (xml, "InternalReply", wanted->internal, extras->internal_language);
  write_reply (xml, "ExternalReply", wanted->external, extras->external_language);
  if (extras->decline_text || extras->decline_language)
    write_reply (xml, "DeclineMeetingReply", extras->decline_text, extras->decline_language);
  oof_xml_writer_element (xml, "t", "AutoDeclineFutureRequestsWhenOOF", extras->auto_decline);
  oof_xml_writer_end (xml);
}

static gboolean
check_wanted (const OofReplyState *wanted, GError **error)
{
  if (wanted->audience < OOF_AUDIENCE_NONE || wanted->audience > OOF_AUDIENCE_ALL)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID,
                           "the external audience must be none, contacts or all");
      return FALSE;
    }
  if (wanted->status == OOF_REPLY_SCHEDULED
      && (!oof_range_is_valid (wanted->window) || wanted->window.from == OOF_INSTANT_NONE
          || wanted->window.to == OOF_INSTANT_FOREVER))
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_INVALID,
                           "a scheduled reply needs a start and a later end");
      return FALSE;
    }
  return TRUE;
}

static void
read_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofEwsMailbox *self = g_task_get_source_object (task);
  g_autoptr (OofXml) response = NULL;
  g_autoptr (OofXml) settings = NULL;
  g_autoptr (OofReplyState) reply = NULL;
  Extras *extras;
  GError *error = NULL;

  response = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (!response
      || !oof_xml_read_child (response, OOF_EWS_T, "OofSettings", OOF_REQUIRED, &settings, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  extras = g_new0 (Extras, 1);
  g_hash_table_replace (self->extras, g_strdup (g_task_get_task_data (task)), extras);
  reply = read_settings (settings, extras, &error);
  if (reply)
    g_task_return_pointer (task, oof_mailbox_state_new (reply, NULL, NULL),
                           (GDestroyNotify) oof_mailbox_state_free);
  else
    g_task_return_error (task, error);
}

static void
oof_ews_mailbox_read_async (OofMailboxService *service,
                            const char *address,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  OofEwsMailbox *self = OOF_EWS_MAILBOX (service);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  OofEwsRequest *request =
      oof_ews_request_new (self->client, "GetUserOofSettingsRequest", address, self->flags);

  g_task_set_source_tag (task, oof_ews_mailbox_read_async);
  g_task_set_task_data (task, g_ascii_strdown (address, -1), g_free);
  write_mailbox (oof_ews_request_get_xml (request), address);
  oof_ews_client_call_async (self->client, request, cancellable, read_answered_cb, task);
}

static OofMailboxState *
oof_ews_mailbox_read_finish (OofMailboxService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
write_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (OofXml) response = NULL;
  GError *error = NULL;

  response = oof_ews_client_call_finish (OOF_EWS_CLIENT (source), result, &error);
  if (response)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
oof_ews_mailbox_write_async (OofMailboxService *service,
                             const char *address,
                             OofReplyState *current,
                             OofReplyState *wanted,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const Extras none = { NULL };
  OofEwsMailbox *self = OOF_EWS_MAILBOX (service);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = g_ascii_strdown (address, -1);
  const Extras *extras = g_hash_table_lookup (self->extras, key);
  GError *error = NULL;
  OofEwsRequest *request;

  g_task_set_source_tag (task, oof_ews_mailbox_write_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!check_wanted (wanted, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  request = oof_ews_request_new (self->client, "SetUserOofSettingsRequest", address,
                                 self->flags | OOF_EWS_CALL_WRITE | OOF_EWS_CALL_FINISHES);
  write_mailbox (oof_ews_request_get_xml (request), address);
  write_settings (oof_ews_request_get_xml (request), wanted, extras ? extras : &none);
  oof_ews_client_call_async (self->client, request, cancellable, write_answered_cb,
                             g_steal_pointer (&task));
}

static gboolean
oof_ews_mailbox_write_finish (OofMailboxService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
oof_ews_mailbox_iface_init (OofMailboxServiceInterface *iface)
{
  iface->read_async = oof_ews_mailbox_read_async;
  iface->read_finish = oof_ews_mailbox_read_finish;
  iface->write_async = oof_ews_mailbox_write_async;
  iface->write_finish = oof_ews_mailbox_write_finish;
}

static void
oof_ews_mailbox_finalize (GObject *object)
{
  OofEwsMailbox *self = OOF_EWS_MAILBOX (object);

  g_object_unref (self->client);
  g_hash_table_unref (self->extras);
  G_OBJECT_CLASS (oof_ews_mailbox_parent_class)->finalize (object);
}

static void
oof_ews_mailbox_class_init (OofEwsMailboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_ews_mailbox_finalize;
}

static void
oof_ews_mailbox_init (OofEwsMailbox *self)
{
  self->extras =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) extras_free);
}

OofEwsMailbox *
oof_ews_mailbox_new (OofEwsClient *client)
{
  OofEwsMailbox *self;

  g_return_val_if_fail (OOF_IS_EWS_CLIENT (client), NULL);

  self = g_object_new (OOF_TYPE_EWS_MAILBOX, NULL);
  self->client = g_object_ref (client);
  return self;
}

OofEwsMailbox *
oof_ews_mailbox_new_urgent (OofEwsClient *client)
{
  OofEwsMailbox *self = oof_ews_mailbox_new (client);

  self->flags = OOF_EWS_CALL_URGENT;
  return self;
}

OofEwsClient *
_oof_ews_mailbox_get_client (OofEwsMailbox *self)
{
  return self->client;
}

OofEwsCallFlags
_oof_ews_mailbox_get_flags (OofEwsMailbox *self)
{
  return self->flags;
}
