/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-call.h"
#include "ews/oof-ews-mailbox-private.h"

/* Appends the addresses of an ArrayOfEmailAddressesType, lower case. */
static gboolean
read_addresses (const OofXml *actions, const char *element, GStrv *addresses, GError **error)
{
  g_autoptr (OofXml) list = oof_xml_get_child (actions, OOF_EWS_T, element);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!list)
    return TRUE;
  g_strv_builder_addv (builder, (const char **) *addresses);
  found = oof_xml_get_children (list, OOF_EWS_T, "Address");
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *address = NULL;
      g_autofree char *lower = NULL;

      if (!oof_xml_read_string (found->pdata[i], OOF_EWS_T, "EmailAddress", OOF_OPTIONAL, &address,
                                error))
        return FALSE;
      lower = g_utf8_strdown (address ? address : "", -1);
      g_strv_builder_add (builder, g_strstrip (lower));
    }
  g_strfreev (*addresses);
  *addresses = g_strv_builder_end (builder);
  return TRUE;
}

/* Whether a child is there and means something: not false, not empty. */
static gboolean
is_set (const OofXml *parent, const char *element)
{
  g_autoptr (OofXml) child = oof_xml_get_child (parent, OOF_EWS_T, element);
  g_autoptr (GPtrArray) children = child ? oof_xml_get_children (child, NULL, NULL) : NULL;
  g_autofree char *text = child ? oof_xml_dup_text (child) : NULL;

  if (!child)
    return FALSE;
  g_strstrip (text);
  return children->len > 0
         || (*text && g_strcmp0 (text, "false") != 0 && g_strcmp0 (text, "0") != 0);
}

static gboolean
read_actions (const OofXml *actions, OofInboxRule *rule, GError **error)
{
  static const char *const others[] = { "AssignCategories",
                                        "CopyToFolder",
                                        "MarkImportance",
                                        "MarkAsRead",
                                        "SendSMSAlertToRecipients",
                                        "ServerReplyWithMessage",
                                        NULL };

  if (!read_addresses (actions, "RedirectToRecipients", &rule->redirect_to, error)
      || !read_addresses (actions, "ForwardToRecipients", &rule->forward_to, error)
      || !read_addresses (actions, "ForwardAsAttachmentToRecipients", &rule->forward_to, error))
    return FALSE;
  rule->no_copy = is_set (actions, "MoveToFolder") || is_set (actions, "Delete")
                  || is_set (actions, "PermanentDelete");
  rule->stop = is_set (actions, "StopProcessingRules");
  for (guint i = 0; others[i]; i++)
    rule->other = rule->other || is_set (actions, others[i]);
  return TRUE;
}

static gboolean
has_children (const OofXml *xml, const char *element)
{
  g_autoptr (OofXml) child = oof_xml_get_child (xml, OOF_EWS_T, element);
  g_autoptr (GPtrArray) children = child ? oof_xml_get_children (child, NULL, NULL) : NULL;

  return children && children->len > 0;
}

OofInboxRule *
_oof_ews_rule_read (const OofXml *xml, GError **error)
{
  g_autoptr (OofInboxRule) rule = oof_inbox_rule_new ();
  g_autoptr (OofXml) actions = oof_xml_get_child (xml, OOF_EWS_T, "Actions");
  g_autofree char *name = NULL;
  gint64 priority = 0;

  if (!oof_xml_read_string (xml, OOF_EWS_T, "RuleId", OOF_REQUIRED, &rule->id, error)
      || !oof_xml_read_string (xml, OOF_EWS_T, "DisplayName", OOF_REQUIRED, &name, error)
      || !oof_xml_read_int (xml, OOF_EWS_T, "Priority", OOF_REQUIRED, &priority, error)
      || !oof_xml_read_bool (xml, OOF_EWS_T, "IsEnabled", OOF_REQUIRED, &rule->enabled, error)
      || !oof_xml_read_bool (xml, OOF_EWS_T, "IsNotSupported", OOF_OPTIONAL, &rule->read_only,
                             error)
      || (actions && !read_actions (actions, rule, error)))
    return NULL;
  g_free (rule->name);
  rule->name = g_steal_pointer (&name);
  rule->sequence = (int) CLAMP (priority, G_MININT, G_MAXINT);
  rule->conditional = has_children (xml, "Conditions") || has_children (xml, "Exceptions");
  return g_steal_pointer (&rule);
}

/* In the order of the schema. */
void
_oof_ews_rule_write (OofXmlWriter *writer, const OofInboxRule *rule)
{
  oof_xml_writer_begin (writer, "t", "Rule");
  oof_xml_writer_element (writer, "t", "DisplayName", rule->name);
  oof_xml_writer_element_int (writer, "t", "Priority", rule->sequence);
  oof_xml_writer_element_bool (writer, "t", "IsEnabled", TRUE);
  oof_xml_writer_begin (writer, "t", "Actions");
  if (rule->no_copy)
    {
      oof_xml_writer_begin (writer, "t", "MoveToFolder");
      oof_xml_writer_begin (writer, "t", "DistinguishedFolderId");
      oof_xml_writer_attribute (writer, "Id", "deleteditems");
      oof_xml_writer_end (writer);
      oof_xml_writer_end (writer);
    }
  oof_xml_writer_begin (writer, "t", "RedirectToRecipients");
  for (char **address = rule->redirect_to; *address; address++)
    {
      oof_xml_writer_begin (writer, "t", "Address");
      oof_xml_writer_element (writer, "t", "EmailAddress", *address);
      oof_xml_writer_end (writer);
    }
  oof_xml_writer_end (writer);
  oof_xml_writer_element_bool (writer, "t", "StopProcessingRules", FALSE);
  oof_xml_writer_end (writer);
  oof_xml_writer_end (writer);
}

/* What the server says about a rule and does not take back. */
static gboolean
is_said_only (const OofXml *xml)
{
  return oof_xml_is (xml, OOF_EWS_T, "IsNotSupported") || oof_xml_is (xml, OOF_EWS_T, "IsInError");
}

/* Elements of the types namespace, with the attributes that occur in rules. */
static void
copy_element (OofXmlWriter *writer, const OofXml *xml)
{
  static const char *const attributes[] = { "Id", "ChangeKey" };
  g_autoptr (GPtrArray) children = oof_xml_get_children (xml, OOF_EWS_T, NULL);

  oof_xml_writer_begin (writer, "t", oof_xml_get_name (xml));
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *value = oof_xml_dup_attribute (xml, attributes[i]);

      oof_xml_writer_attribute (writer, attributes[i], value);
    }
  for (guint i = 0; i < children->len; i++)
    copy_element (writer, children->pdata[i]);
  if (children->len == 0)
    {
      g_autofree char *text = oof_xml_dup_text (xml);

      oof_xml_writer_text (writer, text);
    }
  oof_xml_writer_end (writer);
}

void
_oof_ews_rule_write_switched (OofXmlWriter *writer, const OofXml *xml, gboolean enabled)
{
  g_autoptr (GPtrArray) children = oof_xml_get_children (xml, OOF_EWS_T, NULL);

  oof_xml_writer_begin (writer, "t", "Rule");
  for (guint i = 0; i < children->len; i++)
    {
      const OofXml *child = children->pdata[i];

      if (oof_xml_is (child, OOF_EWS_T, "IsEnabled"))
        oof_xml_writer_element_bool (writer, "t", "IsEnabled", enabled);
      else if (!is_said_only (child))
        copy_element (writer, child);
    }
  oof_xml_writer_end (writer);
}
