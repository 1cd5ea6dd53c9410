/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* An item of a backup that could not be brought back. */
typedef struct
{
  char *key;     /* (owned) */
  GError *error; /* (owned) */
} OofRestoreFailure;

/* What a restore did, or as dry run would do. Reference-counted. */
typedef struct
{
  guint created;     /* was missing */
  guint changed;     /* stood there with another content */
  guint unchanged;   /* stood there as it is in the backup */
  GPtrArray *failed; /* (owned) OofRestoreFailure */
} OofRestoreReport;

#define OOF_TYPE_RESTORE_REPORT (oof_restore_report_get_type ())
GType oof_restore_report_get_type (void);

OofRestoreReport *oof_restore_report_new (void);
OofRestoreReport *oof_restore_report_ref (OofRestoreReport *self);
void oof_restore_report_unref (OofRestoreReport *self);
void oof_restore_report_add_failure (OofRestoreReport *self, const char *key, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRestoreReport, oof_restore_report_unref)

G_END_DECLS
