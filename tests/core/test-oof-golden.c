/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

#include <string.h>

/* The golden set: golden/NAME.txt or .htm is a template (NAME.extern.txt its external text),
 * golden/NAME.expected says for whom and for what absence it is rendered and what comes out, to the
 * letter. People, absences and options stand in golden/world.ini. Each rendering starts with
 * "== PERSON ABSENCE internal|external"; its lines have "|" in front. With OOF_GOLDEN_WRITE set the
 * expected files are written instead: read what changed before you commit it. */

#define FEWEST_TEMPLATES 60

static GKeyFile *
load_world (void)
{
  GKeyFile *world = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (world, GOLDEN_DIR "/world.ini", G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return world;
}

/* (transfer full) (nullable) */
static char *
get (GKeyFile *world, const char *group, const char *key)
{
  return g_key_file_get_string (world, group, key, NULL);
}

static OofPerson *
load_person (GKeyFile *world, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (world, group, NULL, NULL);
  g_autofree char *address = get (world, group, "address");
  g_autofree char *name = get (world, group, "name");
  OofPerson *person = oof_person_new (NULL, address, name);

  person->language = get (world, group, "language");
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = get (world, group, keys[i]);

      if (strcmp (keys[i], "address") != 0 && strcmp (keys[i], "name") != 0
          && strcmp (keys[i], "language") != 0)
        oof_person_set (person, keys[i], value);
    }
  return person;
}

static void
load_dates (GKeyFile *world, const char *group, OofAbsence *absence)
{
  g_autofree char *from = get (world, group, "from");
  g_autofree char *to = get (world, group, "to");

  absence->all_day = oof_day_parse (from, &absence->first_day, NULL);
  absence->open_end = to == NULL;
  if (absence->all_day)
    {
      if (to != NULL)
        g_assert_true (oof_day_parse (to, &absence->last_day, NULL));
      return;
    }
  absence->window.to = OOF_INSTANT_FOREVER;
  g_assert_true (oof_instant_parse (from, &absence->window.from, NULL));
  if (to != NULL)
    g_assert_true (oof_instant_parse (to, &absence->window.to, NULL));
}

/* deputy and forward name a person of the world, or are an address that nobody has. */
static char *
get_address (GKeyFile *world, const char *group, const char *key, OofPerson **person)
{
  g_autofree char *who = get (world, group, key);

  if (who == NULL || strchr (who, '@') != NULL)
    return g_steal_pointer (&who);
  *person = load_person (world, who);
  return g_strdup ((*person)->address);
}

static OofOptions *
load_options (GKeyFile *world)
{
  OofOptions *options = oof_options_new ();

  g_free (options->forward_word);
  options->forward_word = get (world, "options", "forwardWord");
  return options;
}

static char *
render (GKeyFile *world, const OofTemplate *tmpl, char **words)
{
  g_autoptr (OofPerson) person = load_person (world, words[1]);
  g_autoptr (OofPerson) deputy = NULL;
  g_autoptr (OofPerson) forward = NULL;
  g_autoptr (OofOptions) options = load_options (world);
  g_autofree char *zone = get (world, words[2], "zone");
  g_autoptr (OofAbsence) absence =
      oof_absence_new (person->address, zone != NULL ? zone : options->zone);
  g_autofree char *subject = get (world, words[2], "subject");
  OofRenderInput input = { .person = person, .absence = absence, .options = options };
  gboolean external = g_str_equal (words[3], "external");
  GString *out = g_string_new (NULL);

  load_dates (world, words[2], absence);
  absence->note = get (world, words[2], "note");
  if (subject != NULL)
    {
      g_free (absence->subject);
      absence->subject = g_steal_pointer (&subject);
    }
  absence->deputy = get_address (world, words[2], "deputy", &deputy);
  absence->forward_to = get_address (world, words[2], "forward", &forward);
  input.deputy = deputy;
  input.forward = forward;

  g_autoptr (OofRendered) rendered =
      oof_render (tmpl, &input, external ? OOF_RENDER_EXTERNAL : OOF_RENDER_INTERNAL);
  g_autofree char *text = g_strdup (tmpl->html ? rendered->html : rendered->text);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  if (rendered->subject != NULL)
    g_string_append_printf (out, "subject: %s\n", rendered->subject);
  for (guint i = 0; i < rendered->unknown->len; i++)
    g_string_append_printf (out, "unknown: %s\n",
                            (char *) g_ptr_array_index (rendered->unknown, i));
  for (guint i = 0; *text != '\0' && lines[i] != NULL; i++)
    g_string_append_printf (out, "|%s\n", lines[i]);
  return g_string_free (out, FALSE);
}

/* NAME.txt -> NAME.ending. (transfer full) */
static char *
dup_path (const char *file, const char *ending)
{
  const char *dot = strrchr (file, '.');

  return g_strdup_printf ("%s/%.*s%s", GOLDEN_DIR, (int) (dot - file), file, ending);
}

static OofTemplate *
load_template (const char *file)
{
  gboolean html = g_str_has_suffix (file, ".htm");
  g_autofree char *path = dup_path (file, html ? ".htm" : ".txt");
  g_autofree char *other = dup_path (file, html ? ".extern.htm" : ".extern.txt");
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  OofTemplate *tmpl;

  g_file_get_contents (path, &body, NULL, &error);
  g_assert_no_error (error);
  tmpl = oof_template_new (file, html, body);
  g_file_get_contents (other, &tmpl->external, NULL, NULL);
  return tmpl;
}

/* Returns: how many renderings there are. */
static guint
check_file (GKeyFile *world, const char *file)
{
  g_autoptr (OofTemplate) tmpl = load_template (file);
  g_autofree char *path = dup_path (file, ".expected");
  g_autofree char *expected = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (expected, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "== "))
      {
        g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

        g_assert_cmpuint (g_strv_length (words), ==, 4);
        g_autofree char *rendered = render (world, tmpl, words);
        g_string_append_printf (found, "%s\n%s", lines[i], rendered);
        n++;
      }
  if (g_getenv ("OOF_GOLDEN_WRITE") != NULL)
    g_assert_true (g_file_set_contents (path, found->str, -1, NULL));
  else if (g_strcmp0 (found->str, expected) != 0)
    g_error ("%s: expected\n%s\nfound\n%s", file, expected, found->str);
  g_assert_cmpuint (n, >, 0);
  return n;
}

static void
test_all (void)
{
  g_autoptr (GKeyFile) world = load_world ();
  g_autoptr (GDir) folder = g_dir_open (GOLDEN_DIR, 0, NULL);
  const char *file;
  guint templates = 0, renderings = 0;

  while ((file = g_dir_read_name (folder)) != NULL)
    if ((g_str_has_suffix (file, ".txt") || g_str_has_suffix (file, ".htm"))
        && strstr (file, ".extern.") == NULL)
      {
        renderings += check_file (world, file);
        templates++;
      }
  g_test_message ("%u templates, %u renderings", templates, renderings);
  g_assert_cmpuint (templates, >=, FEWEST_TEMPLATES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden/all", test_all);
  return g_test_run ();
}
