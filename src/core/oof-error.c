/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"

#include <gio/gio.h>

G_DEFINE_QUARK (oof - error - quark, oof_error)

gboolean
oof_error_ends_everything (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
