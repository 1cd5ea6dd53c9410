/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-scenario.h"

G_BEGIN_DECLS

/* A scenario that is kept in a file, one JSON object: {"scenario":NAME,"seed":N,"people":N,
 * "groups":N,"now":TIME}, all but the first optional. Fills what START does not say already (seed:
 * 0). *NAME (out) (transfer full), which START points to. Errors: G_IO_ERROR_INVALID_ARGUMENT. */
gboolean
oof_sim_scenario_file_read (const gchar *path, OofSimStart *start, gchar **name, GError **error);

G_END_DECLS
