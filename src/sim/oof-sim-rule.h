/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An inbox rule: one state for both protocols. Only the conditions and actions named here are
 * simulated; the others are refused. */
typedef struct
{
  gchar *id;   /* (owned) */
  gchar *name; /* (owned) */
  gint sequence;
  gboolean enabled;
  gboolean read_only;     /* made through EWS or by Outlook: Graph shows it empty and leaves it */
  GPtrArray *redirect_to; /* (owned) of gchar*: addresses */
  GPtrArray *forward_to;  /* (owned) of gchar*: addresses */
  gchar *move_to_folder;  /* (owned) (nullable) a well-known name: "deleteditems" */
  gboolean deletes;
  gboolean marks_read;
  gboolean stop;
  JsonObject *conditions; /* (owned) (nullable) names of Graph; lists of texts, or booleans */
  JsonObject *exceptions; /* (owned) (nullable) the same */
  gint64 from;            /* WithinDateRange, microseconds, 0: open. Graph does not know it */
  gint64 until;           /* the same */
} OofSimRule;

OofSimRule *oof_sim_rule_new (void);
OofSimRule *oof_sim_rule_copy (const OofSimRule *rule);
void oof_sim_rule_free (OofSimRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimRule, oof_sim_rule_free)

typedef enum
{
  OOF_SIM_CONDITION_TEXTS,
  OOF_SIM_CONDITION_ADDRESSES,
  OOF_SIM_CONDITION_BOOLEAN
} OofSimConditionKind;

/* One condition (or exception), by its names on both protocols. */
typedef struct
{
  const gchar *graph;
  const gchar *ews;
  OofSimConditionKind kind;
} OofSimCondition;

/* In the order of the EWS schema, ended by one without names. */
extern const OofSimCondition oof_sim_conditions[];

/* The folders that a rule may move to, by their well-known names. */
extern const gchar *const oof_sim_rule_folders[];
/* The id of such a folder in the mailbox with PREFIX, and back; NULL: no such folder. */
gchar *oof_sim_rule_folder_id (const gchar *prefix, const gchar *folder);
const gchar *oof_sim_rule_find_folder (const gchar *prefix, const gchar *id_or_name);

gboolean oof_sim_rule_has_action (const OofSimRule *rule);
/* Has it conditions or exceptions? */
gboolean oof_sim_rule_is_conditional (const OofSimRule *rule);
/* Does Graph show it with neither conditions nor actions, and refuse to change it? */
gboolean oof_sim_rule_is_opaque (const OofSimRule *rule);

/* Does it take a mail FROM with SUBJECT at NOW? What is not looked at (has attachments, ...) does
 * not hold. */
gboolean
oof_sim_rule_takes (const OofSimRule *rule, const gchar *from, const gchar *subject, gint64 now);

G_END_DECLS
