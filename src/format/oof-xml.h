/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/oof-presence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* An element inside a parsed XML document: immutable, reference-counted; it keeps the document
 * alive. Names are compared with their namespace URI, never by prefix. Where an element appears
 * twice the first counts (storage.md rule 4). */
typedef struct _OofXml OofXml;

#define OOF_TYPE_XML              (oof_xml_get_type ())
#define OOF_XML_DEFAULT_MAX_BYTES ((gsize) 32 * 1024 * 1024)
#define OOF_XML_MAX_DEPTH         64
#define OOF_XML_MAX_ELEMENTS      500000

GType oof_xml_get_type (void);

/* Parses bytes, at most max_bytes of them (0: OOF_XML_DEFAULT_MAX_BYTES), as UTF-8 whatever the
 * document declares; a BOM is skipped. Characters that XML 1.0 forbids are dropped first, raw and
 * as numeric references alike (storage.md rule 4). Any DTD is refused, nothing is ever loaded.
 * Errors: OOF_ERROR_LIMIT (too long, too deep, too many elements), OOF_ERROR_PROTOCOL (anything
 * else, with the line). Gives the root element (owned). */
OofXml *oof_xml_parse (GBytes *bytes, gsize max_bytes, GError **error);

OofXml *oof_xml_ref (OofXml *self);
void oof_xml_unref (OofXml *self);

const char *oof_xml_get_name (const OofXml *self);
/* The namespace URI, "" for none. */
const char *oof_xml_get_namespace (const OofXml *self);
gboolean oof_xml_is (const OofXml *self, const char *ns, const char *name);

/* Where it is, e.g. "Envelope/Body/Items/CalendarItem[2]" (owned); an index, from 0, only among
 * several of one name. */
char *oof_xml_dup_path (const OofXml *self);

/* Sets OOF_ERROR_PROTOCOL "path/name: message"; name may be NULL. */
void
oof_xml_set_error (const OofXml *self, const char *name, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* The first child element of that name (owned), NULL when absent. */
OofXml *oof_xml_get_child (const OofXml *self, const char *ns, const char *name);
/* All child elements of that name, or all when name is NULL: OofXml (owned array, owns elements).
 */
GPtrArray *oof_xml_get_children (const OofXml *self, const char *ns, const char *name);
/* The attribute without namespace (owned), NULL when absent. */
char *oof_xml_dup_attribute (const OofXml *self, const char *name);
/* The element's own xml:lang (owned), NULL when absent. */
char *oof_xml_dup_language (const OofXml *self);
/* The element's own text (owned), blanks kept, comments and child elements left out; never NULL.
 */
char *oof_xml_dup_text (const OofXml *self);

/* Typed children. Absent: TRUE with *out untouched when OOF_OPTIONAL; else OOF_ERROR_PROTOCOL,
 * e.g. "Envelope/Body/GetItemResponse: expected element Items". *out is written on success only.
 */
gboolean oof_xml_read_child (const OofXml *self,
                             const char *ns,
                             const char *name,
                             OofPresence presence,
                             OofXml **out,
                             GError **error);
/* The text of a child without child elements (owned); an empty element gives "". */
gboolean oof_xml_read_string (const OofXml *self,
                              const char *ns,
                              const char *name,
                              OofPresence presence,
                              char **out,
                              GError **error);
gboolean oof_xml_read_int (const OofXml *self,
                           const char *ns,
                           const char *name,
                           OofPresence presence,
                           gint64 *out,
                           GError **error);
/* true, false, 1, 0 (xs:boolean). */
gboolean oof_xml_read_bool (const OofXml *self,
                            const char *ns,
                            const char *name,
                            OofPresence presence,
                            gboolean *out,
                            GError **error);
gboolean oof_xml_read_attribute (
    const OofXml *self, const char *name, OofPresence presence, char **out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofXml, oof_xml_unref)

G_END_DECLS
