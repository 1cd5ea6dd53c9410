/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @text can be an SMTP address: one "@" with something on both sides, no blanks, brackets
 * or separators, at most 254 bytes of UTF-8. Whether it exists is for the directory to say. */
gboolean oof_address_is_valid (const char *text);

G_END_DECLS
