/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"

G_BEGIN_DECLS

/* The options of `absence add` as typed. All strings (owned) (nullable). */
typedef struct
{
  char *from;
  char *to;
  gboolean open_end;
  char *time_from;
  char *time_to;
  char *subject;
  char *note;
  char *template_name;
  char *audience;
  char *deputy;
  gboolean calendar_only;
  gboolean no_calendar;
  char *ticket;
  char *on_conflict;
  char *group;
  gboolean closure;
} OofCliTyped;

/* As understood; what needs no people. */
typedef struct
{
  OofDay first;
  OofDay last; /* meaningless when open_end */
  gboolean by_hour;
  int minute_from;
  int minute_to;
  OofAudience audience;
  OofCalendarMode calendar;
} OofCliWanted;

/* (transfer full) the words that are no options, people; NULL as oof_cli_parse(). */
GStrv oof_cli_typed_parse (OofCli *cli, char **arguments, OofCliTyped *typed, GError **error);
void oof_cli_typed_clear (OofCliTyped *typed);
/* @n_people: how many were named. */
gboolean oof_cli_typed_understand (const OofCliTyped *typed,
                                   guint n_people,
                                   OofCliWanted *wanted,
                                   GError **error);
/* In the zone of @person. @deputy: (nullable). (transfer full) */
OofAbsence *oof_cli_typed_create_draft (const OofCliTyped *typed,
                                        const OofCliWanted *wanted,
                                        const OofPerson *person,
                                        const OofPerson *deputy);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofCliTyped, oof_cli_typed_clear)

G_END_DECLS
