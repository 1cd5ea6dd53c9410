/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-xml.h"

#include <string.h>

#include <libxml/parser.h>

/* No network, no entities, no recovery. */
#define PARSE_OPTIONS                                                                              \
  (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)

typedef struct
{
  const gchar *prefix;
  const gchar *uri;
} Namespace;

static const Namespace namespaces[] = {
  { "s", OOF_SIM_NS_SOAP },
  { "m", OOF_SIM_NS_MESSAGES },
  { "t", OOF_SIM_NS_TYPES },
  { "e", OOF_SIM_NS_ERRORS },
};

/* Cuts "t:Mailbox" into the prefix (out) and the local name that is given. */
static const gchar *
split_name (const gchar *name, gchar **prefix)
{
  const gchar *colon = strchr (name, ':');

  *prefix = colon != NULL ? g_strndup (name, (gsize) (colon - name)) : NULL;
  return colon != NULL ? colon + 1 : name;
}

static gchar *
take (xmlChar *text)
{
  gchar *copy = g_strdup ((const gchar *) text);

  if (text != NULL)
    xmlFree (text);
  return copy;
}

static gchar *
describe_error (xmlParserCtxt *parser)
{
  const xmlError *error = xmlCtxtGetLastError (parser);
  gchar *text;

  if (error == NULL || error->message == NULL)
    return g_strdup ("The text is not well-formed XML.");
  text = g_strdup_printf ("%s Line %d, position %d.", g_strstrip (error->message), error->line,
                          error->int2);
  return text;
}

xmlDoc *
oof_sim_xml_parse (GBytes *bytes, gchar **problem)
{
  gsize size;
  const gchar *data = g_bytes_get_data (bytes, &size);
  xmlParserCtxt *parser = xmlNewParserCtxt ();
  g_autoptr (xmlDoc) doc = NULL;

  if (size <= G_MAXINT)
    doc = xmlCtxtReadMemory (parser, data, (int) size, NULL, NULL, PARSE_OPTIONS);
  if (doc == NULL)
    *problem = describe_error (parser);
  else if (doc->intSubset != NULL)
    {
      *problem = g_strdup ("For security reasons DTD is prohibited in this XML document.");
      g_clear_pointer (&doc, xmlFreeDoc);
    }
  xmlFreeParserCtxt (parser);
  return g_steal_pointer (&doc);
}

const gchar *
oof_sim_xml_namespace (const gchar *prefix)
{
  for (gsize i = 0; i < G_N_ELEMENTS (namespaces); i++)
    if (g_strcmp0 (namespaces[i].prefix, prefix) == 0)
      return namespaces[i].uri;
  return NULL;
}

gboolean
oof_sim_xml_is (const xmlNode *node, const gchar *name)
{
  g_autofree gchar *prefix = NULL;
  const gchar *local = split_name (name, &prefix);
  const gchar *uri;

  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return FALSE;
  uri = node->ns != NULL ? (const gchar *) node->ns->href : NULL;
  return g_str_equal ((const gchar *) node->name, local)
         && g_strcmp0 (uri, oof_sim_xml_namespace (prefix)) == 0;
}

static xmlNode *
skip_to_element (xmlNode *node)
{
  while (node != NULL && node->type != XML_ELEMENT_NODE)
    node = node->next;
  return node;
}

xmlNode *
oof_sim_xml_first (const xmlNode *node)
{
  return node != NULL ? skip_to_element (node->children) : NULL;
}

xmlNode *
oof_sim_xml_next (const xmlNode *node)
{
  return skip_to_element (node->next);
}

xmlNode *
oof_sim_xml_child (const xmlNode *node, const gchar *name)
{
  xmlNode *child = oof_sim_xml_first (node);

  while (child != NULL && !oof_sim_xml_is (child, name))
    child = oof_sim_xml_next (child);
  return child;
}

gchar *
oof_sim_xml_text (const xmlNode *node)
{
  return node != NULL ? take (xmlNodeGetContent (node)) : g_strdup ("");
}

gchar *
oof_sim_xml_child_text (const xmlNode *node, const gchar *name)
{
  xmlNode *child = oof_sim_xml_child (node, name);

  return child != NULL ? oof_sim_xml_text (child) : NULL;
}

gchar *
oof_sim_xml_attribute (const xmlNode *node, const gchar *name)
{
  return take (xmlGetNoNsProp (node, (const xmlChar *) name));
}

gboolean
oof_sim_xml_is_true (const gchar *text)
{
  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

gboolean
oof_sim_xml_read_int (const gchar *text, gint64 min, gint64 max, gint64 *value)
{
  return text != NULL && g_ascii_string_to_signed (text, 10, min, max, value, NULL);
}

xmlNode *
oof_sim_xml_add (xmlNode *parent, const gchar *name, const gchar *text)
{
  g_autofree gchar *prefix = NULL;
  const gchar *local = split_name (name, &prefix);
  xmlNode *node = xmlNewTextChild (parent, NULL, (const xmlChar *) local, (const xmlChar *) text);

  /* libxml2 lets the child take over the parent's namespace when none is given. */
  xmlSetNs (node,
            prefix != NULL ? xmlSearchNs (parent->doc, parent, (const xmlChar *) prefix) : NULL);
  return node;
}

void
oof_sim_xml_add_boolean (xmlNode *parent, const gchar *name, gboolean value)
{
  oof_sim_xml_add (parent, name, value ? "true" : "false");
}

void
oof_sim_xml_set (xmlNode *node, const gchar *name, const gchar *value)
{
  xmlNewProp (node, (const xmlChar *) name, (const xmlChar *) value);
}

void
oof_sim_xml_set_int (xmlNode *node, const gchar *name, gint64 value)
{
  g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  oof_sim_xml_set (node, name, text);
}

gchar *
oof_sim_xml_print (xmlDoc *doc)
{
  xmlChar *text = NULL;
  int size = 0;

  xmlDocDumpMemoryEnc (doc, &text, &size, "utf-8");
  return take (text);
}
