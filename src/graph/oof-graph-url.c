/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-call.h"

char *
oof_graph_escape (const char *segment)
{
  g_return_val_if_fail (segment != NULL, NULL);

  return g_uri_escape_string (segment, "@", FALSE);
}

char *
oof_graph_quote (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, "'", -1);
  doubled = g_strjoinv ("''", parts);
  return g_strconcat ("'", doubled, "'", NULL);
}

void
oof_graph_append_query (GString *path, const char *name, const char *value)
{
  g_return_if_fail (path != NULL && name != NULL && value != NULL);

  g_string_append_c (path, strchr (path->str, '?') == NULL ? '?' : '&');
  g_string_append (path, name);
  g_string_append_c (path, '=');
  g_string_append_uri_escaped (path, value, NULL, FALSE);
}
