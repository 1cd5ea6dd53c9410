/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-absence-json.h"

#include "core/oof-series.h"
#include "store/oof-document-private.h"

#include <string.h>

void
oof_echo_clear (OofEcho *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->end, g_free);
}

static gboolean
read_day (OofJson *json, const char *name, OofDay *day, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  if (!oof_json_read_string (json, name, OOF_REQUIRED, &text, error))
    return FALSE;
  if (oof_day_parse (text, day, &local))
    return TRUE;
  oof_json_set_error (json, name, error, "%s", local->message);
  return FALSE;
}

static gboolean
read_required_instant (OofJson *json, const char *name, OofInstant *instant, GError **error)
{
  g_autofree char *text = NULL;

  return oof_json_read_string (json, name, OOF_REQUIRED, &text, error)
         && oof_document_read_instant (json, name, instant, error);
}

static gboolean
read_days (OofAbsence *self, OofJson *root, GError **error)
{
  if (!read_day (root, "from", &self->first_day, error))
    return FALSE;
  if (self->open_end)
    return TRUE;
  if (!read_day (root, "to", &self->last_day, error))
    return FALSE;
  if (self->first_day <= self->last_day)
    return TRUE;
  oof_json_set_error (root, "to", error, "lies before from");
  return FALSE;
}

static gboolean
read_window (OofAbsence *self, OofJson *root, GError **error)
{
  if (!read_required_instant (root, "from", &self->window.from, error))
    return FALSE;
  if (self->open_end)
    {
      self->window.to = OOF_INSTANT_FOREVER;
      return TRUE;
    }
  if (!read_required_instant (root, "to", &self->window.to, error))
    return FALSE;
  if (oof_range_is_valid (self->window))
    return TRUE;
  oof_json_set_error (root, "to", error, "does not lie after from");
  return FALSE;
}

static gboolean
read_dates (OofAbsence *self, OofJson *root, GError **error)
{
  if (!oof_zone_is_known (self->zone))
    {
      oof_json_set_error (root, "zone", error, "unknown time zone \"%.64s\"", self->zone);
      return FALSE;
    }
  if (!oof_json_read_bool (root, "allDay", OOF_REQUIRED, &self->all_day, error)
      || !oof_json_read_bool (root, "openEnd", OOF_OPTIONAL, &self->open_end, error))
    return FALSE;
  return self->all_day ? read_days (self, root, error) : read_window (self, root, error);
}

static gboolean
read_forward (OofAbsence *self, OofJson *root, GError **error)
{
  g_autoptr (OofJson) forward = NULL;

  if (!oof_json_read_object (root, "forward", OOF_OPTIONAL, &forward, error))
    return FALSE;
  return !forward
         || (oof_document_read_address (forward, "to", &self->forward_to, error)
             && oof_json_read_bool (forward, "copy", OOF_OPTIONAL, &self->forward_copy, error));
}

static gboolean
read_closure (OofAbsence *self, OofJson *root, GError **error)
{
  g_autoptr (OofJson) closure = NULL;

  if (!oof_json_read_object (root, "closure", OOF_OPTIONAL, &closure, error))
    return FALSE;
  return !closure
         || (oof_json_read_string (closure, "id", OOF_REQUIRED, &self->closure_id, error)
             && oof_json_read_bool (closure, "left", OOF_OPTIONAL, &self->closure_left, error)
             && oof_json_read_string (closure, "group", OOF_OPTIONAL, &self->closure_group, error));
}

/* A series that goes on. */
static gboolean
read_weekly (OofAbsence *self, OofJson *root, GError **error)
{
  g_autoptr (OofJson) weekly = NULL;
  g_autofree char *days = NULL;
  g_autofree char *until = NULL;

  if (!oof_json_read_object (root, "weekly", OOF_OPTIONAL, &weekly, error))
    return FALSE;
  if (!weekly)
    return TRUE;
  if (!oof_json_read_string (weekly, "days", OOF_REQUIRED, &days, error)
      || !oof_json_read_string (weekly, "until", OOF_OPTIONAL, &until, error)
      || (until && !read_day (weekly, "until", &self->weekly_until, error)))
    return FALSE;
  if (oof_weekdays_from_string (days, &self->weekly))
    return TRUE;
  oof_json_set_error (weekly, "days", error, "no weekdays: \"%.64s\"", days);
  return FALSE;
}

static gboolean
read_moved (OofAbsence *self, OofJson *root, GError **error)
{
  g_autoptr (OofJson) array = NULL;
  guint length;

  if (!oof_json_read_array (root, "movedFrom", OOF_OPTIONAL, &array, error))
    return FALSE;
  length = array ? oof_json_get_length (array) : 0;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (array, i);
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (!oof_json_read_string (element, "from", OOF_REQUIRED, &from, error)
          || !oof_json_read_string (element, "to", OOF_OPTIONAL, &to, error))
        return FALSE;
      oof_absence_add_moved (self, from, to);
    }
  return TRUE;
}

static gboolean
read_modes (OofAbsence *self, OofJson *root, GError **error)
{
  g_autofree char *audience = NULL;
  g_autofree char *calendar = NULL;

  if (!oof_json_read_string (root, "audience", OOF_OPTIONAL, &audience, error)
      || !oof_json_read_string (root, "calendar", OOF_OPTIONAL, &calendar, error))
    return FALSE;
  if (audience && !oof_audience_from_string (audience, &self->audience))
    {
      oof_json_set_error (root, "audience", error, "unknown value \"%.64s\"", audience);
      return FALSE;
    }
  if (calendar && !oof_calendar_mode_from_string (calendar, &self->calendar))
    {
      oof_json_set_error (root, "calendar", error, "unknown value \"%.64s\"", calendar);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_texts (OofAbsence *self, OofJson *root, GError **error)
{
  return oof_document_read_text (root, "personId", &self->person_id, error)
         && oof_document_read_text (root, "subject", &self->subject, error)
         && oof_document_read_text (root, "note", &self->note, error)
         && oof_document_read_text (root, "template", &self->template_name, error)
         && oof_document_read_address (root, "deputy", &self->deputy, error)
         && oof_document_read_text (root, "series", &self->series, error)
         && oof_document_read_text (root, "ticket", &self->ticket, error)
         && oof_document_read_address (root, "createdBy", &self->created_by, error);
}

static gboolean
read_rest (OofAbsence *self, OofJson *root, GError **error)
{
  return oof_document_read_rev (root, &self->rev, error)
         && oof_json_read_bool (root, "hold", OOF_OPTIONAL, &self->hold, error)
         && oof_document_read_instant (root, "cancelled", &self->cancelled, error)
         && oof_document_read_instant (root, "createdAt", &self->created_at, error);
}

/* A day or an instant. */
static gboolean
read_echo_end (OofJson *json, const char *name, char **out, GError **error)
{
  g_autofree char *text = NULL;
  OofInstant instant;
  OofDay day;

  if (!oof_json_read_string (json, name, OOF_REQUIRED, &text, error))
    return FALSE;
  if (!oof_day_parse (text, &day, NULL) && !oof_instant_parse (text, &instant, NULL))
    {
      oof_json_set_error (json, name, error, "neither a day nor an instant");
      return FALSE;
    }
  *out = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
read_echo (OofJson *root, OofEcho *echo, GError **error)
{
  g_autoptr (OofJson) json = NULL;

  if (!oof_json_read_object (root, "echo", OOF_OPTIONAL, &json, error))
    return FALSE;
  return !json
         || (read_echo_end (json, "start", &echo->start, error)
             && read_echo_end (json, "end", &echo->end, error));
}

static OofAbsence *
read_root (OofJson *root, OofEcho *echo, GError **error)
{
  g_autoptr (OofAbsence) self = NULL;
  g_autofree char *person = NULL;
  g_autofree char *zone = NULL;

  if (!oof_json_read_string (root, "person", OOF_REQUIRED, &person, error)
      || !oof_json_read_string (root, "zone", OOF_REQUIRED, &zone, error))
    return NULL;
  self = oof_absence_new (person, zone);
  if (!read_dates (self, root, error) || !read_texts (self, root, error)
      || !read_modes (self, root, error) || !read_forward (self, root, error)
      || !read_closure (self, root, error) || !read_weekly (self, root, error)
      || !read_moved (self, root, error) || !read_rest (self, root, error)
      || !read_echo (root, echo, error))
    return NULL;
  return g_steal_pointer (&self);
}

OofAbsence *
oof_absence_json_read (const char *key, const char *stored, OofEcho *echo, GError **error)
{
  g_autoptr (OofJson) root = oof_document_open (key, stored, error);
  g_auto (OofEcho) found = { NULL, NULL };
  OofAbsence *self;

  if (echo)
    *echo = found;
  if (!root)
    return NULL;
  self = read_root (root, &found, error);
  if (!self)
    {
      g_prefix_error (error, "%s: ", key);
      return NULL;
    }
  g_free (self->key);
  self->key = g_ascii_strdown (key, -1);
  self->document = oof_json_to_text (root);
  if (echo)
    {
      echo->start = g_steal_pointer (&found.start);
      echo->end = g_steal_pointer (&found.end);
    }
  return self;
}

/* A nested object that is null when it is not there. */
static void
begin_nested (OofJsonWriter *writer, const char *name, OofJson *base)
{
  g_autoptr (OofJson) nested = base ? oof_json_get_member (base, name) : NULL;

  oof_json_writer_begin_object_over (writer, name, nested);
}

static void
write_weekly (OofJsonWriter *writer, const OofAbsence *self, OofJson *base)
{
  g_autofree char *days = oof_weekdays_to_string (self->weekly);
  g_autofree char *until =
      self->weekly_until != OOF_DAY_NONE ? oof_day_format (self->weekly_until) : NULL;

  if (self->weekly == 0)
    {
      oof_json_writer_omit (writer, "weekly");
      return;
    }
  begin_nested (writer, "weekly", base);
  oof_json_writer_add_string (writer, "days", days);
  oof_json_writer_add_string_or_null (writer, "until", until);
  oof_json_writer_end_object (writer);
}

static void
write_nested (OofJsonWriter *writer, const OofAbsence *self, OofJson *base)
{
  if (self->forward_to)
    {
      begin_nested (writer, "forward", base);
      oof_json_writer_add_string (writer, "to", self->forward_to);
      oof_json_writer_add_bool (writer, "copy", self->forward_copy);
      oof_json_writer_end_object (writer);
    }
  else
    oof_json_writer_add_null (writer, "forward");
  if (self->closure_id)
    {
      begin_nested (writer, "closure", base);
      oof_json_writer_add_string (writer, "id", self->closure_id);
      oof_json_writer_add_string_or_null (writer, "group", self->closure_group);
      if (self->closure_left)
        oof_json_writer_add_bool (writer, "left", TRUE);
      else
        oof_json_writer_omit (writer, "left");
      oof_json_writer_end_object (writer);
    }
  else
    oof_json_writer_add_null (writer, "closure");
}

static void
write_moved (OofJsonWriter *writer, const OofAbsence *self, OofJson *base)
{
  g_autoptr (OofJson) array = base ? oof_json_get_member (base, "movedFrom") : NULL;

  oof_json_writer_begin_array (writer, "movedFrom");
  for (guint i = 0; i < self->moved->len; i++)
    {
      const OofMoved *moved = g_ptr_array_index (self->moved, i);
      g_autoptr (OofJson) element = array ? oof_json_get_element (array, i) : NULL;

      oof_json_writer_begin_object_over (writer, NULL, element);
      oof_json_writer_add_string (writer, "from", moved->from);
      oof_json_writer_add_string_or_null (writer, "to", moved->to);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
write_dates (OofJsonWriter *writer, const OofAbsence *self)
{
  g_autofree char *from = oof_absence_dup_from (self);
  g_autofree char *to = oof_absence_dup_to (self);

  oof_json_writer_add_bool (writer, "allDay", self->all_day);
  oof_json_writer_add_string (writer, "from", from);
  oof_json_writer_add_string_or_null (writer, "to", to);
  oof_json_writer_add_bool (writer, "openEnd", self->open_end);
}

static void
write_members (OofJsonWriter *writer, const OofAbsence *self, OofJson *base)
{
  const char *audience = oof_audience_to_string (self->audience);

  oof_json_writer_add_string (writer, "person", self->person);
  oof_json_writer_add_string_or_null (writer, "personId", self->person_id);
  oof_json_writer_add_string (writer, "zone", self->zone);
  write_dates (writer, self);
  oof_json_writer_add_string (writer, "subject", self->subject);
  oof_json_writer_add_string_or_null (writer, "note", self->note);
  oof_json_writer_add_string_or_null (writer, "template", self->template_name);
  oof_json_writer_add_string_or_null (writer, "audience", audience);
  oof_json_writer_add_string_or_null (writer, "deputy", self->deputy);
  write_nested (writer, self, base);
  oof_json_writer_add_string (writer, "calendar", oof_calendar_mode_to_string (self->calendar));
  oof_json_writer_add_string_or_null (writer, "series", self->series);
  write_weekly (writer, self, base);
  oof_document_add_instant (writer, "cancelled", self->cancelled);
  oof_json_writer_add_string_or_null (writer, "ticket", self->ticket);
  write_moved (writer, self, base);
  oof_json_writer_add_bool (writer, "hold", self->hold);
  oof_json_writer_add_string_or_null (writer, "createdBy", self->created_by);
  oof_document_add_instant (writer, "createdAt", self->created_at);
}

static void
write_echo (OofJsonWriter *writer, const OofEcho *echo, OofJson *base)
{
  if (!echo->start)
    {
      oof_json_writer_omit (writer, "echo");
      return;
    }
  begin_nested (writer, "echo", base);
  oof_json_writer_add_string (writer, "start", echo->start);
  oof_json_writer_add_string (writer, "end", echo->end);
  oof_json_writer_end_object (writer);
}

char *
oof_absence_json_write_plain (const OofAbsence *self, GError **error)
{
  const OofEcho none = { NULL, NULL };

  return oof_absence_json_write (self, &none, self->rev, "", error);
}

char *
oof_absence_json_write (
    const OofAbsence *self, const OofEcho *echo, gint64 rev, const char *write_id, GError **error)
{
  OofStamp stamp = { rev, write_id };
  g_autoptr (OofJson) base = NULL;
  OofJsonWriter *writer;

  if (self->document)
    {
      base = oof_document_open (self->key, self->document, error);
      if (!base)
        return NULL;
    }
  writer = oof_document_begin (self->key, &stamp, base);
  write_members (writer, self, base);
  write_echo (writer, echo, base);
  return oof_document_finish (writer, self->key, error);
}
