/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-reply-state.h"

static const OofRange week = { 600, 6000 };

static OofReplyState *
scheduled (OofRange window, const char *internal)
{
  return oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, window, internal, "");
}

static void
test_new (void)
{
  g_autoptr (OofReplyState) enabled =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_NONE, week, NULL, NULL);
  g_autoptr (OofReplyState) timed = scheduled (week, "hello");

  g_assert_cmpint (enabled->window.from, ==, OOF_INSTANT_NONE);
  g_assert_cmpint (enabled->window.to, ==, OOF_INSTANT_NONE);
  g_assert_cmpstr (enabled->internal, ==, "");
  g_assert_cmpstr (enabled->external, ==, "");
  g_assert_cmpint (timed->window.from, ==, 600);
  g_assert_cmpstr (timed->internal, ==, "hello");
}

static void
test_identical (void)
{
  g_autoptr (OofReplyState) a = scheduled (week, "x");
  g_autoptr (OofReplyState) same = scheduled (week, "x");
  g_autoptr (OofReplyState) text = scheduled (week, "x ");
  g_autoptr (OofReplyState) window = scheduled ((OofRange){ 601, 6000 }, "x");

  g_assert_true (oof_reply_state_identical (a, same));
  g_assert_false (oof_reply_state_identical (a, text));
  g_assert_false (oof_reply_state_identical (a, window));
}

static void
test_equal (void)
{
  g_autoptr (OofReplyState) a = scheduled (week, "<p>Hello</p>");
  g_autoptr (OofReplyState) wrapped =
      scheduled ((OofRange){ 659, 6001 }, "<html><body><div>Hello</div></body></html>");
  g_autoptr (OofReplyState) later = scheduled ((OofRange){ 660, 6000 }, "<p>Hello</p>");
  g_autoptr (OofReplyState) other = scheduled (week, "<p>Bye</p>");
  g_autoptr (OofReplyState) narrow =
      oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_NONE, week, "<p>Hello</p>", "");
  g_autoptr (OofReplyState) on =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, week, "<p>Hello</p>", "");

  g_assert_true (oof_reply_state_equal (a, wrapped));
  g_assert_false (oof_reply_state_identical (a, wrapped));
  g_assert_false (oof_reply_state_equal (a, later));
  g_assert_false (oof_reply_state_equal (a, other));
  g_assert_false (oof_reply_state_equal (a, narrow));
  g_assert_false (oof_reply_state_equal (a, on));
}

static void
test_equal_disabled (void)
{
  g_autoptr (OofReplyState) a =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_ALL, week, "a", "b");
  g_autoptr (OofReplyState) b =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, week, "c", "");

  g_assert_true (oof_reply_state_equal (a, b));
  g_assert_false (oof_reply_state_identical (a, b));
}

static void
test_answers (void)
{
  g_autoptr (OofReplyState) off =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_ALL, week, "x", "");
  g_autoptr (OofReplyState) on =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, week, "x", "");
  g_autoptr (OofReplyState) timed = scheduled (week, "x");

  g_assert_false (oof_reply_state_answers_at (off, 700));
  g_assert_true (oof_reply_state_answers_at (on, 0));
  g_assert_false (oof_reply_state_answers_at (timed, 599));
  g_assert_true (oof_reply_state_answers_at (timed, 600));
  g_assert_false (oof_reply_state_answers_at (timed, 6000));
}

static void
test_words (void)
{
  const char *bad[] = { "", "Disabled", "alwaysEnabled", "on" };
  OofReplyStatus status = OOF_REPLY_ENABLED;
  OofAudience audience = OOF_AUDIENCE_ALL;

  for (OofReplyStatus s = OOF_REPLY_DISABLED; s <= OOF_REPLY_ENABLED; s++)
    {
      g_assert_true (oof_reply_status_from_string (oof_reply_status_to_string (s), &status));
      g_assert_cmpint (status, ==, s);
    }
  for (OofAudience a = OOF_AUDIENCE_UNSET; a <= OOF_AUDIENCE_MAILBOX; a++)
    {
      g_assert_true (oof_audience_from_string (oof_audience_to_string (a), &audience));
      g_assert_cmpint (audience, ==, a);
    }
  g_assert_null (oof_audience_to_string (OOF_AUDIENCE_UNSET));
  g_assert_cmpstr (oof_audience_to_string (OOF_AUDIENCE_CONTACTS), ==, "contacts");
  g_assert_false (oof_reply_status_from_string (NULL, &status));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (oof_reply_status_from_string (bad[i], &status));
      g_assert_false (oof_audience_from_string (bad[i], &audience));
    }
  g_assert_cmpint (status, ==, OOF_REPLY_ENABLED);
  g_assert_cmpint (audience, ==, OOF_AUDIENCE_MAILBOX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/reply-state/new", test_new);
  g_test_add_func ("/core/reply-state/identical", test_identical);
  g_test_add_func ("/core/reply-state/equal", test_equal);
  g_test_add_func ("/core/reply-state/equal-disabled", test_equal_disabled);
  g_test_add_func ("/core/reply-state/answers", test_answers);
  g_test_add_func ("/core/reply-state/words", test_words);
  return g_test_run ();
}
