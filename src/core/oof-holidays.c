/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-holidays.h"

G_DEFINE_BOXED_TYPE (OofHolidays, oof_holidays, oof_holidays_ref, oof_holidays_unref)

static void
holiday_free (gpointer data)
{
  OofHoliday *self = data;

  g_free (self->name);
  g_free (self);
}

static void
holidays_clear (gpointer data)
{
  OofHolidays *self = data;

  g_free (self->name);
  g_strfreev (self->places);
  g_ptr_array_unref (self->days);
  g_free (self->document);
}

OofHolidays *
oof_holidays_new (const char *name)
{
  OofHolidays *self = g_atomic_rc_box_new0 (OofHolidays);

  self->name = g_strdup (name);
  self->places = g_new0 (char *, 1);
  self->days = g_ptr_array_new_with_free_func (holiday_free);
  return self;
}

OofHolidays *
oof_holidays_ref (OofHolidays *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_holidays_unref (OofHolidays *self)
{
  g_atomic_rc_box_release_full (self, holidays_clear);
}

OofHolidays *
oof_holidays_copy (const OofHolidays *self)
{
  OofHolidays *copy = oof_holidays_new (self->name);

  g_strfreev (copy->places);
  copy->places = g_strdupv (self->places);
  for (guint i = 0; i < self->days->len; i++)
    {
      OofHoliday *holiday = g_ptr_array_index (self->days, i);
      oof_holidays_add (copy, holiday->day, holiday->name);
    }
  copy->rev = self->rev;
  copy->document = g_strdup (self->document);
  return copy;
}

/* Where @day is, or would have to be put. */
static guint
find_index (const OofHolidays *self, OofDay day)
{
  guint low = 0;
  guint high = self->days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (((OofHoliday *) g_ptr_array_index (self->days, middle))->day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static OofHoliday *
find_day (const OofHolidays *self, OofDay day)
{
  guint index = find_index (self, day);
  OofHoliday *holiday = index < self->days->len ? g_ptr_array_index (self->days, index) : NULL;

  return holiday != NULL && holiday->day == day ? holiday : NULL;
}

void
oof_holidays_add (OofHolidays *self, OofDay day, const char *name)
{
  OofHoliday *holiday;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  if (find_day (self, day) != NULL)
    return;
  holiday = g_new0 (OofHoliday, 1);
  holiday->day = day;
  holiday->name = g_strdup (name);
  g_ptr_array_insert (self->days, (int) find_index (self, day), holiday);
}

const char *
oof_holidays_get (const OofHolidays *self, OofDay day)
{
  OofHoliday *holiday;

  g_return_val_if_fail (self != NULL, NULL);

  holiday = find_day (self, day);
  return holiday != NULL ? holiday->name : NULL;
}

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *left = g_utf8_casefold (a, -1);
  g_autofree char *right = g_utf8_casefold (b, -1);

  return g_str_equal (left, right);
}

OofHolidays *
oof_holidays_find (GPtrArray *calendars, const char *name)
{
  for (guint i = 0; i < calendars->len; i++)
    {
      OofHolidays *holidays = g_ptr_array_index (calendars, i);

      if (same_text (holidays->name, name))
        return holidays;
    }
  return NULL;
}

static OofHolidays *
find_place (GPtrArray *calendars, const char *place)
{
  OofHolidays *named = oof_holidays_find (calendars, place);

  for (guint i = 0; named == NULL && i < calendars->len; i++)
    {
      OofHolidays *holidays = g_ptr_array_index (calendars, i);

      for (char **known = holidays->places; *known != NULL; known++)
        if (same_text (*known, place))
          return holidays;
    }
  return named;
}

OofHolidays *
oof_holidays_find_for (GPtrArray *calendars, const OofPerson *person, const char *fallback)
{
  static const char *const attributes[] = { "region", "physicalDeliveryOfficeName", "l", "st",
                                            "co" };

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *place = oof_person_get (person, attributes[i]);
      OofHolidays *holidays = place != NULL ? find_place (calendars, place) : NULL;

      if (holidays != NULL)
        return holidays;
    }
  return fallback != NULL ? oof_holidays_find (calendars, fallback) : NULL;
}
