/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/oof-http-pass.h"

OofHttpPass *
oof_http_pass_new (OofHttpRequest *request)
{
  OofHttpPass *self = g_new0 (OofHttpPass, 1);

  self->request = oof_http_request_ref (request);
  self->link.data = self;
  return self;
}

void
oof_http_pass_free (OofHttpPass *self)
{
  g_assert (self->task == NULL);
  oof_http_request_unref (self->request);
  g_free (self);
}

void
oof_http_pass_stand_in (OofHttpPass *self, GQueue *queue)
{
  GList *next = self->n_attempts > 0 ? queue->head : NULL;

  while (next != NULL && ((OofHttpPass *) next->data)->serial < self->serial)
    next = next->next;
  g_queue_insert_before_link (queue, next, &self->link);
  self->queue = queue;
}

void
oof_http_pass_step_out (OofHttpPass *self)
{
  g_queue_unlink (self->queue, &self->link);
  self->queue = NULL;
}

GTask *
oof_http_pass_take_task (OofHttpPass *self)
{
  if (self->queue != NULL)
    oof_http_pass_step_out (self);
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  return g_steal_pointer (&self->task);
}

void
oof_http_pass_add_mailboxes (const OofHttpPass *self, GHashTable *mailboxes)
{
  const GPtrArray *own = oof_http_request_peek_mailboxes (self->request);

  for (guint i = 0; i < own->len; i++)
    g_hash_table_add (mailboxes, own->pdata[i]);
}

void
oof_http_pass_remove_mailboxes (const OofHttpPass *self, GHashTable *mailboxes)
{
  const GPtrArray *own = oof_http_request_peek_mailboxes (self->request);

  for (guint i = 0; i < own->len; i++)
    g_hash_table_remove (mailboxes, own->pdata[i]);
}

gboolean
oof_http_pass_shares_mailbox (const OofHttpPass *self, GHashTable *mailboxes)
{
  const GPtrArray *own = oof_http_request_peek_mailboxes (self->request);

  for (guint i = 0; i < own->len; i++)
    if (g_hash_table_contains (mailboxes, own->pdata[i]))
      return TRUE;
  return FALSE;
}
