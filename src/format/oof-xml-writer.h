/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Builds an XML document in UTF-8, every text escaped. Unbalanced use is a programming error
 * (criticals). Text with a character that XML 1.0 forbids is refused: the writer remembers the
 * first one and _finish reports it. */
typedef struct _OofXmlWriter OofXmlWriter;

OofXmlWriter *oof_xml_writer_new (void);
void oof_xml_writer_free (OofXmlWriter *self);

/* Opens an element; prefix NULL for none. */
void oof_xml_writer_begin (OofXmlWriter *self, const char *prefix, const char *name);
/* Binds a prefix (NULL: the default namespace) on the element just opened. */
void oof_xml_writer_bind (OofXmlWriter *self, const char *prefix, const char *uri);
/* An attribute of the element just opened; a NULL value omits it. */
void oof_xml_writer_attribute (OofXmlWriter *self, const char *name, const char *value);
void oof_xml_writer_text (OofXmlWriter *self, const char *text);
void oof_xml_writer_end (OofXmlWriter *self);

/* A whole element with a text; a NULL text omits the element. */
void
oof_xml_writer_element (OofXmlWriter *self, const char *prefix, const char *name, const char *text);
void
oof_xml_writer_element_int (OofXmlWriter *self, const char *prefix, const char *name, gint64 value);
void oof_xml_writer_element_bool (OofXmlWriter *self,
                                  const char *prefix,
                                  const char *name,
                                  gboolean value);

/* The document (owned), with all elements closed; the writer can only be freed afterwards. NULL
 * with OOF_ERROR_INVALID, naming the element, when a text could not be written. */
GBytes *oof_xml_writer_finish (OofXmlWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofXmlWriter, oof_xml_writer_free)

G_END_DECLS
