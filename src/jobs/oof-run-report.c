/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-run-report.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (OofRunReport, oof_run_report, oof_run_report_ref, oof_run_report_unref)

static const char *const results[] = {
  [OOF_RESULT_UNCHANGED] = "unchanged",
  [OOF_RESULT_WRITTEN] = "written",
  [OOF_RESULT_NOT_CONFIRMED] = "not-confirmed",
  [OOF_RESULT_FAILED] = "failed",
  [OOF_RESULT_SKIPPED] = "skipped",
  [OOF_RESULT_WOULD_WRITE] = "skipped",
};

static void
run_row_free (gpointer data)
{
  OofRunRow *self = data;

  g_free (self->address);
  g_free (self->name);
  g_clear_pointer (&self->plan, oof_plan_unref);
  g_clear_pointer (&self->after, oof_reply_state_unref);
  g_clear_pointer (&self->forward, oof_forward_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
run_report_clear (gpointer data)
{
  OofRunReport *self = data;

  g_free (self->run);
  g_ptr_array_unref (self->rows);
}

/* "20261123T090000Z-1a2b3c4d" */
static char *
new_run_id (OofInstant at)
{
  g_autofree char *stamp = oof_instant_format (at);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GString) run = g_string_new (NULL);

  for (const char *p = stamp ? stamp : ""; *p; p++)
    if (*p != '-' && *p != ':')
      g_string_append_c (run, *p);
  g_string_append_printf (run, "-%.8s", uuid);
  return g_string_free (g_steal_pointer (&run), FALSE);
}

OofRunReport *
oof_run_report_new (OofInstant at)
{
  OofRunReport *self = g_atomic_rc_box_new0 (OofRunReport);

  self->run = new_run_id (at);
  self->at = at;
  self->rows = g_ptr_array_new_with_free_func (run_row_free);
  return self;
}

OofRunReport *
oof_run_report_ref (OofRunReport *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_run_report_unref (OofRunReport *self)
{
  g_atomic_rc_box_release_full (self, run_report_clear);
}

OofRunRow *
oof_run_report_add (OofRunReport *self, const char *address, const char *name)
{
  OofRunRow *row = g_new0 (OofRunRow, 1);

  row->address = g_strdup (address);
  row->name = g_strdup (name ? name : address);
  g_ptr_array_add (self->rows, row);
  return row;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const OofRunRow *left = *(const OofRunRow *const *) a;
  const OofRunRow *right = *(const OofRunRow *const *) b;

  return strcmp (left->address, right->address);
}

static void
count_row (OofRunReport *self, OofRunResult result)
{
  switch (result)
    {
    case OOF_RESULT_WRITTEN:
    case OOF_RESULT_NOT_CONFIRMED:
    case OOF_RESULT_WOULD_WRITE:
      self->changed++;
      break;
    case OOF_RESULT_FAILED:
      self->failed++;
      break;
    case OOF_RESULT_UNCHANGED:
    case OOF_RESULT_SKIPPED:
    default:
      self->unchanged++;
    }
}

void
oof_run_report_close (OofRunReport *self)
{
  self->changed = self->unchanged = self->failed = 0;
  g_ptr_array_sort (self->rows, compare_rows);
  for (guint i = 0; i < self->rows->len; i++)
    count_row (self, ((OofRunRow *) g_ptr_array_index (self->rows, i))->result);
}

OofRunRow *
oof_run_report_find (OofRunReport *self, const char *address)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      OofRunRow *row = g_ptr_array_index (self->rows, i);

      if (g_ascii_strcasecmp (row->address, address) == 0)
        return row;
    }
  return NULL;
}

const char *
oof_run_result_to_string (OofRunResult result)
{
  g_return_val_if_fail (result < G_N_ELEMENTS (results), NULL);

  return results[result];
}
