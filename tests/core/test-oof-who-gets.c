/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-who-gets.h"

static const OofRange never = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

/* The reasons for the six kinds, in their order. */
static void
assert_reasons (OofReplyState *reply, OofForwardKind forwarding, const char *expected)
{
  g_autoptr (OofReplyState) owned = reply;
  g_autoptr (OofForward) forward = oof_forward_new ();
  OofWhoGetsInput input = { .reply = reply, .forward = forward, .subject = "x", .now = 1000 };
  g_autoptr (GString) text = g_string_new (NULL);

  forward->kind = forwarding;
  for (OofSenderKind kind = 0; kind < OOF_N_SENDER_KINDS; kind++)
    {
      g_autoptr (OofWhoGets) got = oof_who_gets (&input, kind);

      g_string_append_printf (text, "%s%s", kind > 0 ? " " : "",
                              oof_silence_to_string (got->reason));
      g_assert_cmpint (got->reason == OOF_SILENCE_NONE, ==, got->html != NULL);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static OofReplyState *
enabled_new (OofAudience audience, const char *internal, const char *external)
{
  return oof_reply_state_new (OOF_REPLY_ENABLED, audience, never, internal, external);
}

static void
test_reasons (void)
{
  OofRange past = { 100, 1000 };
  OofRange now = { 1000, 1001 };

  assert_reasons (enabled_new (OOF_AUDIENCE_ALL, "in", "out"), OOF_FORWARD_OURS,
                  "sent sent sent list already-answered junk");
  assert_reasons (enabled_new (OOF_AUDIENCE_CONTACTS, "in", "out"), OOF_FORWARD_NONE,
                  "sent sent audience list already-answered junk");
  assert_reasons (enabled_new (OOF_AUDIENCE_NONE, "in", "out"), OOF_FORWARD_RULE,
                  "sent audience audience list already-answered junk");
  assert_reasons (enabled_new (OOF_AUDIENCE_ALL, "", ""), OOF_FORWARD_NONE,
                  "disabled audience audience list disabled junk");
  assert_reasons (enabled_new (OOF_AUDIENCE_ALL, "in", "out"), OOF_FORWARD_SMTP,
                  "smtp-forward smtp-forward smtp-forward smtp-forward smtp-forward smtp-forward");
  assert_reasons (
      oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, past, "in", "out"),
      OOF_FORWARD_NONE,
      "outside-window outside-window outside-window outside-window outside-window outside-window");
  assert_reasons (oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, now, "in", "out"),
                  OOF_FORWARD_NONE, "sent sent sent list already-answered junk");
  assert_reasons (oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_ALL, never, "in", "out"),
                  OOF_FORWARD_SMTP, "disabled disabled disabled disabled disabled disabled");
}

static void
test_text (void)
{
  g_autoptr (OofReplyState) reply =
      enabled_new (OOF_AUDIENCE_ALL, "<p>Bin weg &amp; fort</p>", "<p>Away</p>");
  OofWhoGetsInput input = { .reply = reply, .language = "de-DE", .subject = "Frage", .now = 1 };
  g_autoptr (OofWhoGets) inside = oof_who_gets (&input, OOF_SENDER_COLLEAGUE);
  g_autoptr (OofWhoGets) outside = NULL;

  g_assert_cmpstr (inside->subject, ==, "Automatische Antwort: Frage");
  g_assert_cmpstr (inside->text, ==, "Bin weg & fort");
  g_assert_cmpstr (inside->html, ==, "<p>Bin weg &amp; fort</p>");
  input.language = "en-GB";
  outside = oof_who_gets (&input, OOF_SENDER_STRANGER);
  g_assert_cmpstr (outside->subject, ==, "Automatic reply: Frage");
  g_assert_cmpstr (outside->text, ==, "Away");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/who-gets/reasons", test_reasons);
  g_test_add_func ("/who-gets/text", test_text);
  return g_test_run ();
}
