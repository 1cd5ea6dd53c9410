/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-request.h"

G_BEGIN_DECLS

/* One request on its way through a gate, over all its attempts. The client makes and frees it,
 * everything else is the gate's. Instants are microseconds of the gate's clock. */
typedef struct
{
  OofHttpRequest *request; /* (owned) */
  guint64 serial;          /* its place in line */
  guint n_attempts;
  guint n_refusals;
  gint64 shut;       /* before the first attempt: how long the gate had been shut when it came */
  gint64 origin;     /* from the first attempt on: when its budget began to run */
  gint64 started;    /* the last attempt */
  gint64 rest_until; /* after a failure */

  /* While it waits. */
  GTask *task;        /* (owned) (nullable) */
  GSource *cancelled; /* (owned) (nullable) */
  GQueue *queue;      /* (nullable): the one that it stands in */
  GList link;         /* its link there */
} OofHttpPass;

OofHttpPass *oof_http_pass_new (OofHttpRequest *request);
/* Not while it waits or is in flight. */
void oof_http_pass_free (OofHttpPass *self);

/* Into the queue at its place: a new one at the end, others by serial. */
void oof_http_pass_stand_in (OofHttpPass *self, GQueue *queue);
void oof_http_pass_step_out (OofHttpPass *self);
/* It waits no longer. (transfer full): the task to be told so. */
GTask *oof_http_pass_take_task (OofHttpPass *self);

/* Sets of names that belong to the requests. */
void oof_http_pass_add_mailboxes (const OofHttpPass *self, GHashTable *mailboxes);
void oof_http_pass_remove_mailboxes (const OofHttpPass *self, GHashTable *mailboxes);
gboolean oof_http_pass_shares_mailbox (const OofHttpPass *self, GHashTable *mailboxes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofHttpPass, oof_http_pass_free)

G_END_DECLS
