/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-rule-service.h"

G_DEFINE_INTERFACE (OofRuleService, oof_rule_service, G_TYPE_OBJECT)

static gboolean
reaches_everybody (OofRuleService *self, const char *address)
{
  return TRUE;
}

static void
oof_rule_service_default_init (OofRuleServiceInterface *iface)
{
  iface->reaches = reaches_everybody;
}

gboolean
oof_rule_service_reaches (OofRuleService *self, const char *address)
{
  g_return_val_if_fail (OOF_IS_RULE_SERVICE (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  return OOF_RULE_SERVICE_GET_IFACE (self)->reaches (self, address);
}

void
oof_rule_service_read_async (OofRuleService *self,
                             const char *address,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (OOF_IS_RULE_SERVICE (self));
  g_return_if_fail (address != NULL);

  OOF_RULE_SERVICE_GET_IFACE (self)->read_async (self, address, cancellable, callback, user_data);
}

GPtrArray *
oof_rule_service_read_finish (OofRuleService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_RULE_SERVICE (self), NULL);

  return OOF_RULE_SERVICE_GET_IFACE (self)->read_finish (self, result, error);
}

void
oof_rule_service_change_async (OofRuleService *self,
                               const char *address,
                               const OofRuleChange *change,
                               OofRuleChangeFlags flags,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_RULE_SERVICE (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (change != NULL);
  g_return_if_fail (change->action == OOF_RULE_CREATE || change->rule->id != NULL);

  OOF_RULE_SERVICE_GET_IFACE (self)->change_async (self, address, change, flags, cancellable,
                                                   callback, user_data);
}

gboolean
oof_rule_service_change_finish (OofRuleService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (OOF_IS_RULE_SERVICE (self), FALSE);

  return OOF_RULE_SERVICE_GET_IFACE (self)->change_finish (self, result, error);
}
