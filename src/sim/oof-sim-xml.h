/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The simulated tenant's own XML, so that a mistake of the clients' readers and writers cannot
 * cancel itself out. Namespaces of ews.md 1: all of them http. */
#define OOF_SIM_NS_SOAP     "http://schemas.xmlsoap.org/soap/envelope/"
#define OOF_SIM_NS_MESSAGES "http://schemas.microsoft.com/exchange/services/2006/messages"
#define OOF_SIM_NS_TYPES    "http://schemas.microsoft.com/exchange/services/2006/types"
#define OOF_SIM_NS_ERRORS   "http://schemas.microsoft.com/exchange/services/2006/errors"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

/* Gives the document; NULL with PROBLEM (out) (transfer full) for text that is not well-formed or
 * has a document type. */
xmlDoc *oof_sim_xml_parse (GBytes *bytes, gchar **problem);

/* The namespace for the prefix that this project writes: "s", "m", "t", "e"; NULL for others. */
const gchar *oof_sim_xml_namespace (const gchar *prefix);

/* Is NODE the element NAME, written with such a prefix: "t:Mailbox"? Without one: in no
 * namespace. */
gboolean oof_sim_xml_is (const xmlNode *node, const gchar *name);

/* First child element, and next sibling element. (nullable) */
xmlNode *oof_sim_xml_first (const xmlNode *node);
xmlNode *oof_sim_xml_next (const xmlNode *node);
/* The first child NAME ("t:Mailbox") of NODE. (nullable), also when NODE is NULL. */
xmlNode *oof_sim_xml_child (const xmlNode *node, const gchar *name);

/* The whole text; "" for NULL. */
gchar *oof_sim_xml_text (const xmlNode *node);
/* The text of the child NAME; NULL when there is none. */
gchar *oof_sim_xml_child_text (const xmlNode *node, const gchar *name);
/* An attribute in no namespace; NULL when there is none. */
gchar *oof_sim_xml_attribute (const xmlNode *node, const gchar *name);
/* xs:boolean, "true" or "1"; FALSE for everything else and for NULL. */
gboolean oof_sim_xml_is_true (const gchar *text);
/* xs:int; FALSE when TEXT is not one. */
gboolean oof_sim_xml_read_int (const gchar *text, gint64 min, gint64 max, gint64 *value);

/* Adds an element NAME ("t:Mailbox", a prefix declared above it); TEXT (nullable). */
xmlNode *oof_sim_xml_add (xmlNode *parent, const gchar *name, const gchar *text);
void oof_sim_xml_add_boolean (xmlNode *parent, const gchar *name, gboolean value);
void oof_sim_xml_set (xmlNode *node, const gchar *name, const gchar *value);
void oof_sim_xml_set_int (xmlNode *node, const gchar *name, gint64 value);

/* UTF-8 with an XML declaration. */
gchar *oof_sim_xml_print (xmlDoc *doc);

G_END_DECLS
