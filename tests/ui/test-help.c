/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page of the help reads well, and every link and F1 leads somewhere, in both languages. */
#include <pango/pango.h>
#include <string.h>

#include "ui/help/oof-help-page.h"
#include "ui/oof-places.h"

#define FOLDER "/io/github/oofmanager/OofManager/help/"

static const char *const languages[] = { "en", "de" };
/* What F1 asks for beside the places: see oof_help_install() and win.help. */
static const char *const targets[] = { OOF_HELP_INDEX, "plan", "options", "start" };

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the pages, sorted. (transfer full) */
static GPtrArray *
list_pages (const char *language)
{
  g_autofree char *folder = g_strconcat (FOLDER, language, NULL);
  g_auto (GStrv) files =
      g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (files);
  for (gsize i = 0; files[i] != NULL; i++)
    {
      char *name = oof_help_dup_target (files[i]);
      g_assert_nonnull (name);
      g_ptr_array_add (pages, name);
    }
  g_ptr_array_sort (pages, compare_names);
  return pages;
}

static void
check_links (const char *language, const char *page, const char *markup)
{
  for (const char *at = markup; (at = strstr (at, "<a href=\"")) != NULL;)
    {
      at += strlen ("<a href=\"");
      g_autofree char *href = g_strndup (at, strcspn (at, "\""));
      g_autofree char *target = oof_help_dup_target (href);
      if (target == NULL)
        g_assert_true (g_str_has_prefix (href, "https://"));
      else if (!oof_help_has_page (language, target))
        g_error ("%s/%s leads to %s, which is not there", language, page, target);
    }
}

static void
check_page (const char *language, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofHelpPage) page = oof_help_page_load (language, name, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->blocks->len, >, 2);
  g_assert_cmpint (((OofHelpBlock *) g_ptr_array_index (page->blocks, 0))->kind, ==,
                   OOF_HELP_TITLE);
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const OofHelpBlock *block = g_ptr_array_index (page->blocks, i);
      g_assert_cmpuint (block->cells->len, >, 0);
      for (guint cell = 0; cell < block->cells->len; cell++)
        {
          const char *markup = g_ptr_array_index (block->cells, cell);
          g_autofree char *plain = NULL;
          check_links (language, name, markup);
          /* Links are GtkLabel's own markup, not Pango's. */
          g_autoptr (GRegex) links = g_regex_new ("</?a( [^>]*)?>", 0, 0, NULL);
          g_autofree char *words = g_regex_replace_literal (links, markup, -1, 0, "", 0, NULL);
          g_assert_true (pango_parse_markup (words, -1, 0, NULL, &plain, NULL, &error));
          g_assert_no_error (error);
          g_assert_null (strstr (plain, "**"));
        }
    }
}

static void
test_pages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) pages = list_pages (languages[i]);
      g_assert_cmpuint (pages->len, >, 15);
      for (guint page = 0; page < pages->len; page++)
        check_page (languages[i], g_ptr_array_index (pages, page));
    }
}

static void
test_languages_are_alike (void)
{
  g_autoptr (GPtrArray) english = list_pages ("en");
  g_autoptr (GPtrArray) german = list_pages ("de");

  g_assert_cmpuint (english->len, ==, german->len);
  for (guint i = 0; i < english->len; i++)
    {
      const char *name = g_ptr_array_index (english, i);
      g_autoptr (OofHelpPage) one = oof_help_page_load ("en", name, NULL);
      g_autoptr (OofHelpPage) other = oof_help_page_load ("de", name, NULL);
      g_assert_cmpstr (name, ==, g_ptr_array_index (german, i));
      if (one->blocks->len != other->blocks->len)
        g_error ("%s has %u blocks in English and %u in German", name, one->blocks->len,
                 other->blocks->len);
    }
}

static void
test_f1 (void)
{
  guint n_places;
  const OofPlace *places = oof_places_get (&n_places);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      for (gsize target = 0; target < G_N_ELEMENTS (targets); target++)
        g_assert_true (oof_help_has_page (languages[i], targets[target]));
      for (guint place = 0; place < n_places; place++)
        if (places[place].create != NULL && !oof_help_has_page (languages[i], places[place].name))
          g_error ("F1 on %s has no page in %s", places[place].name, languages[i]);
    }
}

static void
test_bad_pages (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *outside = oof_help_dup_target ("https://example.com/a.html");
  g_autofree char *inside = oof_help_dup_target ("plan.html");

  g_assert_null (oof_help_page_load ("en", "nowhere", &error));
  g_assert_error (error, G_RESOURCE_ERROR, G_RESOURCE_ERROR_NOT_FOUND);
  g_assert_null (outside);
  g_assert_cmpstr (inside, ==, "plan");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/help/pages", test_pages);
  g_test_add_func ("/help/languages-are-alike", test_languages_are_alike);
  g_test_add_func ("/help/f1", test_f1);
  g_test_add_func ("/help/bad-pages", test_bad_pages);
  return g_test_run ();
}
