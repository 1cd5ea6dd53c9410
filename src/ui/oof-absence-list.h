/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"
#include "ui/oof-absence-entry.h"

G_BEGIN_DECLS

/* Absences with the people they name and their state now, for views. @absences: OofAbsence.
 * (transfer full) (element-type OofAbsenceEntry) */
GPtrArray *oof_absence_list_new (OofSession *session, GPtrArray *absences);

G_END_DECLS
