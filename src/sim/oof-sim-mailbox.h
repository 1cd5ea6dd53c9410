/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-calendar.h"
#include "sim/oof-sim-rule.h"

G_BEGIN_DECLS

/* One mailbox: automatic reply, memory of whom it has answered, rules, calendars. */

typedef enum
{
  OOF_SIM_REPLY_DISABLED,
  OOF_SIM_REPLY_SCHEDULED,
  OOF_SIM_REPLY_ENABLED,
} OofSimReplyState;

typedef enum
{
  OOF_SIM_AUDIENCE_NONE,
  OOF_SIM_AUDIENCE_CONTACTS,
  OOF_SIM_AUDIENCE_ALL,
} OofSimAudience;

typedef struct
{
  OofSimReplyState state;
  OofSimAudience audience;
  gint64 start; /* microseconds since 1970, UTC; both 0 = no window was ever set */
  gint64 end;
  gchar *internal; /* (owned) HTML as Exchange holds it; "" = none */
  gchar *external; /* (owned) the same */
} OofSimReply;

OofSimReply *oof_sim_reply_copy (const OofSimReply *reply);
void oof_sim_reply_free (OofSimReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimReply, oof_sim_reply_free)

/* Why a reply is refused; each protocol says it with its own code (Graph
 * ErrorInvalidTimeSettings, EWS ErrorInvalidScheduledOofDuration). */
typedef enum
{
  OOF_SIM_PROBLEM_NONE,
  OOF_SIM_PROBLEM_NO_WINDOW, /* scheduled, but there is no window */
  OOF_SIM_PROBLEM_REVERSED,  /* end <= start */
  OOF_SIM_PROBLEM_PAST,      /* the end is not in the future */
} OofSimProblem;

#define OOF_SIM_INBOX_SIZE 20

/* A mail in the inbox. */
typedef struct
{
  gchar *from;          /* (owned) */
  gchar *subject;       /* (owned) */
  gchar *redirected_by; /* (owned) (nullable) whose rule or forwarding sent it on */
} OofSimMail;

typedef struct
{
  gchar *prefix;          /* (owned) part of every id in this mailbox */
  OofSimReply *reply;     /* (owned) change it with oof_sim_mailbox_set_reply() only */
  OofSimReply *old_reply; /* (owned) (nullable) what a replica that lags still holds */
  gboolean lags;          /* the request at work is answered by such a replica */
  GHashTable *answered;   /* (owned) lower-case sender addresses answered since the last change */
  GHashTable *contacts;   /* (owned) lower-case addresses of the mailbox's contacts */
  GPtrArray *rules;       /* (owned) of OofSimRule* */
  GPtrArray *inbox;       /* (owned) of OofSimMail*: the last OOF_SIM_INBOX_SIZE ones */
  gboolean outlook_rules; /* Outlook has rules of its own: ErrorOutlookRuleBlobExists */
  gchar *smtp_forward;    /* (owned) (nullable) forwarding at the mailbox itself */
  guint writes;           /* replies really changed */
  GPtrArray *calendars;   /* (owned) of OofSimCalendar*, the default one first */
  guint64 serial;         /* last number given to an id */
  gchar *generation;      /* (owned) states of synchronisation from another one are worth nothing */
  guint duplicate_refusals; /* Graph answers 400 and 409 in turn */
} OofSimMailbox;

/* CALENDAR_NAME: of the default calendar, in the language of its owner. */
OofSimMailbox *oof_sim_mailbox_new (const gchar *prefix, const gchar *calendar_name);
void oof_sim_mailbox_free (OofSimMailbox *mailbox);

/* Sets the whole reply, as both protocols do in the end. The texts are first rewritten as
 * Exchange rewrites them (oof_sim_html_store()). A window is looked at only when the state is
 * scheduled; otherwise start and end are kept as given. A change of state, audience, texts or
 * (scheduled) window counts as a write and empties the memory of answered senders; an equal value
 * does nothing. Gives the reason of a refusal, then nothing has changed. */
OofSimProblem
oof_sim_mailbox_set_reply (OofSimMailbox *mailbox, const OofSimReply *wanted, gint64 now);

/* The reply as the request at work sees it. (transfer none) */
const OofSimReply *oof_sim_mailbox_read_reply (const OofSimMailbox *mailbox);

/* REDIRECTED_BY: (nullable). */
void oof_sim_mailbox_add_mail (OofSimMailbox *mailbox,
                               const gchar *from,
                               const gchar *subject,
                               const gchar *redirected_by);

/* Takes RULE (transfer full) and gives it an id. */
void oof_sim_mailbox_add_rule (OofSimMailbox *mailbox, OofSimRule *rule);
/* In the order in which they run. (transfer container) */
GPtrArray *oof_sim_mailbox_list_rules (OofSimMailbox *mailbox);
/* (nullable) */
OofSimRule *oof_sim_mailbox_find_rule (OofSimMailbox *mailbox, const gchar *id);
/* Takes RULE (transfer full), which is in the place of the one with its id from now on. */
void oof_sim_mailbox_replace_rule (OofSimMailbox *mailbox, OofSimRule *rule);

OofSimCalendar *oof_sim_mailbox_get_default_calendar (OofSimMailbox *mailbox);
/* (nullable) */
OofSimCalendar *oof_sim_mailbox_find_calendar (OofSimMailbox *mailbox, const gchar *id);
/* Any letter case; (nullable) */
OofSimCalendar *oof_sim_mailbox_find_calendar_by_name (OofSimMailbox *mailbox, const gchar *name);
/* The new calendar (owned by the mailbox), NULL when one of that name is there (any letter case).
 */
OofSimCalendar *oof_sim_mailbox_add_calendar (OofSimMailbox *mailbox, const gchar *name);

/* Takes ITEM (transfer full), gives it ids, change key, uid (unless set) and instants. */
void oof_sim_mailbox_add_item (OofSimMailbox *mailbox,
                               OofSimCalendar *calendar,
                               OofSimItem *item,
                               gint64 now);
/* The id of the item with that serial, the form that EWS knows. (transfer full) */
gchar *oof_sim_mailbox_dup_item_id (const OofSimMailbox *mailbox, guint64 serial);
gchar *oof_sim_mailbox_dup_immutable_id (const OofSimMailbox *mailbox, guint64 serial);
/* Either form of id, letter case counts; CALENDAR (out) (nullable). (nullable) */
OofSimItem *
oof_sim_mailbox_find_item (OofSimMailbox *mailbox, const gchar *id, OofSimCalendar **calendar);
/* Frees the item. FALSE when it is not there. */
gboolean oof_sim_mailbox_remove_item (OofSimMailbox *mailbox, OofSimItem *item);

G_END_DECLS
