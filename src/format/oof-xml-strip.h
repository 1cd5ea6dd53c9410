/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether XML 1.0 allows the character (2.2, Char). */
gboolean oof_xml_char_allowed (gunichar c);

/* The bytes without the characters that XML 1.0 forbids, raw or as references, and without a BOM
 * (owned); lines keep their numbers. Errors: OOF_ERROR_PROTOCOL for other encodings than UTF-8 and
 * for any DTD, OOF_ERROR_LIMIT for more than max_elements start tags. */
GString *oof_xml_strip (const char *text, gsize length, guint max_elements, GError **error);

G_END_DECLS
