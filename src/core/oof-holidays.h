/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-person.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* One day off, once: recurring ones are stored year by year. */
typedef struct
{
  OofDay day;
  char *name; /* (owned) "Fronleichnam" */
} OofHoliday;

/* The public holidays of a region: document d:holidays:NAME. Reference-counted; not changed once
 * shared. */
typedef struct
{
  char *name;      /* (owned) "Bayern" */
  GStrv places;    /* (owned) what the directory calls the region: "BY", "Würzburg" */
  GPtrArray *days; /* (owned) OofHoliday by day, one a day */
  gint64 rev;      /* 0: not stored yet */
  char *document;  /* (owned) (nullable) the stored JSON */
} OofHolidays;

#define OOF_TYPE_HOLIDAYS (oof_holidays_get_type ())
GType oof_holidays_get_type (void);

OofHolidays *oof_holidays_new (const char *name);
OofHolidays *oof_holidays_ref (OofHolidays *self);
void oof_holidays_unref (OofHolidays *self);
OofHolidays *oof_holidays_copy (const OofHolidays *self);
/* Only before sharing. A day that is there already keeps its first name. */
void oof_holidays_add (OofHolidays *self, OofDay day, const char *name);
/* The name of the holiday on @day. (nullable): NULL when it is none. */
const char *oof_holidays_get (const OofHolidays *self, OofDay day);

/* By name, without regard to case. (transfer none) (nullable) */
OofHolidays *oof_holidays_find (GPtrArray *calendars, const char *name);
/* The calendar of a person's region: the first of the attributes region (imported), office, city,
 * state and country that is the name or a place of one of @calendars, else the one called
 * @fallback. (transfer none) (nullable) */
OofHolidays *
oof_holidays_find_for (GPtrArray *calendars, const OofPerson *person, const char *fallback);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofHolidays, oof_holidays_unref)

G_END_DECLS
