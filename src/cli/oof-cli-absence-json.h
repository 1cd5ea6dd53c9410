/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "format/oof-json-writer.h"

G_BEGIN_DECLS

/* An absence as `absence list` and `absence show` give it (cli.md). */
void oof_cli_write_absence (OofJsonWriter *writer, const OofAbsence *absence, OofInstant now);

G_END_DECLS
