/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-sample.h"
#include "app/oof-session.h"
#include "app/oof-settings.h"
#include "app/oof-signed-in.h"
#include "app/oof-task-engine.h"
#include "ui/oof-apply-bar.h"
#include "ui/oof-home-page.h"
#include "ui/oof-person-popover.h"
#include "ui/oof-places.h"
#include "ui/oof-window.h"
#include "ui/parts/oof-banner.h"

G_BEGIN_DECLS

struct _OofWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkMenuButton *search;
  GtkLabel *search_label;
  GtkLabel *title;
  GtkToggleButton *sidebar_button;
  GtkLabel *who;
  GtkWidget *new_absence;
  AdwButtonContent *new_absence_content;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  AdwStatusPage *error;
  GtkWidget *error_sign_in;
  GtkWidget *error_again;
  GtkWidget *sidebar;
  GtkListBox *places;
  GtkStack *content;
  OofPersonPopover *popover; /* (owned by the widget tree) */
  OofHomePage *home;         /* (owned by the widget tree) (nullable) */
  OofBanner *banner;
  OofApplyBar *apply_bar;

  OofSettings *settings;     /* (owned) */
  OofSample *sample;         /* (owned) (nullable) */
  OofSession *session;       /* (owned) (nullable) */
  OofTaskEngine *engine;     /* (owned) (nullable) as long as there are places */
  GCancellable *cancellable; /* (owned) of what belongs to the connection */
  char *connection;          /* (owned) (nullable) path */
  GPtrArray *entered;        /* (owned) of OofSignedIn: what was entered for that connection */
  char *place;               /* (owned) (nullable) to show when the connection is open */
  char *person;              /* (owned) (nullable) address, likewise */
  gboolean narrow;
  gboolean opening;    /* places are shown that nobody chose */
  guint live_source;   /* 0 while nothing is due */
  gboolean offline;    /* the last read in the background failed */
  gboolean asking;     /* whether changes are to be discarded */
  gboolean closing;    /* nothing keeps it open any more */
  GError *trouble;     /* (owned) (nullable) with which */
  guint banner_source; /* 0 while nothing is shown */
  const char *remedy;  /* (nullable) static: the action of the banner's button */
  char *decisions;     /* (owned) (nullable) what the last run of this window needs somebody for */
  GHashTable *seen;    /* (owned) (nullable) set of keys: causes that somebody has looked at */
  gboolean may_stay;   /* the desktop lets the program run without a window */
  gboolean follow_saved; /* what the editor saves is shown on Home */
};

/* oof-window-connection.c: from the first page to the places and back. */
void _oof_window_install_connection_actions (GtkWidgetClass *widget_class);
void _oof_window_connect (OofWindow *self);
void _oof_window_disconnect (OofWindow *self);
/* Opens @path, which is remembered, with what was entered for it, at @place. @place: (nullable) the
 * last one; @entered: (nullable). @path NULL: back to the first page. */
void
_oof_window_connect_to (OofWindow *self, const char *path, const char *place, OofSignedIn *entered);

/* oof-window-actions.c: what can be done to absences. */
void _oof_window_install_absence_actions (GtkWidgetClass *widget_class);
void _oof_window_plan (OofWindow *self, OofPerson *person, OofDay first, OofDay last);
/* @people: (element-type OofPerson) */
void _oof_window_plan_for (OofWindow *self, GPtrArray *people, OofDay first, OofDay last);
/* @people: (element-type OofPerson); @group: (nullable) to which it is distributed instead */
void _oof_window_plan_closure (
    OofWindow *self, GPtrArray *people, OofDay first, OofDay last, const char *group);
/* One that is over shows its person instead. */
void _oof_window_edit (OofWindow *self, OofAbsence *absence);
void _oof_window_enable_actions (OofWindow *self, gboolean connected);

/* oof-window-stored.c: what an applied change says: @done, then the proof with its time, or what is
 * still to come. @report, @error: (nullable). (transfer full) */
char *
_oof_window_describe (OofWindow *self, const char *done, OofRunReport *report, const GError *error);
/* Says that @stored (element-type OofAbsence) were, with Undo: to @before (nullable). What was not
 * applied with it (@report NULL) is applied then, as below. */
void _oof_window_tell_stored (OofWindow *self,
                              const char *done,
                              GPtrArray *stored,
                              GPtrArray *before,
                              OofRunReport *report,
                              const GError *error);

/* oof-window-apply.c: the mailboxes of @stored that have to change. One is written, or asked to be,
 * and @toast (nullable) then says what became of @done (nullable); several in the bar, and more
 * than OOF_APPLY_MANY by a runner elsewhere only when somebody presses its button. */
typedef enum
{
  OOF_WINDOW_APPLYING_NONE,
  OOF_WINDOW_APPLYING_BEGUN,
  OOF_WINDOW_APPLYING_OFFERED
} OofWindowApplying;
OofWindowApplying
_oof_window_apply_stored (OofWindow *self, GPtrArray *stored, AdwToast *toast, const char *done);
void _oof_window_init_apply (OofWindow *self);

/* oof-window-cancel.c: asks first. */
void _oof_window_ask_cancel (OofWindow *self, OofAbsence *absence);
/* @absences: (element-type OofAbsence) several */
void _oof_window_ask_cancel_all (OofWindow *self, GPtrArray *absences);

/* oof-window-decide.c: the urgent lane, and what is decided about a mailbox (an OofAction). */
void _oof_window_set_sick (OofWindow *self, OofAbsence *draft);
void _oof_window_act (OofWindow *self, OofPerson *person, int action);

/* oof-window-live.c: changes by others. */
void _oof_window_start_live (OofWindow *self);
void _oof_window_stop_live (OofWindow *self);
void _oof_window_activated (OofWindow *self);
void _oof_window_read_now (OofWindow *self);

/* oof-window-undo.c: says @text with a button that takes back what was stored: those of @stored
 * that are in @before become what they are there, the others are cancelled. @before: (nullable)
 * (element-type OofAbsence). (transfer full) */
AdwToast *
_oof_window_toast_undo (OofWindow *self, const char *text, GPtrArray *stored, GPtrArray *before);

/* oof-window-unsaved.c: does @then at once, or when somebody says that what is not saved may go. */
typedef void (*OofWindowFunc) (OofWindow *self);
void _oof_window_when_saved (OofWindow *self, OofWindowFunc then);
gboolean _oof_window_has_unsaved (OofWindow *self);
/* Ctrl+S saves the place that is shown. */
void _oof_window_install_save_action (GtkWidgetClass *widget_class);

/* oof-window-places.c: the navigation. Showing a place that opens a dialog opens it. */
void _oof_window_install_place_actions (GtkWidgetClass *widget_class);
void _oof_window_init_places (OofWindow *self);
void _oof_window_show_place (OofWindow *self, const char *name);
/* (transfer none) (nullable) */
GtkWidget *_oof_window_get_place_page (OofWindow *self, const char *name);

/* oof-window-task.c: the OOF task of this window, and the banner over all places. */
void _oof_window_init_task (OofWindow *self);
void _oof_window_start_task (OofWindow *self);
void _oof_window_stop_task (OofWindow *self);
void _oof_window_update_banner (OofWindow *self);
/* From now on this window runs the task at each full hour, or does not. */
void _oof_window_set_run_task (OofWindow *self, gboolean run_task);
/* Whether the task goes on when the window is closed. */
gboolean _oof_window_stays (OofWindow *self);

/* oof-window.c */
void _oof_window_show_page (OofWindow *self, const char *name);
void _oof_window_show_person (OofWindow *self, OofPerson *person);
void _oof_window_toast (OofWindow *self, const char *text);
void _oof_window_update_who (OofWindow *self);

G_END_DECLS
