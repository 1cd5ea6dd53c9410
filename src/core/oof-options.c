/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-options.h"

#include "core/oof-option-field.h"

G_DEFINE_BOXED_TYPE (OofOptions, oof_options, oof_options_ref, oof_options_unref)

static char **
get_string (OofOptions *self, const OofOptionField *field)
{
  return G_STRUCT_MEMBER_P (self, field->offset);
}

static void
oof_options_clear (OofOptions *self)
{
  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    if (oof_option_field_is_string (field))
      g_free (*get_string (self, field));
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  g_free (self->document);
}

OofOptions *
oof_options_new (void)
{
  OofOptions *self = g_atomic_rc_box_new0 (OofOptions);

  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    {
      gboolean valid = oof_option_field_set (field, self, field->fallback, NULL);
      g_assert (valid);
    }
  self->saved_at = OOF_INSTANT_NONE;
  return self;
}

OofOptions *
oof_options_ref (OofOptions *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_options_unref (OofOptions *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_options_clear);
}

OofOptions *
oof_options_copy (const OofOptions *self)
{
  OofOptions *copy = g_atomic_rc_box_new0 (OofOptions);

  *copy = *self;
  for (const OofOptionField *field = oof_option_fields; field->name != NULL; field++)
    if (oof_option_field_is_string (field))
      *get_string (copy, field) = g_strdup (*get_string (copy, field));
  copy->document = g_strdup (self->document);
  if (self->calendars != NULL)
    g_ptr_array_ref (copy->calendars);
  return copy;
}

/* OOF_DAY_NONE has none. Options without any working day: the day after. */
OofDay
oof_options_get_back_on (const OofOptions *self, OofDay last)
{
  if (last == OOF_DAY_NONE)
    return OOF_DAY_NONE;
  for (OofDay day = last + 1; day <= last + 7; day++)
    if (oof_options_is_working_day (self, day))
      return day;
  return last + 1;
}

gboolean
oof_options_is_working_day (const OofOptions *self, OofDay day)
{
  int since_start = (oof_day_get_weekday (day) - self->week_start + 7) % 7;

  return since_start < self->working_days;
}

/* Both days count; 0 when @last lies before @first or one of them is OOF_DAY_NONE. */
int
oof_options_count_working_days (const OofOptions *self, OofDay first, OofDay last)
{
  int weeks, count;

  if (first == OOF_DAY_NONE || last < first)
    return 0;
  weeks = (last - first + 1) / 7;
  count = weeks * CLAMP (self->working_days, 0, 7);
  for (OofDay day = first + weeks * 7; day <= last; day++)
    if (oof_options_is_working_day (self, day))
      count++;
  return count;
}
