/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ews-view.h"

#include <string.h>

#include "sim/oof-sim-ews-path.h"

#define LARGEST_PAGE 1000

static gboolean
is_combination (const xmlNode *expression)
{
  return oof_sim_xml_is (expression, "t:And") || oof_sim_xml_is (expression, "t:Or")
         || oof_sim_xml_is (expression, "t:Not");
}

static OofSimEwsCode
check_path (const xmlNode *path, const gchar *field)
{
  g_autofree gchar *name = NULL;
  g_auto (OofSimEwsPath) extended = { NULL, NULL, 0 };

  if (oof_sim_xml_is (path, "t:ExtendedFieldURI"))
    return oof_sim_ews_path_read (path, &extended);
  name = oof_sim_xml_attribute (path, "FieldURI");
  return g_str_equal (name, field) ? NULL : "ErrorUnsupportedPathForQuery";
}

static OofSimEwsCode
check_expression (const xmlNode *expression, const gchar *field)
{
  g_autofree gchar *mode = oof_sim_xml_attribute (expression, "ContainmentMode");
  OofSimEwsCode code = NULL;

  if (!is_combination (expression))
    {
      code = check_path (oof_sim_xml_first (expression), field);
      if (g_strcmp0 (mode, "PrefixOnWords") == 0 || g_strcmp0 (mode, "ExactPhrase") == 0)
        code = "ErrorInvalidRestriction";
      return code;
    }
  for (xmlNode *child = oof_sim_xml_first (expression); child != NULL && code == NULL;
       child = oof_sim_xml_next (child))
    code = check_expression (child, field);
  return code;
}

OofSimEwsCode
oof_sim_ews_restriction_check (const xmlNode *restriction, const gchar *field)
{
  return restriction != NULL ? check_expression (oof_sim_xml_first (restriction), field) : NULL;
}

/* Equality ignores case, as Exchange's does (storage.md rule 5). */
static gboolean
is_equal (const gchar *value, const xmlNode *constant)
{
  g_autofree gchar *wanted = oof_sim_xml_attribute (constant, "Value");
  g_autofree gchar *a = g_utf8_casefold (value, -1);
  g_autofree gchar *b = g_utf8_casefold (wanted, -1);

  return g_str_equal (a, b);
}

static gboolean
contains (const gchar *value, const xmlNode *expression)
{
  g_autofree gchar *mode = oof_sim_xml_attribute (expression, "ContainmentMode");
  g_autofree gchar *comparison = oof_sim_xml_attribute (expression, "ContainmentComparison");
  g_autofree gchar *wanted =
      oof_sim_xml_attribute (oof_sim_xml_child (expression, "t:Constant"), "Value");
  gboolean exact = comparison == NULL || g_str_equal (comparison, "Exact");
  g_autofree gchar *a = exact ? g_strdup (value) : g_utf8_casefold (value, -1);
  g_autofree gchar *b = exact ? g_strdup (wanted) : g_utf8_casefold (wanted, -1);

  if (g_strcmp0 (mode, "Substring") == 0)
    return strstr (a, b) != NULL;
  if (g_strcmp0 (mode, "Prefixed") == 0)
    return g_str_has_prefix (a, b);
  return g_str_equal (a, b);
}

static gboolean
compare (const xmlNode *expression, OofSimEwsGetter get, gpointer object)
{
  g_autofree gchar *value = get (object, oof_sim_xml_first (expression));
  const xmlNode *operand = oof_sim_xml_child (expression, "t:FieldURIOrConstant");

  if (value == NULL || oof_sim_xml_is (expression, "t:Exists"))
    return value != NULL;
  if (oof_sim_xml_is (expression, "t:IsEqualTo"))
    return is_equal (value, oof_sim_xml_first (operand));
  return contains (value, expression);
}

static gboolean
evaluate (const xmlNode *expression, OofSimEwsGetter get, gpointer object)
{
  gboolean any = oof_sim_xml_is (expression, "t:Or");

  if (!is_combination (expression))
    return compare (expression, get, object);
  if (oof_sim_xml_is (expression, "t:Not"))
    return !evaluate (oof_sim_xml_first (expression), get, object);
  for (xmlNode *child = oof_sim_xml_first (expression); child != NULL;
       child = oof_sim_xml_next (child))
    if (evaluate (child, get, object) == any)
      return any;
  return !any;
}

gboolean
oof_sim_ews_restriction_matches (const xmlNode *restriction, OofSimEwsGetter get, gpointer object)
{
  return restriction == NULL || evaluate (oof_sim_xml_first (restriction), get, object);
}

/* Reads an optional xs:int. */
static gint64
read_number (const xmlNode *view, const gchar *name, gint64 fallback)
{
  g_autofree gchar *text = oof_sim_xml_attribute (view, name);
  gint64 value;

  return oof_sim_xml_read_int (text, G_MININT32, G_MAXINT32, &value) ? value : fallback;
}

OofSimEwsCode
oof_sim_ews_page_read (const xmlNode *view, guint total, OofSimEwsPage *page)
{
  gint64 most =
      view != NULL ? read_number (view, "MaxEntriesReturned", LARGEST_PAGE) : LARGEST_PAGE;
  gint64 offset = view != NULL ? read_number (view, "Offset", 0) : 0;
  g_autofree gchar *base = view != NULL ? oof_sim_xml_attribute (view, "BasePoint") : NULL;
  guint skipped;

  if (most <= 0)
    return "ErrorInvalidPagingMaxRows";
  if (offset < 0)
    return "ErrorInvalidIndexedPagingParameters";
  skipped = (guint) MIN (offset, total);
  page->total = total;
  page->count = MIN ((guint) MIN (most, LARGEST_PAGE), total - skipped);
  page->from = g_strcmp0 (base, "End") == 0 ? total - skipped - page->count : skipped;
  page->has_last = skipped + page->count == total;
  page->next = skipped + page->count;
  return NULL;
}

xmlNode *
oof_sim_ews_page_add (const OofSimEwsPage *page, gboolean indexed, xmlNode *message)
{
  xmlNode *root = oof_sim_xml_add (message, "m:RootFolder", NULL);

  if (indexed)
    oof_sim_xml_set_int (root, "IndexedPagingOffset", page->next);
  oof_sim_xml_set_int (root, "TotalItemsInView", page->total);
  oof_sim_xml_set (root, "IncludesLastItemInRange", page->has_last ? "true" : "false");
  return root;
}
