/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-call.h"

G_BEGIN_DECLS

/* Microsoft Graph v1.0 as graph.md describes it. */
void oof_sim_graph_register (OofSimServer *server);

/* Finds the handler of CALL, counts it, looks at faults and token, and has it answered. */
void oof_sim_graph_dispatch (OofSimCall *call);

/* Is the mailbox of call->person reachable through Graph, and may the caller have its settings, or
 * its calendars? Fails the call otherwise: 403, or 404 with the two codes that take turns. */
gboolean oof_sim_graph_enter_settings (OofSimCall *call);
gboolean oof_sim_graph_enter_calendars (OofSimCall *call);

/* The calendar that the path names: users/X/calendars/ID/…, else the default one. NULL: the call
 * has failed. (transfer none) (nullable) */
OofSimCalendar *oof_sim_graph_enter_calendar (OofSimCall *call);
/* The longest calendarView. */
#define OOF_SIM_VIEW_DAYS 1825
/* The startDateTime and endDateTime of the query, at most DAYS apart. FALSE: the call has failed.
 */
gboolean oof_sim_graph_read_window (OofSimCall *call, guint days, gint64 *start, gint64 *end);

/* The addresses, in lower case, of the list of recipients NAME of OBJECT, in place of what is in
 * ADDRESSES. FALSE: the call has failed. */
gboolean oof_sim_graph_read_recipients (OofSimCall *call,
                                        JsonObject *object,
                                        const gchar *name,
                                        GPtrArray *addresses);

/* The mailboxSettings object of call->person. (transfer full) */
JsonObject *oof_sim_graph_settings_to_json (OofSimCall *call);

/* What $select may name of a user, NULL-terminated. */
extern const gchar *const oof_sim_graph_user_names[];
/* The user with the SELECT-ed members, NULL: the standard ones. (transfer full) */
JsonObject *oof_sim_graph_pick_user (const OofSimTenant *tenant,
                                     const OofSimPerson *person,
                                     const GStrv select);
/* Answers with one page of PEOPLE (OofSimPerson). */
void oof_sim_graph_answer_people (OofSimCall *call, GPtrArray *people, const GStrv select);

/* Handlers, by what they answer. */
void oof_sim_graph_list_users (OofSimCall *call);
void oof_sim_graph_get_user (OofSimCall *call);
void oof_sim_graph_list_groups (OofSimCall *call);
void oof_sim_graph_get_group (OofSimCall *call);
void oof_sim_graph_list_members (OofSimCall *call);
void oof_sim_graph_list_organization (OofSimCall *call);
void oof_sim_graph_get_settings (OofSimCall *call);
void oof_sim_graph_get_setting (OofSimCall *call);
void oof_sim_graph_patch_settings (OofSimCall *call);
void oof_sim_graph_list_rules (OofSimCall *call);
void oof_sim_graph_get_rule (OofSimCall *call);
void oof_sim_graph_create_rule (OofSimCall *call);
void oof_sim_graph_update_rule (OofSimCall *call);
void oof_sim_graph_delete_rule (OofSimCall *call);
void oof_sim_graph_send_mail (OofSimCall *call);
void oof_sim_graph_list_calendars (OofSimCall *call);
void oof_sim_graph_get_calendar (OofSimCall *call);
void oof_sim_graph_create_calendar (OofSimCall *call);
void oof_sim_graph_list_events (OofSimCall *call);
void oof_sim_graph_view_events (OofSimCall *call);
void oof_sim_graph_delta_view (OofSimCall *call);
void oof_sim_graph_delta_events (OofSimCall *call);
void oof_sim_graph_get_event (OofSimCall *call);
void oof_sim_graph_create_event (OofSimCall *call);
void oof_sim_graph_update_event (OofSimCall *call);
void oof_sim_graph_delete_event (OofSimCall *call);
void oof_sim_graph_batch (OofSimCall *call);

G_END_DECLS
