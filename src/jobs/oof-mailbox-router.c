/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-mailbox-router.h"

#include "core/oof-error.h"
#include "jobs/oof-hybrid-mailbox.h"

struct _OofMailboxRouter
{
  GObject parent_instance;

  OofMailboxService *graph; /* (owned) (nullable) */
  OofMailboxService *ews;   /* (owned) (nullable) */
  OofHybridMailbox *hybrid; /* (owned) (nullable) both of them */
};

G_DEFINE_FINAL_TYPE (OofMailboxRouter, oof_mailbox_router, G_TYPE_OBJECT)

static void
oof_mailbox_router_dispose (GObject *object)
{
  OofMailboxRouter *self = OOF_MAILBOX_ROUTER (object);

  g_clear_object (&self->graph);
  g_clear_object (&self->ews);
  g_clear_object (&self->hybrid);
  G_OBJECT_CLASS (oof_mailbox_router_parent_class)->dispose (object);
}

static void
oof_mailbox_router_class_init (OofMailboxRouterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_mailbox_router_dispose;
}

static void
oof_mailbox_router_init (OofMailboxRouter *self)
{
}

OofMailboxRouter *
oof_mailbox_router_new (OofMailboxService *graph, OofMailboxService *ews)
{
  OofMailboxRouter *self = g_object_new (OOF_TYPE_MAILBOX_ROUTER, NULL);

  g_set_object (&self->graph, graph);
  g_set_object (&self->ews, ews);
  if (graph && ews)
    self->hybrid = oof_hybrid_mailbox_new (graph, ews);
  return self;
}

void
oof_mailbox_router_use_memory (OofMailboxRouter *self, OofRouteMemory *memory)
{
  g_return_if_fail (OOF_IS_MAILBOX_ROUTER (self));

  if (self->hybrid)
    oof_hybrid_mailbox_use_memory (self->hybrid, memory);
}

OofMailboxService *
oof_mailbox_router_find (OofMailboxRouter *self, OofPerson *person, GError **error)
{
  OofMailboxService *service = NULL;

  g_return_val_if_fail (OOF_IS_MAILBOX_ROUTER (self), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  if (person->route == OOF_ROUTE_GRAPH)
    service = self->hybrid ? OOF_MAILBOX_SERVICE (self->hybrid) : self->graph;
  else if (person->route == OOF_ROUTE_EWS)
    service = self->ews;
  if (!service)
    g_set_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED, "%s: no sign-in reaches route \"%s\"",
                 person->address, oof_route_to_string (person->route));
  return service;
}

OofRoute
oof_mailbox_router_get_route (OofMailboxRouter *self, const OofPerson *person)
{
  g_return_val_if_fail (OOF_IS_MAILBOX_ROUTER (self), OOF_ROUTE_NONE);
  g_return_val_if_fail (person != NULL, OOF_ROUTE_NONE);

  if (person->route == OOF_ROUTE_GRAPH && self->hybrid
      && oof_hybrid_mailbox_is_on_premises (self->hybrid, person->address))
    return OOF_ROUTE_EWS;
  return person->route;
}

gboolean
oof_mailbox_router_has_service (OofMailboxRouter *self)
{
  g_return_val_if_fail (OOF_IS_MAILBOX_ROUTER (self), FALSE);

  return self->graph || self->ews;
}
