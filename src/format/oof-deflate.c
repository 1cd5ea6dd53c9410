/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-deflate.h"

#include "core/oof-error.h"

#include <string.h>

#define PREFIX "z1:"

/* Bytes per step of the converter. */
#define CHUNK 16384

static gboolean
is_base64 (const char *text)
{
  gsize body = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  gsize pad = strspn (text + body, "=");

  return body > 0 && pad <= 2 && (body + pad) % 4 == 0 && text[body + pad] == '\0';
}

/* Runs the whole input through the converter, up to max_bytes of output. */
static GByteArray *
convert (GConverter *converter, const guint8 *data, gsize length, gsize max_bytes, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      guint8 chunk[CHUNK];
      gsize n_read = 0;
      gsize n_written = 0;

      result = g_converter_convert (converter, data, length, chunk, sizeof chunk,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      if (n_written > max_bytes - out->len)
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT,
                       "compressed text: inflates to more than %" G_GSIZE_FORMAT " bytes",
                       max_bytes);
          return NULL;
        }
      g_byte_array_append (out, chunk, (guint) n_written);
      data += n_read;
      length -= n_read;
    }
  if (length > 0)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL,
                           "compressed text: data after its end");
      return NULL;
    }
  return g_steal_pointer (&out);
}

gboolean
oof_deflate_is_encoded (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  return g_str_has_prefix (text, PREFIX);
}

char *
oof_deflate_encode (const char *text)
{
  g_autoptr (GZlibCompressor) compressor = NULL;
  g_autoptr (GByteArray) packed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base64 = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  packed =
      convert (G_CONVERTER (compressor), (const guint8 *) text, strlen (text), G_MAXUINT, &error);
  if (packed == NULL)
    g_error ("zlib cannot compress: %s", error->message); /* only without memory */
  base64 = g_base64_encode (packed->data, packed->len);
  return g_strconcat (PREFIX, base64, NULL);
}

char *
oof_deflate_decode (const char *encoded, gsize max_bytes, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor = NULL;
  g_autoptr (GByteArray) text = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree guint8 *packed = NULL;
  gsize length;

  g_return_val_if_fail (encoded != NULL, NULL);
  if (!oof_deflate_is_encoded (encoded) || !is_base64 (encoded + strlen (PREFIX)))
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL,
                           "compressed text: not z1: and base64");
      return NULL;
    }
  packed = g_base64_decode (encoded + strlen (PREFIX), &length);
  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  text = convert (G_CONVERTER (decompressor), packed, length, max_bytes, &failure);
  if (text == NULL && failure->domain == OOF_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (text == NULL || !g_utf8_validate_len ((const char *) text->data, text->len, NULL))
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "compressed text: damaged (%s)",
                   text == NULL ? failure->message : "not UTF-8");
      return NULL;
    }
  g_byte_array_append (text, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&text), FALSE);
}
