/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* The options of document d:options, with the defaults of decisions.md where the document is
 * silent. What each may be and its default: core/oof-option-field.c; what each does:
 * docs/options.md. Reference-counted; not changed once shared. */
typedef struct
{
  /* Calendar ("Kalender") */
  int week_start;            /* 1 = Monday .. 7 */
  int working_days;          /* counted from the week start */
  char *holidays;            /* (owned) name of the organisation's holiday calendar, "" when none */
  int day_difference;        /* "Tagedifferenz" */
  int lead_days;             /* "Vorlauf" */
  int max_months;            /* "Max. Termin-Dauer" */
  gboolean set_only;         /* "Nur setzen, OOF Status nicht deaktivieren" */
  gboolean time_of_day;      /* "Erlaube Zeitgesteuerte Terminplanung" */
  gboolean template_choice;  /* "Erlaube Vorlagenauswahl in Terminplanung" */
  gboolean calendar_options; /* "Kalender Optionen in Terminplanung anzeigen" */
  char *resource_mailbox;    /* (owned) gets a copy of every entry, "" when none */

  /* Administrator */
  char *help_name;    /* (owned) "Name für Hilfe" */
  char *help_address; /* (owned) "E-Mail für Hilfe" */
  gboolean subject_from_list;
  gboolean save_state;   /* "Abwesenheitsstatus speichern" */
  char *template_folder; /* (owned) where templates are imported from */
  char *font;            /* (owned) of text templates, "" for the reader's own */
  int font_size;         /* points; 0: the reader's own */
  char *font_color;      /* (owned) "#1a5fb4", "" for the reader's own */
  char *date_format;     /* (owned) "dd.MM.yyyy", "" for that of the language */
  char *time_format;     /* (owned) "HH:mm", "" for that of the language */
  OofAudience audience;
  char *zone;             /* (owned) the organisation's IANA zone */
  char *language;         /* (owned) */
  char *people_group;     /* (owned) address of the group that people are limited to, "" for all */
  gboolean drift_restore; /* drift: write ours again instead of keeping the person's change */
  gboolean hash_texts;    /* state pages hold hashes of texts; then texts cannot be undone */
  int log_days;

  /* Forwarding and mails */
  gboolean forward_required; /* /fwr */
  char *forward_word;        /* (owned) word of @@oofforwardornotol */
  gboolean external_forward;
  gboolean mail_deputy;
  gboolean mail_person;
  gboolean mail_administrators; /* about runs that need somebody */

  /* Access ("Zugriff") */
  gboolean mail_access;
  gboolean task_access;
  gboolean calendar_access;
  char *access_group;      /* (owned) "Nur AD Gruppe": address, "" for everybody's own rights */
  char *hidden_categories; /* (owned) separated by semicolons */
  gboolean delegate_rights;
  int delegate_calendar; /* highest level to be given: 0 none .. 3 editor */
  int delegate_tasks;
  int delegate_inbox;
  int delegate_contacts;
  int delegate_notes;

  GPtrArray
      *calendars; /* (owned) (nullable) OofHolidays of d:holidays:…; no part of the document */
  OofInstant saved_at; /* NONE: never saved: scheduled runs do nothing */
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
