/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth/oof-base64url.h"

#include <string.h>

char *
oof_base64url_encode (const guchar *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

GBytes *
oof_base64url_decode (const char *text, gsize length)
{
  g_autofree char *padded = NULL;
  gsize size;
  guchar *data;

  if (length % 4 == 1)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return NULL;
  padded = g_strdup_printf ("%.*s%s", (int) length, text, &"=="[length % 4 == 3 ? 1 : 0]);
  if (length % 4 == 0)
    padded[length] = '\0';
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  data = g_base64_decode (padded, &size);
  return g_bytes_new_take (data, size);
}
