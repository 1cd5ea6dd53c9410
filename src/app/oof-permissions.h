/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

/* What each feature needs at Microsoft Graph (graph.md 8), and what a sign-in's token says it has.
 * Only what is missing in a readable token is known to be missing: the answer of Graph decides. */

typedef enum
{
  OOF_PERMISSION_HELD,
  OOF_PERMISSION_MISSING,
  OOF_PERMISSION_UNKNOWN /* the token cannot be read, or none was fetched yet */
} OofPermissionVerdict;

/* One line of the page. */
typedef struct
{
  const char *feature;       /* stable: "replies", "plan", "people", "groups", "mail" */
  const char *permission;    /* the least one */
  gboolean needed;           /* else only for something that is switched on by an option */
  gboolean by_administrator; /* nobody else may agree to it */
  OofPermissionVerdict verdict;
} OofPermission;

/* @runner: the application's permissions, else the delegated ones of the person. (transfer full)
 * (element-type OofPermission): empty where that sign-in is not at Microsoft Graph. */
GPtrArray *oof_session_dup_permissions (OofSession *self, gboolean runner);
/* What a feature is, for people. */
const char *oof_words_feature (const char *feature);

G_END_DECLS
