/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-report.h"

static const char style[] =
    "body{font-family:sans-serif;max-width:60em;margin:2em auto;color:#241f31;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #c0bfbc;padding:4px 8px;"
    "text-align:left;vertical-align:top;overflow-wrap:break-word}th{background:#f6f5f4}"
    "h1{font-size:1.6em}h2{font-size:1.2em;margin-top:1.6em}img{max-width:100%;border:1px solid "
    "#c0bfbc}figcaption{font-weight:bold}.signature{display:flex;gap:3em;margin-top:3em}"
    ".signature span{flex:1;border-top:1px solid #241f31;padding-top:4px}";

static void
append (GString *html, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "%s%s%s", before, escaped, after);
}

static void
append_row (GString *html, const OofReportBlock *block, const char *before, const char *after)
{
  g_string_append (html, "<tr>");
  for (char **cell = block->cells; *cell != NULL; cell++)
    append (html, before, *cell, after);
  g_string_append (html, "</tr>\n");
}

static void
append_picture (GString *html, const OofReportBlock *block, const char *folder)
{
  const char *file = block->cells[1];
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;
  g_autofree char *content = NULL;
  gsize length;

  append (html, "<figure><figcaption>", block->cells[0], "</figcaption>");
  if (path != NULL && g_file_get_contents (path, &content, &length, NULL))
    {
      g_autofree char *base64 = g_base64_encode ((const guchar *) content, length);

      g_string_append_printf (html, "<img alt=\"\" src=\"data:image/%s;base64,%s\">",
                              g_str_has_suffix (file, ".png") ? "png" : "jpeg", base64);
    }
  else
    append (html, "<p>", file, "</p>");
  g_string_append (html, "</figure>\n");
}

static gboolean
is_table (const OofReportBlock *block)
{
  return block != NULL && (block->kind == OOF_REPORT_HEAD || block->kind == OOF_REPORT_ROW);
}

static void
append_block (GString *html, const OofReportBlock *block, const char *folder)
{
  switch (block->kind)
    {
    case OOF_REPORT_TITLE:
      append (html, "<h1>", block->cells[0], "</h1>\n");
      return;
    case OOF_REPORT_HEADING:
      append (html, "<h2>", block->cells[0], "</h2>\n");
      return;
    case OOF_REPORT_TEXT:
      append (html, "<p>", block->cells[0], "</p>\n");
      return;
    case OOF_REPORT_HEAD:
      append_row (html, block, "<th>", "</th>");
      return;
    case OOF_REPORT_ROW:
      append_row (html, block, "<td>", "</td>");
      return;
    case OOF_REPORT_PICTURE:
      append_picture (html, block, folder);
      return;
    case OOF_REPORT_SIGNATURE:
    default:
      append (html, "<div class=\"signature\"><span>", block->cells[0], "</span>");
      append (html, "<span>", block->cells[1], "</span></div>\n");
      return;
    }
}

char *
oof_migration_report_to_html (GPtrArray *blocks, const char *folder)
{
  g_return_val_if_fail (blocks != NULL, NULL);

  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta "
                                           "charset=\"utf-8\">\n");
  const OofReportBlock *before = NULL;

  append (html, "<title>", ((OofReportBlock *) g_ptr_array_index (blocks, 0))->cells[0],
          "</title>\n");
  g_string_append_printf (html, "<style>%s</style>\n</head>\n<body>\n", style);
  for (guint i = 0; i < blocks->len; i++)
    {
      const OofReportBlock *block = g_ptr_array_index (blocks, i);

      if (is_table (block) && !is_table (before))
        g_string_append (html, "<table>\n");
      if (!is_table (block) && is_table (before))
        g_string_append (html, "</table>\n");
      append_block (html, block, folder);
      before = block;
    }
  g_string_append (html, "</body>\n</html>\n");
  return g_string_free (g_steal_pointer (&html), FALSE);
}
