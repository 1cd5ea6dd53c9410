/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-xml.h"

#include "core/oof-error.h"
#include "format/oof-xml-strip.h"

#include <libxml/parser.h>
#include <string.h>

/* A parsed document, shared by the handles of its elements. */
typedef struct
{
  gatomicrefcount ref_count;
  xmlDoc *doc; /* (owned) */
} Document;

struct _OofXml
{
  gatomicrefcount ref_count;
  Document *document; /* (owned): a reference */
  xmlNode *node;      /* inside document */
};

G_DEFINE_BOXED_TYPE (OofXml, oof_xml, oof_xml_ref, oof_xml_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlParserCtxt, xmlFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

static OofXml *
xml_new (Document *document, xmlNode *node)
{
  OofXml *self = g_new0 (OofXml, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_atomic_ref_count_inc (&document->ref_count);
  self->document = document;
  self->node = node;
  return self;
}

static void
document_unref (Document *document)
{
  if (!g_atomic_ref_count_dec (&document->ref_count))
    return;
  xmlFreeDoc (document->doc);
  g_free (document);
}

static OofXml *
xml_new_document (xmlDoc *doc)
{
  Document *document = g_new0 (Document, 1);
  OofXml *root;

  g_atomic_ref_count_init (&document->ref_count);
  document->doc = doc;
  root = xml_new (document, xmlDocGetRootElement (doc));
  document_unref (document);
  return root;
}

static gboolean
node_is (const xmlNode *node, const char *ns, const char *name)
{
  const char *node_ns = node->ns != NULL ? (const char *) node->ns->href : "";

  if (name == NULL)
    return TRUE;
  return strcmp ((const char *) node->name, name) == 0 && g_strcmp0 (node_ns, ns) == 0;
}

static xmlNode *
next_element (xmlNode *node)
{
  while (node != NULL && node->type != XML_ELEMENT_NODE)
    node = node->next;
  return node;
}

static xmlNode *
first_child (const OofXml *self)
{
  return next_element (self->node->children);
}

/* Depth first without recursion. */
static gboolean
check_depth (xmlNode *root, GError **error)
{
  xmlNode *node = root;
  guint depth = 1;

  while (depth <= OOF_XML_MAX_DEPTH)
    {
      xmlNode *child = next_element (node->children);

      if (child != NULL)
        {
          node = child;
          depth++;
          continue;
        }
      while (node != root && next_element (node->next) == NULL)
        {
          node = node->parent;
          depth--;
        }
      if (node == root)
        return TRUE;
      node = next_element (node->next);
    }
  g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT, "XML: nested deeper than %d", OOF_XML_MAX_DEPTH);
  return FALSE;
}

static xmlDoc *
read_document (const GString *text, GError **error)
{
  g_autoptr (xmlParserCtxt) context = xmlNewParserCtxt ();
  g_autoptr (xmlDoc) doc = NULL;
  int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA
                | XML_PARSE_IGNORE_ENC;

  if (text->len > G_MAXINT)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_LIMIT, "XML: too long");
      return NULL;
    }
  doc = xmlCtxtReadMemory (context, text->str, (int) text->len, NULL, "UTF-8", options);
  if (doc == NULL || xmlDocGetRootElement (doc) == NULL)
    {
      const xmlError *failure = xmlCtxtGetLastError (context);
      g_autofree char *what = g_strdup (failure != NULL ? failure->message : "no document");

      g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "XML, line %d: %s",
                   failure != NULL ? failure->line : 1, g_strchomp (what));
      return NULL;
    }
  if (xmlGetIntSubset (doc) != NULL)
    {
      g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "XML: a DTD is not accepted");
      return NULL;
    }
  return g_steal_pointer (&doc);
}

OofXml *
oof_xml_parse (GBytes *bytes, gsize max_bytes, GError **error)
{
  gsize limit = max_bytes > 0 ? max_bytes : OOF_XML_DEFAULT_MAX_BYTES;
  g_autoptr (GString) text = NULL;
  g_autoptr (xmlDoc) doc = NULL;
  const char *data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  data = g_bytes_get_data (bytes, &length);
  if (length > limit)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_LIMIT,
                   "XML: %" G_GSIZE_FORMAT " bytes, at most %" G_GSIZE_FORMAT " are accepted",
                   length, limit);
      return NULL;
    }
  text = oof_xml_strip (length > 0 ? data : "", length, OOF_XML_MAX_ELEMENTS, error);
  if (text == NULL)
    return NULL;
  doc = read_document (text, error);
  if (doc == NULL || !check_depth (xmlDocGetRootElement (doc), error))
    return NULL;
  return xml_new_document (g_steal_pointer (&doc));
}

OofXml *
oof_xml_ref (OofXml *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
oof_xml_unref (OofXml *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  document_unref (self->document);
  g_free (self);
}

const char *
oof_xml_get_name (const OofXml *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *) self->node->name;
}

const char *
oof_xml_get_namespace (const OofXml *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->node->ns != NULL ? (const char *) self->node->ns->href : "";
}

gboolean
oof_xml_is (const OofXml *self, const char *ns, const char *name)
{
  g_return_val_if_fail (self != NULL && ns != NULL && name != NULL, FALSE);
  return node_is (self->node, ns, name);
}

/* "Items", or "Items[2]" among several. */
static void
append_step (GString *path, const xmlNode *node)
{
  const char *ns = node->ns != NULL ? (const char *) node->ns->href : "";
  guint before = 0;
  guint all = 0;

  for (xmlNode *other = node->parent->children; other != NULL; other = other->next)
    {
      if (other == node)
        before = all;
      if (other->type == XML_ELEMENT_NODE && node_is (other, ns, (const char *) node->name))
        all++;
    }
  g_string_append (path, (const char *) node->name);
  if (all > 1)
    g_string_append_printf (path, "[%u]", before);
}

char *
oof_xml_dup_path (const OofXml *self)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const xmlNode *steps[OOF_XML_MAX_DEPTH];
  guint n = 0;

  g_return_val_if_fail (self != NULL, NULL);
  for (const xmlNode *node = self->node; node->type == XML_ELEMENT_NODE; node = node->parent)
    steps[n++] = node;
  while (n-- > 0)
    {
      append_step (path, steps[n]);
      if (n > 0)
        g_string_append_c (path, '/');
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

void
oof_xml_set_error (const OofXml *self, const char *name, GError **error, const char *format, ...)
{
  g_autofree char *path = oof_xml_dup_path (self);
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "%s%s%s: %s", path, name != NULL ? "/" : "",
               name != NULL ? name : "", message);
}

OofXml *
oof_xml_get_child (const OofXml *self, const char *ns, const char *name)
{
  g_return_val_if_fail (self != NULL && ns != NULL && name != NULL, NULL);
  for (xmlNode *child = first_child (self); child != NULL; child = next_element (child->next))
    if (node_is (child, ns, name))
      return xml_new (self->document, child);
  return NULL;
}

GPtrArray *
oof_xml_get_children (const OofXml *self, const char *ns, const char *name)
{
  GPtrArray *children = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_xml_unref);

  g_return_val_if_fail (self != NULL, children);
  for (xmlNode *child = first_child (self); child != NULL; child = next_element (child->next))
    if (node_is (child, ns, name))
      g_ptr_array_add (children, xml_new (self->document, child));
  return children;
}

char *
oof_xml_dup_attribute (const OofXml *self, const char *name)
{
  xmlChar *value;
  char *copy;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  value = xmlGetNoNsProp (self->node, (const xmlChar *) name);
  copy = g_strdup ((const char *) value);
  xmlFree (value);
  return copy;
}

char *
oof_xml_dup_language (const OofXml *self)
{
  xmlChar *value;
  char *copy;

  g_return_val_if_fail (self != NULL, NULL);
  value = xmlGetNsProp (self->node, (const xmlChar *) "lang", XML_XML_NAMESPACE);
  copy = g_strdup ((const char *) value);
  xmlFree (value);
  return copy;
}

char *
oof_xml_dup_text (const OofXml *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);
  for (xmlNode *child = self->node->children; child != NULL; child = child->next)
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      g_string_append (text, (const char *) child->content);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
oof_xml_read_child (const OofXml *self,
                    const char *ns,
                    const char *name,
                    OofPresence presence,
                    OofXml **out,
                    GError **error)
{
  OofXml *child = oof_xml_get_child (self, ns, name);

  if (child != NULL)
    *out = child;
  else if (presence == OOF_REQUIRED)
    oof_xml_set_error (self, NULL, error, "expected element %s", name);
  return child != NULL || presence == OOF_OPTIONAL;
}

gboolean
oof_xml_read_string (const OofXml *self,
                     const char *ns,
                     const char *name,
                     OofPresence presence,
                     char **out,
                     GError **error)
{
  g_autoptr (OofXml) child = NULL;

  if (!oof_xml_read_child (self, ns, name, presence, &child, error))
    return FALSE;
  if (child == NULL)
    return TRUE;
  if (first_child (child) != NULL)
    {
      oof_xml_set_error (child, NULL, error, "expected text, found element %s",
                         (const char *) first_child (child)->name);
      return FALSE;
    }
  *out = oof_xml_dup_text (child);
  return TRUE;
}

gboolean
oof_xml_read_int (const OofXml *self,
                  const char *ns,
                  const char *name,
                  OofPresence presence,
                  gint64 *out,
                  GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_xml_read_string (self, ns, name, presence, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_signed (g_strstrip (text), 10, G_MININT64, G_MAXINT64, out, NULL))
    return TRUE;
  oof_xml_set_error (self, name, error, "expected integer");
  return FALSE;
}

gboolean
oof_xml_read_bool (const OofXml *self,
                   const char *ns,
                   const char *name,
                   OofPresence presence,
                   gboolean *out,
                   GError **error)
{
  static const char *const words[] = { "false", "true", "0", "1" };
  g_autofree char *text = NULL;

  if (!oof_xml_read_string (self, ns, name, presence, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  g_strstrip (text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i]))
      {
        *out = i % 2 == 1;
        return TRUE;
      }
  oof_xml_set_error (self, name, error, "expected true or false");
  return FALSE;
}

gboolean
oof_xml_read_attribute (
    const OofXml *self, const char *name, OofPresence presence, char **out, GError **error)
{
  char *value = oof_xml_dup_attribute (self, name);

  if (value != NULL)
    *out = value;
  else if (presence == OOF_REQUIRED)
    oof_xml_set_error (self, NULL, error, "expected attribute %s", name);
  return value != NULL || presence == OOF_OPTIONAL;
}
