/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/oof-run-job.h"
#include "oof-fake-mailboxes.h"
#include "oof-fake-store.h"

G_BEGIN_DECLS

/* An organisation in memory at 2026-11-20 09:00 UTC: one template "Standard", people with
 * mailboxes, and runs over them. */
typedef struct
{
  OofFakeStore *items;
  OofFakeClock *clock;
  OofStore *store;
  OofFakeMailboxes *mailboxes;
  OofMailboxRouter *router;
  GPtrArray *people; /* OofPerson */
  GPtrArray *groups; /* OofGroup */

  /* for the next run */
  GCancellable *cancellable; /* (owned) (nullable) */
  guint limit_errors;
  const char *const *scope;
  OofInstant instant; /* NONE: now */
  guint max_in_flight;
  void (*prepare) (OofRunJob *job, gpointer data); /* (nullable) */
  gpointer data;
  guint n_recover_errors; /* how often a watch's recovery fails */
  guint n_recovered;

  /* of the last run */
  OofRunJob *job;
  GError *error;
  guint n_rows_seen;
} OofRunWorld;

void oof_run_world_set_up (OofRunWorld *self, gconstpointer data);
void oof_run_world_tear_down (OofRunWorld *self, gconstpointer data);

/* "p0@x.example" … with mailboxes on Graph. */
void oof_run_world_add_people (OofRunWorld *self, guint n);
OofFakeMailbox *oof_run_world_mailbox (OofRunWorld *self, guint n);
/* Stores an all-day absence of person @n; @to NULL: without end. Returns: its key (transfer full).
 */
char *oof_run_world_add_absence (OofRunWorld *self, guint n, const char *from, const char *to);
void oof_run_world_cancel (OofRunWorld *self, const char *key);
OofSnapshot *oof_run_world_read (OofRunWorld *self);
/* Reads the service mailbox anew and runs. (transfer none): the report. The error is in
 * self->error. */
OofRunReport *oof_run_world_run (OofRunWorld *self, OofRunMode mode);
OofRunRow *oof_run_world_row (OofRunWorld *self, guint n);
/* The stored record of person @n. (transfer full) (nullable) */
OofRecord *oof_run_world_record (OofRunWorld *self, guint n);

G_END_DECLS
