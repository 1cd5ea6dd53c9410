/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-range.h"
#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* Where the calendar item of an absence lies, and whether Exchange is touched at all. */
typedef enum
{
  OOF_CALENDAR_STANDARD,      /* entry and automatic reply */
  OOF_CALENDAR_CALENDAR_ONLY, /* entry, no automatic reply (home office) */
  OOF_CALENDAR_NONE           /* automatic reply, entry only in the second calendar */
} OofCalendarMode;

typedef enum
{
  OOF_ABSENCE_PLANNED,
  OOF_ABSENCE_RUNNING,
  OOF_ABSENCE_ENDED,
  OOF_ABSENCE_CANCELLED,
  OOF_ABSENCE_ON_HOLD
} OofAbsenceState;

/* Dates that an absence had before it was moved: as stored, days or instants like the absence
 * itself. */
typedef struct
{
  char *from;
  char *to;
} OofMoved;

/* One planned absence of one person: the OofAbsence property of storage.md rule 3.
 * Reference-counted; fill in a new or copied one, then share it and do not change it again. */
typedef struct
{
  char *key;        /* (owned) "a:UUID" */
  gint64 rev;       /* 1, 2, 3 …: +1 with every write of ours; 0: not stored yet */
  char *person;     /* (owned) SMTP address, lower case */
  char *person_id;  /* (owned) (nullable) the directory's id */
  char *zone;       /* (owned) IANA zone of the person */
  gboolean all_day; /* first_day/last_day count, else window */
  gboolean open_end;
  OofDay first_day;
  OofDay last_day;       /* inclusive; meaningless when open_end */
  OofRange window;       /* by the hour: as entered; to is FOREVER when open_end */
  char *subject;         /* (owned) Betreff, "" when none */
  char *note;            /* (owned) (nullable) */
  char *template_name;   /* (owned) (nullable) NULL: the group's template */
  OofAudience audience;  /* UNSET: the template's, else the option's */
  char *deputy;          /* (owned) (nullable) SMTP address */
  char *forward_to;      /* (owned) (nullable) SMTP address; NULL: no forwarding */
  gboolean forward_copy; /* a copy stays in the mailbox */
  OofCalendarMode calendar;
  char *series;        /* (owned) (nullable) */
  guint weekly;        /* the weekdays of a series that goes on (OofWeekdays of oof-series.h); 0 */
  OofDay weekly_until; /* its last day; NONE: no end */
  char *closure_id;    /* (owned) (nullable) set: a closure, distributed to closure_group */
  char *closure_group; /* (owned) (nullable) */
  gboolean closure_left; /* cancelled because the person left the group, not by somebody */
  OofInstant cancelled;  /* NONE: not cancelled */
  gboolean hold;
  char *ticket;     /* (owned) (nullable) */
  GPtrArray *moved; /* (owned) OofMoved, oldest first */
  char *created_by; /* (owned) (nullable) SMTP address */
  OofInstant created_at;
  char *document; /* (owned) (nullable) the stored JSON, so that unknown members survive a rewrite
                   */
} OofAbsence;

#define OOF_TYPE_ABSENCE (oof_absence_get_type ())
GType oof_absence_get_type (void);

/* An all-day absence with empty fields, rev 0 and a fresh key. */
OofAbsence *oof_absence_new (const char *person, const char *zone);
OofAbsence *oof_absence_ref (OofAbsence *self);
void oof_absence_unref (OofAbsence *self);
OofAbsence *oof_absence_copy (const OofAbsence *self);
void oof_absence_add_moved (OofAbsence *self, const char *from, const char *to);

/* The span it covers: days as [first 00:00, last + 1 00:00) in its zone (decisions 4). */
OofRange oof_absence_get_range (const OofAbsence *self);
OofAbsenceState oof_absence_get_state (const OofAbsence *self, OofInstant now);
/* The first and last day it touches in its own zone, also for hour-exact ones. last is
 * OOF_DAY_NONE for one without end. */
void oof_absence_get_days (const OofAbsence *self, OofDay *first, OofDay *last);
/* from and to as the JSON of storage.md and cli.md shows them: days or instants. (transfer full);
 * to is NULL for one without end. */
char *oof_absence_dup_from (const OofAbsence *self);
char *oof_absence_dup_to (const OofAbsence *self);
/* The latest end that @max_months leave; FOREVER: there is none. */
OofInstant oof_absence_get_limit (const OofAbsence *self, int max_months);
/* Everything that can be known to be wrong without asking anybody: order of dates, length (at most
 * @max_months), unknown zone, addresses. */
gboolean oof_absence_validate (const OofAbsence *self, int max_months, GError **error);

/* A running one without end asks every 14 days whether it is still right (decisions 4): the last
 * day on which it did, in its zone; OOF_DAY_NONE: it does not ask, or not yet. */
OofDay oof_absence_get_reminder (const OofAbsence *self, OofInstant now);
/* By key, whatever the case. (transfer none) (nullable) */
OofAbsence *oof_absence_find (GPtrArray *absences, const char *key);
/* Those of one person. (transfer full) (element-type OofAbsence) */
GPtrArray *oof_absence_list_of (GPtrArray *absences, const char *address);
/* Whose they are, each person once, in the order of @absences. (transfer full) */
GStrv oof_absence_dup_people (GPtrArray *absences);
/* Decisions 5: of the live ones (not cancelled, not on hold) in @absences (OofAbsence) that hold
 * @at: a closure, else the one that started last, else the one created last. (transfer none)
 * (nullable) */
OofAbsence *oof_absence_find_counting (GPtrArray *absences, OofInstant at);
/* The live ones of the same person that overlap @absence, itself (same key) left out. (transfer
 * full) */
GPtrArray *oof_absence_find_conflicts (GPtrArray *absences, const OofAbsence *absence);

/* Whether both give the same reply: everything that dates, texts and forwarding are made of. */
gboolean oof_absence_gives_same (const OofAbsence *a, const OofAbsence *b);
/* The live ones that hold @at and give a reply: those that end when somebody is back. (transfer
 * full) (element-type OofAbsence) */
GPtrArray *oof_absence_list_at (GPtrArray *absences, OofInstant at);
/* A copy whose end is the full minute of @now (decisions 7, What a hand did stays). (transfer full)
 * (nullable): NULL when it would have no length: then it is to be cancelled. */
OofAbsence *oof_absence_copy_ended (const OofAbsence *self, OofInstant now);

const char *oof_absence_state_to_string (OofAbsenceState state); /* "planned" … "on-hold" */
const char *
oof_calendar_mode_to_string (OofCalendarMode mode); /* "standard" "calendar-only" "none" */
gboolean oof_calendar_mode_from_string (const char *text, OofCalendarMode *mode);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofAbsence, oof_absence_unref)

G_END_DECLS
