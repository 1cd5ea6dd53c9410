/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-absence-json.h"

static void
write_forward (OofJsonWriter *writer, const OofAbsence *absence)
{
  if (absence->forward_to == NULL)
    {
      oof_json_writer_add_null (writer, "forward");
      return;
    }
  oof_json_writer_begin_object (writer, "forward");
  oof_json_writer_add_string (writer, "to", absence->forward_to);
  oof_json_writer_add_bool (writer, "copy", absence->forward_copy);
  oof_json_writer_end_object (writer);
}

static void
write_moved (OofJsonWriter *writer, const OofAbsence *absence)
{
  oof_json_writer_begin_array (writer, "movedFrom");
  for (guint i = 0; i < absence->moved->len; i++)
    {
      OofMoved *moved = g_ptr_array_index (absence->moved, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string_or_null (writer, "from", moved->from);
      oof_json_writer_add_string_or_null (writer, "to", moved->to);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
write_closure (OofJsonWriter *writer, const OofAbsence *absence)
{
  if (absence->closure_id == NULL)
    {
      oof_json_writer_add_null (writer, "closure");
      return;
    }
  oof_json_writer_begin_object (writer, "closure");
  oof_json_writer_add_string (writer, "id", absence->closure_id);
  oof_json_writer_add_string_or_null (writer, "group", absence->closure_group);
  oof_json_writer_end_object (writer);
}

static const char *
null_when_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

void
oof_cli_write_absence (OofJsonWriter *writer, const OofAbsence *absence, OofInstant now)
{
  g_autofree char *from = oof_absence_dup_from (absence);
  g_autofree char *to = oof_absence_dup_to (absence);
  OofAbsenceState state = oof_absence_get_state (absence, now);
  OofDay asked = oof_absence_get_reminder (absence, now);
  g_autofree char *reminder = asked != OOF_DAY_NONE ? oof_day_format (asked) : NULL;

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "id", absence->key);
  oof_json_writer_add_string (writer, "person", absence->person);
  oof_json_writer_add_string (writer, "from", from);
  oof_json_writer_add_string_or_null (writer, "to", to);
  oof_json_writer_add_bool (writer, "allDay", absence->all_day);
  oof_json_writer_add_string (writer, "zone", absence->zone);
  oof_json_writer_add_string_or_null (writer, "subject", null_when_empty (absence->subject));
  oof_json_writer_add_string_or_null (writer, "note", null_when_empty (absence->note));
  oof_json_writer_add_string_or_null (writer, "template", absence->template_name);
  oof_json_writer_add_string_or_null (writer, "audience",
                                      oof_audience_to_string (absence->audience));
  oof_json_writer_add_string_or_null (writer, "deputy", absence->deputy);
  write_forward (writer, absence);
  oof_json_writer_add_string (writer, "calendar", oof_calendar_mode_to_string (absence->calendar));
  oof_json_writer_add_string (writer, "state", oof_absence_state_to_string (state));
  write_moved (writer, absence);
  oof_json_writer_add_string_or_null (writer, "series", absence->series);
  write_closure (writer, absence);
  oof_json_writer_add_string_or_null (writer, "createdBy", absence->created_by);
  oof_json_writer_add_string_or_null (writer, "reminder", reminder);
  oof_json_writer_end_object (writer);
}
