/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-options.h"
#include "core/oof-template.h"
#include "sim/oof-sim-json.h"
#include "sim/oof-sim-random.h"
#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

/* The database in the making. */
typedef struct
{
  OofSimTenant *tenant;
  JsonObject *data; /* of database.json */
  OofSimRandom random;
  OofSimCalendar *documents; /* the second calendar */
  GPtrArray *templates;      /* (owned) of OofTemplate */
  GPtrArray *groups;         /* (owned) of OofGroup, sorted, with members */
  GPtrArray *absences;       /* (owned) of OofAbsence */
  GHashTable *outside; /* (owned) key of an absence -> text its person put in our reply's place */
  OofOptions *options; /* (owned) */
  gint64 now;          /* microseconds */
} OofSimSeed;

/* A JSON object that begins as every document does: v, key, rev, w. (transfer full) */
JsonObject *oof_sim_seed_begin (OofSimSeed *seed, const gchar *key);
/* Gives ITEM the three properties: OofKey, OofRev and NAME with the text of JSON. */
void
oof_sim_seed_set_data (OofSimItem *item, const gchar *key, const gchar *name, JsonObject *json);
/* Puts DOCUMENT into the second calendar, written at CREATED. */
void oof_sim_seed_add_document (
    OofSimSeed *seed, const gchar *key, JsonObject *document, const gchar *summary, gint64 created);
/* "local@domain". (transfer full) */
gchar *oof_sim_seed_address (const OofSimSeed *seed, const gchar *local);

/* Templates, groups, options, subjects, users; fills seed->templates, groups, options. */
void oof_sim_seed_documents (OofSimSeed *seed);
/* Absences and their items; fills seed->absences and outside. */
void oof_sim_seed_absences (OofSimSeed *seed);
/* What the plan wants now as replies in the mailboxes, with the state pages and the log of the run
 * that "wrote" them. */
void oof_sim_seed_replies (OofSimSeed *seed);

G_END_DECLS
