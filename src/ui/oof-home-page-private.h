/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/migration/oof-migration-reminder.h"
#include "ui/oof-absence-table.h"
#include "ui/oof-home-page.h"
#include "ui/oof-sick-popover.h"
#include "ui/oof-status-card.h"
#include "ui/oof-wrap-box.h"
#include "ui/views/oof-month-view.h"
#include "ui/views/oof-year-view.h"

G_BEGIN_DECLS

struct _OofHomePage
{
  AdwBin parent_instance;

  OofMigrationReminder *migration;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkWidget *neighbours;
  GtkLabel *line;
  GtkMenuButton *sick;
  OofSickPopover *sick_popover; /* (owned by the widget tree) */
  GtkLabel *reminder;
  OofStatusCard *status;
  GtkLabel *month_title;
  OofWrapBox *legend;
  GtkStack *calendars;
  GtkToggleButton *by_month;
  GtkToggleButton *by_year;
  OofMonthView *month;
  OofYearView *year;
  GtkStack *absences_stack;
  AdwBin *table_frame;
  OofAbsenceTable *table; /* (owned by the widget tree) */

  OofSession *session;       /* (owned) */
  OofPerson *person;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of the read under way */
};

/* oof-home-page.c */
OofDay _oof_home_page_get_today (OofHomePage *self);
/* Becomes the person of the page: what is known of @person is shown. */
void _oof_home_page_set_person (OofHomePage *self, OofPerson *person);

/* oof-home-page-calendar.c: the month and the year. */
void _oof_home_page_install_calendar_actions (GtkWidgetClass *widget_class);
void _oof_home_page_init_calendar (OofHomePage *self);
/* The month, or the year, that holds @day. */
void _oof_home_page_show_day (OofHomePage *self, OofDay day);
/* @items: (element-type OofAbsenceEntry) */
void _oof_home_page_show_items (OofHomePage *self, GPtrArray *items);

/* oof-home-page-status.c: what the mailbox holds, and what is decided about it. */
void _oof_home_page_install_status_actions (GtkWidgetClass *widget_class);
/* Reads the mailbox of @person, then its reply. */
void _oof_home_page_read_person (OofHomePage *self, OofPerson *person);

G_END_DECLS
