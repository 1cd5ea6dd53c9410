/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"

G_BEGIN_DECLS

/* One item of the plan inside of a backup. */
typedef struct
{
  char *key;     /* (owned) */
  char *subject; /* (owned) (nullable) what an absence is called in Outlook */
  char *json;    /* (owned) the document, plain */
} OofBackupItem;

OofBackupItem *oof_backup_item_new (const char *key, const char *subject, const char *json);
void oof_backup_item_free (OofBackupItem *self);

/* A backup, or one part of it: document b:DATE (docs/storage-format.md), also the form of the file
 * that `oofctl backup` writes. */
typedef struct
{
  OofInstant at;
  int n_parts;         /* items of the service mailbox that it takes */
  GPtrArray *items;    /* (owned) OofBackupItem */
  GPtrArray *left_out; /* (owned) utf8: keys that could not be read */
} OofBackup;

OofBackup *oof_backup_new (OofInstant at);
void oof_backup_free (OofBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofBackup, oof_backup_free)

/* Whether items of this key belong into a backup. */
gboolean oof_backup_has_key (const char *key);
/* "b:2026-11-23"; @part from 1. (transfer full) */
char *oof_backup_dup_key (OofInstant at, guint part);

/* @json: plain or compressed. Errors: UNSUPPORTED (newer version), PROTOCOL with the JSON path,
 * LIMIT. */
OofBackup *oof_backup_json_read (const char *json, GError **error);
/* Returns: (transfer full) plain JSON, of any length. */
char *
oof_backup_json_write (const OofBackup *self, const char *key, gint64 rev, const char *write_id);
/* The same with the key of its day, for a file. (transfer full) */
char *oof_backup_to_text (const OofBackup *self);

G_END_DECLS
