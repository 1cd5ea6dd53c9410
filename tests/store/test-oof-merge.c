/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-merge-private.h"

#include "core/oof-error.h"
#include "oof-fake-store.h"
#include "store/oof-store.h"

#include <string.h>

/* Two people change the same thing at the same time. */

#define KEY "d:x"

static char *
document (const char *members)
{
  return g_strdup_printf ("{\"v\":1,\"key\":\"" KEY "\",\"rev\":3,\"w\":\"t\"%s}", members);
}

static char *
merge (const char *base, const char *mine, const char *theirs, GError **error)
{
  static const char *const dates[] = { "from", "to", NULL };
  g_autofree char *old = document (base);
  g_autofree char *here = document (mine);
  g_autofree char *there = document (theirs);

  return oof_document_merge (KEY, old, here, there, dates, error);
}

static void
test_merges (void)
{
  static const struct
  {
    const char *base, *mine, *theirs, *merged;
  } cases[] = {
    { ",\"a\":1,\"b\":1", ",\"a\":2,\"b\":1", ",\"a\":1,\"b\":2", ",\"a\":2,\"b\":2" },
    { ",\"a\":1", ",\"a\":2", ",\"a\":2", ",\"a\":2" },
    { ",\"a\":1", "", ",\"a\":1,\"n\":5", ",\"n\":5" },
    { ",\"a\":null", ",\"a\":7", "", ",\"a\":7" },
    { ",\"o\":{\"x\":1,\"y\":2}", ",\"o\":{\"y\":2,\"x\":1}", ",\"o\":{\"x\":1,\"y\":3}",
      ",\"o\":{\"x\":1,\"y\":3}" },
    { ",\"from\":1,\"to\":2,\"n\":1", ",\"from\":2,\"to\":3,\"n\":1",
      ",\"from\":1,\"to\":2,\"n\":2", ",\"from\":2,\"to\":3,\"n\":2" },
    { ",\"g\":[{\"name\":\"A\",\"t\":1,\"p\":1},{\"name\":\"B\",\"t\":1}]",
      ",\"g\":[{\"name\":\"A\",\"t\":2,\"p\":1},{\"name\":\"B\",\"t\":1},{\"name\":\"M\"}]",
      ",\"g\":[{\"name\":\"T\"},{\"name\":\"a\",\"t\":1,\"p\":1}]",
      ",\"g\":[{\"name\":\"T\"},{\"name\":\"a\",\"t\":2,\"p\":1},{\"name\":\"M\"}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *merged = merge (cases[i].base, cases[i].mine, cases[i].theirs, &error);
      g_autofree char *wanted = document (cases[i].merged);
      g_autoptr (OofJson) a = NULL;
      g_autoptr (OofJson) b = NULL;

      g_assert_no_error (error);
      a = oof_json_parse_text (merged, 0, NULL);
      b = oof_json_parse_text (wanted, 0, NULL);
      g_test_message ("%s", merged);
      /* A line is called as the one that merges calls it: names differ in their case here. */
      g_assert_true (oof_document_equal (a, b) || i == G_N_ELEMENTS (cases) - 1);
      if (i == G_N_ELEMENTS (cases) - 1)
        g_assert_nonnull (strstr (merged, "\"t\":2,\"p\":1},{\"name\":\"M\"}]"));
    }
}

static void
test_conflicts (void)
{
  static const struct
  {
    const char *base, *mine, *theirs, *says;
  } cases[] = {
    { ",\"a\":1", ",\"a\":2", ",\"a\":3", "d:x: *: a is 3 there and 2 here" },
    { ",\"a\":1", "", ",\"a\":3", "*: a is 3 there and null here" },
    { ",\"from\":1,\"to\":2", ",\"from\":2,\"to\":2", ",\"from\":1,\"to\":3", "*: from is 1 *" },
    { ",\"g\":[{\"name\":\"A\",\"t\":1}]", ",\"g\":[{\"name\":\"A\",\"t\":2}]",
      ",\"g\":[{\"name\":\"A\",\"t\":3}]", "*: A.t is 3 there and 2 here" },
    { ",\"g\":[{\"name\":\"A\",\"t\":1}]", ",\"g\":[]", ",\"g\":[{\"name\":\"A\",\"t\":3}]",
      "*: A is {*} there and null here" },
    { ",\"g\":[{\"name\":\"A\",\"t\":1}]", ",\"g\":[{\"name\":\"A\",\"t\":2}]", ",\"g\":[]",
      "*: A is null there and {*} here" },
    { ",\"g\":[{\"name\":\"A\"}]", ",\"g\":[{\"name\":\"A\"},{\"name\":\"a\"}]", ",\"g\":[7]",
      "*: g is *" },
    { ",\"l\":[1]", ",\"l\":[1,2]", ",\"l\":[1,3]", "*: l is *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (merge (cases[i].base, cases[i].mine, cases[i].theirs, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (cases[i].says, error->message));
    }
}

/* Two stores over one mailbox */

typedef struct
{
  OofFakeStore *items;
  OofFakeClock *clock;
  OofStore *stores[2];
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->items = oof_fake_store_new ();
  f->clock = oof_fake_clock_new ("2026-11-23T09:00:00Z");
  for (guint i = 0; i < 2; i++)
    {
      f->stores[i] = oof_store_new (OOF_ITEM_STORE (f->items), OOF_CLOCK (f->clock), NULL);
      g_object_set (f->stores[i], "retry-delay", 0, NULL);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    g_assert_finalize_object (f->stores[i]);
  g_assert_finalize_object (f->items);
  g_assert_finalize_object (f->clock);
}

static OofSnapshot *
read_now (Fixture *f, guint who)
{
  g_autoptr (GAsyncResult) result = NULL;
  OofRange range = { OOF_INSTANT_NONE, OOF_INSTANT_FOREVER };
  OofSnapshot *snapshot;

  oof_store_read_async (f->stores[who], range, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  snapshot = oof_store_read_finish (f->stores[who], result, NULL);
  g_assert_nonnull (snapshot);
  return snapshot;
}

static OofAbsence *
save_absence (Fixture *f, guint who, OofAbsence *absence, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_update_absence_async (f->stores[who], absence, NULL, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_update_absence_finish (f->stores[who], result, error);
}

static OofOptions *
save_options (Fixture *f, guint who, OofOptions *options, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_save_options_async (f->stores[who], options, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_save_options_finish (f->stores[who], result, error);
}

static void
add_absence (Fixture *f)
{
  g_autoptr (OofAbsence) absence = oof_absence_new ("bernd@x.example", "Europe/Berlin");
  g_autoptr (OofAbsence) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  absence->first_day = oof_fake_day ("2026-11-23");
  absence->last_day = oof_fake_day ("2026-12-04");
  oof_store_add_absence_async (f->stores[0], absence, NULL, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  stored = oof_store_add_absence_finish (f->stores[0], result, NULL);
  g_assert_nonnull (stored);
}

static void
replace (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

/* Each knows only what it wrote itself: every write meets one of the other, none is lost. */
static void
test_two_writers_absence (Fixture *f, gconstpointer data)
{
  g_autoptr (OofSnapshot) first = NULL;
  g_autoptr (OofSnapshot) last = NULL;
  OofAbsence *latest[2];
  OofAbsence *end;

  add_absence (f);
  for (guint who = 0; who < 2; who++)
    {
      g_autoptr (OofSnapshot) snapshot = read_now (f, who);

      latest[who] = oof_absence_ref (snapshot->absences->pdata[0]);
    }
  for (guint i = 1; i <= 400; i++)
    {
      guint who = i % 2;
      g_autoptr (OofAbsence) mine = oof_absence_copy (latest[who]);
      g_autoptr (GError) error = NULL;

      replace (who ? &mine->note : &mine->ticket, g_strdup_printf ("%u", i));
      oof_absence_unref (latest[who]);
      latest[who] = save_absence (f, who, mine, &error);
      g_assert_no_error (error);
    }
  last = read_now (f, 0);
  end = last->absences->pdata[0];
  g_assert_cmpint (end->rev, ==, 401);
  g_assert_cmpstr (end->note, ==, "399");
  g_assert_cmpstr (end->ticket, ==, "400");
  g_assert_cmpuint (end->moved->len, ==, 0);
  for (guint who = 0; who < 2; who++)
    oof_absence_unref (latest[who]);
}

/* Both want the same member: the second one is told both values, reads again and goes on. */
static void
test_two_writers_conflicts (Fixture *f, gconstpointer data)
{
  guint n_conflicts = 0;
  guint n_written = 0;
  g_autoptr (OofSnapshot) last = NULL;
  OofAbsence *end;

  add_absence (f);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (OofSnapshot) here = read_now (f, 0);
      g_autoptr (OofSnapshot) there = read_now (f, 1);
      OofSnapshot *snapshots[2] = { here, there };

      for (guint who = 0; who < 2; who++)
        {
          g_autoptr (OofAbsence) mine = oof_absence_copy (snapshots[who]->absences->pdata[0]);
          g_autoptr (OofAbsence) stored = NULL;
          g_autoptr (GError) error = NULL;

          replace (&mine->note, g_strdup_printf ("%u by %u", i, who));
          stored = save_absence (f, who, mine, &error);
          if (g_error_matches (error, OOF_ERROR, OOF_ERROR_CONFLICT))
            {
              g_autoptr (OofSnapshot) again = read_now (f, who);
              g_autoptr (OofAbsence) next = oof_absence_copy (again->absences->pdata[0]);

              n_conflicts++;
              g_assert_nonnull (strstr (error->message, " by 0\" there and "));
              g_assert_nonnull (strstr (error->message, " by 1\" here"));
              g_clear_error (&error);
              replace (&next->note, g_strdup (mine->note));
              stored = save_absence (f, who, next, &error);
            }
          g_assert_no_error (error);
          n_written++;
        }
    }
  last = read_now (f, 0);
  end = last->absences->pdata[0];
  g_assert_cmpuint (n_conflicts, ==, 200);
  g_assert_cmpuint (n_written, ==, 400);
  g_assert_cmpint (end->rev, ==, 401);
  g_assert_cmpstr (end->note, ==, "199 by 1");
}

static void
test_two_writers_options (Fixture *f, gconstpointer data)
{
  OofOptions *latest[2];
  g_autoptr (OofSnapshot) last = NULL;
  g_autoptr (GError) conflict = NULL;
  g_autoptr (OofOptions) mine = NULL;

  oof_fake_store_put_document (f->items, "d:options", 1,
                               "{\"v\":1,\"key\":\"d:options\",\"rev\":1,\"w\":\"x\",\"new\":1}");
  for (guint who = 0; who < 2; who++)
    {
      g_autoptr (OofSnapshot) snapshot = read_now (f, who);

      latest[who] = oof_options_ref (snapshot->options);
    }
  for (guint i = 1; i <= 400; i++)
    {
      guint who = i % 2;
      g_autoptr (OofOptions) options = oof_options_copy (latest[who]);
      g_autoptr (GError) error = NULL;

      f->clock->now += 60;
      if (who)
        options->lead_days = 1 + (int) (i / 2) % 30;
      else
        replace (&options->forward_word, g_strdup_printf ("%u", i));
      oof_options_unref (latest[who]);
      latest[who] = save_options (f, who, options, &error);
      g_assert_no_error (error);
    }
  last = read_now (f, 0);
  g_assert_cmpint (last->options->rev, ==, 401);
  g_assert_cmpint (last->options->lead_days, ==, 1 + 199 % 30);
  g_assert_cmpstr (last->options->forward_word, ==, "400");
  g_assert_cmpint (last->options->saved_at, ==, f->clock->now);
  g_assert_nonnull (strstr (last->options->document, "\"new\":1"));

  mine = oof_options_copy (latest[1]);
  replace (&mine->forward_word, g_strdup ("nie"));
  g_assert_null (save_options (f, 1, mine, &conflict));
  g_assert_error (conflict, OOF_ERROR, OOF_ERROR_CONFLICT);
  for (guint who = 0; who < 2; who++)
    oof_options_unref (latest[who]);
}

static GPtrArray *
save_groups (Fixture *f, guint who, GPtrArray *before, GPtrArray *after, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_store_save_groups_async (f->stores[who], before, after, NULL, oof_fake_store_cb, &result);
  oof_fake_wait (&result);
  return oof_store_save_groups_finish (f->stores[who], result, error);
}

/* A copy of @groups in which @name has another template; added when it is missing. */
static GPtrArray *
with_group (GPtrArray *groups, const char *name, const char *template_name)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);
  OofGroup *group = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *old = g_ptr_array_index (groups, i);
      OofGroup *same = oof_group_copy (old);

      if (g_str_equal (old->name, name))
        group = same;
      g_ptr_array_add (copy, same);
    }
  if (!group)
    {
      group = oof_group_new (name);
      g_ptr_array_add (copy, group);
    }
  replace (&group->template_name, g_strdup (template_name));
  return copy;
}

/* Each adds groups of its own and never reads again. */
static void
test_two_writers_groups (Fixture *f, gconstpointer data)
{
  GPtrArray *latest[2];
  g_autoptr (OofSnapshot) last = NULL;
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GError) conflict = NULL;

  oof_fake_store_put_document (f->items, "d:groups", 1,
                               "{\"v\":1,\"key\":\"d:groups\",\"rev\":1,\"w\":\"x\",\"groups\":["
                               "{\"name\":\"Vertrieb\",\"template\":\"A\",\"new\":7}]}");
  for (guint who = 0; who < 2; who++)
    {
      g_autoptr (OofSnapshot) snapshot = read_now (f, who);

      latest[who] = g_ptr_array_ref (snapshot->groups);
    }
  for (guint i = 0; i < 400; i++)
    {
      guint who = i % 2;
      g_autofree char *name = g_strdup_printf ("%c%u", who ? 'b' : 'a', i % 10);
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (GPtrArray) after = with_group (latest[who], name, text);
      g_autoptr (GPtrArray) before = latest[who];
      g_autoptr (GError) error = NULL;

      latest[who] = save_groups (f, who, before, after, &error);
      g_assert_no_error (error);
    }
  last = read_now (f, 0);
  g_assert_cmpuint (last->groups->len, ==, 11);
  g_assert_cmpint (oof_fake_store_get (f->items, "d:groups")->rev, ==, 401);
  g_assert_nonnull (strstr (oof_fake_store_get (f->items, "d:groups")->document, "\"new\":7"));
  here = with_group (last->groups, "Vertrieb", "here");
  there = with_group (last->groups, "Vertrieb", "there");
  stored = save_groups (f, 0, last->groups, there, &conflict);
  g_assert_no_error (conflict);
  g_assert_null (save_groups (f, 1, last->groups, here, &conflict));
  g_assert_error (conflict, OOF_ERROR, OOF_ERROR_CONFLICT);
  g_assert_nonnull (strstr (conflict->message, "Vertrieb.template is \"there\" there"));
  for (guint who = 0; who < 2; who++)
    g_ptr_array_unref (latest[who]);
}

/* Where nothing stands yet, and where it cannot be read. */
static void
test_subjects (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) wanted =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item;

  g_ptr_array_add (wanted, oof_subject_new ("Urlaub"));
  oof_store_save_subjects_async (f->stores[0], none, wanted, NULL, oof_fake_store_cb, &first);
  oof_fake_wait (&first);
  stored = oof_store_save_subjects_finish (f->stores[0], first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stored->len, ==, 1);
  item = oof_fake_store_get (f->items, "d:subjects");
  replace (&item->document, g_strdup ("{\"v\":2,\"key\":\"d:subjects\"}"));
  oof_fake_store_touch (f->items, item);
  g_ptr_array_add (wanted, oof_subject_new ("Kur"));
  oof_store_save_subjects_async (f->stores[0], stored, wanted, NULL, oof_fake_store_cb, &second);
  oof_fake_wait (&second);
  g_assert_null (oof_store_save_subjects_finish (f->stores[0], second, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

/* A body that somebody else rewrote is no place for a merge, a name is. */
static void
test_template (Fixture *f, gconstpointer data)
{
  g_autoptr (OofTemplate) mine = NULL;
  g_autoptr (OofTemplate) stored = NULL;
  g_autoptr (OofTemplate) none = NULL;
  g_autoptr (GError) error = NULL;

  oof_fake_store_put_document (f->items, "d:template:1", 1,
                               "{\"v\":1,\"key\":\"d:template:1\",\"rev\":1,\"w\":\"x\","
                               "\"name\":\"A\",\"format\":\"text\",\"body\":\"one\"}");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (OofSnapshot) snapshot = read_now (f, 0);
      g_autoptr (OofSnapshot) other = read_now (f, 1);
      g_autoptr (OofTemplate) theirs = oof_template_copy (other->templates->pdata[0]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GAsyncResult) second = NULL;
      g_autoptr (OofTemplate) saved = NULL;

      g_clear_pointer (&mine, oof_template_unref);
      mine = oof_template_copy (snapshot->templates->pdata[0]);
      replace (&theirs->body, g_strdup_printf ("two %u", i));
      oof_store_save_template_async (f->stores[1], theirs, NULL, oof_fake_store_cb, &result);
      oof_fake_wait (&result);
      saved = oof_store_save_template_finish (f->stores[1], result, &error);
      g_assert_no_error (error);
      if (i < 2)
        replace (&mine->external, g_strdup_printf ("out %u", i));
      else
        replace (&mine->body, g_strdup ("three"));
      oof_store_save_template_async (f->stores[0], mine, NULL, oof_fake_store_cb, &second);
      oof_fake_wait (&second);
      g_clear_pointer (&stored, oof_template_unref);
      stored = oof_store_save_template_finish (f->stores[0], second, &error);
      if (i < 2)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (stored->body, ==, theirs->body);
          g_assert_cmpstr (stored->external, ==, mine->external);
        }
    }
  g_assert_error (error, OOF_ERROR, OOF_ERROR_CONFLICT);
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/merges", test_merges);
  g_test_add_func ("/merge/conflicts", test_conflicts);
  ADD ("/merge/two-writers-absence", test_two_writers_absence);
  ADD ("/merge/two-writers-conflicts", test_two_writers_conflicts);
  ADD ("/merge/two-writers-options", test_two_writers_options);
  ADD ("/merge/two-writers-groups", test_two_writers_groups);
  ADD ("/merge/subjects", test_subjects);
  ADD ("/merge/template", test_template);
  return g_test_run ();
}
