/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What GET /_sim/requests reports: requests by kind, how many were in flight at most.
 * Kinds, Graph: graph.get-settings graph.patch-settings graph.get-calendars graph.create-calendar
 * graph.list-events graph.delta-events graph.get-event graph.create-event graph.update-event
 * graph.delete-event graph.list-rules graph.get-rule graph.create-rule graph.update-rule
 * graph.delete-rule graph.send-mail graph.list-users graph.get-user graph.list-groups
 * graph.list-members graph.organization graph.batch graph.other; sign-in: login.configuration
 * login.token login.authorize login.device-code login.device login.admin-consent. Kinds, EWS:
 * ews.get-oof ews.set-oof ews.get-rules ews.update-rules ews.find-item ews.get-item ews.create-item
 * ews.update-item ews.delete-item ews.sync-items ews.get-folder ews.find-folder ews.create-folder
 * ews.resolve-names ews.expand-dl ews.other; autodiscover.pox autodiscover.json.
 */
typedef struct _OofSimCounter OofSimCounter;

OofSimCounter *oof_sim_counter_new (void);
void oof_sim_counter_free (OofSimCounter *counter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimCounter, oof_sim_counter_free)

void oof_sim_counter_reset (OofSimCounter *counter);

/* A request of KIND begins and ends; MAILBOX (nullable) is the address it works on. */
void oof_sim_counter_begin (OofSimCounter *counter, const gchar *kind, const gchar *mailbox);
void oof_sim_counter_end (OofSimCounter *counter, const gchar *mailbox);
/* A request inside a $batch: counted by kind only, the batch itself is what is in flight. */
void oof_sim_counter_note (OofSimCounter *counter, const gchar *kind);

/* Requests over the wire: the inner ones of a batch do not count. */
guint oof_sim_counter_get_total (OofSimCounter *counter);
guint oof_sim_counter_get_peak (OofSimCounter *counter);
guint oof_sim_counter_get_peak_per_mailbox (OofSimCounter *counter);
/* The kinds met so far, sorted (transfer container), and how often KIND was met. */
GList *oof_sim_counter_list_kinds (OofSimCounter *counter);
guint oof_sim_counter_get (OofSimCounter *counter, const gchar *kind);

/* Is KIND a list, view, delta, FindItem or SyncFolderItems of calendar items? */
gboolean oof_sim_counter_is_calendar_list (const gchar *kind);

G_END_DECLS
