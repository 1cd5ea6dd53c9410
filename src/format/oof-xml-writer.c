/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "format/oof-xml-writer.h"

#include "core/oof-error.h"
#include "format/oof-xml-strip.h"

#include <libxml/xmlwriter.h>

struct _OofXmlWriter
{
  xmlBuffer *buffer;     /* (owned) */
  xmlTextWriter *writer; /* (owned) (nullable): NULL once finished */
  GPtrArray *open;       /* (owned): names of the open elements */
  GError *failure;       /* (owned) (nullable): the first text that could not be written */
  gboolean in_tag;       /* attributes may still follow */
};

/* libxml2's writer fails only without memory or when called out of order. */
static void
must (int written)
{
  if (written < 0)
    g_error ("libxml2 cannot write");
}

static void
writer_fail (OofXmlWriter *self, const char *what)
{
  g_autofree char *path = NULL;

  if (self->failure != NULL)
    return;
  g_ptr_array_add (self->open, NULL);
  path = g_strjoinv ("/", (char **) self->open->pdata);
  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
  self->failure = g_error_new (OOF_ERROR, OOF_ERROR_INVALID, "%s: %s", path, what);
}

/* Whether the text may be written; otherwise the writer remembers why not. */
static gboolean
writer_accepts (OofXmlWriter *self, const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      writer_fail (self, "the text is not UTF-8");
      return FALSE;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!oof_xml_char_allowed (g_utf8_get_char (p)))
      {
        g_autofree char *what =
            g_strdup_printf ("character U+%04X cannot be sent", g_utf8_get_char (p));

        writer_fail (self, what);
        return FALSE;
      }
  return TRUE;
}

OofXmlWriter *
oof_xml_writer_new (void)
{
  OofXmlWriter *self = g_new0 (OofXmlWriter, 1);

  self->buffer = xmlBufferCreate ();
  self->writer = xmlNewTextWriterMemory (self->buffer, 0);
  self->open = g_ptr_array_new_with_free_func (g_free);
  must (xmlTextWriterStartDocument (self->writer, "1.0", "UTF-8", NULL));
  return self;
}

void
oof_xml_writer_free (OofXmlWriter *self)
{
  g_return_if_fail (self != NULL);
  g_clear_pointer (&self->writer, xmlFreeTextWriter);
  xmlBufferFree (self->buffer);
  g_ptr_array_unref (self->open);
  g_clear_error (&self->failure);
  g_free (self);
}

void
oof_xml_writer_begin (OofXmlWriter *self, const char *prefix, const char *name)
{
  g_return_if_fail (self != NULL && self->writer != NULL && name != NULL);
  must (xmlTextWriterStartElementNS (self->writer, (const xmlChar *) prefix, (const xmlChar *) name,
                                     NULL));
  g_ptr_array_add (self->open, g_strdup (name));
  self->in_tag = TRUE;
}

void
oof_xml_writer_bind (OofXmlWriter *self, const char *prefix, const char *uri)
{
  g_autofree char *name = NULL;

  name = prefix != NULL ? g_strconcat ("xmlns:", prefix, NULL) : g_strdup ("xmlns");
  oof_xml_writer_attribute (self, name, uri);
}

void
oof_xml_writer_attribute (OofXmlWriter *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && self->in_tag && name != NULL);
  if (value != NULL && writer_accepts (self, value))
    must (xmlTextWriterWriteAttribute (self->writer, (const xmlChar *) name,
                                       (const xmlChar *) value));
}

void
oof_xml_writer_text (OofXmlWriter *self, const char *text)
{
  g_return_if_fail (self != NULL && self->open->len > 0 && text != NULL);
  self->in_tag = FALSE;
  if (writer_accepts (self, text))
    must (xmlTextWriterWriteString (self->writer, (const xmlChar *) text));
}

void
oof_xml_writer_end (OofXmlWriter *self)
{
  g_return_if_fail (self != NULL && self->open->len > 0);
  must (xmlTextWriterEndElement (self->writer));
  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
  self->in_tag = FALSE;
}

void
oof_xml_writer_element (OofXmlWriter *self, const char *prefix, const char *name, const char *text)
{
  if (text == NULL)
    return;
  oof_xml_writer_begin (self, prefix, name);
  oof_xml_writer_text (self, text);
  oof_xml_writer_end (self);
}

void
oof_xml_writer_element_int (OofXmlWriter *self, const char *prefix, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  oof_xml_writer_element (self, prefix, name, text);
}

void
oof_xml_writer_element_bool (OofXmlWriter *self,
                             const char *prefix,
                             const char *name,
                             gboolean value)
{
  oof_xml_writer_element (self, prefix, name, value ? "true" : "false");
}

GBytes *
oof_xml_writer_finish (OofXmlWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->writer != NULL && self->open->len == 0, NULL);
  must (xmlTextWriterEndDocument (self->writer));
  g_clear_pointer (&self->writer, xmlFreeTextWriter);
  if (self->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      return NULL;
    }
  return g_bytes_new (xmlBufferContent (self->buffer), (gsize) xmlBufferLength (self->buffer));
}
