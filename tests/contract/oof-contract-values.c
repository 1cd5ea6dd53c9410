/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-contract-values.h"

OofInstant
oof_contract_instant (const char *text)
{
  OofInstant instant;

  g_assert_true (oof_instant_parse (text, &instant, NULL));
  return instant;
}

OofDay
oof_contract_day (const char *text)
{
  OofDay day;

  g_assert_true (oof_day_parse (text, &day, NULL));
  return day;
}

OofRange
oof_contract_range (const char *from, const char *to)
{
  return (OofRange){ oof_contract_instant (from), oof_contract_instant (to) };
}

/* As store/ makes absences (storage.md rule 3). */
static OofItem *
item_new (const char *key, const char *zone)
{
  const char *const categories[] = { "Urlaub", "Müller & Söhne", NULL };
  OofItem *item = oof_item_new (OOF_CALENDAR_ABSENCES);

  g_free (item->subject);
  item->subject = g_strdup ("Krause, Bernd: Urlaub <privat> & mehr");
  item->body = g_strdup ("Zeile 1\nZeile 2 – „Grüße“\n");
  item->categories = g_strdupv ((GStrv) categories);
  item->free_busy = OOF_FREE_BUSY_OOF;
  g_free (item->zone);
  item->zone = g_strdup (zone);
  item->key = g_strdup (key);
  item->rev = 1;
  item->absence = g_strdup_printf ("{\"v\":1,\"key\":\"%s\",\"note\":\"\\u00fc <&>\"}", key);
  return item;
}

OofItem *
oof_contract_days_new (const char *key, const char *zone, const char *first, const char *last)
{
  OofItem *item = item_new (key, zone);

  item->all_day = TRUE;
  item->first_day = oof_contract_day (first);
  item->last_day = oof_contract_day (last);
  item->range.from = oof_zone_day_start (zone, item->first_day);
  item->range.to = oof_zone_day_start (zone, item->last_day + 1);
  return item;
}

OofItem *
oof_contract_hours_new (const char *key, const char *zone, const char *from, const char *to)
{
  OofItem *item = item_new (key, zone);

  item->range = oof_contract_range (from, to);
  return item;
}

OofItem *
oof_contract_document_new (const char *key, const char *document)
{
  OofItem *item = oof_item_new (OOF_CALENDAR_DOCUMENTS);

  g_free (item->subject);
  item->subject = g_strdup (key);
  item->body = g_strdup ("Zusammenfassung\ndo not edit; edit in OOF Manager\n");
  item->all_day = TRUE;
  item->first_day = oof_day_from_ymd (2000, 1, 1);
  item->last_day = item->first_day;
  item->range.from = oof_zone_day_start ("UTC", item->first_day);
  item->range.to = oof_zone_day_start ("UTC", item->last_day + 1);
  item->key = g_strdup (key);
  item->rev = 1;
  item->document = g_strdup (document);
  return item;
}

/* No part looks like another one, so that a piece that is lost or doubled is seen. */
char *
oof_contract_value (gsize length)
{
  GString *value = g_string_new ("{\"v\":1,\"note\":\"");

  for (guint i = 0; value->len < length; i++)
    g_string_append_printf (value, "%u \\u00e4<&>' ", i);
  g_string_truncate (value, length - 2);
  g_string_append (value, "\"}");
  return g_string_free (value, FALSE);
}

void
oof_contract_assert_same_item (const OofItem *is, const OofItem *wanted)
{
  const char *const none[] = { NULL };
  const char *const *is_categories = is->categories ? (const char *const *) is->categories : none;
  const char *const *categories =
      wanted->categories ? (const char *const *) wanted->categories : none;

  g_assert_cmpint (is->calendar, ==, wanted->calendar);
  g_assert_cmpstr (is->key, ==, wanted->key);
  g_assert_cmpint (is->rev, ==, wanted->rev);
  g_assert_cmpstr (is->absence, ==, wanted->absence);
  g_assert_cmpstr (is->document, ==, wanted->document);
  g_assert_cmpstr (is->subject, ==, wanted->subject);
  g_assert_true (g_strv_equal (is_categories, categories));
  g_assert_cmpint (is->free_busy, ==, wanted->free_busy);
  g_assert_cmpstr (is->zone, ==, wanted->zone);
  g_assert_cmpint (is->all_day, ==, wanted->all_day);
  g_assert_cmpint (is->first_day, ==, wanted->first_day);
  g_assert_cmpint (is->last_day, ==, wanted->last_day);
  g_assert_cmpint (is->range.from, ==, wanted->range.from);
  g_assert_cmpint (is->range.to, ==, wanted->range.to);
}

void
oof_contract_take_error (GError **error, OofError code)
{
  g_assert_error (*error, OOF_ERROR, (int) code);
  g_clear_error (error);
}

OofRuleChange *
oof_contract_forward_new (const char *to)
{
  g_autoptr (OofInboxRule) rule =
      oof_inbox_rule_new_forward ("a:6f1c0e0a-5f0e-4d43-9c36-2f0f9d3a7b11", to, TRUE);

  return oof_rule_change_new (OOF_RULE_CREATE, rule);
}
