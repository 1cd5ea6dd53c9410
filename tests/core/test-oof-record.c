/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-record.h"

static OofReplyState *
state_with (const char *text)
{
  return oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, (OofRange){ 0, 0 }, text, "");
}

static OofRecord *
new_record (void)
{
  OofRecord *record = oof_record_new ("Anna@Kontor.Example");

  record->absence = g_strdup ("a:1");
  record->written = state_with ("written");
  record->previous = state_with ("previous");
  record->seen = state_with ("seen");
  record->seen_at = 100;
  record->run = g_strdup ("l:1");
  return record;
}

static void
test_new (void)
{
  g_autoptr (OofRecord) record = oof_record_new ("Anna@Kontor.Example");

  g_assert_cmpstr (record->address, ==, "anna@kontor.example");
  g_assert_null (record->written);
  g_assert_cmpint (record->seen_at, ==, OOF_INSTANT_NONE);
}

static void
test_equal (void)
{
  g_autoptr (OofRecord) record = new_record ();
  g_autoptr (OofRecord) same = oof_record_copy (record);
  g_autoptr (OofRecord) confirmed = oof_record_copy (record);
  g_autoptr (OofRecord) rewritten = oof_record_copy (record);
  g_autoptr (OofRecord) ended = oof_record_copy (record);
  g_autoptr (OofRecord) other_run = oof_record_copy (record);

  same->seen_at = 200;
  g_assert_true (oof_record_equal (record, same));
  g_clear_pointer (&same->seen, oof_reply_state_unref);
  same->seen = state_with ("seen");
  g_assert_true (oof_record_equal (record, same));

  confirmed->returned = state_with ("<p>written</p>");
  g_assert_false (oof_record_equal (record, confirmed));
  g_assert_false (oof_record_equal (confirmed, record));
  g_clear_pointer (&rewritten->written, oof_reply_state_unref);
  rewritten->written = state_with ("written ");
  g_assert_false (oof_record_equal (record, rewritten));
  g_clear_pointer (&ended->absence, g_free);
  g_assert_false (oof_record_equal (record, ended));
  g_free (other_run->run);
  other_run->run = g_strdup ("l:2");
  g_assert_false (oof_record_equal (record, other_run));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/record/new", test_new);
  g_test_add_func ("/core/record/equal", test_equal);
  return g_test_run ();
}
