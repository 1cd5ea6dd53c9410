/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews-fixture.h"

#include "core/oof-error.h"
#include "ews/oof-ews-directory.h"

#include <string.h>

typedef struct
{
  EwsFixture *server;      /* (owned) */
  OofDirectory *directory; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OofEwsClient) client = NULL;

  fixture->server = ews_fixture_new ();
  client = ews_fixture_client (fixture->server, OOF_EWS_ROLE_RUNNER);
  fixture->directory = OOF_DIRECTORY (oof_ews_directory_new (client, EWS_SERVICE));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->directory);
  ews_fixture_free (fixture->server);
}

static GPtrArray *
list (Fixture *fixture, const char *const *groups, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_list_async (fixture->directory, groups, NULL, ews_keep_cb, &result);
  return oof_directory_list_finish (fixture->directory, ews_wait (&result), error);
}

static GPtrArray *
expand (Fixture *fixture, const char *group, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_expand_async (fixture->directory, group, NULL, ews_keep_cb, &result);
  return oof_directory_expand_finish (fixture->directory, ews_wait (&result), error);
}

static GPtrArray *
resolve (Fixture *fixture, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_resolve_async (fixture->directory, text, NULL, ews_keep_cb, &result);
  return oof_directory_resolve_finish (fixture->directory, ews_wait (&result), error);
}

#define MEMBER(name, address, type)                                                                \
  "<t:Mailbox><t:Name>" name "</t:Name><t:EmailAddress>" address "</t:EmailAddress>"               \
  "<t:RoutingType>SMTP</t:RoutingType><t:MailboxType>" type "</t:MailboxType></t:Mailbox>"

#define EXPANSION(members)                                                                         \
  "<m:DLExpansion TotalItemsInView=\"1\" IncludesLastItemInRange=\"true\">" members                \
  "</m:DLExpansion>"

/* Two groups that hold each other, a contact, a member without an SMTP address, one twice. */
static char *
answer_directory (EwsFixture *server, const char *body, gpointer user_data)
{
  g_autofree char *response = NULL;

  if (strstr (body, "<m:ExpandDL>") && strstr (body, "EmailAddress>all@example.com<"))
    response =
        ews_response ("ExpandDL", "Success NoError",
                      EXPANSION (MEMBER ("Krause, Bernd", "Bernd.Krause@Example.com", "Mailbox")
                                     MEMBER ("Team", "team@example.com", "PublicDL")
                                         MEMBER ("Partner", "partner@elsewhere.net", "Contact")
                                             MEMBER ("Old", "/o=X/ou=Y/cn=Old", "Mailbox")));
  else if (strstr (body, "<m:ExpandDL>") && strstr (body, "EmailAddress>team@example.com<"))
    response = ews_response (
        "ExpandDL", "Success NoError",
        EXPANSION (MEMBER ("Anna Meier", "anna.meier@example.com", "Mailbox")
                       MEMBER ("Everybody", "ALL@example.com", "PublicDL")
                           MEMBER ("Bernd", "bernd.krause@example.com",
                                   "Mailbox") "<t:Mailbox><t:EmailAddress>room@example.com</"
                                              "t:EmailAddress></t:Mailbox>"));
  else if (strstr (body, ">anna.meier@example.com<"))
    response = ews_response (
        "ResolveNames", "Warning ErrorNameResolutionMultipleResults",
        "<m:ResolutionSet TotalItemsInView=\"2\" "
        "IncludesLastItemInRange=\"true\"><t:Resolution>" MEMBER (
            "Anna Meier 2", "anna.meier@example.com.au",
            "Mailbox") "</t:Resolution>"
                       "<t:Resolution>" MEMBER (
                           "Anna", "Anna.Meier@example.com",
                           "Mailbox") "<t:Contact><t:DisplayName>Meier, "
                                      "Anna</t:DisplayName><t:GivenName>Anna</t:GivenName>"
                                      "<t:CompanyName>MFA GmbH</t:CompanyName><t:PhysicalAddresses>"
                                      "<t:Entry Key=\"Home\"><t:Street>Weg 2</t:Street></t:Entry>"
                                      "<t:Entry Key=\"Business\"><t:Street>Ring "
                                      "1</t:Street><t:City>Köln</t:City>"
                                      "<t:State/><t:CountryOrRegion>Germany</t:CountryOrRegion>"
                                      "<t:PostalCode>50667</t:PostalCode></t:Entry></"
                                      "t:PhysicalAddresses><t:PhoneNumbers>"
                                      "<t:Entry Key=\"BusinessFax\">+49 221 2</t:Entry>"
                                      "<t:Entry Key=\"BusinessPhone\">+49 221 1</t:Entry><t:Entry "
                                      "Key=\"MobilePhone\"/>"
                                      "</t:PhoneNumbers><t:Department>IT</"
                                      "t:Department><t:JobTitle>Helpdesk</t:JobTitle>"
                                      "<t:OfficeLocation>2.14</t:OfficeLocation><t:Surname>Meier</"
                                      "t:Surname></t:Contact>"
                                      "</t:Resolution></m:ResolutionSet>");
  else
    response = ews_response ("ResolveNames", "Error ErrorNameResolutionNoResults", "");
  return ews_soap (response);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  const char *const groups[] = { "all@example.com", "team@example.com", "All@Example.com", NULL };
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  const OofPerson *anna;

  fixture->server->handler = answer_directory;
  people = list (fixture, groups, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 3);
  g_assert_cmpstr (((OofPerson *) people->pdata[0])->address, ==, "bernd.krause@example.com");
  g_assert_cmpstr (((OofPerson *) people->pdata[0])->name, ==, "Krause, Bernd");
  g_assert_cmpint (((OofPerson *) people->pdata[0])->route, ==, OOF_ROUTE_EWS);
  g_assert_cmpstr (((OofPerson *) people->pdata[2])->name, ==, "room@example.com");

  anna = people->pdata[1];
  g_assert_cmpstr (anna->address, ==, "anna.meier@example.com");
  g_assert_cmpstr (anna->id, ==, "anna.meier@example.com");
  g_assert_cmpstr (anna->name, ==, "Meier, Anna");
  g_assert_cmpint (anna->route, ==, OOF_ROUTE_EWS);
  g_assert_null (anna->zone);
  g_assert_cmpstr (oof_person_get (anna, "mail"), ==, "anna.meier@example.com");
  g_assert_cmpstr (oof_person_get (anna, "displayName"), ==, "Meier, Anna");
  g_assert_cmpstr (oof_person_get (anna, "givenName"), ==, "Anna");
  g_assert_cmpstr (oof_person_get (anna, "sn"), ==, "Meier");
  g_assert_cmpstr (oof_person_get (anna, "title"), ==, "Helpdesk");
  g_assert_cmpstr (oof_person_get (anna, "department"), ==, "IT");
  g_assert_cmpstr (oof_person_get (anna, "company"), ==, "MFA GmbH");
  g_assert_cmpstr (oof_person_get (anna, "physicalDeliveryOfficeName"), ==, "2.14");
  g_assert_cmpstr (oof_person_get (anna, "streetAddress"), ==, "Ring 1");
  g_assert_cmpstr (oof_person_get (anna, "postalCode"), ==, "50667");
  g_assert_cmpstr (oof_person_get (anna, "l"), ==, "Köln");
  g_assert_null (oof_person_get (anna, "st"));
  g_assert_cmpstr (oof_person_get (anna, "co"), ==, "Germany");
  g_assert_cmpstr (oof_person_get (anna, "telephoneNumber"), ==, "+49 221 1");
  g_assert_cmpstr (oof_person_get (anna, "facsimileTelephoneNumber"), ==, "+49 221 2");
  g_assert_null (oof_person_get (anna, "mobile"));

  /* Each group once, each person once. */
  g_assert_cmpuint (fixture->server->bodies->len, ==, 2 + 3);
  g_assert_true (ews_fixture_sent (
      fixture->server, 0, "PrimarySmtpAddress>" EWS_SERVICE "<",
      "<m:ExpandDL><m:Mailbox><t:EmailAddress>all@example.com</t:EmailAddress></m:Mailbox>", NULL));
  g_assert_true (ews_fixture_sent (fixture->server, 2, "<m:ResolveNames",
                                   " ReturnFullContactData=\"true\" "
                                   "SearchScope=\"ActiveDirectory\">",
                                   "<m:UnresolvedEntry>", NULL));
}

static char *
answer_many (EwsFixture *server, const char *body, gpointer user_data)
{
  g_autoptr (GString) members = g_string_new (NULL);
  g_autofree char *expansion = NULL;
  g_autofree char *response = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (
        members,
        "<t:Mailbox><t:Name>P%02u</t:Name><t:EmailAddress>p%u@example.com</t:EmailAddress>"
        "<t:MailboxType>Mailbox</t:MailboxType></t:Mailbox>",
        i, i);
  expansion = g_strdup_printf ("<m:DLExpansion>%s</m:DLExpansion>", members->str);
  if (strstr (body, "<m:ExpandDL>"))
    response = ews_response ("ExpandDL", "Success NoError", expansion);
  else
    response = user_data && strstr (body, ">p7@example.com<")
                   ? ews_response ("ResolveNames", user_data, "")
                   : ews_response ("ResolveNames", "Success NoError", "");
  return ews_soap (response);
}

static void
test_list_parallel (Fixture *fixture, gconstpointer data)
{
  const char *const groups[] = { "all@example.com", NULL };
  g_autoptr (GPtrArray) people = NULL;

  fixture->server->handler = answer_many;
  people = list (fixture, groups, NULL);
  g_assert_cmpuint (people->len, ==, 20);
  for (guint i = 0; i < people->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("P%02u", i);

      g_assert_cmpstr (((OofPerson *) people->pdata[i])->name, ==, name);
    }
  g_assert_cmpuint (fixture->server->peak, >, 1);
  g_assert_cmpuint (fixture->server->peak, <=, 4);
}

/* Nothing, never a part. */
static void
test_list_fails (Fixture *fixture, gconstpointer data)
{
  const char *const groups[] = { "all@example.com", NULL };
  g_autoptr (GError) error = NULL;

  fixture->server->handler = answer_many;
  fixture->server->handler_data = (gpointer) "Error ErrorAccessDenied";
  g_assert_null (list (fixture, groups, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
  g_assert_cmpuint (fixture->server->bodies->len, <, 15);
}

static void
test_list_nobody (Fixture *fixture, gconstpointer data)
{
  const char *const groups[] = { NULL };
  g_autoptr (GPtrArray) of_none = list (fixture, NULL, NULL);
  g_autoptr (GPtrArray) of_empty = list (fixture, groups, NULL);

  g_assert_cmpuint (of_none->len, ==, 0);
  g_assert_cmpuint (of_empty->len, ==, 0);
}

static void
test_expand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server->handler = answer_directory;
  members = expand (fixture, "all@example.com", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (members->len, ==, 3);
  g_assert_cmpstr (members->pdata[0], ==, "bernd.krause@example.com");
  g_assert_cmpstr (members->pdata[1], ==, "anna.meier@example.com");
  g_assert_cmpstr (members->pdata[2], ==, "room@example.com");
}

static void
test_expand_by_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) members = NULL;

  ews_fixture_answer_response (
      fixture->server, "ResolveNames", "Warning ErrorNameResolutionMultipleResults",
      "<m:ResolutionSet><t:Resolution>" MEMBER (
          "IT Köln", "it@example.com",
          "PublicDL") "</t:Resolution><t:Resolution>" MEMBER ("IT", "it@example.com",
                                                              "Mailbox") "</"
                                                                         "t:Resolution><t:"
                                                                         "Resolution>" MEMBER (
                                                                             "IT",
                                                                             "it-"
                                                                             "all"
                                                                             "@ex"
                                                                             "amp"
                                                                             "le."
                                                                             "co"
                                                                             "m",
                                                                             "Pub"
                                                                             "lic"
                                                                             "DL") "</"
                                                                                   "t:Resolution></"
                                                                                   "m:"
                                                                                   "ResolutionSet"
                                                                                   ">");
  ews_fixture_answer_response (fixture->server, "ExpandDL", "Success NoError",
                               EXPANSION (MEMBER ("A", "a@example.com", "Mailbox")));
  members = expand (fixture, "IT", NULL);
  g_assert_cmpuint (members->len, ==, 1);
  g_assert_true (ews_fixture_sent (fixture->server, 1, ">it-all@example.com<", NULL));
}

static void
test_expand_fails (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *group;
    const char *operation;
    const char *class_and_code;
    const char *content;
    OofError code;
  } cases[] = {
    { "gone@example.com", "ExpandDL", "Error ErrorNameResolutionNoResults", "",
      OOF_ERROR_NOT_FOUND },
    { "Gone", "ResolveNames", "Error ErrorNameResolutionNoResults", "", OOF_ERROR_NOT_FOUND },
    { "Twice", "ResolveNames", "Warning ErrorNameResolutionMultipleResults",
      "<m:ResolutionSet><t:Resolution>" MEMBER (
          "T1", "t1@example.com",
          "PublicDL") "</t:Resolution><t:Resolution>" MEMBER ("T2", "t2@example.com",
                                                              "PublicDL") "</t:Resolution></"
                                                                          "m:ResolutionSet>",
      OOF_ERROR_NOT_FOUND },
    { "large@example.com", "ExpandDL", "Success NoError",
      "<m:DLExpansion IncludesLastItemInRange=\"false\"/>", OOF_ERROR_LIMIT },
    { "secret@example.com", "ExpandDL", "Error ErrorAccessDenied", "", OOF_ERROR_FORBIDDEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      ews_fixture_answer_response (fixture->server, cases[i].operation, cases[i].class_and_code,
                                   cases[i].content);
      g_assert_null (expand (fixture, cases[i].group, &error));
      g_assert_error (error, OOF_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].group));
    }
}

static void
test_resolve (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) nobody = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server->handler = answer_directory;
  people = resolve (fixture, "anna.meier@example.com", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 2);
  nobody = resolve (fixture, "Nobody & Sons", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_assert_true (ews_fixture_sent (fixture->server, 1, ">Nobody &amp; Sons<", NULL));
}

/* A service mailbox that is missing is no empty directory. */
static void
test_resolve_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) nonsense = NULL;

  ews_fixture_answer_fault (fixture->server, "ErrorNonExistentMailbox", "");
  g_assert_null (resolve (fixture, "anna", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  ews_fixture_answer_soap (fixture->server, "<m:ResolveNamesResponse><m:ResponseMessages>"
                                            "<m:GetItemResponseMessage ResponseClass=\"Success\"/>"
                                            "</m:ResponseMessages></m:ResolveNamesResponse>");
  g_assert_null (resolve (fixture, "anna", &nonsense));
  g_assert_error (nonsense, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ews/directory/list", test_list },
    { "/ews/directory/list/parallel", test_list_parallel },
    { "/ews/directory/list/fails", test_list_fails },
    { "/ews/directory/list/nobody", test_list_nobody },
    { "/ews/directory/expand", test_expand },
    { "/ews/directory/expand/by-name", test_expand_by_name },
    { "/ews/directory/expand/fails", test_expand_fails },
    { "/ews/directory/resolve", test_resolve },
    { "/ews/directory/resolve/fails", test_resolve_fails },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
