/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/oof-cli-context.h"
#include "core/oof-conflict.h"
#include "core/oof-series.h"

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
  char *forward;
  gboolean no_copy;
  gboolean calendar_only;
  gboolean no_calendar;
  char *ticket;
  char *on_conflict;
  char *weekly;
  gboolean chain;
  gboolean following; /* only of "absence edit" */
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
  OofOnConflict on_conflict;
  OofWeekdays weekdays; /* 0: no series */
} OofCliWanted;

/* (transfer full) the words that are no options, people; NULL as oof_cli_parse(). */
GStrv oof_cli_typed_parse (OofCli *cli, char **arguments, OofCliTyped *typed, GError **error);
void oof_cli_typed_clear (OofCliTyped *typed);
/* @n_people: how many were named. */
gboolean oof_cli_typed_understand (const OofCliTyped *typed,
                                   guint n_people,
                                   OofCliWanted *wanted,
                                   GError **error);
/* Puts days or times in the place of those of @absence, in its zone; one without end keeps none. */
void oof_cli_set_times (OofAbsence *absence, const OofCliWanted *wanted);
/* Makes @draft the first day of a series: one day long, with an end. */
void oof_cli_make_occurrence (OofAbsence *draft, const OofCliWanted *wanted);
/* In the zone of @person. @deputy: (nullable). (transfer full) */
OofAbsence *oof_cli_typed_create_draft (const OofCliTyped *typed,
                                        const OofCliWanted *wanted,
                                        const OofPerson *person,
                                        const OofPerson *deputy);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofCliTyped, oof_cli_typed_clear)

G_END_DECLS
