/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-options.h"
#include "core/oof-record.h"

G_BEGIN_DECLS

/* Whether somebody is there. */
typedef enum
{
  OOF_AWAY_NOT,
  OOF_AWAY_PLANNED,  /* an absence counts now */
  OOF_AWAY_UNPLANNED /* without one: the reply that was found answers, and the option
                            saveState ("Abwesenheitsstatus speichern") says that this counts */
} OofAway;

/* @absences: OofAbsence of the person. @record: (nullable) what the runs know of the mailbox. */
OofAway oof_away_get (GPtrArray *absences,
                      const OofRecord *record,
                      const OofOptions *options,
                      OofInstant now);
/* NULL, "planned", "unplanned" */
const char *oof_away_to_string (OofAway away);

G_END_DECLS
