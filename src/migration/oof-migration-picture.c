/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-picture.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/oof-error.h"

#define MAX_SIDE   16384
#define MAX_PIXELS (64 * 1000 * 1000)

static const char *const no_fields[] = { NULL };
static const char *const calendar_fields[] = {
  "weekStart", "workingDays",    "dayDifference",   "maxMonths",       "setOnly",
  "timeOfDay", "templateChoice", "calendarOptions", "resourceMailbox", NULL
};
static const char *const administrator_fields[] = {
  "helpName", "helpAddress", "subjectFromList", "saveState", "templateFolder",
  "font",     "fontSize",    "fontColor",       NULL
};
static const char *const access_fields[] = { "mailAccess",  "taskAccess",       "calendarAccess",
                                             "accessGroup", "hiddenCategories", "delegateRights",
                                             NULL };
static const char *const parameter_fields[] = { "forwardRequired", "forwardWord", NULL };

const OofMigrationSlot oof_migration_slots[] = {
  { "exchange", "Exchange",
    N_ ("Service mailbox, local Active Directory user and local Exchange server belong to the "
        "connection: they are entered on the page Scenario. No password belongs into a picture."),
    no_fields },
  { "kalender", "Kalender",
    N_ ("Set each value as the picture shows it. Those that differ from today wait for the "
        "cut-over."),
    calendar_fields },
  { "administrator", "Administrator",
    N_ ("Set each value as the picture shows it. The admin password is not taken over: the sign-in "
        "decides."),
    administrator_fields },
  { "benutzer", "Benutzer",
    N_ ("These accounts become the list under Users: add them there, with language, alias and "
        "groups."),
    no_fields },
  { "zugriff", "Zugriff",
    N_ ("Set each value as the picture shows it. Those that differ from today wait for the "
        "cut-over."),
    access_fields },
  { "parameter", "Parameter",
    N_ ("Set each value as the picture shows it. Those that differ from today wait for the "
        "cut-over."),
    parameter_fields },
  { "lizenz", "Lizenz", N_ ("Kept for the files; there is no licence to enter here."), no_fields },
  { "betreffs", "Betreffs",
    N_ ("One Betreff a line. Those that our list does not have yet are added by the cut-over."),
    no_fields },
  { NULL, NULL, NULL, NULL },
};

const OofMigrationSlot *
oof_migration_find_slot (const char *id)
{
  for (const OofMigrationSlot *slot = oof_migration_slots; slot->id != NULL; slot++)
    if (g_strcmp0 (slot->id, id) == 0)
      return slot;
  return NULL;
}

static gboolean
refuse (GError **error, OofError code, const char *message)
{
  g_set_error_literal (error, OOF_ERROR, code, message);
  return FALSE;
}

static guint32
read_32 (const guint8 *data)
{
  return ((guint32) data[0] << 24) | ((guint32) data[1] << 16) | ((guint32) data[2] << 8) | data[3];
}

static gboolean
set_size (OofMigrationPictureInfo *info, guint32 width, guint32 height, GError **error)
{
  if (width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE
      || (guint64) width * height > MAX_PIXELS)
    return refuse (error, OOF_ERROR_LIMIT,
                   _ ("the picture is too large: at most 64 million pixels, 16384 a side"));
  info->width = (int) width;
  info->height = (int) height;
  return TRUE;
}

static gboolean
refuse_cut (GError **error)
{
  return refuse (error, OOF_ERROR_INVALID, _ ("the picture is broken or cut off"));
}

/* Chunk by chunk: IHDR first, IEND last, no acTL. */
static gboolean
check_png (const guint8 *data, gsize size, OofMigrationPictureInfo *info, GError **error)
{
  gsize at = 8;

  info->extension = "png";
  if (size < 33 || memcmp (data + 12, "IHDR", 4) != 0)
    return refuse_cut (error);
  while (size - at >= 12)
    {
      guint32 length = read_32 (data + at);
      const guint8 *type = data + at + 4;

      if (length > size - at - 12)
        return refuse_cut (error);
      if (memcmp (type, "acTL", 4) == 0)
        return refuse (error, OOF_ERROR_INVALID, _ ("animated pictures are not taken"));
      if (memcmp (type, "IEND", 4) == 0)
        return set_size (info, read_32 (data + 16), read_32 (data + 20), error);
      at += length + 12;
    }
  return refuse_cut (error);
}

static gboolean
is_frame_marker (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Segment by segment up to the frame header; the end marker must be there, too. */
static gboolean
check_jpeg (const guint8 *data, gsize size, OofMigrationPictureInfo *info, GError **error)
{
  gsize at = 2;

  info->extension = "jpg";
  if (size < 4 || data[size - 2] != 0xff || data[size - 1] != 0xd9)
    return refuse_cut (error);
  while (at + 9 < size && data[at] == 0xff)
    {
      gsize length = ((gsize) data[at + 2] << 8) | data[at + 3];

      if (is_frame_marker (data[at + 1]))
        return set_size (info, ((guint32) data[at + 7] << 8) | data[at + 8],
                         ((guint32) data[at + 5] << 8) | data[at + 6], error);
      if (length < 2)
        return refuse_cut (error);
      at += length + 2;
    }
  return refuse_cut (error);
}

gboolean
oof_migration_picture_check (GBytes *bytes, OofMigrationPictureInfo *info, GError **error)
{
  g_return_val_if_fail (bytes != NULL && info != NULL, FALSE);

  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > OOF_MIGRATION_PICTURE_MAX_BYTES)
    return refuse (error, OOF_ERROR_LIMIT, _ ("the file is larger than 20 MB"));
  if (size > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return check_png (data, size, info, error);
  if (size > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return check_jpeg (data, size, info, error);
  if (size > 6 && memcmp (data, "GIF8", 4) == 0)
    return refuse (error, OOF_ERROR_INVALID,
                   _ ("GIF files, which can be animated, are not taken: save it as PNG"));
  return refuse (error, OOF_ERROR_INVALID,
                 _ ("this is neither a PNG nor a JPEG picture: save it as PNG"));
}

gboolean
oof_migration_picture_store (const char *folder,
                             const char *slot,
                             GBytes *bytes,
                             OofMigrationPictureInfo *info,
                             char **file,
                             char **sha,
                             GError **error)
{
  g_return_val_if_fail (folder != NULL && bytes != NULL, FALSE);
  g_return_val_if_fail (file != NULL && sha != NULL, FALSE);

  g_autoptr (GError) cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (oof_migration_find_slot (slot) == NULL)
    return refuse (error, OOF_ERROR_INVALID,
                   _ ("there are the slots exchange, kalender, administrator, benutzer, zugriff, "
                      "parameter, lizenz and betreffs"));
  if (!oof_migration_picture_check (bytes, info, error))
    return FALSE;
  g_autofree char *name = g_strdup_printf ("%s.%s", slot, info->extension);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return refuse (error, OOF_ERROR_DISK, g_strerror (errno));
  if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &cause))
    return refuse (error, OOF_ERROR_DISK, cause->message);
  *file = g_steal_pointer (&name);
  *sha = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return TRUE;
}
