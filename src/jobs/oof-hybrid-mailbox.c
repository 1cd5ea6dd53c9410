/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-hybrid-mailbox.h"

#include "core/oof-error.h"
#include "core/oof-rule-service.h"

struct _OofHybridMailbox
{
  GObject parent_instance;

  OofMailboxService *graph; /* (owned) */
  OofMailboxService *ews;   /* (owned) */
  OofRouteMemory *memory;   /* (owned) */
};

static void service_init (OofMailboxServiceInterface *iface);
static void rules_init (OofRuleServiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofHybridMailbox,
                               oof_hybrid_mailbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILBOX_SERVICE, service_init)
                                   G_IMPLEMENT_INTERFACE (OOF_TYPE_RULE_SERVICE, rules_init))

static OofMailboxService *
get_service (OofHybridMailbox *self, gboolean on_premises)
{
  return on_premises ? self->ews : self->graph;
}

/* Reading: where it was last time, else where it may be now. */

typedef struct
{
  char *address; /* (owned) */
  gboolean on_premises;
  GError *unknown; /* (owned) (nullable) what the first route said */
} Read;

static void
read_free (gpointer data)
{
  Read *self = data;

  g_free (self->address);
  g_clear_error (&self->unknown);
  g_free (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofHybridMailbox *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  OofMailboxState *state =
      oof_mailbox_service_read_finish (OOF_MAILBOX_SERVICE (source), result, &error);
  gboolean unknown = g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND);

  if (state)
    {
      oof_route_memory_learn (self->memory, read->address,
                              !read->on_premises ? NULL
                              : read->unknown    ? read->unknown->message
                                                 : "");
      g_task_return_pointer (task, state, (GDestroyNotify) oof_mailbox_state_free);
    }
  else if (unknown && read->unknown)
    {
      /* Neither knows it: what was said first is about the route that should. */
      g_error_free (error);
      g_task_return_error (task, g_steal_pointer (&read->unknown));
    }
  else if (unknown)
    {
      read->unknown = error;
      read->on_premises = !read->on_premises;
      oof_mailbox_service_read_async (get_service (self, read->on_premises), read->address,
                                      g_task_get_cancellable (task), found_cb, g_object_ref (task));
    }
  else
    g_task_return_error (task, error);
}

static void
read_async (OofMailboxService *service,
            const char *address,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  OofHybridMailbox *self = OOF_HYBRID_MAILBOX (service);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Read *read = g_new0 (Read, 1);

  g_task_set_source_tag (task, read_async);
  read->address = g_strdup (address);
  read->on_premises = oof_hybrid_mailbox_is_on_premises (self, address);
  g_task_set_task_data (task, read, read_free);
  oof_mailbox_service_read_async (get_service (self, read->on_premises), address, cancellable,
                                  found_cb, task);
}

static OofMailboxState *
read_finish (OofMailboxService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Writing: where the read found it. */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_mailbox_service_write_finish (OOF_MAILBOX_SERVICE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_async (OofMailboxService *service,
             const char *address,
             OofReplyState *current,
             OofReplyState *wanted,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  OofHybridMailbox *self = OOF_HYBRID_MAILBOX (service);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, write_async);
  /* What was sent counts, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  oof_mailbox_service_write_async (
      get_service (self, oof_hybrid_mailbox_is_on_premises (self, address)), address, current,
      wanted, cancellable, written_cb, task);
}

static gboolean
write_finish (OofMailboxService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
service_init (OofMailboxServiceInterface *iface)
{
  iface->read_async = read_async;
  iface->read_finish = read_finish;
  iface->write_async = write_async;
  iface->write_finish = write_finish;
}

/* Rules: where the read of the reply found the mailbox. */

static OofRuleService *
get_rules (OofHybridMailbox *self, const char *address)
{
  return OOF_RULE_SERVICE (get_service (self, oof_hybrid_mailbox_is_on_premises (self, address)));
}

static void
rules_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GPtrArray *rules = oof_rule_service_read_finish (OOF_RULE_SERVICE (source), result, &error);

  if (rules)
    g_task_return_pointer (task, rules, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_rules_async (OofRuleService *service,
                  const char *address,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, read_rules_async);
  oof_rule_service_read_async (get_rules (OOF_HYBRID_MAILBOX (service), address), address,
                               cancellable, rules_read_cb, task);
}

static GPtrArray *
read_rules_finish (OofRuleService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
rule_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (oof_rule_service_change_finish (OOF_RULE_SERVICE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
change_rule_async (OofRuleService *service,
                   const char *address,
                   const OofRuleChange *change,
                   OofRuleChangeFlags flags,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, change_rule_async);
  g_task_set_check_cancellable (task, FALSE);
  oof_rule_service_change_async (get_rules (OOF_HYBRID_MAILBOX (service), address), address, change,
                                 flags, cancellable, rule_changed_cb, task);
}

static gboolean
change_rule_finish (OofRuleService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
reaches_rules (OofRuleService *service, const char *address)
{
  OofHybridMailbox *self = OOF_HYBRID_MAILBOX (service);

  return OOF_IS_RULE_SERVICE (
      get_service (self, oof_hybrid_mailbox_is_on_premises (self, address)));
}

static void
rules_init (OofRuleServiceInterface *iface)
{
  iface->reaches = reaches_rules;
  iface->read_async = read_rules_async;
  iface->read_finish = read_rules_finish;
  iface->change_async = change_rule_async;
  iface->change_finish = change_rule_finish;
}

static void
oof_hybrid_mailbox_finalize (GObject *object)
{
  OofHybridMailbox *self = OOF_HYBRID_MAILBOX (object);

  g_object_unref (self->graph);
  g_object_unref (self->ews);
  g_object_unref (self->memory);
  G_OBJECT_CLASS (oof_hybrid_mailbox_parent_class)->finalize (object);
}

static void
oof_hybrid_mailbox_class_init (OofHybridMailboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_hybrid_mailbox_finalize;
}

static void
oof_hybrid_mailbox_init (OofHybridMailbox *self)
{
  self->memory = oof_route_memory_new (NULL);
}

OofHybridMailbox *
oof_hybrid_mailbox_new (OofMailboxService *graph, OofMailboxService *ews)
{
  OofHybridMailbox *self;

  g_return_val_if_fail (OOF_IS_MAILBOX_SERVICE (graph), NULL);
  g_return_val_if_fail (OOF_IS_MAILBOX_SERVICE (ews), NULL);

  self = g_object_new (OOF_TYPE_HYBRID_MAILBOX, NULL);
  self->graph = g_object_ref (graph);
  self->ews = g_object_ref (ews);
  return self;
}

gboolean
oof_hybrid_mailbox_is_on_premises (OofHybridMailbox *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_HYBRID_MAILBOX (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  return oof_route_memory_is_on_premises (self->memory, address);
}

void
oof_hybrid_mailbox_use_memory (OofHybridMailbox *self, OofRouteMemory *memory)
{
  g_return_if_fail (OOF_IS_HYBRID_MAILBOX (self));
  g_return_if_fail (OOF_IS_ROUTE_MEMORY (memory));

  g_set_object (&self->memory, memory);
}
