/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-inbox-rule.h"

G_BEGIN_DECLS

/* Port: the inbox rules of other people's mailboxes, with the runner's sign-in. The services of
 * graph/ and ews/ that implement OofMailboxService implement it too. */
#define OOF_TYPE_RULE_SERVICE (oof_rule_service_get_type ())
G_DECLARE_INTERFACE (OofRuleService, oof_rule_service, OOF, RULE_SERVICE, GObject)

typedef enum
{
  OOF_RULE_CHANGE_PLAIN = 0,
  /* Rules that Outlook keeps for itself are removed for good where EWS does nothing else
   * (ErrorOutlookRuleBlobExists): only when somebody has allowed that for this person. */
  OOF_RULE_CHANGE_OVER_OUTLOOK = 1 << 0
} OofRuleChangeFlags;

struct _OofRuleServiceInterface
{
  GTypeInterface parent_iface;

  void (*read_async) (OofRuleService *self,
                      const char *address,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*read_finish) (OofRuleService *self, GAsyncResult *result, GError **error);
  void (*change_async) (OofRuleService *self,
                        const char *address,
                        const OofRuleChange *change,
                        OofRuleChangeFlags flags,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*change_finish) (OofRuleService *self, GAsyncResult *result, GError **error);
  /* Has a default: everybody's. */
  gboolean (*reaches) (OofRuleService *self, const char *address);
};

/* Whether the rules of that mailbox can be read where it lies, as far as known. */
gboolean oof_rule_service_reaches (OofRuleService *self, const char *address);

/* Errors as of oof_mailbox_service_read_async(). */
void oof_rule_service_read_async (OofRuleService *self,
                                  const char *address,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) (element-type OofInboxRule) in the order in which they run. */
GPtrArray *
oof_rule_service_read_finish (OofRuleService *self, GAsyncResult *result, GError **error);
/* One change, @change being copied; what it starts from is a fresh read. Errors: as of
 * oof_mailbox_service_write_async(); a rule to be removed that is gone already is success;
 * UNSUPPORTED: Outlook's own rules are in the way, or the rule is read-only on this route.
 * UNCERTAIN: the answer was lost; read before doing it again. */
void oof_rule_service_change_async (OofRuleService *self,
                                    const char *address,
                                    const OofRuleChange *change,
                                    OofRuleChangeFlags flags,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
oof_rule_service_change_finish (OofRuleService *self, GAsyncResult *result, GError **error);

G_END_DECLS
