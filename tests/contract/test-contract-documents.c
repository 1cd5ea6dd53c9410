/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "graph/oof-graph-call.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

/* The range does not matter. */
static GPtrArray *
list_documents (OofItemStore *items)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found =
      oof_contract_list_items (items, OOF_CALENDAR_DOCUMENTS, (OofRange){ 0, 0 }, &error);

  g_assert_no_error (error);
  return found;
}

/* How many calendars of @mailbox are called "OOF Manager", as Graph tells. */
static guint
count_document_calendars (OofContractSide *side, const char *mailbox)
{
  OofGraphClient *client = side->tenant->session->graph[OOF_SIGN_IN_RUNNER];
  g_autofree char *path = g_strdup_printf ("/users/%s/calendars?$top=100", mailbox);
  OofGraphCall call = { .method = "GET", .path = path };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calendars = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  oof_contract_tenant_move (side->tenant, mailbox, "cloud");
  oof_graph_client_list_async (client, &call, NULL, oof_contract_keep_cb, &result);
  calendars = oof_graph_client_list_finish (client, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < calendars->len; i++)
    {
      g_autofree char *name = NULL;

      oof_json_read_string (calendars->pdata[i], "name", OOF_REQUIRED, &name, &error);
      g_assert_no_error (error);
      count += g_ascii_strcasecmp (name, OOF_DOCUMENT_CALENDAR) == 0;
    }
  oof_contract_side_fetch (side, mailbox);
  return count;
}

/* In a mailbox that has no such calendar yet, by two stores that do not know of each other. */
static void
test_document_calendar (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofItemStore) first = oof_contract_side_open_items (side, OOF_CONTRACT_PERSON);
  g_autoptr (OofItemStore) second = oof_contract_side_open_items (side, OOF_CONTRACT_PERSON);
  g_autoptr (OofItem) groups = oof_contract_document_new ("d:groups", "{\"v\":1}");
  g_autoptr (OofItem) subjects = oof_contract_document_new ("d:subjects", "{\"v\":1}");
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (OofItem) first_made = NULL;
  g_autoptr (OofItem) second_made = NULL;
  g_autoptr (OofItemStore) third = oof_contract_side_open_items (side, OOF_CONTRACT_PERSON);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) absences = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_document_calendars (side, OOF_CONTRACT_PERSON), ==, 0);
  oof_item_store_create_async (first, groups, NULL, oof_contract_keep_cb, &first_result);
  oof_item_store_create_async (second, subjects, NULL, oof_contract_keep_cb, &second_result);
  first_made = oof_item_store_create_finish (first, oof_contract_wait (&first_result), &error);
  g_assert_no_error (error);
  second_made = oof_item_store_create_finish (second, oof_contract_wait (&second_result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_document_calendars (side, OOF_CONTRACT_PERSON), ==, 1);

  documents = list_documents (third);
  g_assert_cmpuint (documents->len, ==, 2);
  absences = oof_contract_list_items (
      third, OOF_CALENDAR_ABSENCES,
      oof_contract_range ("1999-12-01T00:00:00Z", "2000-02-01T00:00:00Z"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (absences->len, ==, 0);
}

/* Beside the documents that the tenant has. */
static void
test_documents (OofContractSide *side, gconstpointer data)
{
  static const gsize lengths[] = { 255, 5000, 30000, 120000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *key = g_strdup_printf ("l:%" G_GSIZE_FORMAT, lengths[i]);
      g_autofree char *value = oof_contract_value (lengths[i]);
      g_autoptr (OofItem) item = oof_contract_document_new (key, value);
      g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
      g_autoptr (OofItem) found = oof_contract_must_find (side->items, OOF_CALENDAR_DOCUMENTS, key);
      g_autoptr (GPtrArray) all = NULL;
      gboolean listed = FALSE;

      oof_contract_assert_same_item (found, item);
      all = list_documents (side->items);
      for (guint j = 0; j < all->len; j++)
        if (g_str_equal (((OofItem *) all->pdata[j])->key, key))
          {
            oof_contract_assert_same_item (all->pdata[j], item);
            listed = TRUE;
          }
      g_assert_true (listed);
      g_assert_cmpuint (all->len, >, i + 1);
    }
}

void
test_contract_add_documents (void)
{
  oof_contract_add_case ("documents/calendar", test_document_calendar);
  oof_contract_add_case ("documents/values", test_documents);
}
