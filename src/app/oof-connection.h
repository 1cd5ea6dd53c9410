/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How an account proves itself to an on-premises server. */
typedef enum
{
  OOF_CONNECTION_AUTH_NONE,
  OOF_CONNECTION_AUTH_BASIC,
  OOF_CONNECTION_AUTH_NTLM,
  OOF_CONNECTION_AUTH_NEGOTIATE,
  OOF_CONNECTION_AUTH_INTERACTIVE,
  OOF_CONNECTION_AUTH_DEVICE,
  OOF_CONNECTION_AUTH_SECRET,
  OOF_CONNECTION_AUTH_CERTIFICATE
} OofConnectionAuth;

/* One sign-in: [person], [runner] or the account of [ews]. */
typedef struct
{
  gboolean present;
  gboolean over_ews; /* [person] protocol=ews, or [ews] itself */
  OofConnectionAuth auth;
  char *client_id;   /* (owned) (nullable) */
  char *user;        /* (owned) (nullable) account or address */
  char *secret_file; /* (owned) (nullable) absolute path */
  char *certificate; /* (owned) (nullable) absolute path: [runner] auth=certificate */
} OofConnectionSignIn;

/* A connection file (cli.md): where the service mailbox lives and who signs in. No secret is in
 * it. Reference-counted, immutable. */
typedef struct
{
  char *path;                 /* (owned) absolute */
  char *service_mailbox;      /* (owned) SMTP address, lower case */
  gboolean database_over_ews; /* [service-mailbox] route= */
  char *graph_endpoint;       /* (owned) (nullable) NULL: no cloud */
  char *authority;            /* (owned) (nullable) */
  char *tenant;               /* (owned) (nullable) */
  gboolean has_ews;           /* there is an Exchange server of our own */
  char *ews_url;              /* (owned) (nullable) NULL: none, or to be found by Autodiscover */
  char *autodiscover;         /* (owned) (nullable) https://SERVER to ask, else by the domain */
  char *ews_ca_file;          /* (owned) (nullable) absolute path */
  OofConnectionSignIn person;
  OofConnectionSignIn runner; /* [runner], for Graph */
  OofConnectionSignIn ews;    /* the impersonating account, the runner for EWS */
  int timeout;                /* [service-mailbox] seconds without a byte that a server may take; 0:
                                 as it is by default */
  gboolean external_forward;  /* [policy] */
  int max_changes;            /* [policy] default 500 */
  char *policy_group;         /* (owned) (nullable) [policy] group= */
} OofConnection;

#define OOF_TYPE_CONNECTION (oof_connection_get_type ())
GType oof_connection_get_type (void);

/* Reads and checks a connection file; relative paths in it count from its folder. Errors:
 * OOF_ERROR_INVALID naming file, group and key. */
OofConnection *oof_connection_load (const char *path, GError **error);
/* The same for a file that is not written yet; @path is absolute. */
OofConnection *oof_connection_new_from_keys (GKeyFile *keys, const char *path, GError **error);
OofConnection *oof_connection_ref (OofConnection *self);
void oof_connection_unref (OofConnection *self);
/* Whether a sign-in that may write other people's mailboxes is here. */
gboolean oof_connection_has_runner (const OofConnection *self);
/* What tokens for Graph are asked for: its root in that cloud (graph.md 9). What stands in for it
 * on this machine, over http, goes by the name of the real one. (transfer full) (nullable): no
 * cloud. */
char *oof_connection_dup_resource (const OofConnection *self);

/* Whether this machine can prove itself so: Negotiate inside Flatpak needs the socket of the
 * credential manager. Else FALSE with OOF_ERROR_UNSUPPORTED and the reason. */
gboolean oof_connection_check_auth (OofConnectionAuth auth, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofConnection, oof_connection_unref)

G_END_DECLS
