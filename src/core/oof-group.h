/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define OOF_GROUP_EVERYBODY "Alle Benutzer"

/* One line of document d:groups, with the members as the directory resolved them.
 * Reference-counted. */
typedef struct
{
  char *name;    /* (owned) */
  char *address; /* (owned) (nullable) SMTP address or directory id; NULL for "Alle Benutzer" */
  int priority;  /* unique, ascending; "Alle Benutzer" comes first whatever it says */
  char *template_name;       /* (owned) (nullable) */
  gboolean open_end;         /* replies of its people are never switched off */
  gboolean forward_required; /* absences of its people need a forwarding (/fwr) */
  GHashTable
      *members; /* (owned) (nullable) set of SMTP addresses, lower case; NULL: not resolved */
} OofGroup;

#define OOF_TYPE_GROUP (oof_group_get_type ())
GType oof_group_get_type (void);

OofGroup *oof_group_new (const char *name);
OofGroup *oof_group_ref (OofGroup *self);
void oof_group_unref (OofGroup *self);
OofGroup *oof_group_copy (const OofGroup *self);
/* "Alle Benutzer" has everybody. */
gboolean oof_group_has (const OofGroup *self, const char *address);
/* "Alle Benutzer" first, then by ascending priority number, then by name. */
void oof_groups_sort (GPtrArray *groups);
/* Whether the list can be stored: names of 1 to 255 characters, each once; only "Alle Benutzer" has
 * no address; priorities from 1, each once. Errors: INVALID, naming the group. */
gboolean oof_groups_check (GPtrArray *groups, GError **error);
/* By name, without regard to case. (transfer none) (nullable) */
OofGroup *oof_group_find (GPtrArray *groups, const char *name);
/* Two groups of the same priority, which the name decides: what is wrong with a list that others
 * stored. (transfer full) (element-type utf8): a sentence each. */
GPtrArray *oof_groups_list_problems (GPtrArray *groups);
/* The last group (in processing order) that has @address and names a template wins. @groups
 * sorted. (transfer none) (nullable) */
OofGroup *oof_groups_find_for (GPtrArray *groups, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofGroup, oof_group_unref)

G_END_DECLS
