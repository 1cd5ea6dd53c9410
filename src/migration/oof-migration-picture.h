/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pictures of the original's options pages: one slot for each page, what is copied out of it by
 * eye, and what a file must be to be taken. */

typedef struct
{
  const char *id;
  const char *title;         /* as the original writes it; not translated */
  const char *here;          /* what becomes of it here; to be translated */
  const char *const *fields; /* names of core/oof-option-field.h, NULL-terminated */
} OofMigrationSlot;

/* Ended by an empty one. */
extern const OofMigrationSlot oof_migration_slots[];
/* (nullable) */
const OofMigrationSlot *oof_migration_find_slot (const char *id);

#define OOF_MIGRATION_PICTURE_MAX_BYTES (20 * 1024 * 1024)

typedef struct
{
  const char *extension; /* static: "png", "jpg" */
  int width;
  int height;
} OofMigrationPictureInfo;

/* By the content, whatever the file is called: a whole PNG or JPEG, not animated, not too large.
 * Errors: INVALID, LIMIT, each saying what to do. */
gboolean oof_migration_picture_check (GBytes *bytes, OofMigrationPictureInfo *info, GError **error);

/* Checks and stores it as @folder/SLOT.EXTENSION, mode 0600, in place of an earlier one. @file,
 * @sha: (out) (transfer full). Errors: those of checking, DISK. */
gboolean oof_migration_picture_store (const char *folder,
                                      const char *slot,
                                      GBytes *bytes,
                                      OofMigrationPictureInfo *info,
                                      char **file,
                                      char **sha,
                                      GError **error);

G_END_DECLS
