/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-scale.h"

#include <math.h>

#define NAME_WIDTH        226
#define NAME_WIDTH_NARROW 124
#define NARROW            640

struct _OofTimelineScale
{
  GObject parent_instance;

  OofOptions *options; /* (owned) */
  GPtrArray *subjects; /* (owned) OofSubject */
  double now;
  OofDay first;
  int n_days;
  OofTimelineLayer layer;
  guint position;
  OofDay day;
  guint anchor_position;
  OofDay anchor_day; /* NONE: no selection */
  gboolean focus;
};

enum
{
  CHANGED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofTimelineScale, oof_timeline_scale, G_TYPE_OBJECT)

static void
oof_timeline_scale_finalize (GObject *object)
{
  OofTimelineScale *self = OOF_TIMELINE_SCALE (object);

  g_clear_pointer (&self->options, oof_options_unref);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);

  G_OBJECT_CLASS (oof_timeline_scale_parent_class)->finalize (object);
}

static void
oof_timeline_scale_class_init (OofTimelineScaleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_timeline_scale_finalize;

  signals[CHANGED] = g_signal_new ("changed", OOF_TYPE_TIMELINE_SCALE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", OOF_TYPE_TIMELINE_SCALE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
oof_timeline_scale_init (OofTimelineScale *self)
{
  self->options = oof_options_new ();
  self->subjects = g_ptr_array_new ();
  self->n_days = 28;
  self->day = self->anchor_day = OOF_DAY_NONE;
}

OofTimelineScale *
oof_timeline_scale_new (void)
{
  return g_object_new (OOF_TYPE_TIMELINE_SCALE, NULL);
}

static void
changed (OofTimelineScale *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
oof_timeline_scale_set_data (OofTimelineScale *self,
                             OofOptions *options,
                             GPtrArray *subjects,
                             double now)
{
  g_return_if_fail (OOF_IS_TIMELINE_SCALE (self));

  oof_options_ref (options);
  oof_options_unref (self->options);
  self->options = options;
  g_ptr_array_ref (subjects);
  g_ptr_array_unref (self->subjects);
  self->subjects = subjects;
  self->now = now;
  changed (self);
}

OofOptions *
oof_timeline_scale_get_options (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), NULL);

  return self->options;
}

GPtrArray *
oof_timeline_scale_get_subjects (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), NULL);

  return self->subjects;
}

double
oof_timeline_scale_get_now (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), 0);

  return self->now;
}

void
oof_timeline_scale_set_days (OofTimelineScale *self, OofDay first, int n_days)
{
  g_return_if_fail (OOF_IS_TIMELINE_SCALE (self));
  g_return_if_fail (n_days > 0);

  if (self->first == first && self->n_days == n_days)
    return;
  self->first = first;
  self->n_days = n_days;
  g_signal_emit (self, signals[MOVED], 0);
  changed (self);
}

OofDay
oof_timeline_scale_get_first (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), OOF_DAY_NONE);

  return self->first;
}

int
oof_timeline_scale_get_n_days (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), 1);

  return self->n_days;
}

void
oof_timeline_scale_set_layer (OofTimelineScale *self, OofTimelineLayer layer)
{
  g_return_if_fail (OOF_IS_TIMELINE_SCALE (self));

  self->layer = layer;
  changed (self);
}

OofTimelineLayer
oof_timeline_scale_get_layer (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), OOF_LAYER_BOTH);

  return self->layer;
}

int
oof_timeline_scale_get_name_width (OofTimelineScale *self, int width)
{
  return width < NARROW ? NAME_WIDTH_NARROW : NAME_WIDTH;
}

double
oof_timeline_scale_get_day_width (OofTimelineScale *self, int width)
{
  int days = width - oof_timeline_scale_get_name_width (self, width);

  return (double) MAX (days, 1) / self->n_days;
}

int
oof_timeline_scale_get_x (OofTimelineScale *self, GtkWidget *widget, double day)
{
  int width = gtk_widget_get_width (widget);
  double offset = (day - self->first) * oof_timeline_scale_get_day_width (self, width);
  int x = oof_timeline_scale_get_name_width (self, width)
          + (int) round (CLAMP (offset, -1.0, (double) width));

  x = MIN (x, width);
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - x : x;
}

void
oof_timeline_scale_get_columns (
    OofTimelineScale *self, GtkWidget *widget, double from, double to, float *x, float *width)
{
  int a = oof_timeline_scale_get_x (self, widget, MAX (from, self->first));
  int b = oof_timeline_scale_get_x (self, widget, MIN (to, self->first + self->n_days));

  *x = (float) MIN (a, b);
  *width = (float) ABS (b - a);
}

OofDay
oof_timeline_scale_get_day_at (OofTimelineScale *self, GtkWidget *widget, double x)
{
  int width = gtk_widget_get_width (widget);
  int names = oof_timeline_scale_get_name_width (self, width);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x;
  if (x < names)
    return OOF_DAY_NONE;
  int day = (int) floor ((x - names) / oof_timeline_scale_get_day_width (self, width));
  return self->first + CLAMP (day, 0, self->n_days - 1);
}

void
oof_timeline_scale_set_cursor (OofTimelineScale *self, guint position, OofDay day)
{
  g_return_if_fail (OOF_IS_TIMELINE_SCALE (self));

  if (self->position == position && self->day == day)
    return;
  self->position = position;
  self->day = day;
  changed (self);
}

guint
oof_timeline_scale_get_cursor_position (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), 0);

  return self->position;
}

OofDay
oof_timeline_scale_get_cursor_day (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), OOF_DAY_NONE);

  return self->day;
}

void
oof_timeline_scale_begin_selection (OofTimelineScale *self)
{
  g_return_if_fail (OOF_IS_TIMELINE_SCALE (self));

  if (self->anchor_day != OOF_DAY_NONE)
    return;
  self->anchor_position = self->position;
  self->anchor_day = self->day;
  changed (self);
}

void
oof_timeline_scale_clear_selection (OofTimelineScale *self)
{
  g_return_if_fail (OOF_IS_TIMELINE_SCALE (self));

  if (self->anchor_day == OOF_DAY_NONE)
    return;
  self->anchor_day = OOF_DAY_NONE;
  changed (self);
}

gboolean
oof_timeline_scale_has_selection (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), FALSE);

  return self->anchor_day != OOF_DAY_NONE;
}

gboolean
oof_timeline_scale_get_selection (
    OofTimelineScale *self, guint *first_row, guint *last_row, OofDay *first, OofDay *last)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), FALSE);

  gboolean has = self->anchor_day != OOF_DAY_NONE;
  guint row = has ? self->anchor_position : self->position;
  OofDay day = has ? self->anchor_day : self->day;

  *first_row = MIN (row, self->position);
  *last_row = MAX (row, self->position);
  *first = MIN (day, self->day);
  *last = MAX (day, self->day);
  return has;
}

void
oof_timeline_scale_set_focus (OofTimelineScale *self, gboolean focus)
{
  g_return_if_fail (OOF_IS_TIMELINE_SCALE (self));

  self->focus = focus;
  changed (self);
}

gboolean
oof_timeline_scale_get_focus (OofTimelineScale *self)
{
  g_return_val_if_fail (OOF_IS_TIMELINE_SCALE (self), FALSE);

  return self->focus;
}
