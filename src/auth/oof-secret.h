/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a secret was found; what comes from a file of somebody else is never written back. */
typedef enum
{
  OOF_SECRET_FROM_FILE,
  OOF_SECRET_FROM_CREDENTIAL,
  OOF_SECRET_FROM_SERVICE
} OofSecretOrigin;

/* Which secret. Copied where it is taken. */
typedef struct
{
  const char *file;        /* (nullable) --secret-file or secret-file=: then nothing else counts */
  const char *credentials; /* (nullable) value of $CREDENTIALS_DIRECTORY */
  const char *connection;  /* what tells this connection from others */
  const char *role;        /* "person", "runner" or "ews"; also the credential's name */
  gboolean unattended;     /* nobody can unlock a keyring: at most three seconds for it */
} OofSecretQuery;

/* Looks in the order of cli.md: file, credential, Secret Service. Errors: AUTH_REQUIRED (none, or
 * the keyring is locked, silent or missing: the message says which), INVALID (the file is
 * missing, empty, too large, or others can read it). */
void oof_secret_find_async (const OofSecretQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Returns: (transfer full): to be freed with oof_secret_free(). @origin (out) (optional). */
char *oof_secret_find_finish (GAsyncResult *result, OofSecretOrigin *origin, GError **error);

/* The Secret Service alone. Errors: AUTH_REQUIRED (locked or not there). */
void oof_secret_store_async (const char *connection,
                             const char *role,
                             const char *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean oof_secret_store_finish (GAsyncResult *result, GError **error);
/* Succeeds also when there was none. */
void oof_secret_clear_async (const char *connection,
                             const char *role,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean oof_secret_clear_finish (GAsyncResult *result, GError **error);

/* Why the Secret Service gave or kept nothing. */
typedef enum
{
  OOF_SECRET_TROUBLE_NONE, /* the error is about something else */
  OOF_SECRET_TROUBLE_NOT_STORED,
  OOF_SECRET_TROUBLE_LOCKED,
  OOF_SECRET_TROUBLE_SILENT, /* no answer in time */
  OOF_SECRET_TROUBLE_ABSENT  /* no such service, or no bus */
} OofSecretTrouble;

/* Of an error of one of the functions above, to choose words by. */
OofSecretTrouble oof_secret_get_trouble (const GError *error);

/* The content of a file that its owner, who is us, alone can read; one line end at the end is
 * dropped. NULL with OOF_ERROR_INVALID. To be freed with oof_secret_free(). */
char *oof_secret_read_file (const char *path, GError **error);
/* Wipes before freeing. NULL does nothing. */
void oof_secret_free (char *secret);

G_END_DECLS
