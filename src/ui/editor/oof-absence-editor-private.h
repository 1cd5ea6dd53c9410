/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/oof-absence-editor.h"
#include "ui/editor/oof-absence-preview-pane.h"
#include "ui/editor/oof-date-entry.h"
#include "ui/editor/oof-time-entry.h"
#include "ui/oof-person-popover.h"

G_BEGIN_DECLS

struct _OofAbsenceEditor
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *cancel;
  GtkSpinner *spinner;
  GtkWidget *form;
  GtkMenuButton *person_button;
  AdwAvatar *person_avatar;
  GtkLabel *person_name;
  GtkToggleButton *whole_days;
  GtkToggleButton *by_the_hour;
  GtkToggleButton *no_end;
  OofDateEntry *first_day;
  OofTimeEntry *first_time;
  GtkWidget *end_box;
  OofDateEntry *last_day;
  OofTimeEntry *last_time;
  GtkLabel *length;
  GtkWidget *back_box;
  GtkLabel *back;
  GtkWidget *conflict_box;
  GtkLabel *conflict;
  GtkDropDown *subject;
  GtkEntry *other_subject;
  GtkEntry *note;
  GtkDropDown *template;
  GtkDropDown *audience;
  GtkMenuButton *deputy_button;
  AdwAvatar *deputy_avatar;
  GtkLabel *deputy_name;
  GtkWidget *deputy_clear;
  GtkWidget *deputy_warning_box;
  GtkLabel *deputy_warning;
  OofAbsencePreviewPane *preview;
  GtkRevealer *problem_revealer;
  GtkLabel *problem;
  OofPersonPopover *person_popover; /* (owned by the widget tree) */
  OofPersonPopover *deputy_popover; /* (owned by the widget tree) */

  OofSession *session;   /* (owned) */
  OofPerson *person;     /* (owned) with zone and language once they are read */
  OofPerson *deputy;     /* (owned) (nullable) */
  GPtrArray *subjects;   /* (owned) OofSubject, as the drop-down has them */
  GPtrArray *templates;  /* (owned) OofTemplate, likewise after "of the group" */
  char *key;             /* (owned) of the absence: a second try cannot store it twice */
  OofAbsence *draft;     /* (owned) (nullable) what Save saves; NULL: it cannot be saved */
  GCancellable *reading; /* (owned) (nullable) of the person's zone */
  GCancellable *saving;  /* (owned) (nullable) while it saves */
  GtkWidget *focus;      /* (nullable) weak: what had it before saving */
  gboolean ready;        /* the form is filled in: from now on changes are the user's */
  gboolean touched;      /* the user has changed something */
  gboolean asking;       /* whether to give that up */
};

/* oof-absence-editor-draft.c: what the form says. (transfer full) (nullable) while a date or time
 * is not finished. */
OofAbsence *_oof_absence_editor_create_draft (OofAbsenceEditor *self);

/* oof-absence-editor-form.c: what the form shows. */
void _oof_absence_editor_fill (OofAbsenceEditor *self, OofDay first, OofDay last);
void _oof_absence_editor_set_person (OofAbsenceEditor *self, OofPerson *person);
void _oof_absence_editor_set_deputy (OofAbsenceEditor *self, OofPerson *deputy);
/* Hides what does not belong to the chosen kind of dates, or to the chosen subject. */
void _oof_absence_editor_fold (OofAbsenceEditor *self);
/* Everything that follows from the form: draft, warnings, summary, whether Save is possible. */
void _oof_absence_editor_update (OofAbsenceEditor *self);
/* @problem: (nullable) */
void _oof_absence_editor_show_problem (OofAbsenceEditor *self, const char *problem);

/* oof-absence-editor-save.c: takes the form as finished and saves it, or says what is missing. */
void _oof_absence_editor_save (OofAbsenceEditor *self);

/* oof-absence-editor.c: says that it is saved, and closes. @report, @error: (nullable) */
void _oof_absence_editor_finish (OofAbsenceEditor *self,
                                 OofAbsence *absence,
                                 OofRunReport *report,
                                 GError *error);

G_END_DECLS
