/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-directory.h"
#include "core/oof-group.h"
#include "core/oof-person.h"
#include "store/oof-snapshot.h"

G_BEGIN_DECLS

/* Who there is and who belongs where: the directory's people with the groups of d:groups resolved.
 * Reference-counted; not changed once shared. */
typedef struct
{
  GPtrArray *people;      /* (owned) OofPerson by name, with groups filled in */
  GHashTable *by_address; /* (owned) address -> OofPerson */
  GPtrArray *groups;      /* (owned) OofGroup in processing order, members resolved */
  GPtrArray *problems;    /* (owned) utf8: groups that could not be resolved, and why */
} OofRoster;

#define OOF_TYPE_ROSTER (oof_roster_get_type ())
GType oof_roster_get_type (void);

/* The mail domains of everybody, lower case: what is inside the organisation. (transfer full) */
GHashTable *oof_roster_dup_domains (OofRoster *self);

/* Lists everybody and expands every group of @snapshot that has an address, one after the other. A
 * group that cannot be resolved is a problem, not the end (its members stay NULL); without sign-in
 * or connection the whole load fails. With the option peopleGroup only its members stay; when it
 * cannot be resolved everybody does, rather than nobody. */
void oof_roster_load_async (OofDirectory *directory,
                            OofSnapshot *snapshot,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Returns: (transfer full) */
OofRoster *oof_roster_load_finish (GAsyncResult *result, GError **error);

/* For tests and callers that have people already: @people OofPerson (groups are filled into
 * copies), @groups OofGroup with members resolved. */
OofRoster *oof_roster_new (GPtrArray *people, GPtrArray *groups);
OofRoster *oof_roster_ref (OofRoster *self);
void oof_roster_unref (OofRoster *self);

/* Takes over what was learnt about one person (zone, language) since the roster was loaded: @person
 * stands for the one of the same address from now on. Nobody new is added. */
void oof_roster_replace (OofRoster *self, OofPerson *person);

/* By address, whatever the case. (transfer none) (nullable) */
OofPerson *oof_roster_get (OofRoster *self, const char *address);
/* What a person types: an address, a name, or a part that only one person matches. Errors:
 * NOT_FOUND; INVALID with the candidates when several match. (transfer none) */
OofPerson *oof_roster_find (OofRoster *self, const char *text, GError **error);
/* The group whose template @address gets, with regard to processing order. (transfer none)
 * (nullable) */
OofGroup *oof_roster_get_group_of (OofRoster *self, const char *address);
/* Whether one of the groups of @address is an OPEN End group. */
gboolean oof_roster_is_open_end (OofRoster *self, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRoster, oof_roster_unref)

G_END_DECLS
