/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-findings.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"

gboolean
oof_cli_findings_have_error (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((OofTemplateFinding *) g_ptr_array_index (findings, i))->is_error)
      return TRUE;
  return FALSE;
}

char *
oof_cli_finding_to_text (const OofTemplateFinding *finding)
{
  g_autofree char *words = oof_words_finding (finding);

  if (finding->line == 0)
    return finding->is_error ? g_strdup_printf (_ ("error: %s"), words)
                             : g_strdup_printf (_ ("warning: %s"), words);
  /* Translators: a mistake in a template: what is wrong follows the number of the line */
  return finding->is_error ? g_strdup_printf (_ ("error: line %u: %s"), finding->line, words)
                           : g_strdup_printf (_ ("warning: line %u: %s"), finding->line, words);
}

void
oof_cli_findings_write (GPtrArray *findings, OofJsonWriter *writer)
{
  oof_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < findings->len; i++)
    {
      OofTemplateFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *words = oof_words_finding (finding);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "severity", finding->is_error ? "error" : "warning");
      oof_json_writer_add_int (writer, "line", finding->line);
      oof_json_writer_add_string (writer, "what", words);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}
