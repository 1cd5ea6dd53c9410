/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "core/oof-reply-text.h"
#include "oof-contract-side.h"
#include "oof-contract-values.h"

#define PERSON    OOF_CONTRACT_PERSON
#define COLLEAGUE "bernd.krause@" OOF_CONTRACT_DOMAIN
#define STRANGER  "kunde@example.org"

static const OofRange never = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

/* Texts that are plain for people and awkward for a protocol. Line by line, as they are compared in
 * normal form. */
static const char *const hostile_texts[] = {
  "Grüße aus Würzburg – ÄÖÜß, Łódź, Ελλάδα, Москва, 東京, \xf0\xa0\x9c\x8e",
  "Emoji \xf0\x9f\x8f\x96, family \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d"
  "\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6, flag \xf0\x9f\x87\xa9\xf0\x9f\x87\xaa, "
  "composed e\xcc\x81, from the right \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
  "a & b, a &amp; b, &#65; &lt;b&gt; &nbsp; <b>not bold</b> \"quoted\" 'single' `tick`",
  "]]> <![CDATA[x]]> <!-- no comment --> <?pi?> </t:Message></soap:Body> ${x} %s %n \\u0041 \\",
  "line\xe2\x80\xa8separator, paragraph\xe2\x80\xa9separator, zero\xe2\x80\x8bwidth",
  "{\"automaticRepliesSetting\":{\"status\":\"disabled\"}}",
};

static OofReplyState *
scheduled_new (const char *from, const char *to, const char *internal, const char *external)
{
  g_autofree char *internal_html = oof_reply_text_from_plain (internal);
  g_autofree char *external_html = oof_reply_text_from_plain (external);

  return oof_reply_state_new (OOF_REPLY_SCHEDULED, OOF_AUDIENCE_ALL, oof_contract_range (from, to),
                              internal_html, external_html);
}

/* Writes and reads back; what is read is the same for the people who get the reply. */
static OofReplyState *
write_and_read (OofContractSide *side, OofReplyState *wanted)
{
  OofReplyState *is;

  oof_contract_must_write (side, PERSON, wanted);
  is = oof_contract_must_read (side, PERSON);
  g_assert_true (oof_reply_state_equal (is, wanted));
  return is;
}

static void
test_fresh (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofMailboxState) state = oof_contract_read (side->mailboxes, PERSON, &error);

  g_assert_no_error (error);
  g_assert_cmpint (state->reply->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpint (state->reply->audience, ==, OOF_AUDIENCE_NONE);
  g_assert_cmpint (state->reply->window.from, ==, OOF_INSTANT_NONE);
  g_assert_cmpint (state->reply->window.to, ==, OOF_INSTANT_NONE);
  g_assert_cmpstr (state->reply->internal, ==, "");
  g_assert_cmpstr (state->reply->external, ==, "");
  g_assert_cmpstr (state->zone, ==, side->protocol == OOF_CONTRACT_GRAPH ? "Europe/Berlin" : NULL);
  g_assert_cmpstr (state->language, ==, side->protocol == OOF_CONTRACT_GRAPH ? "de-DE" : NULL);
}

/* Across the change of 25 October, and with each end in the hour that comes twice. */
static void
test_scheduled (OofContractSide *side, gconstpointer data)
{
  static const char *const windows[][2] = {
    { "2026-10-23T15:00:00Z", "2026-10-26T06:00:00Z" },
    { "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z" },
    { "2026-10-19T22:00:00Z", "2027-03-28T01:00:00Z" },
    { "2026-10-20T07:59:00Z", "2026-10-20T23:59:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (OofReplyState) wanted = scheduled_new (
          windows[i][0], windows[i][1], "Für Sie ist Carla da.\nBernd", "I am away.");
      g_autoptr (OofReplyState) is = write_and_read (side, wanted);

      g_assert_cmpint (is->status, ==, OOF_REPLY_SCHEDULED);
      g_assert_cmpint (is->audience, ==, OOF_AUDIENCE_ALL);
      g_assert_cmpint (is->window.from, ==, wanted->window.from);
      g_assert_cmpint (is->window.to, ==, wanted->window.to);
      g_assert_true (oof_reply_text_equal (is->external, wanted->external));
    }
}

static void
test_contacts_only (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofReplyState) wanted = oof_reply_state_new (
      OOF_REPLY_ENABLED, OOF_AUDIENCE_CONTACTS, never, "<p>Bin weg.</p>", "<p>Bin fort.</p>");
  g_autoptr (OofReplyState) is = write_and_read (side, wanted);
  g_autofree char *to_colleague = oof_contract_tenant_mail (side->tenant, COLLEAGUE, PERSON);
  g_autofree char *to_stranger = oof_contract_tenant_mail (side->tenant, STRANGER, PERSON);

  g_assert_cmpint (is->status, ==, OOF_REPLY_ENABLED);
  g_assert_cmpint (is->audience, ==, OOF_AUDIENCE_CONTACTS);
  g_assert_cmpint (is->window.from, ==, OOF_INSTANT_NONE);
  g_assert_true (oof_reply_text_equal (is->external, wanted->external));
  g_assert_cmpstr (to_colleague, ==, "sent");
  g_assert_cmpstr (to_stranger, ==, "audience");
}

static void
test_off_keeps_texts (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofReplyState) wanted =
      scheduled_new ("2026-10-20T08:00:00Z", "2026-10-30T08:00:00Z", "Drinnen", "Draußen");
  g_autoptr (OofReplyState) on = write_and_read (side, wanted);
  g_autoptr (OofReplyState) off =
      oof_reply_state_new (OOF_REPLY_DISABLED, on->audience, never, on->internal, on->external);
  g_autoptr (OofReplyState) is = write_and_read (side, off);
  g_autofree char *told = oof_contract_tenant_mail (side->tenant, COLLEAGUE, PERSON);

  g_assert_cmpint (is->status, ==, OOF_REPLY_DISABLED);
  g_assert_cmpint (is->audience, ==, OOF_AUDIENCE_ALL);
  g_assert_true (oof_reply_text_equal (is->internal, wanted->internal));
  g_assert_true (oof_reply_text_equal (is->external, wanted->external));
  g_assert_cmpstr (told, ==, "disabled");
}

static void
test_bad_window (OofContractSide *side, gconstpointer data)
{
  static const char *const windows[][2] = {
    { "2026-10-01T08:00:00Z", "2026-10-20T07:00:00Z" }, /* over */
    { "2026-10-25T02:00:00Z", "2026-10-25T01:00:00Z" }, /* reversed */
    { "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z" }, /* empty */
  };
  g_autoptr (OofReplyState) before = oof_contract_must_read (side, PERSON);

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (OofReplyState) wanted = scheduled_new (windows[i][0], windows[i][1], "A", "B");
      g_autoptr (OofReplyState) after = NULL;
      GError *error = NULL;

      g_assert_false (oof_contract_write (side->mailboxes, PERSON, wanted, &error));
      oof_contract_take_error (&error, OOF_ERROR_INVALID);
      after = oof_contract_must_read (side, PERSON);
      g_assert_true (oof_reply_state_identical (before, after));
    }
}

/* @current need not be true: a write to nowhere fails whatever it says. */
static void
assert_not_found (OofContractSide *side, const char *address)
{
  g_autoptr (OofReplyState) current =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, never, "", "");
  g_autoptr (OofReplyState) wanted =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, never, "<p>Weg</p>", "<p>Fort</p>");
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  g_assert_null (oof_contract_read (side->mailboxes, address, &error));
  oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
  oof_mailbox_service_write_async (side->mailboxes, address, current, wanted, NULL,
                                   oof_contract_keep_cb, &result);
  oof_mailbox_service_write_finish (side->mailboxes, oof_contract_wait (&result), &error);
  oof_contract_take_error (&error, OOF_ERROR_NOT_FOUND);
}

/* Nobody, a group, or a mailbox that only the other protocol reaches. */
static void
test_no_mailbox (OofContractSide *side, gconstpointer data)
{
  static const char *const nobodies[] = { "niemand@" OOF_CONTRACT_DOMAIN, "niemand@example.org",
                                          "alle@" OOF_CONTRACT_DOMAIN, OOF_CONTRACT_OTHER };

  oof_contract_tenant_move (side->tenant, OOF_CONTRACT_OTHER,
                            side->protocol == OOF_CONTRACT_GRAPH ? "onprem" : "cloud");
  /* Servers take turns between the answers that mean this. */
  for (int turn = 0; turn < 3; turn++)
    for (gsize i = 0; i < G_N_ELEMENTS (nobodies); i++)
      assert_not_found (side, nobodies[i]);
}

static void
test_hostile_texts (OofContractSide *side, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_texts); i++)
    {
      g_autoptr (OofReplyState) wanted = scheduled_new (
          "2026-10-20T08:00:00Z", "2026-10-30T08:00:00Z", hostile_texts[i], hostile_texts[i]);
      g_autoptr (OofReplyState) is = write_and_read (side, wanted);
      g_autofree char *internal = oof_reply_text_normalize (is->internal);
      g_autofree char *external = oof_reply_text_normalize (is->external);

      g_assert_cmpstr (internal, ==, hostile_texts[i]);
      g_assert_cmpstr (external, ==, hostile_texts[i]);
    }
}

static void
test_long_text (OofContractSide *side, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *internal = NULL;

  for (guint i = 0; text->len < 60000; i++)
    g_string_append_printf (text, "%sZeile %u: Grüße & <Dank>", i > 0 ? "\n" : "", i);

  g_autoptr (OofReplyState) wanted =
      scheduled_new ("2026-10-20T08:00:00Z", "2026-10-30T08:00:00Z", text->str, "Kurz");
  g_autoptr (OofReplyState) is = write_and_read (side, wanted);

  internal = oof_reply_text_normalize (is->internal);
  g_assert_cmpstr (internal, ==, text->str);
}

static void
test_empty_text (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofReplyState) full = oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, never,
                                                        "<p>Drinnen</p>", "<p>Draußen</p>");
  g_autoptr (OofReplyState) full_is = write_and_read (side, full);
  g_autoptr (OofReplyState) empty =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, never, "<p>Drinnen</p>", "");
  g_autoptr (OofReplyState) is = write_and_read (side, empty);
  g_autofree char *external = oof_reply_text_normalize (is->external);

  g_assert_cmpstr (external, ==, "");
  g_assert_true (oof_reply_text_equal (is->internal, empty->internal));
}

static void
assert_mail (OofContractSide *side, const char *from, const char *outcome)
{
  g_autofree char *told = oof_contract_tenant_mail (side->tenant, from, PERSON);

  g_assert_cmpstr (told, ==, outcome);
}

/* Exchange answers each sender once, and forgets whom when the reply changes. */
static void
test_nothing_changed (OofContractSide *side, gconstpointer data)
{
  g_autoptr (OofReplyState) wanted = scheduled_new ("2026-10-20T07:00:00Z", "2026-10-30T08:00:00Z",
                                                    "Zurück am 30.\nGrüße & Dank", "Draußen");
  g_autoptr (OofReplyState) other =
      scheduled_new ("2026-10-20T07:00:00Z", "2026-10-30T08:00:00Z", "Zurück am 31.", "Draußen");
  g_autoptr (OofReplyState) is = write_and_read (side, wanted);

  g_assert_cmpint (oof_contract_tenant_count_writes (side->tenant, PERSON), ==, 1);
  assert_mail (side, COLLEAGUE, "sent");
  assert_mail (side, COLLEAGUE, "already-answered");
  oof_contract_must_write (side, PERSON, is);
  assert_mail (side, COLLEAGUE, "already-answered");
  oof_contract_must_write (side, PERSON, wanted);
  assert_mail (side, COLLEAGUE, "already-answered");
  g_assert_cmpint (oof_contract_tenant_count_writes (side->tenant, PERSON), ==, 1);
  oof_contract_must_write (side, PERSON, other);
  assert_mail (side, COLLEAGUE, "sent");
  g_assert_cmpint (oof_contract_tenant_count_writes (side->tenant, PERSON), ==, 2);
}

void
test_contract_add_replies (void)
{
  oof_contract_add_case ("reply/fresh", test_fresh);
  oof_contract_add_case ("reply/scheduled", test_scheduled);
  oof_contract_add_case ("reply/contacts-only", test_contacts_only);
  oof_contract_add_case ("reply/off-keeps-texts", test_off_keeps_texts);
  oof_contract_add_case ("reply/bad-window", test_bad_window);
  oof_contract_add_case ("reply/no-mailbox", test_no_mailbox);
  oof_contract_add_case ("reply/hostile-texts", test_hostile_texts);
  oof_contract_add_case ("reply/long-text", test_long_text);
  oof_contract_add_case ("reply/empty-text", test_empty_text);
  oof_contract_add_case ("reply/nothing-changed", test_nothing_changed);
}
