/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* The options --from and --to of the commands that list absences. */
typedef struct
{
  char *from_text; /* (owned) (nullable) as typed */
  char *to_text;   /* (owned) (nullable) as typed */
  OofDay from;     /* OOF_DAY_NONE: not said */
  OofDay to;       /* OOF_DAY_NONE: not said */
} OofCliDays;

#define OOF_CLI_DAYS_ENTRIES(days)                                                                 \
  { "from",                                                                                        \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_FILENAME,                                                                         \
    &(days).from_text,                                                                             \
    N_ ("Only those that last until this day or longer"),                                          \
    N_ ("DATE") },                                                                                 \
  {                                                                                                \
    "to", 0, 0, G_OPTION_ARG_FILENAME, &(days).to_text,                                            \
        N_ ("Only those that begin on this day or before"), N_ ("DATE")                            \
  }

void oof_cli_days_clear (OofCliDays *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofCliDays, oof_cli_days_clear)

/* Reads what was typed. Errors end with exit code 2. */
gboolean oof_cli_days_parse (OofCliDays *self, GError **error);
/* Opens the connection (oof_cli_open) and reads the absences of these days; with none said those
 * that are read as a rule. */
gboolean oof_cli_days_open (const OofCliDays *self, OofCli *cli, OofLoad what, GError **error);
/* Whether the absence touches these days. */
gboolean oof_cli_days_touch (const OofCliDays *self, const OofAbsence *absence);

G_END_DECLS
