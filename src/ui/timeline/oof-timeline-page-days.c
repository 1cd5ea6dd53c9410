/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-page-private.h"

#define DAYS 7
/* The longest span that "everything" shows. */
#define MAX_DAYS 800

/* The days. */

OofDay
_oof_timeline_page_get_today (OofTimelinePage *self)
{
  return oof_zone_day_of (oof_session_get_options (self->session)->zone,
                          oof_clock_now (oof_session_get_clock (self->session)));
}

static OofDay
get_week_of (OofTimelinePage *self, OofDay day)
{
  return oof_day_get_week (day, oof_session_get_options (self->session)->week_start);
}

static OofDay
add_months (OofDay day, int months)
{
  int year, month, dom;

  oof_day_get_ymd (day, &year, &month, &dom);
  month += months - 1;
  year += month / 12 - (month % 12 < 0 ? 1 : 0);
  return oof_day_from_ymd (year, (month % 12 + 12) % 12 + 1, 1);
}

/* From the first to the last absence that still lives. */
static void
show_all_days (OofTimelinePage *self)
{
  GPtrArray *absences = oof_session_get_absences (self->session);
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));
  OofDay first = _oof_timeline_page_get_today (self), last = first + DAYS;

  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      OofAbsenceState state = oof_absence_get_state (absence, now);
      OofDay from, to;
      if (state == OOF_ABSENCE_CANCELLED || state == OOF_ABSENCE_ENDED)
        continue;
      oof_absence_get_days (absence, &from, &to);
      first = MIN (first, from);
      last = MAX (last, to);
    }
  first = get_week_of (self, first);
  oof_timeline_scale_set_days (self->scale, first, CLAMP (last - first + 1, DAYS, MAX_DAYS));
}

/* Shows the chosen span so that it holds @day. */
void
_oof_timeline_page_show_day (OofTimelinePage *self, OofDay day)
{
  OofDay week = get_week_of (self, day), month = add_months (day, 0), first;
  int year, number, dom;

  switch ((Span) gtk_drop_down_get_selected (self->spans))
    {
    case SPAN_WEEK:
      oof_timeline_scale_set_days (self->scale, week, DAYS);
      break;
    case SPAN_TWO_WEEKS:
      oof_timeline_scale_set_days (self->scale, week, 2 * DAYS);
      break;
    case SPAN_QUARTER:
      oof_timeline_scale_set_days (self->scale, month, add_months (month, 3) - month);
      break;
    case SPAN_YEAR:
      oof_day_get_ymd (day, &year, &number, &dom);
      first = oof_day_from_ymd (year, 1, 1);
      oof_timeline_scale_set_days (self->scale, first, oof_day_from_ymd (year + 1, 1, 1) - first);
      break;
    case SPAN_ALL:
      show_all_days (self);
      break;
    case SPAN_MONTH:
    case N_SPANS:
    default:
      oof_timeline_scale_set_days (self->scale, week, 4 * DAYS);
      break;
    }
}

void
_oof_timeline_page_step (OofTimelinePage *self, int direction)
{
  OofDay first = oof_timeline_scale_get_first (self->scale);
  int n_days = oof_timeline_scale_get_n_days (self->scale);

  switch ((Span) gtk_drop_down_get_selected (self->spans))
    {
    case SPAN_QUARTER:
      _oof_timeline_page_show_day (self, add_months (first, 3 * direction));
      break;
    case SPAN_YEAR:
      _oof_timeline_page_show_day (self, direction > 0 ? first + n_days : first - 1);
      break;
    case SPAN_ALL:
      oof_timeline_scale_set_days (self->scale, first + direction * n_days / 2, n_days);
      break;
    case SPAN_WEEK:
    case SPAN_TWO_WEEKS:
    case SPAN_MONTH:
    case N_SPANS:
    default:
      _oof_timeline_page_show_day (self, first + direction * n_days);
      break;
    }
}

void
_oof_timeline_page_go_to (OofTimelinePage *self, OofDay day)
{
  _oof_timeline_page_show_day (self, day);
  oof_timeline_scale_clear_selection (self->scale);
  oof_timeline_scale_set_cursor (self->scale, oof_timeline_scale_get_cursor_position (self->scale),
                                 day);
}
