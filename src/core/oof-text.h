/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @text (valid UTF-8) holds a control character, line breaks and tabulators included. */
gboolean oof_text_has_control (const char *text);

/* A string as PowerShell takes it: 'it''s'. (transfer full) */
char *oof_text_quote_powershell (const char *text);

G_END_DECLS
