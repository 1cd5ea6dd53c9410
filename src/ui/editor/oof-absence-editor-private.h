/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-conflict.h"
#include "core/oof-series.h"
#include "ui/editor/oof-absence-editor.h"
#include "ui/editor/oof-absence-preview-pane.h"
#include "ui/editor/oof-date-entry.h"
#include "ui/editor/oof-time-entry.h"
#include "ui/oof-person-popover.h"
#include "ui/oof-wrap-box.h"

G_BEGIN_DECLS

#define OOF_EDITOR_WEEK 7

struct _OofAbsenceEditor
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *cancel;
  GtkSpinner *spinner;
  GtkWidget *form;
  OofWrapBox *people;
  GtkLabel *people_words;
  GtkMenuButton *person_button;
  AdwAvatar *person_avatar;
  GtkLabel *person_name;
  GtkToggleButton *whole_days, *by_the_hour, *no_end;
  OofDateEntry *first_day;
  OofTimeEntry *first_time;
  GtkWidget *end_box;
  OofDateEntry *last_day;
  OofTimeEntry *last_time;
  GtkLabel *length;
  GtkWidget *back_box;
  GtkLabel *back;
  GtkCheckButton *chain, *weekly;
  GtkWidget *weekly_box;
  OofWrapBox *weekdays_box;
  GtkToggleButton *weekdays[OOF_EDITOR_WEEK]; /* (owned by the widget tree) from Monday on */
  OofDateEntry *until;
  GtkCheckButton *goes_on;
  GtkLabel *weekly_words;
  GtkWidget *conflict_box;
  GtkToggleButton *conflict_replace, *conflict_split;
  GtkLabel *conflict;
  GtkDropDown *subject;
  GtkEntry *other_subject;
  GtkEntry *note;
  GtkDropDown *template, *audience;
  GtkMenuButton *deputy_button;
  AdwAvatar *deputy_avatar;
  GtkLabel *deputy_name;
  GtkWidget *deputy_clear;
  GtkWidget *deputy_warning_box;
  GtkLabel *deputy_warning;
  GtkButton *deputy_remedy;
  GtkToggleButton *forward_none, *forward_copy, *forward_only;
  GtkWidget *forward_box;
  GtkDropDown *forward_to;
  GtkEntry *forward_address;
  GtkLabel *forward_words;
  GtkDropDown *calendar;
  GtkWidget *distribute;
  GtkDropDown *distribute_to;
  OofAbsencePreviewPane *preview;
  GtkRevealer *problem_revealer;
  GtkLabel *problem;
  OofPersonPopover *person_popover; /* (owned by the widget tree) */
  OofPersonPopover *deputy_popover; /* (owned by the widget tree) */
  OofPersonPopover *more_popover;   /* (owned by the widget tree) */
  GtkWidget *more_button;           /* (owned by the widget tree) */

  OofSession *session;    /* (owned) */
  OofPerson *person;      /* (owned) with zone and language once they are read */
  OofPerson *deputy;      /* (owned) (nullable) */
  GPtrArray *subjects;    /* (owned) OofSubject, as the drop-down has them */
  GPtrArray *templates;   /* (owned) OofTemplate, likewise after "of the group" */
  OofAbsence *original;   /* (owned) (nullable) the one that is edited; NULL: a new one */
  GPtrArray *others;      /* (owned) OofPerson: for whom it is planned too */
  OofGroup *group;        /* (owned) (nullable) to which a closure is distributed */
  OofPerson *free_deputy; /* (owned) (nullable) offered in place of one who is away */
  GHashTable *keys;       /* (owned) address -> key: a second try cannot store an absence twice */
  char *closure_id;       /* (owned) likewise, of a closure */
  GPtrArray *saved;       /* (owned) OofAbsence as stored */
  GPtrArray *settled;     /* (owned) OofAbsence: those that it overlapped, as stored */
  GPtrArray *before;      /* (owned) (nullable) OofAbsence: all of these as they were */
  OofConflictPlan *others_plan; /* (owned) (nullable) what becomes of those it overlaps */
  GError *save_error;           /* (owned) (nullable) the first of what could not be stored */
  OofAbsence *draft;            /* (owned) (nullable) what Save saves; NULL: it cannot be saved */
  GCancellable *reading;        /* (owned) (nullable) of the person's zone */
  GCancellable *saving;         /* (owned) (nullable) while it saves */
  GtkWidget *focus;             /* (nullable) weak: what had it before saving */
  gboolean ready;               /* the form is filled in: from now on changes are the user's */
  gboolean touched;             /* the user has changed something */
  gboolean asking;              /* whether to give that up */
};

/* oof-absence-editor-draft.c: what the form says. (transfer full) (nullable) while a date or time
 * is not finished. */
OofAbsence *_oof_absence_editor_create_draft (OofAbsenceEditor *self);
void _oof_absence_editor_select_audience (OofAbsenceEditor *self, OofAudience audience);
/* The same for everybody it is planned for. @draft: of the first one. (transfer full) (element-type
 * OofAbsence) */
GPtrArray *_oof_absence_editor_create_drafts (OofAbsenceEditor *self, OofAbsence *draft);

/* The key under which the absence for @place (an address, or one of several of it) is stored. */
const char *_oof_absence_editor_get_key (OofAbsenceEditor *self, const char *place);

/* oof-absence-editor-repeat.c: a weekly series, a chain of absences, and what they overlap. */
void _oof_absence_editor_init_repeat (OofAbsenceEditor *self);
void _oof_absence_editor_fold_repeat (OofAbsenceEditor *self);
/* What is stored for @draft of one person; @draft alone where nothing repeats. (transfer full)
 * (element-type OofAbsence) */
GPtrArray *_oof_absence_editor_repeat (OofAbsenceEditor *self, OofAbsence *draft);
/* Why @draft cannot be saved like this. Shows what the series or the chain comes to. (transfer
 * full) (nullable) */
char *_oof_absence_editor_find_problem (OofAbsenceEditor *self, OofAbsence *draft);
/* What overlaps of all that is stored for @draft. (transfer full) (nullable) */
char *_oof_absence_editor_words_conflicts (OofAbsenceEditor *self, OofAbsence *draft);
/* Error: one that it overlaps cannot be shortened around it. (transfer full) */
OofConflictPlan *
_oof_absence_editor_plan_conflicts (OofAbsenceEditor *self, GPtrArray *drafts, GError **error);

/* oof-absence-editor-people.c: for whom, and who stands in. */
void _oof_absence_editor_init_people (OofAbsenceEditor *self);
/* @people: (element-type OofPerson): added unless they are there. */
void _oof_absence_editor_add_people (OofAbsenceEditor *self, GPtrArray *people);
/* Shows the area of a closure where the subject is one. */
void _oof_absence_editor_fold_closure (OofAbsenceEditor *self);
void _oof_absence_editor_choose_group (OofAbsenceEditor *self);
/* Looks for somebody who is there all the time; shows what was found. */
void _oof_absence_editor_offer_deputy (OofAbsenceEditor *self, const OofAbsence *draft);
guint _oof_absence_editor_get_n_people (OofAbsenceEditor *self);

/* oof-absence-editor-forward.c: forwarding and what it means. */
void _oof_absence_editor_init_forward (OofAbsenceEditor *self);
void _oof_absence_editor_fold_forward (OofAbsenceEditor *self);
/* Into @draft; FALSE while an address is missing. */
gboolean _oof_absence_editor_fill_forward (OofAbsenceEditor *self, OofAbsence *draft);
void _oof_absence_editor_show_forward (OofAbsenceEditor *self, const OofAbsence *draft);
void _oof_absence_editor_set_forward (OofAbsenceEditor *self, const OofAbsence *absence);

/* oof-absence-editor-form.c: what the form shows. */
void _oof_absence_editor_fill (OofAbsenceEditor *self, OofDay first, OofDay last);
/* The form as @absence has it. */
void _oof_absence_editor_fill_from (OofAbsenceEditor *self, const OofAbsence *absence);
void _oof_absence_editor_set_person (OofAbsenceEditor *self, OofPerson *person);
void _oof_absence_editor_set_deputy (OofAbsenceEditor *self, OofPerson *deputy);
/* Hides what does not belong to the chosen kind of dates, or to the chosen subject. */
void _oof_absence_editor_fold (OofAbsenceEditor *self);
/* Everything that follows from the form: draft, warnings, summary, whether Save is possible. */
void _oof_absence_editor_update (OofAbsenceEditor *self);
/* @problem: (nullable) */
void _oof_absence_editor_show_problem (OofAbsenceEditor *self, const char *problem);

/* oof-absence-editor-series.c: what follows the edited one in its weekly series. */
gboolean _oof_absence_editor_has_following (OofAbsenceEditor *self, const OofAbsence *draft);
/* What those would overlap, changed likewise. (transfer full) (nullable) */
char *_oof_absence_editor_words_later_conflicts (OofAbsenceEditor *self, const OofAbsence *draft);
/* Asks whether to save those too, and saves what was said, or nothing. */
void _oof_absence_editor_ask_following (OofAbsenceEditor *self);

/* oof-absence-editor-save.c: takes the form as finished and saves it, or says what is missing. */
void _oof_absence_editor_save (OofAbsenceEditor *self);
/* Saves @drafts (element-type OofAbsence), the first of which is the form's. */
void _oof_absence_editor_store (OofAbsenceEditor *self, GPtrArray *drafts);

/* oof-absence-editor.c: says that what is in self->saved is saved, and closes. @report, @error:
 * (nullable) */
void _oof_absence_editor_finish (OofAbsenceEditor *self, OofRunReport *report, GError *error);

G_END_DECLS
