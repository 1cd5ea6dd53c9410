/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "graph-fixture.h"
#include "graph/oof-graph-call.h"
#include "graph/oof-graph-directory.h"

#define GROUP_ID "45b7d2e7-b882-4a80-ba97-10b7a63b8fa4"
#define ADELE                                                                                      \
  "{\"id\":\"87d349ed\",\"displayName\":\"Adele Vance\",\"givenName\":\"Adele\","                  \
  "\"surname\":\"Vance\",\"mail\":\"AdeleV@Contoso.com\",\"userPrincipalName\":\"av@c\","          \
  "\"userType\":\"Member\",\"department\":\"Retail\",\"jobTitle\":\"Manager\","                    \
  "\"officeLocation\":\"18/2111\",\"companyName\":\"Contoso\",\"mobilePhone\":\"+1 1\","           \
  "\"businessPhones\":[\"+1 2\",\"+1 3\"],\"faxNumber\":\"+1 4\",\"streetAddress\":\"Way 1\","     \
  "\"postalCode\":\"1\",\"city\":\"Here\",\"state\":\"WA\",\"country\":\"US\","                    \
  "\"preferredLanguage\":\"en-US\",\"accountEnabled\":false,"                                      \
  "\"onPremisesExtensionAttributes\":{\"extensionAttribute1\":\"one\","                            \
  "\"extensionAttribute14\":\"fourteen\",\"extensionAttribute15\":\"fifteen\"}}"
#define ROOM                                                                                       \
  "{\"id\":\"room\",\"displayName\":null,\"mail\":\"Room@contoso.com\",\"businessPhones\":[],"     \
  "\"onPremisesExtensionAttributes\":null}"
#define GUEST                                                                                      \
  "{\"id\":\"guest\",\"displayName\":\"Gast\",\"mail\":\"g@elsewhere.com\",\"userType\":"          \
  "\"guest\"}"
#define NO_MAIL "{\"id\":\"admin\",\"displayName\":\"Admin\",\"mail\":null}"

static GPtrArray *
list (GraphFixture *fixture, GError **error)
{
  g_autoptr (OofDirectory) directory = OOF_DIRECTORY (oof_graph_directory_new (fixture->client));
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_list_async (directory, NULL, NULL, script_await_cb, &result);
  return oof_directory_list_finish (directory, script_await (&result), error);
}

static GPtrArray *
expand_with (OofDirectory *directory, const char *group, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_expand_async (directory, group, NULL, script_await_cb, &result);
  return oof_directory_expand_finish (directory, script_await (&result), error);
}

static GPtrArray *
expand (GraphFixture *fixture, const char *group, GError **error)
{
  g_autoptr (OofDirectory) directory = OOF_DIRECTORY (oof_graph_directory_new (fixture->client));

  return expand_with (directory, group, error);
}

static GPtrArray *
resolve (GraphFixture *fixture, const char *text, GError **error)
{
  g_autoptr (OofDirectory) directory = OOF_DIRECTORY (oof_graph_directory_new (fixture->client));
  g_autoptr (GAsyncResult) result = NULL;

  oof_directory_resolve_async (directory, text, NULL, script_await_cb, &result);
  return oof_directory_resolve_finish (directory, script_await (&result), error);
}

static void
test_list (GraphFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *attribute;
    const char *value;
  } expected[] = {
    { "givenName", "Adele" },
    { "sn", "Vance" },
    { "displayName", "Adele Vance" },
    { "title", "Manager" },
    { "mail", "AdeleV@Contoso.com" },
    { "telephoneNumber", "+1 2" },
    { "mobile", "+1 1" },
    { "facsimileTelephoneNumber", "+1 4" },
    { "department", "Retail" },
    { "company", "Contoso" },
    { "streetAddress", "Way 1" },
    { "postalCode", "1" },
    { "l", "Here" },
    { "st", "WA" },
    { "co", "US" },
    { "physicalDeliveryOfficeName", "18/2111" },
    { "xData1", "one" },
    { "xData14", "fourteen" },
    { "xData15", NULL },
    { "homePhone", NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;
  const OofPerson *adele, *room;

  script_server_add_json (fixture->server, 200,
                          "{\"value\":[" ROOM "," GUEST "],"
                          "\"@odata.nextLink\":\"@BASE@/v1.0/users?$skiptoken=x\"}");
  script_server_add_json (fixture->server, 200, "{\"value\":[" NO_MAIL "," ADELE "]}");
  people = list (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 2);
  adele = g_ptr_array_index (people, 0);
  room = g_ptr_array_index (people, 1);
  g_assert_cmpstr (adele->id, ==, "87d349ed");
  g_assert_cmpstr (adele->address, ==, "adelev@contoso.com");
  g_assert_cmpstr (adele->name, ==, "Adele Vance");
  g_assert_cmpstr (adele->language, ==, "en-US");
  g_assert_null (adele->zone);
  g_assert_cmpint (adele->route, ==, OOF_ROUTE_GRAPH);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (oof_person_get (adele, expected[i].attribute), ==, expected[i].value);
  g_assert_cmpstr (room->address, ==, "room@contoso.com");
  g_assert_cmpstr (room->name, ==, "Room@contoso.com");
  g_assert_null (oof_person_get (room, "telephoneNumber"));
  g_assert_cmpstr (
      script_server_get_path (fixture->server, 0), ==,
      "/v1.0/users?$select=id,displayName,givenName,surname,mail,userPrincipalName,userType,"
      "department,jobTitle,officeLocation,companyName,mobilePhone,businessPhones,faxNumber,"
      "streetAddress,postalCode,city,state,country,preferredLanguage,"
      "onPremisesExtensionAttributes,accountEnabled&$top=999");
}

/* A part is never taken for the whole. */
static void
test_list_breaks_off (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  script_server_add_json (fixture->server, 200,
                          "{\"value\":[" ADELE "],"
                          "\"@odata.nextLink\":\"@BASE@/v1.0/users?$skiptoken=x\"}");
  graph_fixture_add_error (fixture, 403, "Authorization_RequestDenied");
  g_assert_null (list (fixture, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED);
  g_assert_nonnull (strstr (error->message, "User.Read.All"));
}

static void
test_list_wrong_type (GraphFixture *fixture, gconstpointer data)
{
  static const char *const users[] = {
    "{\"mail\":\"a@b\"}",
    "{\"id\":\"1\",\"mail\":{}}",
    "{\"id\":\"1\",\"mail\":\"a@b\",\"department\":1}",
    "{\"id\":\"1\",\"mail\":\"a@b\",\"businessPhones\":\"1\"}",
    "{\"id\":\"1\",\"mail\":\"a@b\",\"onPremisesExtensionAttributes\":{\"extensionAttribute2\":2}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = g_strdup_printf ("{\"value\":[%s]}", users[i]);

      script_server_add_json (fixture->server, 200, answer);
      g_assert_null (list (fixture, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, "value[0]"));
    }
}

static void
test_expand (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addresses = NULL;

  script_server_add_json (fixture->server, 200, "{\"value\":[{\"id\":\"" GROUP_ID "\"}]}");
  script_server_add_json (fixture->server, 200,
                          "{\"@odata.count\":4,\"value\":[" ROOM "," GUEST "],"
                          "\"@odata.nextLink\":\"@BASE@/v1.0/groups/x?$skiptoken=x\"}");
  script_server_add_json (fixture->server, 200, "{\"value\":[" ADELE "," ROOM "]}");
  addresses = expand (fixture, "Vertrieb & O'Neil", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (addresses->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (addresses, 0), ==, "adelev@contoso.com");
  g_assert_cmpstr (g_ptr_array_index (addresses, 1), ==, "room@contoso.com");
  g_assert_cmpstr (script_server_get_raw_path (fixture->server, 0), ==,
                   "/v1.0/groups?$filter=displayName%20eq%20%27Vertrieb%20%26%20O%27%27Neil%27"
                   "&$select=id%2CdisplayName%2Cmail");
  g_assert_cmpstr (script_server_get_path (fixture->server, 1), ==,
                   "/v1.0/groups/" GROUP_ID "/transitiveMembers/microsoft.graph.user"
                   "?$select=id,mail,displayName,userType&$count=true&$top=999");
  for (guint i = 1; i < 3; i++)
    g_assert_cmpstr (script_server_get_header (fixture->server, i, "ConsistencyLevel"), ==,
                     "eventual");
}

static void
test_expand_by_id_and_mail (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) by_id = NULL;
  g_autoptr (GPtrArray) by_mail = NULL;

  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  by_id = expand (fixture, GROUP_ID, &error);
  script_server_add_json (fixture->server, 200, "{\"value\":[{\"id\":\"a/b\"}]}");
  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  by_mail = expand (fixture, "vertrieb@contoso.com", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (by_id->len, ==, 0);
  g_assert_cmpuint (by_mail->len, ==, 0);
  g_assert_true (g_str_has_prefix (script_server_get_path (fixture->server, 1),
                                   "/v1.0/groups?$filter=mail eq 'vertrieb@contoso.com'"));
  g_assert_true (
      g_str_has_prefix (script_server_get_raw_path (fixture->server, 2), "/v1.0/groups/a%2Fb/"));
}

/* The second time the id is known; a group that is gone is looked for again. */
static void
test_expand_again (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (OofDirectory) directory = OOF_DIRECTORY (oof_graph_directory_new (fixture->client));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  script_server_add_json (fixture->server, 200, "{\"value\":[{\"id\":\"old\"}]}");
  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  first = expand_with (directory, "vertrieb@contoso.com", &error);
  script_server_add_json (fixture->server, 404,
                          "{\"error\":{\"code\":\"Request_ResourceNotFound\",\"message\":\"x\"}}");
  script_server_add_json (fixture->server, 200, "{\"value\":[{\"id\":\"new\"}]}");
  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  second = expand_with (directory, "vertrieb@contoso.com", &error);
  g_assert_no_error (error);
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_true (
      g_str_has_prefix (script_server_get_raw_path (fixture->server, 2), "/v1.0/groups/old/"));
  g_assert_true (
      g_str_has_prefix (script_server_get_raw_path (fixture->server, 4), "/v1.0/groups/new/"));
}

static void
test_expand_unclear (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  g_assert_null (expand (fixture, "Nobody", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);
  g_clear_error (&error);
  script_server_add_json (fixture->server, 200, "{\"value\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
  g_assert_null (expand (fixture, "Twice", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
}

static void
test_resolve (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) exact = NULL;
  g_autoptr (GPtrArray) searched = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) named = NULL;

  script_server_add_json (fixture->server, 200, ADELE);
  exact = resolve (fixture, " adelev@contoso.com ", &error);
  graph_fixture_add_error (fixture, 404, "Request_ResourceNotFound");
  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  script_server_add_json (fixture->server, 200, "{\"value\":[" ROOM "," ADELE "," GUEST "]}");
  searched = resolve (fixture, "o'neil@contoso.com", &error);
  nothing = resolve (fixture, "  ", &error);
  script_server_add_json (fixture->server, 200, "{\"value\":[]}");
  named = resolve (fixture, "say \"hi\" \\", &error);
  g_assert_no_error (error);

  g_assert_cmpuint (exact->len, ==, 1);
  g_assert_cmpuint (searched->len, ==, 2);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (named->len, ==, 0);
  g_assert_cmpuint (script_server_get_n_requests (fixture->server), ==, 5);
  g_assert_true (g_str_has_prefix (script_server_get_path (fixture->server, 0),
                                   "/v1.0/users/adelev@contoso.com?$select=id,"));
  g_assert_true (g_str_has_prefix (script_server_get_raw_path (fixture->server, 1),
                                   "/v1.0/users/o%27neil@contoso.com?"));
  g_assert_cmpstr (script_server_get_path (fixture->server, 2), ==,
                   "/v1.0/users?$filter=mail eq 'o''neil@contoso.com'&$select=id");
  g_assert_true (g_str_has_prefix (
      script_server_get_path (fixture->server, 3),
      "/v1.0/users?$search=\"displayName:o'neil@contoso.com\" OR \"mail:o'neil@contoso.com\"&"));
  g_assert_nonnull (strstr (script_server_get_path (fixture->server, 3), "&$count=true"));
  g_assert_cmpstr (script_server_get_header (fixture->server, 3, "ConsistencyLevel"), ==,
                   "eventual");
  g_assert_true (
      g_str_has_prefix (script_server_get_path (fixture->server, 4),
                        "/v1.0/users?$search=\"displayName:say \\\"hi\\\" \\\\\" OR \"mail:"));
}

/* Those whose address is no principal name are asked for by their id from then on. */
static void
test_principal_names (GraphFixture *fixture, gconstpointer data)
{
  static const char *const paths[][2] = {
    { "/users/b@x.example/mailboxSettings", "/users/2/mailboxSettings" },
    { "/users/B@x.example", "/users/2" },
    { "/users/a@x.example/events?$top=1", "/users/a@x.example/events?$top=1" },
    { "/users?$filter=mail eq 'b@x.example'", "/users?$filter=mail eq 'b@x.example'" },
    { "https://graph.example/v1.0/users/b@x.example/x",
      "https://graph.example/v1.0/users/b@x.example/x" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  script_server_add_json (fixture->server, 200,
                          "{\"value\":[{\"id\":\"1\",\"mail\":\"a@x.example\","
                          "\"userPrincipalName\":\"A@X.example\"},"
                          "{\"id\":\"2\",\"mail\":\"b@x.example\","
                          "\"userPrincipalName\":\"bb@x.onmicrosoft.example\"}]}");
  people = list (fixture, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = oof_graph_client_dup_path (fixture->client, paths[i][0]);

      g_assert_cmpstr (path, ==, paths[i][1]);
    }
}

static void
test_resolve_fails (GraphFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  graph_fixture_add_error (fixture, 500, "InternalServerError");
  g_assert_null (resolve (fixture, "a@b", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNREACHABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  graph_test ("/graph/directory/list", test_list);
  graph_test ("/graph/directory/list-breaks-off", test_list_breaks_off);
  graph_test ("/graph/directory/list-wrong-type", test_list_wrong_type);
  graph_test ("/graph/directory/expand", test_expand);
  graph_test ("/graph/directory/expand-by-id-and-mail", test_expand_by_id_and_mail);
  graph_test ("/graph/directory/expand-again", test_expand_again);
  graph_test ("/graph/directory/expand-unclear", test_expand_unclear);
  graph_test ("/graph/directory/resolve", test_resolve);
  graph_test ("/graph/directory/resolve-fails", test_resolve_fails);
  graph_test ("/graph/directory/principal-names", test_principal_names);
  return g_test_run ();
}
