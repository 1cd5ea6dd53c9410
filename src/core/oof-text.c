/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-text.h"

gboolean
oof_text_has_control (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

char *
oof_text_quote_powershell (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char *doubled = g_strjoinv ("''", parts);

  return g_strconcat ("'", doubled, "'", NULL);
}
