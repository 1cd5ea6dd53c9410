/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-schema.h"

#include <string.h>

#include "sim/oof-sim-zone.h"

/* A content model is a list of tokens between blanks:
 *   t:Name=Type           an element; "a=A|b=B" is a choice; then "?", "*" or "+" as usual
 *   @Name=Type            an attribute; "?" when it is optional
 *   #Type                 text of this simple type instead of elements
 *   =One Two              (alone) a simple type with these values */
typedef struct
{
  const gchar *name;
  const gchar *content;
} Type;

#define PATH   "t:FieldURI=FieldURI|t:ExtendedFieldURI=ExtendedFieldURI"
#define FOLDER "t:FolderId=FolderId|t:DistinguishedFolderId=DistinguishedFolderId"
#define EXPRESSION                                                                                 \
  "t:Exists=Exists|t:IsEqualTo=IsEqualTo|t:Contains=Contains|t:And=And|t:Or=And|t:Not=Restriction"

static const Type types[] = {
  /* SOAP header */
  { "ExchangeImpersonation", "t:ConnectingSID=ConnectingSID" },
  { "ConnectingSID", "t:PrincipalName=string|t:SID=string|t:PrimarySmtpAddress=string|"
                     "t:SmtpAddress=string" },
  { "TimeZoneContext", "t:TimeZoneDefinition=TimeZone" },
  { "RequestServerVersion", "@Version=string" },
  { "ServerVersion", "=Exchange2007 Exchange2007_SP1 Exchange2009 Exchange2010 Exchange2010_SP1 "
                     "Exchange2010_SP2 Exchange2012 Exchange2013 Exchange2013_SP1 Exchange2015 "
                     "Exchange2016 V2015_10_05 V2016_01_06 V2016_04_13 V2016_07_13 V2016_10_10 "
                     "V2017_01_07 V2017_04_14 V2017_07_11" },

  /* automatic replies */
  { "GetUserOofSettingsRequest", "t:Mailbox=EmailAddress" },
  { "SetUserOofSettingsRequest", "t:Mailbox=EmailAddress t:UserOofSettings=UserOofSettings" },
  { "EmailAddress", "t:Name=string? t:Address=string t:RoutingType=string?" },
  { "UserOofSettings", "t:OofState=OofState t:ExternalAudience=ExternalAudience "
                       "t:Duration=Duration? t:InternalReply=ReplyBody? t:ExternalReply=ReplyBody? "
                       "t:DeclineMeetingReply=ReplyBody? t:DeclineEventsForScheduledOOF=boolean? "
                       "t:DeclineAllEventsForScheduledOOF=boolean? t:CreateOOFEvent=boolean? "
                       "t:OOFEventSubject=string? t:AutoDeclineFutureRequestsWhenOOF=boolean? "
                       "t:OOFEventID=string?" },
  { "OofState", "=Disabled Enabled Scheduled" },
  { "ExternalAudience", "=None Known All" },
  { "Duration", "t:StartTime=dateTime t:EndTime=dateTime" },
  { "ReplyBody", "t:Message=string? @xml:lang=string?" },

  /* inbox rules */
  { "GetInboxRules", "m:MailboxSmtpAddress=string?" },
  { "UpdateInboxRules", "m:MailboxSmtpAddress=string? m:RemoveOutlookRuleBlob=boolean? "
                        "m:Operations=RuleOperations" },
  { "RuleOperations", "t:CreateRuleOperation=RuleOperation|t:SetRuleOperation=RuleOperation|"
                      "t:DeleteRuleOperation=DeleteRuleOperation+" },
  { "RuleOperation", "t:Rule=Rule" },
  { "DeleteRuleOperation", "t:RuleId=string" },
  { "Rule", "t:RuleId=string? t:DisplayName=string t:Priority=int t:IsEnabled=boolean "
            "t:IsNotSupported=boolean? t:IsInError=boolean? t:Conditions=RulePredicates? "
            "t:Exceptions=RulePredicates? t:Actions=RuleActions?" },
  { "RulePredicates", "t:Categories=Strings? t:ContainsBodyStrings=Strings? "
                      "t:ContainsHeaderStrings=Strings? t:ContainsRecipientStrings=Strings? "
                      "t:ContainsSenderStrings=Strings? t:ContainsSubjectOrBodyStrings=Strings? "
                      "t:ContainsSubjectStrings=Strings? t:FromAddresses=Addresses? "
                      "t:HasAttachments=boolean? t:IsAutomaticReply=boolean? "
                      "t:IsMeetingRequest=boolean? t:NotSentToMe=boolean? t:SentCcMe=boolean? "
                      "t:SentOnlyToMe=boolean? t:SentToAddresses=Addresses? t:SentToMe=boolean? "
                      "t:SentToOrCcMe=boolean? t:WithinDateRange=DateRange?" },
  { "DateRange", "t:StartDateTime=dateTime? t:EndDateTime=dateTime?" },
  { "Addresses", "t:Address=Mailbox*" },
  { "RuleActions", "t:Delete=boolean? t:ForwardToRecipients=Addresses? t:MarkAsRead=boolean? "
                   "t:MoveToFolder=TargetFolder? t:RedirectToRecipients=Addresses? "
                   "t:StopProcessingRules=boolean?" },

  /* directory */
  { "ResolveNames", "m:ParentFolderIds=FolderIds? m:UnresolvedEntry=nonempty "
                    "@ReturnFullContactData=boolean @SearchScope=SearchScope? "
                    "@ContactDataShape=DefaultShapeNames?" },
  { "SearchScope", "=ActiveDirectory ActiveDirectoryContacts Contacts ContactsActiveDirectory" },
  { "ExpandDL", "m:Mailbox=Mailbox" },
  { "Mailbox", "t:Name=string? t:EmailAddress=nonempty? t:RoutingType=nonempty? "
               "t:MailboxType=MailboxType? t:ItemId=ItemId?" },
  { "MailboxType", "=Unknown OneOff Mailbox PublicDL PrivateDL Contact PublicFolder GroupMailbox "
                   "ImplicitContact" },

  /* folders */
  { "GetFolder", "m:FolderShape=FolderShape m:FolderIds=FolderIds" },
  { "FindFolder", "m:FolderShape=FolderShape m:IndexedPageFolderView=IndexedPageView? "
                  "m:Restriction=Restriction? m:ParentFolderIds=FolderIds "
                  "@Traversal=FolderTraversal" },
  { "FolderTraversal", "=Shallow Deep SoftDeleted" },
  { "CreateFolder", "m:ParentFolderId=TargetFolder m:Folders=Folders" },
  { "Folders", "t:CalendarFolder=CalendarFolder+" },
  { "CalendarFolder", "t:FolderClass=string? t:DisplayName=string?" },
  { "FolderShape", "t:BaseShape=DefaultShapeNames t:AdditionalProperties=Paths?" },
  { "FolderIds", FOLDER "+" },
  { "TargetFolder", FOLDER },
  { "FolderId", "@Id=string @ChangeKey=string?" },
  { "DistinguishedFolderId", "t:Mailbox=Mailbox? @Id=FolderName @ChangeKey=string?" },
  { "FolderName", "=calendar contacts deleteditems drafts inbox journal notes outbox sentitems "
                  "tasks msgfolderroot publicfoldersroot root junkemail searchfolders voicemail" },

  /* finding and getting items */
  { "FindItem", "m:ItemShape=ItemShape "
                "m:IndexedPageItemView=IndexedPageView|m:CalendarView=CalendarView? "
                "m:Restriction=Restriction? m:ParentFolderIds=FolderIds @Traversal=ItemTraversal" },
  { "ItemTraversal", "=Shallow SoftDeleted Associated" },
  { "CalendarView", "@MaxEntriesReturned=int? @StartDate=dateTime @EndDate=dateTime" },
  { "IndexedPageView", "@MaxEntriesReturned=int? @Offset=int @BasePoint=BasePoint" },
  { "BasePoint", "=Beginning End" },
  { "Restriction", EXPRESSION },
  { "And", EXPRESSION "+" },
  { "Exists", PATH },
  { "IsEqualTo", PATH " t:FieldURIOrConstant=FieldURIOrConstant" },
  { "FieldURIOrConstant", "t:Constant=Constant" },
  { "Constant", "@Value=string" },
  { "Contains", PATH " t:Constant=Constant @ContainmentMode=ContainmentMode? "
                     "@ContainmentComparison=ContainmentComparison?" },
  { "ContainmentMode", "=FullString Prefixed Substring PrefixOnWords ExactPhrase" },
  { "ContainmentComparison", "=Exact IgnoreCase IgnoreNonSpacingCharacters Loose "
                             "IgnoreCaseAndNonSpacingCharacters LooseAndIgnoreCase "
                             "LooseAndIgnoreNonSpace LooseAndIgnoreCaseAndIgnoreNonSpace" },
  { "SyncFolderItems", "m:ItemShape=ItemShape m:SyncFolderId=TargetFolder m:SyncState=string? "
                       "m:MaxChangesReturned=MaxSyncChangesReturned m:SyncScope=SyncScope?" },
  { "SyncScope", "=NormalItems NormalAndAssociatedItems" },
  { "GetItem", "m:ItemShape=ItemShape m:ItemIds=ItemIds" },
  { "ItemShape", "t:BaseShape=DefaultShapeNames t:IncludeMimeContent=boolean? "
                 "t:BodyType=BodyTypeResponse? t:AdditionalProperties=Paths?" },
  { "DefaultShapeNames", "=IdOnly Default AllProperties" },
  { "BodyTypeResponse", "=Best HTML Text" },
  { "ItemIds", "t:ItemId=ItemId+" },
  { "ItemId", "@Id=string @ChangeKey=string?" },
  { "Paths", PATH "+" },
  { "FieldURI", "@FieldURI=FieldName" },
  { "FieldName", "=folder:FolderId folder:ParentFolderId folder:FolderClass folder:DisplayName "
                 "folder:TotalCount folder:ChildFolderCount item:ItemId item:ParentFolderId "
                 "item:ItemClass item:Subject item:Sensitivity item:Body item:Categories "
                 "item:Importance item:DateTimeCreated item:ReminderIsSet "
                 "item:ReminderMinutesBeforeStart item:HasAttachments item:LastModifiedTime "
                 "calendar:UID calendar:Start calendar:End calendar:IsAllDayEvent "
                 "calendar:LegacyFreeBusyStatus calendar:Location calendar:IsMeeting "
                 "calendar:IsRecurring calendar:CalendarItemType calendar:StartTimeZone "
                 "calendar:EndTimeZone" },
  { "ExtendedFieldURI", "@DistinguishedPropertySetId=DistinguishedPropertySet? "
                        "@PropertySetId=guid? @PropertyTag=string? @PropertyName=string? "
                        "@PropertyId=int? @PropertyType=MapiPropertyType" },
  { "DistinguishedPropertySet", "=Meeting Appointment Common PublicStrings Address InternetHeaders "
                                "CalendarAssistant UnifiedMessaging Task Sharing" },
  { "MapiPropertyType", "=ApplicationTime ApplicationTimeArray Binary BinaryArray Boolean CLSID "
                        "CLSIDArray Currency CurrencyArray Double DoubleArray Error Float "
                        "FloatArray Integer IntegerArray Long LongArray Null Object ObjectArray "
                        "Short ShortArray SystemTime SystemTimeArray String StringArray" },

  /* writing items */
  { "CreateItem", "m:SavedItemFolderId=TargetFolder? m:Items=Items "
                  "@MessageDisposition=MessageDisposition? "
                  "@SendMeetingInvitations=SendMeetingInvitations?" },
  { "MessageDisposition", "=SaveOnly SendOnly SendAndSaveCopy" },
  { "SendMeetingInvitations", "=SendToNone SendOnlyToAll SendToAllAndSaveCopy" },
  { "Items", "t:CalendarItem=CalendarItem|t:Message=Message+" },
  { "Message", "t:ItemClass=string? t:Subject=string? t:Sensitivity=Sensitivity? t:Body=Body? "
               "t:Importance=Importance? t:ToRecipients=Recipients? t:CcRecipients=Recipients? "
               "t:BccRecipients=Recipients? t:From=Sender?" },
  { "Recipients", "t:Mailbox=Mailbox+" },
  { "Sender", "t:Mailbox=Mailbox" },
  { "CalendarItem",
    "t:ItemId=ItemId? t:ParentFolderId=FolderId? t:ItemClass=string? "
    "t:Subject=string? t:Sensitivity=Sensitivity? t:Body=Body? "
    "t:Categories=Strings? t:Importance=Importance? t:DateTimeCreated=dateTime? "
    "t:ReminderIsSet=boolean? t:ReminderMinutesBeforeStart=int? "
    "t:HasAttachments=boolean? t:ExtendedProperty=ExtendedProperty* "
    "t:LastModifiedTime=dateTime? t:UID=string? t:Start=dateTime? t:End=dateTime? "
    "t:IsAllDayEvent=boolean? t:LegacyFreeBusyStatus=LegacyFreeBusy? "
    "t:Location=string? t:IsMeeting=boolean? t:IsRecurring=boolean? "
    "t:CalendarItemType=string? t:StartTimeZone=TimeZone? t:EndTimeZone=TimeZone?" },
  { "Sensitivity", "=Normal Personal Private Confidential" },
  { "Importance", "=Low Normal High" },
  { "LegacyFreeBusy", "=Free Tentative Busy OOF WorkingElsewhere NoData" },
  { "Body", "#string @BodyType=BodyType @IsTruncated=boolean?" },
  { "BodyType", "=HTML Text" },
  { "Strings", "t:String=string*" },
  { "TimeZone", "@Id=string? @Name=string?" },
  { "ExtendedProperty", "t:ExtendedFieldURI=ExtendedFieldURI t:Value=string" },
  { "UpdateItem", "m:SavedItemFolderId=TargetFolder? m:ItemChanges=ItemChanges "
                  "@ConflictResolution=ConflictResolution @MessageDisposition=MessageDisposition? "
                  "@SendMeetingInvitationsOrCancellations=SendMeetingUpdates? "
                  "@SuppressReadReceipts=boolean?" },
  { "ConflictResolution", "=NeverOverwrite AutoResolve AlwaysOverwrite" },
  { "SendMeetingUpdates", "=SendToNone SendOnlyToAll SendOnlyToChanged SendToAllAndSaveCopy "
                          "SendToChangedAndSaveCopy" },
  { "ItemChanges", "t:ItemChange=ItemChange+" },
  { "ItemChange", "t:ItemId=ItemId t:Updates=Updates" },
  { "Updates", "t:SetItemField=SetItemField|t:DeleteItemField=DeleteItemField+" },
  { "SetItemField", PATH " t:CalendarItem=CalendarItem" },
  { "DeleteItemField", PATH },
  { "DeleteItem", "m:ItemIds=ItemIds @DeleteType=DisposalType "
                  "@SendMeetingCancellations=SendMeetingInvitations? "
                  "@AffectedTaskOccurrences=string? @SuppressReadReceipts=boolean?" },
  { "DisposalType", "=HardDelete SoftDelete MoveToDeletedItems" },
};

static const gchar *
find_content (const gchar *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].name, type))
      return types[i].content;
  return NULL;
}

static gboolean
is_simple (const gchar *type)
{
  const gchar *content = find_content (type);

  return content == NULL || *content == '=';
}

gboolean
oof_sim_ews_schema_is_value (const gchar *value, const gchar *type)
{
  const gchar *content = find_content (type);
  gint64 number;

  if (content != NULL)
    {
      g_auto (GStrv) values = g_strsplit (content + 1, " ", -1);

      return g_strv_contains ((const gchar *const *) values, value);
    }
  if (g_str_equal (type, "nonempty"))
    return *value != '\0';
  if (g_str_equal (type, "boolean"))
    return oof_sim_xml_is_true (value) || g_str_equal (value, "false") || g_str_equal (value, "0");
  if (g_str_equal (type, "int"))
    return oof_sim_xml_read_int (value, G_MININT32, G_MAXINT32, &number);
  if (g_str_equal (type, "MaxSyncChangesReturned"))
    return oof_sim_xml_read_int (value, 1, 512, &number);
  if (g_str_equal (type, "dateTime"))
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

      return oof_sim_zone_parse (value, utc, &number);
    }
  if (g_str_equal (type, "guid"))
    return g_uuid_string_is_valid (value);
  g_assert (g_str_equal (type, "string"));
  return TRUE;
}

/* Cuts a token "a=A|b=B?" into its alternatives and its quantifier (out), '1' when there is none.
 */
static gchar **
split_token (const gchar *token, gchar *quantifier)
{
  g_autofree gchar *names = g_strdup (token);
  gsize length = strlen (names);

  *quantifier = '1';
  if (strchr ("?*+", names[length - 1]) != NULL)
    {
      *quantifier = names[length - 1];
      names[length - 1] = '\0';
    }
  return g_strsplit (names, "|", -1);
}

static gchar *
check_attribute (const xmlNode *node, const xmlAttr *attribute, const gchar *type)
{
  xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);
  const gchar *text = value != NULL ? (const gchar *) value : "";
  gchar *problem = NULL;

  if (!oof_sim_ews_schema_is_value (text, type))
    problem = g_strdup_printf ("The '%s' attribute is invalid - The value '%s' is invalid "
                               "according to its datatype.",
                               (const gchar *) attribute->name, text);
  if (value != NULL)
    xmlFree (value);
  return problem;
}

/* The type of the attribute in the content model; NULL when it is not declared. */
static gchar *
find_attribute_type (const xmlAttr *attribute, gchar **tokens)
{
  g_autofree gchar *name = g_strdup ((const gchar *) attribute->name);

  if (attribute->ns != NULL)
    {
      g_free (name);
      name = g_strdup_printf ("%s:%s", (const gchar *) attribute->ns->prefix,
                              (const gchar *) attribute->name);
    }
  for (gchar **token = tokens; *token != NULL; token++)
    {
      gsize length = strlen (name);

      if (**token == '@' && strncmp (*token + 1, name, length) == 0 && (*token)[length + 1] == '=')
        return g_strdup (*token + length + 2);
    }
  return NULL;
}

/* xsi:… anywhere; s:mustUnderstand and the like, which the schema allows in headers. */
static gboolean
is_always_allowed (const xmlAttr *attribute)
{
  const gchar *uri = attribute->ns != NULL ? (const gchar *) attribute->ns->href : NULL;

  return g_strcmp0 (uri, "http://www.w3.org/2001/XMLSchema-instance") == 0
         || g_strcmp0 (uri, OOF_SIM_NS_SOAP) == 0;
}

static gchar *
check_attributes (const xmlNode *node, gchar **tokens)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree gchar *type = find_attribute_type (attribute, tokens);
      gchar *problem;

      if (is_always_allowed (attribute))
        continue;
      if (type == NULL)
        return g_strdup_printf ("The '%s' attribute is not declared.",
                                (const gchar *) attribute->name);
      g_strdelimit (type, "?", '\0');
      problem = check_attribute (node, attribute, type);
      if (problem != NULL)
        return problem;
    }
  for (gchar **token = tokens; *token != NULL; token++)
    {
      g_auto (GStrv) parts = g_strsplit (*token, "=", 2);

      if (**token == '@' && !g_str_has_suffix (*token, "?")
          && xmlHasProp (node, (const xmlChar *) (parts[0] + 1)) == NULL)
        return g_strdup_printf ("The required attribute '%s' is missing.", parts[0] + 1);
    }
  return NULL;
}

static gchar *
check_text (const xmlNode *node, const gchar *type)
{
  g_autofree gchar *text = NULL;

  if (oof_sim_xml_first (node) != NULL)
    return g_strdup_printf ("The element '%s' cannot contain child element '%s' because the parent "
                            "element's content model is text only.",
                            (const gchar *) node->name,
                            (const gchar *) oof_sim_xml_first (node)->name);
  text = oof_sim_xml_text (node);
  if (oof_sim_ews_schema_is_value (text, type))
    return NULL;
  return g_strdup_printf ("The '%s' element is invalid - The value '%s' is invalid according to "
                          "its datatype '%s'.",
                          (const gchar *) node->name, text, type);
}

static gboolean
has_loose_text (const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type != XML_ELEMENT_NODE && child->type != XML_COMMENT_NODE
        && child->type != XML_PI_NODE && !xmlIsBlankNode ((xmlNode *) child))
      return TRUE;
  return FALSE;
}

static gchar *
describe_wrong_child (const xmlNode *node, const xmlNode *child, const gchar *expected)
{
  if (child == NULL)
    return g_strdup_printf ("The element '%s' has incomplete content. Expected: %s.",
                            (const gchar *) node->name, expected);
  return g_strdup_printf ("The element '%s' has invalid child element '%s' in namespace '%s'.",
                          (const gchar *) node->name, (const gchar *) child->name,
                          child->ns != NULL ? (const gchar *) child->ns->href : "");
}

/* The type that one of the alternatives "t:Name=Type" gives to CHILD; NULL when none fits. */
static const gchar *
match (const xmlNode *child, gchar **alternatives)
{
  for (gchar **alternative = alternatives; child != NULL && *alternative != NULL; alternative++)
    {
      const gchar *type = strchr (*alternative, '=');
      g_autofree gchar *name = g_strndup (*alternative, (gsize) (type - *alternative));

      if (oof_sim_xml_is (child, name))
        return type + 1;
    }
  return NULL;
}

/* Moves *CHILD over the elements that belong to TOKEN. */
static gchar *
check_particle (const xmlNode *node, const gchar *token, xmlNode **child, const xmlNode **where)
{
  gchar quantifier;
  g_auto (GStrv) alternatives = split_token (token, &quantifier);
  const gchar *type = match (*child, alternatives);

  if (type == NULL && (quantifier == '1' || quantifier == '+'))
    {
      *where = *child != NULL ? *child : node;
      return describe_wrong_child (node, *child, token);
    }
  while (type != NULL)
    {
      gchar *problem = oof_sim_ews_schema_check (*child, type, where);

      if (problem != NULL)
        return problem;
      *child = oof_sim_xml_next (*child);
      type = strchr ("*+", quantifier) != NULL ? match (*child, alternatives) : NULL;
    }
  return NULL;
}

static gchar *
check_children (const xmlNode *node, gchar **tokens, const xmlNode **where)
{
  xmlNode *child = oof_sim_xml_first (node);

  for (gchar **token = tokens; *token != NULL; token++)
    {
      gchar *problem = NULL;

      if (**token == '#')
        return check_text (node, *token + 1);
      if (**token != '@')
        problem = check_particle (node, *token, &child, where);
      if (problem != NULL)
        return problem;
    }
  if (child != NULL)
    {
      *where = child;
      return describe_wrong_child (node, child, "");
    }
  if (has_loose_text (node))
    return g_strdup_printf ("The element '%s' cannot contain text.", (const gchar *) node->name);
  return NULL;
}

gboolean
oof_sim_ews_schema_has (const gchar *type)
{
  return find_content (type) != NULL;
}

gchar *
oof_sim_ews_schema_check (const xmlNode *node, const gchar *type, const xmlNode **where)
{
  const gchar *content = is_simple (type) ? "" : find_content (type);
  g_auto (GStrv) tokens = g_strsplit (content, " ", -1);
  gchar *problem;

  *where = node;
  problem = check_attributes (node, tokens);
  if (problem != NULL)
    return problem;
  return is_simple (type) ? check_text (node, type) : check_children (node, tokens, where);
}
