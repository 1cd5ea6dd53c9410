/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-absence-json.h"

#include "core/oof-error.h"
#include "format/oof-deflate.h"

#define KEY "a:6f1c0000-0000-4000-8000-000000000001"

static const char full[] =
    "{\"v\":1,\"key\":\"" KEY "\",\"rev\":3,\"w\":\"0f3a0f3a0f3a0f3a\","
    "\"person\":\"Bernd.Krause@contoso.example\",\"personId\":\"id-1\",\"zone\":\"Europe/Berlin\","
    "\"allDay\":true,\"from\":\"2026-11-23\",\"to\":\"2026-12-04\",\"openEnd\":false,"
    "\"subject\":\"Urlaub "
    "\\u00fc\",\"note\":null,\"template\":\"Standard\",\"audience\":\"contacts\","
    "\"deputy\":\"Carla.Wolf@contoso.example\",\"forward\":{\"to\":\"carla.wolf@contoso.example\","
    "\"copy\":true,\"x\":1},\"calendar\":\"none\",\"series\":\"s1\","
    "\"closure\":{\"id\":\"c1\",\"group\":\"Vertrieb\"},\"cancelled\":null,\"ticket\":\"T-1\","
    "\"movedFrom\":[{\"from\":\"2026-11-16\",\"to\":\"2026-11-20\",\"why\":\"ill\"}],\"hold\":true,"
    "\"createdBy\":\"anna.meier@contoso.example\",\"createdAt\":\"2026-11-20T09:12:00Z\","
    "\"echo\":{\"start\":\"2026-11-23\",\"end\":\"2026-12-05\"},\"future\":{\"a\":[1,2]}}";

static OofAbsence *
read_ok (const char *stored, OofEcho *echo)
{
  g_autoptr (GError) error = NULL;
  OofAbsence *absence = oof_absence_json_read (KEY, stored, echo, &error);

  g_assert_no_error (error);
  g_assert_nonnull (absence);
  return absence;
}

static void
test_read (void)
{
  g_auto (OofEcho) echo = { NULL, NULL };
  g_autoptr (OofAbsence) absence = read_ok (full, &echo);
  g_autofree char *to = oof_absence_dup_to (absence);
  OofMoved *moved;

  g_assert_cmpstr (absence->key, ==, KEY);
  g_assert_cmpint (absence->rev, ==, 3);
  g_assert_cmpstr (absence->person, ==, "bernd.krause@contoso.example");
  g_assert_cmpstr (absence->person_id, ==, "id-1");
  g_assert_true (absence->all_day);
  g_assert_cmpstr (to, ==, "2026-12-04");
  g_assert_cmpstr (absence->subject, ==, "Urlaub ü");
  g_assert_null (absence->note);
  g_assert_cmpstr (absence->template_name, ==, "Standard");
  g_assert_cmpint (absence->audience, ==, OOF_AUDIENCE_CONTACTS);
  g_assert_cmpstr (absence->deputy, ==, "carla.wolf@contoso.example");
  g_assert_cmpstr (absence->forward_to, ==, "carla.wolf@contoso.example");
  g_assert_true (absence->forward_copy);
  g_assert_cmpint (absence->calendar, ==, OOF_CALENDAR_NONE);
  g_assert_cmpstr (absence->series, ==, "s1");
  g_assert_cmpstr (absence->closure_id, ==, "c1");
  g_assert_cmpstr (absence->closure_group, ==, "Vertrieb");
  g_assert_true (absence->cancelled == OOF_INSTANT_NONE);
  g_assert_true (absence->hold);
  g_assert_cmpstr (absence->ticket, ==, "T-1");
  g_assert_cmpuint (absence->moved->len, ==, 1);
  moved = g_ptr_array_index (absence->moved, 0);
  g_assert_cmpstr (moved->from, ==, "2026-11-16");
  g_assert_cmpstr (moved->to, ==, "2026-11-20");
  g_assert_cmpstr (echo.start, ==, "2026-11-23");
  g_assert_cmpstr (echo.end, ==, "2026-12-05");
}

/* What is written again is the same but for rev and w, unknown members included at every level. */
static void
test_round_trip (void)
{
  g_auto (OofEcho) echo = { NULL, NULL };
  g_autoptr (OofAbsence) absence = read_ok (full, &echo);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = oof_absence_json_write (absence, &echo, 4, "1111222233334444", &error);

  g_assert_no_error (error);
  for (const char *p = text; *p; p++)
    g_assert_true (*p >= 0x20 && *p < 0x7f);
  g_assert_true (g_str_has_prefix (text, "{\"v\":1,\"key\":\"" KEY
                                         "\",\"rev\":4,\"w\":\"1111222233334444\","));
  g_assert_nonnull (strstr (text, "\"future\":{\"a\":[1,2]}"));
  g_assert_nonnull (strstr (text, "\"x\":1"));
  g_assert_nonnull (strstr (text, "\"why\":\"ill\""));
  g_assert_nonnull (strstr (text, "\"to\":\"2026-12-04\""));
  g_assert_nonnull (strstr (text, "\"cancelled\":null"));
  g_assert_nonnull (strstr (text, "\"calendar\":\"none\""));

  {
    g_auto (OofEcho) echo2 = { NULL, NULL };
    g_autoptr (OofAbsence) again = read_ok (text, &echo2);

    g_assert_cmpint (again->rev, ==, 4);
    g_assert_cmpstr (again->subject, ==, absence->subject);
    g_assert_cmpint (again->first_day, ==, absence->first_day);
    g_assert_cmpint (again->last_day, ==, absence->last_day);
    g_assert_cmpstr (echo2.end, ==, "2026-12-05");
  }
}

/* A series that goes on; one that does not says nothing. */
static void
test_weekly (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("a@x.example", "Europe/Berlin");
  g_autoptr (OofAbsence) again = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *text = NULL;
  g_autofree char *wrong = NULL;
  g_autoptr (GError) error = NULL;
  char *days;

  absence->first_day = absence->last_day = oof_day_from_ymd (2026, 12, 1);
  absence->series = g_strdup ("s");
  plain = oof_absence_json_write_plain (absence, NULL);
  g_assert_null (strstr (plain, "weekly"));
  absence->weekly = 1 << 1 | 1 << 3;
  absence->weekly_until = oof_day_from_ymd (2029, 1, 31);
  text = oof_absence_json_write_plain (absence, NULL);
  g_assert_nonnull (strstr (text, "\"weekly\":{\"days\":\"tu,th\",\"until\":\"2029-01-31\"}"));
  again = oof_absence_json_read (absence->key, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->weekly, ==, absence->weekly);
  g_assert_cmpint (again->weekly_until, ==, absence->weekly_until);
  wrong = g_strdup (text);
  days = strstr (wrong, "tu,th");
  days[0] = 'x';
  g_assert_null (oof_absence_json_read (absence->key, wrong, NULL, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL);
}

static void
test_by_the_hour (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("a@x.example", "America/New_York");
  OofEcho echo = { (char *) "2026-11-23T08:00:00Z", (char *) "2026-11-23T12:00:00Z" };
  g_autofree char *text = NULL;
  g_autoptr (OofAbsence) again = NULL;

  absence->all_day = FALSE;
  g_assert_true (oof_instant_parse ("2026-11-23T08:00:00Z", &absence->window.from, NULL));
  g_assert_true (oof_instant_parse ("2026-11-23T12:00:00Z", &absence->window.to, NULL));
  absence->note = g_strdup ("\r\n \xf0\x9f\x8f\x96 ]]> \"quoted\" \x7f");
  text = oof_absence_json_write (absence, &echo, 1, "0", NULL);
  again = oof_absence_json_read (absence->key, text, NULL, NULL);
  g_assert_nonnull (again);
  g_assert_true (again->window.from == absence->window.from);
  g_assert_true (again->window.to == absence->window.to);
  g_assert_cmpstr (again->note, ==, absence->note);
  g_assert_null (strchr (text, 0x7f));
}

static void
test_open_end (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("a@x.example", "Asia/Kathmandu");
  OofEcho echo = { (char *) "2026-11-23", (char *) "2026-11-24" };
  g_autofree char *text = NULL;
  g_autoptr (OofAbsence) again = NULL;

  absence->open_end = TRUE;
  absence->first_day = oof_day_from_ymd (2026, 11, 23);
  oof_absence_add_moved (absence, "2026-11-01", NULL);
  text = oof_absence_json_write (absence, &echo, 1, "0", NULL);
  g_assert_nonnull (strstr (text, "\"to\":null,\"openEnd\":true"));
  again = oof_absence_json_read (absence->key, text, NULL, NULL);
  g_assert_nonnull (again);
  g_assert_true (oof_absence_get_range (again).to == OOF_INSTANT_FOREVER);
  g_assert_null (((OofMoved *) g_ptr_array_index (again->moved, 0))->to);
}

typedef struct
{
  const char *from;
  const char *to;
  int code;
  const char *where;
} Wrong;

/* One member of the full document replaced at a time. */
static const Wrong wrongs[] = {
  { "\"v\":1", "\"v\":2", OOF_ERROR_UNSUPPORTED, ": v: " },
  { "\"v\":1", "\"v\":\"1\"", OOF_ERROR_PROTOCOL, "v: " },
  { "\"v\":1", "\"v\":0", OOF_ERROR_PROTOCOL, "v: " },
  { "\"v\":1,", "", OOF_ERROR_PROTOCOL, "v: " },
  { "\"key\":\"" KEY "\"", "\"key\":\"a:other\"", OOF_ERROR_PROTOCOL, "key: " },
  { "\"key\":\"" KEY "\"", "\"key\":7", OOF_ERROR_PROTOCOL, "key: " },
  { "\"rev\":3", "\"rev\":\"3\"", OOF_ERROR_PROTOCOL, "rev: " },
  { "\"rev\":3", "\"rev\":-3", OOF_ERROR_PROTOCOL, "rev: " },
  { "\"person\":\"Bernd.Krause@contoso.example\"", "\"person\":[]", OOF_ERROR_PROTOCOL, "person" },
  { "\"zone\":\"Europe/Berlin\"", "\"zone\":\"Nowhere/City\"", OOF_ERROR_PROTOCOL, "zone: " },
  { "\"allDay\":true", "\"allDay\":1", OOF_ERROR_PROTOCOL, "allDay: " },
  { "\"allDay\":true", "\"allDay\":false", OOF_ERROR_PROTOCOL, "from: " },
  { "\"from\":\"2026-11-23\"", "\"from\":\"2026-11-31\"", OOF_ERROR_PROTOCOL, "from: " },
  { "\"from\":\"2026-11-23\"", "\"from\":\"2026-12-23\"", OOF_ERROR_PROTOCOL, "to: " },
  { "\"from\":\"2026-11-23\",", "", OOF_ERROR_PROTOCOL, "from: " },
  { "\"audience\":\"contacts\"", "\"audience\":\"friends\"", OOF_ERROR_PROTOCOL, "audience: " },
  { "\"calendar\":\"none\"", "\"calendar\":\"both\"", OOF_ERROR_PROTOCOL, "calendar: " },
  { "\"copy\":true", "\"copy\":\"yes\"", OOF_ERROR_PROTOCOL, "forward.copy: " },
  { "\"forward\":{", "\"forward\":[{", OOF_ERROR_PROTOCOL, "" },
  { "\"closure\":{\"id\":\"c1\"", "\"closure\":{\"id\":1", OOF_ERROR_PROTOCOL, "closure.id: " },
  { "{\"from\":\"2026-11-16\",", "{", OOF_ERROR_PROTOCOL, "movedFrom[0].from: " },
  { "\"movedFrom\":[{", "\"movedFrom\":[5,{", OOF_ERROR_PROTOCOL, "movedFrom[0]" },
  { "\"cancelled\":null", "\"cancelled\":\"soon\"", OOF_ERROR_PROTOCOL, "cancelled: " },
  { "\"createdAt\":\"2026", "\"createdAt\":\"x2026", OOF_ERROR_PROTOCOL, "createdAt: " },
  { "\"echo\":{\"start\":\"2026-11-23\"", "\"echo\":{\"start\":\"?\"", OOF_ERROR_PROTOCOL,
    "echo.start: " },
  { "\"echo\":{\"start\":\"2026-11-23\"", "\"echo\":{\"start\":null", OOF_ERROR_PROTOCOL,
    "echo.start: " },
  { "\"hold\":true", "\"hold\":true,\"hold\":false", OOF_ERROR_PROTOCOL, "" },
  { "\"future\":{\"a\":[1,2]}}", "\"future\":", OOF_ERROR_PROTOCOL, "" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      const char *at = strstr (full, wrongs[i].from);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (OofAbsence) absence = NULL;

      g_assert_nonnull (at);
      g_string_append_len (text, full, at - full);
      g_string_append (text, wrongs[i].to);
      g_string_append (text, at + strlen (wrongs[i].from));
      absence = oof_absence_json_read (KEY, text->str, NULL, &error);
      g_test_message ("%s: %s", wrongs[i].to, error ? error->message : "accepted");
      g_assert_null (absence);
      g_assert_error (error, OOF_ERROR, wrongs[i].code);
      g_assert_true (g_str_has_prefix (error->message, KEY ": "));
      g_assert_nonnull (strstr (error->message, wrongs[i].where));
    }
}

static void
test_hostile_bytes (void)
{
  const char *const texts[] = { "",
                                "z1:",
                                "z1:AAAA",
                                "z1:!!!!",
                                "null",
                                "[]",
                                "\"a\"",
                                "{",
                                "{\"v\":1e0}",
                                "\xff\xfe",
                                "{\"v\":99999999999999999999}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_absence_json_read (KEY, texts[i], NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == OOF_ERROR);
    }
}

/* Every cut of a compressed document is refused, none crashes. */
static void
test_truncated (void)
{
  g_autofree char *encoded = oof_deflate_encode (full);
  gsize length = strlen (encoded);
  g_autoptr (OofAbsence) whole = read_ok (encoded, NULL);

  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_autofree char *part = g_strndup (encoded, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (oof_absence_json_read (KEY, part, NULL, &error));
      g_assert_nonnull (error);
    }
}

static char *
noise (gsize length)
{
  GString *text = g_string_sized_new (length);

  while (text->len < length)
    {
      g_autofree char *uuid = g_uuid_string_random ();

      g_string_append (text, uuid);
    }
  return g_string_free (text, FALSE);
}

static void
test_sizes (void)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("a@x.example", "UTC");
  OofEcho echo = { (char *) "2026-11-23", (char *) "2026-11-24" };
  g_autofree char *small = NULL;
  g_autofree char *large = NULL;
  g_autoptr (OofAbsence) again = NULL;
  g_autoptr (GError) error = NULL;

  absence->first_day = absence->last_day = oof_day_from_ymd (2026, 11, 23);
  absence->note = g_strnfill (7000, 'x');
  small = oof_absence_json_write (absence, &echo, 1, "0", NULL);
  g_assert_true (g_str_has_prefix (small, "{"));

  g_free (absence->note);
  absence->note = g_strnfill (9000, 'x');
  large = oof_absence_json_write (absence, &echo, 1, "0", NULL);
  g_assert_true (g_str_has_prefix (large, "z1:"));
  again = oof_absence_json_read (absence->key, large, NULL, NULL);
  g_assert_cmpstr (again->note, ==, absence->note);

  g_free (absence->note);
  absence->note = noise (600000);
  g_assert_null (oof_absence_json_write (absence, &echo, 1, "0", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LIMIT);
}

/* A newer document is not rewritten either. */
static void
test_write_over_newer (void)
{
  g_autoptr (OofAbsence) absence = read_ok (full, NULL);
  OofEcho echo = { (char *) "2026-11-23", (char *) "2026-11-24" };
  g_autoptr (GError) error = NULL;

  g_free (absence->document);
  absence->document = g_strdup ("{\"v\":2,\"key\":\"" KEY "\"}");
  g_assert_null (oof_absence_json_write (absence, &echo, 1, "0", &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/absence-json/read", test_read);
  g_test_add_func ("/absence-json/round-trip", test_round_trip);
  g_test_add_func ("/absence-json/weekly", test_weekly);
  g_test_add_func ("/absence-json/by-the-hour", test_by_the_hour);
  g_test_add_func ("/absence-json/open-end", test_open_end);
  g_test_add_func ("/absence-json/wrong", test_wrong);
  g_test_add_func ("/absence-json/hostile-bytes", test_hostile_bytes);
  g_test_add_func ("/absence-json/truncated", test_truncated);
  g_test_add_func ("/absence-json/sizes", test_sizes);
  g_test_add_func ("/absence-json/write-over-newer", test_write_over_newer);
  return g_test_run ();
}
