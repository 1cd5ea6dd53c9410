/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "auth/oof-oauth-certificate.h"
#include "auth/oof-secret.h"
#include "config.h"
#include "core/oof-error.h"

/* Numbers of the sign-in service and what to do about them (graph.md 1b, Errors). They choose words
 * and nothing else: what happens is decided by `error` and `suberror` (auth/oof-oauth-error.h). */
static const struct
{
  int number;
  const char *words;
} numbers[] = {
  { 50076, N_ ("Your organisation asks for a second factor. Sign in again.") },
  { 50079, N_ ("Your organisation asks for a second factor. Sign in again and set it up.") },
  { 50158, N_ ("Your organisation asks for one more step. Sign in again.") },
  { 65001, N_ ("Nobody has agreed to the permissions yet. An administrator has to do that.") },
  { 65004, N_ ("You did not agree; nothing was changed.") },
  { 53003, N_ ("Your organisation's rules block this sign-in from here. Ask your administrator.") },
  { 530, N_ ("Your organisation's rules block this sign-in from here. Ask your administrator.") },
  { 70008, N_ ("The sign-in has expired. Sign in again.") },
  { 700082, N_ ("The sign-in was not used for too long. Sign in again.") },
  { 50173, N_ ("The sign-in was revoked, perhaps with a new password. Sign in again.") },
  { 7000215, N_ ("The client secret is wrong. Enter its value, not its id, in the options.") },
  { 7000222, N_ ("The client secret has expired. Create a new one and enter it in the options.") },
  { 700027,
    N_ ("The certificate is not registered for the application. Upload it to the registration.") },
  { 700024,
    N_ ("The certificate's proof is not valid at this time. Check the clock of this computer.") },
  { 7000218, N_ ("The application is not set up for people. Allow public client flows in its "
                 "registration.") },
  { 700016,
    N_ ("The tenant does not know this application. Check client id and tenant in the options.") },
  { 7000112, N_ ("The application is disabled in the tenant. An administrator has to enable it.") },
  { 50011,
    N_ ("The registration lacks the address to come back to: add http://localhost as a mobile and "
        "desktop application.") },
  { 90002, N_ ("There is no such tenant. Check the tenant in the options.") },
  { 50057, N_ ("This account is disabled.") },
};

/* What services say that have no such numbers (RFC 6749 4.1.2.1, RFC 8628 3.5), after our own
 * "Sign-in refused: ". */
static const struct
{
  const char *error;
  const char *words;
} refusals[] = {
  { "access_denied", N_ ("You did not agree; nothing was changed.") },
  { "authorization_declined", N_ ("You did not agree; nothing was changed.") },
  { "permission_denied", N_ ("The administrator did not agree; nothing was changed.") },
  { "expired_token", N_ ("The code has expired. Ask for a new one.") },
  { "invalid_client", N_ ("The sign-in service does not take this application or its secret.") },
};

/* Like an "AADSTS7000215:" in the server's own words. 0: none. */
static int
find_number (const char *text)
{
  const char *at = strstr (text, "AADSTS");

  return at != NULL ? (int) CLAMP (g_ascii_strtoll (at + strlen ("AADSTS"), NULL, 10), 0, G_MAXINT)
                    : 0;
}

/* 530001 … 530099 are reasons of Conditional Access like 53003. */
static const char *
explain_number (int number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].number == number || (number >= 530000 && numbers[i].number == number / 1000))
      return _ (numbers[i].words);
  return NULL;
}

static const char *
explain_refusal (const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strstr (message, refusals[i].error) != NULL)
      return _ (refusals[i].words);
  return NULL;
}

static const char *
explain_keyring (OofSecretTrouble trouble)
{
  switch (trouble)
    {
    case OOF_SECRET_TROUBLE_NOT_STORED:
      return _ ("Nobody has signed in here yet.");
    case OOF_SECRET_TROUBLE_LOCKED:
      return _ ("The keyring is locked. Unlock it, then try again.");
    case OOF_SECRET_TROUBLE_SILENT:
      return _ ("The keyring gave no answer. Look whether it asks for its password somewhere.");
    case OOF_SECRET_TROUBLE_ABSENT:
      return _ ("There is no keyring here: what is entered holds until the program is closed.");
    case OOF_SECRET_TROUBLE_NONE:
    default:
      return NULL;
    }
}

const char *
oof_words_sign_in_help (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  const char *words;

  if (error->domain != OOF_ERROR)
    return NULL;
  words = explain_keyring (oof_secret_get_trouble (error));
  if (words == NULL)
    words = explain_number (find_number (error->message));
  return words != NULL || error->code != OOF_ERROR_AUTH_REQUIRED ? words
                                                                 : explain_refusal (error->message);
}

const char *
oof_words_unkept (const char *why)
{
  g_return_val_if_fail (why != NULL, NULL);

  g_autoptr (GError) error = g_error_new_literal (OOF_ERROR, OOF_ERROR_AUTH_REQUIRED, why);
  const char *words = explain_keyring (oof_secret_get_trouble (error));

  return words != NULL ? words : why;
}

char *
oof_words_certificate (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  gboolean needs_password = FALSE;
  g_autoptr (OofOauthCertificate) certificate =
      oof_oauth_certificate_load (path, FALSE, NULL, &needs_password, error);

  if (certificate == NULL)
    return NULL;
  g_autoptr (GDateTime) end =
      g_date_time_new_from_unix_local (oof_oauth_certificate_get_expiry (certificate));
  g_autofree char *date = g_date_time_format (end, "%x");
  g_autofree char *thumbprint = oof_oauth_certificate_get_thumbprint (certificate);
  /* Translators: a row of figures, then a date */
  return g_strdup_printf (_ ("Thumbprint %s, valid until %s"), thumbprint, date);
}

char *
oof_words_error_details (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return g_strdup_printf ("OOF Manager %s\n%s", OOF_VERSION, error->message);
}
