/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-directory.h"
#include "core/oof-mailbox-service.h"

G_BEGIN_DECLS

/* Mailboxes in memory, with a replica that lags, HTML that is rewritten and errors on demand. */

typedef struct
{
  OofReplyState *reply;   /* (owned) what a write has set */
  OofReplyState *visible; /* (owned) what a read shows */
  guint lag;              /* reads after a write that still show the old value; G_MAXUINT: never */
  guint lag_left;
  guint n_reads;
  guint n_writes; /* that were really carried out */
  guint n_running;

  int read_error; /* OofError, -1: none */
  guint n_read_errors;
  guint n_reads_before_error;
  int write_error;
  guint n_write_errors;
  gboolean write_applies; /* carried out although the answer is an error */
  gboolean
      in_line; /* once there are no more errors a write stands in line until it is taken back */
  guint n_standing;
} OofFakeMailbox;

#define OOF_TYPE_FAKE_MAILBOXES (oof_fake_mailboxes_get_type ())
G_DECLARE_FINAL_TYPE (OofFakeMailboxes, oof_fake_mailboxes, OOF, FAKE_MAILBOXES, GObject)

struct _OofFakeMailboxes
{
  GObject parent_instance;

  GHashTable *mailboxes; /* (owned) address -> OofFakeMailbox */
  guint n_running;
  guint peak;             /* requests at the same time */
  guint peak_per_mailbox; /* must stay 1 */
  guint n_writes;
  gboolean rewrites;             /* HTML comes back in another dress */
  GCancellable *cancel_on_write; /* (owned) (nullable) cancelled when a write comes in */
  GCancellable *cancel_on_read;  /* (owned) (nullable) cancelled when a read comes in */
};

OofFakeMailboxes *oof_fake_mailboxes_new (void);
/* A mailbox with the reply switched off. (transfer none) */
OofFakeMailbox *oof_fake_mailboxes_add (OofFakeMailboxes *self, const char *address);
OofFakeMailbox *oof_fake_mailboxes_get (OofFakeMailboxes *self, const char *address);
/* What the owner does in Outlook. Takes @reply. */
void oof_fake_mailbox_set (OofFakeMailbox *self, OofReplyState *reply);

/* A directory of given people and groups. */
#define OOF_TYPE_FAKE_DIRECTORY (oof_fake_directory_get_type ())
G_DECLARE_FINAL_TYPE (OofFakeDirectory, oof_fake_directory, OOF, FAKE_DIRECTORY, GObject)

struct _OofFakeDirectory
{
  GObject parent_instance;

  GPtrArray *people;  /* (owned) OofPerson */
  GHashTable *groups; /* (owned) group -> comma separated addresses, or "!code" for an error */
  GStrv listed;       /* (owned) (nullable) the groups that the last list named */
  int list_error;     /* -1: none */
};

OofFakeDirectory *oof_fake_directory_new (void);

G_END_DECLS
