/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-side.h"
#include "oof-contract-values.h"

/* Sizes around those of pages: 999 people to a page of Graph, 250 absences, 50 documents; 512 ids
 * to a page of EWS, 100 items to a GetItem. */

/* A tenant of its own. Graph lists all of its users, EWS the members of its groups. */
static void
check_people (OofContractSide *side, const char *people)
{
  static const char *const groups[] = { "alle@" OOF_CONTRACT_DOMAIN, NULL };
  g_autoptr (OofContractTenant) tenant = oof_contract_tenant_new_with_people ("demo", people);
  OofContractSide large;
  g_autoptr (GHashTable) addresses = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  guint64 wanted;

  g_assert_true (g_ascii_string_to_unsigned (people, 10, 1, 100000, &wanted, NULL));
  oof_contract_side_init (&large, tenant, side->protocol);
  oof_contract_side_fetch (&large, tenant->connection->service_mailbox);
  found = oof_contract_list_people (large.directory, groups, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_assert_true (g_hash_table_add (addresses, ((OofPerson *) found->pdata[i])->address));
  g_test_message ("%u of %s", found->len, people);
  /* Some are guests or have no mailbox; shared mailboxes come on top. */
  g_assert_cmpuint (found->len, >, wanted * 9 / 10);
  g_assert_cmpuint (found->len, <, wanted + 50);
  oof_contract_side_clear (&large);
}

static void
test_people_999 (OofContractSide *side, gconstpointer data)
{
  check_people (side, "999");
}

static void
test_people_1100 (OofContractSide *side, gconstpointer data)
{
  check_people (side, "1100");
}

/* Whether the items with keys PREFIX0 to PREFIXn-1 are among @items, each once. */
static void
assert_all (GPtrArray *items, const char *prefix, guint n)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_assert_true (g_hash_table_add (keys, ((OofItem *) items->pdata[i])->key));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s%u", prefix, i);

      g_assert_true (g_hash_table_contains (keys, key));
    }
}

static void
check_absences (OofContractSide *side, guint n)
{
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("a:n%u", i);
      g_autoptr (OofItem) item =
          oof_contract_days_new (key, "Europe/Berlin", "2031-03-03", "2031-03-07");
      g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
    }
  listed = oof_contract_list_items (
      side->items, OOF_CALENDAR_ABSENCES,
      oof_contract_range ("2031-03-01T00:00:00Z", "2031-03-31T00:00:00Z"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, n);
  assert_all (listed, "a:n", n);
  none = oof_contract_list_items (
      side->items, OOF_CALENDAR_ABSENCES,
      oof_contract_range ("2033-01-01T00:00:00Z", "2033-02-01T00:00:00Z"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_absences_1 (OofContractSide *side, gconstpointer data)
{
  check_absences (side, 1);
}

static void
test_absences_250 (OofContractSide *side, gconstpointer data)
{
  check_absences (side, 250);
}

static void
test_absences_251 (OofContractSide *side, gconstpointer data)
{
  check_absences (side, 251);
}

/* More than a page of either protocol, beside those that the tenant has. */
static void
test_documents_520 (OofContractSide *side, gconstpointer data)
{
  OofRange any = { 0, 0 };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;

  before = oof_contract_list_items (side->items, OOF_CALENDAR_DOCUMENTS, any, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 520; i++)
    {
      g_autofree char *key = g_strdup_printf ("l:n%u", i);
      g_autoptr (OofItem) item = oof_contract_document_new (key, "{\"v\":1}");
      g_autoptr (OofItem) created = oof_contract_must_create (side->items, item);
    }
  after = oof_contract_list_items (side->items, OOF_CALENDAR_DOCUMENTS, any, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, before->len + 520);
  assert_all (after, "l:n", 520);
}

void
test_contract_add_scale (void)
{
  oof_contract_add_case ("scale/people-999", test_people_999);
  oof_contract_add_case ("scale/people-1100", test_people_1100);
  oof_contract_add_case ("scale/absences-1", test_absences_1);
  oof_contract_add_case ("scale/absences-250", test_absences_250);
  oof_contract_add_case ("scale/absences-251", test_absences_251);
  oof_contract_add_case ("scale/documents-520", test_documents_520);
}
