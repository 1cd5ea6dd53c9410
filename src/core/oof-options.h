/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* The options of document d:options that the planner and the template engine look at, with the
 * defaults of decisions.md where the document is silent. Reference-counted; not changed once
 * shared. */
typedef struct
{
  int lead_days;          /* "Vorlauf", 1..30, default 3 */
  int day_difference;     /* "Tagedifferenz", default 30 */
  int max_months;         /* "Max. Termin-Dauer", 1..6, default 6 */
  int week_start;         /* 1 = Monday .. 7 */
  int working_days;       /* counted from the week start, default 5 */
  OofAudience audience;   /* default ALL */
  char *zone;             /* (owned) the organisation's IANA zone, default "Europe/Berlin" */
  char *language;         /* (owned) default "de" */
  char *forward_word;     /* (owned) word of @@oofforwardornotol, default "not" */
  gboolean set_only;      /* "Nur setzen, OOF Status nicht deaktivieren" */
  gboolean drift_restore; /* what was changed outside is restored instead of kept */
  gboolean save_state;    /* "Abwesenheitsstatus speichern" */
  gboolean template_choice;
  gboolean subject_from_list;
  gboolean time_of_day; /* "Erlaube Zeitgesteuerte Terminplanung" */
  OofInstant saved_at;  /* NONE: never saved: scheduled runs do nothing */
  gint64 rev;
  char *document; /* (owned) (nullable) */
} OofOptions;

#define OOF_TYPE_OPTIONS (oof_options_get_type ())
GType oof_options_get_type (void);

OofOptions *oof_options_new (void); /* all defaults */
OofOptions *oof_options_ref (OofOptions *self);
void oof_options_unref (OofOptions *self);
OofOptions *oof_options_copy (const OofOptions *self);

/* "Back on" (zurück am): the first working day after @last (decisions 4). */
OofDay oof_options_get_back_on (const OofOptions *self, OofDay last);
gboolean oof_options_is_working_day (const OofOptions *self, OofDay day);
int oof_options_count_working_days (const OofOptions *self, OofDay first, OofDay last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofOptions, oof_options_unref)

G_END_DECLS
