/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* What one read of a mailbox gives. */
typedef struct
{
  OofReplyState *reply; /* (owned) */
  char *zone;           /* (owned) (nullable) IANA; NULL where the route does not tell (EWS) */
  char *language;       /* (owned) (nullable) "de-DE" */
} OofMailboxState;

OofMailboxState *
oof_mailbox_state_new (OofReplyState *reply, const char *zone, const char *language);
void oof_mailbox_state_free (OofMailboxState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofMailboxState, oof_mailbox_state_free)

/* What reading one of many mailboxes gave: a state or an error. */
typedef struct
{
  char *address;          /* (owned) as it was asked for */
  OofMailboxState *state; /* (owned) (nullable) */
  GError *error;          /* (owned) (nullable) as of oof_mailbox_service_read_async() */
} OofMailboxReading;

OofMailboxReading *oof_mailbox_reading_new (const char *address);
void oof_mailbox_reading_free (OofMailboxReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofMailboxReading, oof_mailbox_reading_free)

/* Port: the automatic replies of other people's mailboxes, with the runner's sign-in (or of the own
 * mailbox with the person's). graph/ and ews/ implement it. */
#define OOF_TYPE_MAILBOX_SERVICE (oof_mailbox_service_get_type ())
G_DECLARE_INTERFACE (OofMailboxService, oof_mailbox_service, OOF, MAILBOX_SERVICE, GObject)

struct _OofMailboxServiceInterface
{
  GTypeInterface parent_iface;

  void (*read_async) (OofMailboxService *self,
                      const char *address,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  OofMailboxState *(*read_finish) (OofMailboxService *self, GAsyncResult *result, GError **error);
  void (*write_async) (OofMailboxService *self,
                       const char *address,
                       OofReplyState *current,
                       OofReplyState *wanted,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*write_finish) (OofMailboxService *self, GAsyncResult *result, GError **error);
  /* Has a default: single reads, a few at once. */
  void (*read_many_async) (OofMailboxService *self,
                           const char *const *addresses,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  GPtrArray *(*read_many_finish) (OofMailboxService *self, GAsyncResult *result, GError **error);
};

/* Errors: FORBIDDEN, NOT_FOUND (no mailbox on this route), AUTH_REQUIRED, CONSENT_REQUIRED,
 * THROTTLED, UNREACHABLE, PROTOCOL. */
void oof_mailbox_service_read_async (OofMailboxService *self,
                                     const char *address,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
OofMailboxState *
oof_mailbox_service_read_finish (OofMailboxService *self, GAsyncResult *result, GError **error);
/* Reads many mailboxes in as few requests as the route allows. A mailbox that cannot be read costs
 * the others nothing; what ends them all (no sign-in, no connection) is the error of each. */
void oof_mailbox_service_read_many_async (OofMailboxService *self,
                                          const char *const *addresses,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* Returns: (transfer full) (element-type OofMailboxReading) one for each address, in their order.
 * The only error is G_IO_ERROR_CANCELLED. */
GPtrArray *oof_mailbox_service_read_many_finish (OofMailboxService *self,
                                                 GAsyncResult *result,
                                                 GError **error);
/* @current is a fresh read: Graph sends only what differs, EWS replaces everything and sends all.
 * UNCERTAIN: the answer was lost; read before writing again. CANCELLED: it was taken back before it
 * left, and nothing was written; once it has left, @cancellable is not looked at any more. */
void oof_mailbox_service_write_async (OofMailboxService *self,
                                      const char *address,
                                      OofReplyState *current,
                                      OofReplyState *wanted,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
oof_mailbox_service_write_finish (OofMailboxService *self, GAsyncResult *result, GError **error);

G_END_DECLS
