/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-connection.h"

G_BEGIN_DECLS

/* A connection file being written: what a person changes in the options. Whatever this version does
 * not know stays in the file. No secret goes in. */
#define OOF_TYPE_CONNECTION_DRAFT (oof_connection_draft_get_type ())
G_DECLARE_FINAL_TYPE (OofConnectionDraft, oof_connection_draft, OOF, CONNECTION_DRAFT, GObject)

/* Where mailboxes live. */
typedef enum
{
  OOF_CONNECTION_CLOUD,  /* Microsoft 365 alone: "Kein eigener Exchange Server" */
  OOF_CONNECTION_LOCAL,  /* Exchange on premises alone */
  OOF_CONNECTION_HYBRID, /* both, the service mailbox in Microsoft 365 */
} OofConnectionKind;

/* An empty one, for a file in the user's configuration that is not there yet. */
OofConnectionDraft *oof_connection_draft_new (void);
/* Errors: INVALID when there is no readable key file. It need not be complete. */
OofConnectionDraft *oof_connection_draft_load (const char *path, GError **error);

const char *oof_connection_draft_get_path (OofConnectionDraft *self);
/* "" where it is not set. (transfer full) */
char *oof_connection_draft_dup (OofConnectionDraft *self, const char *group, const char *key);
/* "" or NULL takes the line out; a group without lines goes too. Emits "changed". */
void oof_connection_draft_set (OofConnectionDraft *self,
                               const char *group,
                               const char *key,
                               const char *value);
OofConnectionKind oof_connection_draft_get_kind (OofConnectionDraft *self);
/* Sets where the service mailbox lies with it, and takes out what the kind has no use for when the
 * draft is saved. */
void oof_connection_draft_set_kind (OofConnectionDraft *self, OofConnectionKind kind);
/* What differs from the file, one "[group] key: old → new" a line; "" for nothing. (transfer full)
 */
char *oof_connection_draft_list_changes (OofConnectionDraft *self);

/* What is looked at. */
typedef enum
{
  OOF_CONNECTION_WHOLE,
  OOF_CONNECTION_SERVER /* the local Exchange server alone, to try it */
} OofConnectionPart;

/* What the file would say. Errors: INVALID. (transfer full) */
OofConnection *
oof_connection_draft_parse (OofConnectionDraft *self, OofConnectionPart part, GError **error);
/* Writes it, readable by its owner alone, once it has passed the checks of oof_connection_load().
 * Errors: INVALID, and those of writing: the file stays as it was. (transfer full) what it says
 * now. */
OofConnection *oof_connection_draft_save (OofConnectionDraft *self, GError **error);

G_END_DECLS
