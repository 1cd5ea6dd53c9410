/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-restore-report.h"

G_DEFINE_BOXED_TYPE (OofRestoreReport,
                     oof_restore_report,
                     oof_restore_report_ref,
                     oof_restore_report_unref)

static void
failure_free (gpointer data)
{
  OofRestoreFailure *self = data;

  g_free (self->key);
  g_error_free (self->error);
  g_free (self);
}

static void
report_clear (gpointer data)
{
  OofRestoreReport *self = data;

  g_ptr_array_unref (self->failed);
}

OofRestoreReport *
oof_restore_report_new (void)
{
  OofRestoreReport *self = g_atomic_rc_box_new0 (OofRestoreReport);

  self->failed = g_ptr_array_new_with_free_func (failure_free);
  return self;
}

OofRestoreReport *
oof_restore_report_ref (OofRestoreReport *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_restore_report_unref (OofRestoreReport *self)
{
  g_atomic_rc_box_release_full (self, report_clear);
}

void
oof_restore_report_add_failure (OofRestoreReport *self, const char *key, const GError *error)
{
  OofRestoreFailure *failure = g_new0 (OofRestoreFailure, 1);

  failure->key = g_strdup (key);
  failure->error = g_error_copy (error);
  g_ptr_array_add (self->failed, failure);
}
