/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-address.h"

#include <string.h>

/* RFC 5321 4.5.3.1.3 less the angle brackets. */
#define LIMIT 254

gboolean
oof_address_is_valid (const char *text)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;

  if (at == NULL || at == text || at[1] == '\0' || strchr (at + 1, '@') || strpbrk (text, "<>,;")
      || strlen (text) > LIMIT || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        return FALSE;
    }
  return TRUE;
}
