/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-old-item.h"

G_BEGIN_DECLS

/* How an old appointment is read: lines that an administrator sees and edits. How the original
 * writes its appointments is not published, so nothing is taken for granted.
 *
 *   subject: {person} - {subject}      the whole subject
 *   location: {deputy}                 the whole location
 *   body: Vertretung: {deputy}         a line of the text
 *   attendee: {person}                 an attendee's address
 *   person: Bernd = bernd@example.com  who is meant by that word
 *   kind: Ferien = Urlaub              another name of a Betreff
 *
 * {person}, {subject}, {deputy} and {note} stand for any text; for each of them the first rule that
 * fits and finds something counts. */
typedef struct _OofMigrationRules OofMigrationRules;

/* What there is when nobody said anything else; NULL-terminated. */
extern const char *const oof_migration_default_rules[];

/* Errors: INVALID, naming the line. (transfer full) */
OofMigrationRules *oof_migration_rules_parse (const char *const *lines, GError **error);
void oof_migration_rules_free (OofMigrationRules *self);

typedef struct
{
  char *person;  /* (owned) (nullable) as it stands there */
  char *subject; /* (owned) (nullable) */
  char *deputy;  /* (owned) (nullable) */
  char *note;    /* (owned) (nullable) */
} OofMigrationReading;

void oof_migration_reading_clear (OofMigrationReading *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofMigrationReading, oof_migration_reading_clear)

/* @reading: (out caller-allocates), empty before. */
void oof_migration_rules_read (const OofMigrationRules *self,
                               const OofOldItem *old,
                               OofMigrationReading *reading);
/* Whom "person:" names for that word. (transfer none) (nullable) */
const char *oof_migration_rules_find_person (const OofMigrationRules *self, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofMigrationRules, oof_migration_rules_free)

G_END_DECLS
