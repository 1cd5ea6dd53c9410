/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-ntlm.h"

#include <string.h>

#define USER      "oof-sim-ntlm-user"      /* who has proven the connection */
#define CHALLENGE "oof-sim-ntlm-challenge" /* it was sent, the answer is due */
#define SIGNATURE "NTLMSSP"                /* with its NUL */

/* UNICODE, REQUEST_TARGET, NTLM, TARGET_TYPE_DOMAIN, EXTENDED_SESSIONSECURITY. */
#define FLAGS (0x1u | 0x4u | 0x200u | 0x10000u | 0x80000u)

static guint32
read32 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

static void
append (GByteArray *out, guint32 value, guint size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (out, &byte, 1);
    }
}

/* Message 2: name of the domain, flags, eight random bytes. */
static gchar *
make_challenge (const OofSimTenant *tenant)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  glong length;
  g_autofree gunichar2 *domain = g_utf8_to_utf16 (tenant->nt_domain, -1, NULL, &length, NULL);
  guint size = (guint) length * 2;
  g_autofree gchar *random = g_uuid_string_random ();
  g_autofree gchar *encoded = NULL;

  g_byte_array_append (out, (const guint8 *) SIGNATURE, 8);
  append (out, 2, 4);
  append (out, size, 2);
  append (out, size, 2);
  append (out, 48, 4);
  append (out, FLAGS, 4);
  g_byte_array_append (out, (const guint8 *) random, 8);
  append (out, 0, 4);
  append (out, 0, 4);
  append (out, 0, 4);
  append (out, 48 + size, 4);
  g_byte_array_append (out, (const guint8 *) domain, size);
  encoded = g_base64_encode (out->data, out->len);
  return g_strconcat ("NTLM ", encoded, NULL);
}

/* A text of message 3. (transfer full) (nullable) */
static gchar *
read_text (const guint8 *data, gsize size, guint at)
{
  guint32 length = data[at] | (guint32) data[at + 1] << 8;
  guint32 offset = read32 (data + at + 4);
  g_autofree gunichar2 *text = NULL;

  if (offset > size || length > size - offset || length % 2 != 0)
    return NULL;
  text = g_malloc0 (length + 2);
  memcpy (text, data + offset, length);
  return g_utf16_to_utf8 (text, length / 2, NULL, NULL, NULL);
}

/* The answer to the challenge: whose it is. */
static gboolean
check_answer (OofSimExchange *exchange, const guint8 *data, gsize size, OofSimCaller *caller)
{
  GObject *connection = oof_sim_exchange_get_connection (exchange);
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  g_autofree gchar *domain = size < 52 ? NULL : read_text (data, size, 28);
  g_autofree gchar *user = size < 52 ? NULL : read_text (data, size, 36);
  g_autofree gchar *account = NULL;
  guint proof = size < 52 ? 0 : data[20] | (guint) data[21] << 8;

  if (domain == NULL || user == NULL || proof < 24
      || g_object_get_data (connection, CHALLENGE) == NULL)
    return FALSE;
  account = strchr (user, '@') != NULL ? g_strdup (user) : g_strdup_printf ("%s\\%s", domain, user);
  if (!oof_sim_access_find_account (tenant, account, caller))
    return FALSE;
  g_object_set_data (connection, CHALLENGE, NULL);
  g_object_set_data_full (connection, USER, g_steal_pointer (&account), g_free);
  return TRUE;
}

gboolean
oof_sim_ntlm_enter (OofSimExchange *exchange, OofSimCaller *caller, gchar **challenge)
{
  GObject *connection = oof_sim_exchange_get_connection (exchange);
  OofSimTenant *tenant = oof_sim_exchange_get_tenant (exchange);
  const gchar *header = oof_sim_exchange_get_header (exchange, "Authorization");
  const gchar *user = g_object_get_data (connection, USER);
  g_autofree guchar *data = NULL;
  gsize size = 0;

  *challenge = NULL;
  if (header == NULL && user != NULL)
    return oof_sim_access_find_account (tenant, user, caller);
  if (header != NULL && g_ascii_strncasecmp (header, "NTLM ", 5) == 0)
    data = g_base64_decode (header + 5, &size);
  if (size >= 16 && memcmp (data, SIGNATURE, 8) == 0 && read32 (data + 8) == 1)
    {
      *challenge = make_challenge (tenant);
      g_object_set_data (connection, CHALLENGE, GINT_TO_POINTER (TRUE));
    }
  else if (size >= 16 && memcmp (data, SIGNATURE, 8) == 0 && read32 (data + 8) == 3
           && check_answer (exchange, data, size, caller))
    return TRUE;
  if (*challenge == NULL)
    *challenge = g_strdup ("NTLM");
  return FALSE;
}
