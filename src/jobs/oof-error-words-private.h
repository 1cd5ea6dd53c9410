/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an error is called in documents: "auth-required", "lease", …; "failed" for one of another
 * domain. (transfer none) */
const char *oof_error_words_get (const GError *error);

G_END_DECLS
