/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-json.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The strict parser behind oof_json_parse: json-glib's values, but not its parser, which accepts
 * comments, cuts strings at NUL and recurses without end. */
JsonNode *oof_json_scan (const char *text, gsize length, GError **error);

/* The json-glib value of a handle. */
JsonNode *oof_json_peek (const OofJson *self);

/* Appends text as a JSON string with its quotes. */
void oof_json_append_string (GString *out, const char *text, gboolean ascii);
/* Appends any value as compact JSON. */
void oof_json_append_node (GString *out, JsonNode *node, gboolean ascii);

G_END_DECLS
