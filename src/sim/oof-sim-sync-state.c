/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-sync-state.h"

#include <gio/gio.h>
#include <string.h>

static gint
compare_serials (gconstpointer a, gconstpointer b)
{
  gsize first = GPOINTER_TO_SIZE (a);
  gsize second = GPOINTER_TO_SIZE (b);

  return (first > second) - (first < second);
}

OofSimSyncState *
oof_sim_sync_state_new (const OofSimMailbox *mailbox, const OofSimCalendar *calendar)
{
  OofSimSyncState *self = g_new0 (OofSimSyncState, 1);

  self->folder = g_strdup (calendar->id);
  self->generation = g_strdup (mailbox->generation);
  self->known = g_tree_new (compare_serials);
  return self;
}

void
oof_sim_sync_state_free (OofSimSyncState *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self->generation);
  g_tree_unref (self->known);
  g_free (self);
}

guint64
oof_sim_sync_state_get (const OofSimSyncState *self, guint64 serial)
{
  return GPOINTER_TO_SIZE (g_tree_lookup (self->known, GSIZE_TO_POINTER (serial)));
}

void
oof_sim_sync_state_set (OofSimSyncState *self, guint64 serial, guint64 version)
{
  if (version == 0)
    g_tree_remove (self->known, GSIZE_TO_POINTER (serial));
  else
    g_tree_insert (self->known, GSIZE_TO_POINTER (serial), GSIZE_TO_POINTER (version));
}

/* The bytes through CONVERTER, NULL for those that it cannot take. (transfer full) */
static GBytes *
convert (GConverter *converter, const void *data, gsize size)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) input = g_converter_input_stream_new (source, converter);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static GString *
unpack (const gchar *text)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GBytes) plain = NULL;
  g_autofree guchar *packed = NULL;
  const gchar *data;
  gsize size = 0;

  if (*text == '\0')
    return NULL;
  packed = g_base64_decode (text, &size);
  plain = convert (converter, packed, size);
  if (plain == NULL)
    return NULL;
  data = g_bytes_get_data (plain, &size);
  return g_string_new_len (data, (gssize) size);
}

/* "SERIAL VERSION" of one line. */
static gboolean
read_line (OofSimSyncState *self, const gchar *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", -1);
  guint64 serial = 0;
  guint64 version = 0;

  if (g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 1, G_MAXSIZE, &serial, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXSIZE, &version, NULL))
    return FALSE;
  oof_sim_sync_state_set (self, serial, version);
  return TRUE;
}

/* The first line says where the state is from. */
static gchar *
dup_origin (const OofSimSyncState *self)
{
  return g_strdup_printf ("items %s %s", self->folder, self->generation);
}

gboolean
oof_sim_sync_state_read (OofSimSyncState *self, const gchar *text)
{
  GString *plain = unpack (text);
  g_autofree gchar *content = plain != NULL ? g_string_free (plain, FALSE) : NULL;
  g_autofree gchar *origin = dup_origin (self);
  g_auto (GStrv) lines = content != NULL ? g_strsplit (content, "\n", -1) : NULL;

  if (lines == NULL || g_strcmp0 (lines[0], origin) != 0)
    return FALSE;
  for (gchar **line = lines + 1; *line != NULL; line++)
    if (!read_line (self, *line))
      return FALSE;
  return TRUE;
}

static gboolean
print_known (gpointer serial, gpointer version, gpointer user_data)
{
  g_string_append_printf (user_data, "\n%" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT,
                          GPOINTER_TO_SIZE (serial), GPOINTER_TO_SIZE (version));
  return FALSE;
}

gchar *
oof_sim_sync_state_print (const OofSimSyncState *self)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autofree gchar *origin = dup_origin (self);
  g_autoptr (GString) plain = g_string_new (origin);
  g_autoptr (GBytes) packed = NULL;
  gsize size;
  const guchar *data;

  g_tree_foreach (self->known, print_known, plain);
  packed = convert (converter, plain->str, plain->len);
  data = g_bytes_get_data (packed, &size);
  return g_base64_encode (data, size);
}
