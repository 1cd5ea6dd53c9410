/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-option-field.h"

#include "core/oof-error.h"

static void
assert_set (const char *name, const char *text)
{
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (GError) error = NULL;
  const OofOptionField *field = oof_option_field_find (name);

  g_assert_nonnull (field);
  g_assert_true (oof_option_field_set (field, options, text, &error));
  g_assert_no_error (error);
  g_autofree char *back = oof_option_field_dup_text (field, options);
  g_assert_cmpstr (back, ==, text);
}

static void
assert_refused (const char *name, const char *text)
{
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (GError) error = NULL;
  const OofOptionField *field = oof_option_field_find (name);
  g_autofree char *before = oof_option_field_dup_text (field, options);

  g_assert_false (oof_option_field_set (field, options, text, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, name));
  g_autofree char *after = oof_option_field_dup_text (field, options);
  g_assert_cmpstr (after, ==, before);
}

static void
test_good (void)
{
  assert_set ("leadDays", "1");
  assert_set ("leadDays", "30");
  assert_set ("dayDifference", "1096");
  assert_set ("maxMonths", "6");
  assert_set ("weekStart", "7");
  assert_set ("workingDays", "1");
  assert_set ("audience", "contacts");
  assert_set ("audience", "mailbox");
  assert_set ("zone", "America/New_York");
  assert_set ("language", "en-GB");
  assert_set ("forwardWord", "");
  assert_set ("forwardWord", "não");
  assert_set ("setOnly", "true");
  assert_set ("templateChoice", "false");
  assert_set ("resourceMailbox", "kalender@kontor.example");
  assert_set ("resourceMailbox", "");
  assert_set ("fontColor", "#1a5fb4");
  assert_set ("fontColor", "");
  assert_set ("peopleGroup", "Lizenz OOF");
  assert_set ("delegateCalendar", "3");
  assert_set ("logDays", "3650");
}

/* Each default is one that could be set, too, and each name is there once. */
static void
test_defaults (void)
{
  g_autoptr (OofOptions) options = oof_options_new ();

  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    {
      g_autofree char *text = oof_option_field_dup_text (field, options);

      g_assert_cmpstr (text, ==, field->fallback);
      g_assert_true (oof_option_field_find (field->name) == field);
      assert_set (field->name, field->fallback);
    }
}

static void
test_bad (void)
{
  const char *numbers[] = { "0", "31", "-1", "", "3x", " 3", "3 ", "0x3", "99999999999999999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    assert_refused ("leadDays", numbers[i]);
  assert_refused ("dayDifference", "1097");
  assert_refused ("maxMonths", "7");
  assert_refused ("audience", "everybody");
  assert_refused ("audience", "");
  assert_refused ("zone", "Europe/Würzburg");
  assert_refused ("zone", "");
  assert_refused ("language", "d");
  assert_refused ("language", "");
  assert_refused ("forwardWord", "two\nlines");
  assert_refused ("forwardWord", "\xff");
  assert_refused ("setOnly", "yes");
  assert_refused ("setOnly", "");
  assert_refused ("resourceMailbox", "Kalender");
  assert_refused ("helpAddress", "a@b.example, c@d.example");
  assert_refused ("fontColor", "blue");
  assert_refused ("fontSize", "73");
  assert_refused ("delegateInbox", "4");
  assert_refused ("mailDeputy", "1");
}

static void
test_find (void)
{
  g_assert_null (oof_option_field_find ("leaddays"));
  g_assert_null (oof_option_field_find ("savedAt"));
  g_assert_null (oof_option_field_find (""));
  g_assert_null (oof_option_field_find (NULL));
}

/* A copied options value does not share its texts with the one that is changed. */
static void
test_copy_is_apart (void)
{
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofOptions) copy = oof_options_copy (options);

  g_assert_true (oof_option_field_set (oof_option_field_find ("zone"), copy, "UTC", NULL));
  g_assert_cmpstr (options->zone, ==, "Europe/Berlin");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/option-field/good", test_good);
  g_test_add_func ("/option-field/bad", test_bad);
  g_test_add_func ("/option-field/defaults", test_defaults);
  g_test_add_func ("/option-field/find", test_find);
  g_test_add_func ("/option-field/copy", test_copy_is_apart);
  return g_test_run ();
}
