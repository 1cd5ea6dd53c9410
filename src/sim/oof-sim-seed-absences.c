/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-seed-private.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

#define CREATED_BY "anna.meier"

static const gchar *
get_text (JsonObject *entry, const gchar *name)
{
  return json_object_get_string_member_with_default (entry, name, NULL);
}

static OofDay
get_day (JsonObject *entry, const gchar *name, OofDay base)
{
  return base + (OofDay) json_object_get_int_member_with_default (entry, name, 0);
}

/* "local" of MEMBER as an address. (transfer full) (nullable) */
static gchar *
get_address (OofSimSeed *seed, JsonObject *entry, const gchar *member)
{
  const gchar *local = get_text (entry, member);

  return local == NULL ? NULL : oof_sim_seed_address (seed, local);
}

static void
set_dates (OofAbsence *absence, JsonObject *entry, OofDay base)
{
  OofDay first = get_day (entry, "from", base);
  OofDay last = get_day (entry, "to", base);
  gint64 minute = json_object_get_int_member_with_default (entry, "timeFrom", -1);

  absence->open_end = json_object_get_boolean_member_with_default (entry, "openEnd", FALSE);
  absence->first_day = first;
  absence->last_day = absence->open_end ? OOF_DAY_NONE : last;
  if (minute < 0)
    return;
  absence->all_day = FALSE;
  absence->window.from = oof_zone_instant (absence->zone, first, (int) minute);
  absence->window.to =
      oof_zone_instant (absence->zone, last, (int) json_object_get_int_member (entry, "timeTo"));
}

/* When ENTRY says that it was moved: where it was before. */
static void
set_moved (OofAbsence *absence, JsonObject *entry, OofDay base)
{
  g_autofree gchar *from = NULL;
  g_autofree gchar *to = NULL;

  if (!json_object_has_member (entry, "movedFrom"))
    return;
  from = oof_day_format (get_day (entry, "movedFrom", base));
  to = oof_day_format (get_day (entry, "movedTo", base));
  oof_absence_add_moved (absence, from, to);
}

/* CLOSURES: directory group -> id of its closure, the same one for all members. */
static void
set_closure (OofSimSeed *seed, OofAbsence *absence, JsonObject *entry, GHashTable *closures)
{
  const gchar *group = get_text (entry, "closure");

  if (group == NULL)
    return;
  if (!g_hash_table_contains (closures, group))
    g_hash_table_insert (closures, g_strdup (group), oof_sim_random_uuid (&seed->random));
  absence->closure_id = g_strdup (g_hash_table_lookup (closures, group));
  absence->closure_group = g_strdup (group);
}

static OofAbsence *
make_absence (OofSimSeed *seed, JsonObject *entry, const OofSimPerson *person, GHashTable *closures)
{
  OofAbsence *absence = oof_absence_new (person->mail, person->zone);
  g_autofree gchar *uuid = oof_sim_random_uuid (&seed->random);
  OofInstant now = seed->now / G_USEC_PER_SEC;
  OofDay today = oof_zone_day_of ("Europe/Berlin", now);
  gboolean from_monday = g_strcmp0 (get_text (entry, "base"), "monday") == 0;
  OofDay base = from_monday ? today - oof_day_get_weekday (today) + 1 : today;

  g_free (absence->key);
  absence->key = g_strconcat ("a:", uuid, NULL);
  absence->rev = 1;
  absence->person_id = g_strdup (person->id);
  g_free (absence->subject);
  absence->subject = g_strdup (get_text (entry, "subject"));
  absence->note = g_strdup (get_text (entry, "note"));
  absence->template_name = g_strdup (get_text (entry, "template"));
  absence->deputy = get_address (seed, entry, "deputy");
  if (get_text (entry, "audience") != NULL)
    oof_audience_from_string (get_text (entry, "audience"), &absence->audience);
  if (get_text (entry, "calendar") != NULL)
    oof_calendar_mode_from_string (get_text (entry, "calendar"), &absence->calendar);
  absence->created_by = oof_sim_seed_address (seed, CREATED_BY);
  absence->created_at =
      MIN (now, oof_zone_day_start ("Europe/Berlin", get_day (entry, "from", base))) - 12 * 86400
      - oof_sim_random_below (&seed->random, 36000);
  if (json_object_get_boolean_member_with_default (entry, "cancelled", FALSE))
    absence->cancelled = now - 86400;
  set_dates (absence, entry, base);
  set_moved (absence, entry, base);
  set_closure (seed, absence, entry, closures);
  return absence;
}

static void
set_instant (JsonObject *object, const gchar *name, OofInstant instant)
{
  g_autofree gchar *text = oof_instant_format (instant);

  oof_sim_json_set_text (object, name, text);
}

static void
set_spans (JsonObject *object, const OofAbsence *absence)
{
  g_autofree gchar *from = oof_absence_dup_from (absence);
  g_autofree gchar *to = oof_absence_dup_to (absence);
  JsonArray *moved = json_array_new ();

  json_object_set_boolean_member (object, "allDay", absence->all_day);
  oof_sim_json_set_text (object, "from", from);
  oof_sim_json_set_text (object, "to", to);
  json_object_set_boolean_member (object, "openEnd", absence->open_end);
  for (guint i = 0; i < absence->moved->len; i++)
    {
      const OofMoved *old = absence->moved->pdata[i];
      JsonObject *span = json_object_new ();

      json_object_set_string_member (span, "from", old->from);
      json_object_set_string_member (span, "to", old->to);
      json_array_add_object_element (moved, span);
    }
  json_object_set_array_member (object, "movedFrom", moved);
}

/* Start and end as the server returns them: days for an all-day item. */
static JsonObject *
make_echo (const OofAbsence *absence)
{
  JsonObject *echo = json_object_new ();
  OofDay last = absence->open_end ? absence->first_day : absence->last_day;

  if (absence->all_day)
    {
      g_autofree gchar *start = oof_day_format (absence->first_day);
      g_autofree gchar *end = oof_day_format (last + 1);

      json_object_set_string_member (echo, "start", start);
      json_object_set_string_member (echo, "end", end);
      return echo;
    }
  set_instant (echo, "start", absence->window.from);
  set_instant (echo, "end", absence->window.to);
  return echo;
}

static JsonObject *
absence_to_json (OofSimSeed *seed, const OofAbsence *absence)
{
  JsonObject *object = oof_sim_seed_begin (seed, absence->key);
  JsonObject *closure;

  json_object_set_string_member (object, "person", absence->person);
  json_object_set_string_member (object, "personId", absence->person_id);
  json_object_set_string_member (object, "zone", absence->zone);
  set_spans (object, absence);
  json_object_set_string_member (object, "subject", absence->subject);
  oof_sim_json_set_text (object, "note", absence->note);
  oof_sim_json_set_text (object, "template", absence->template_name);
  oof_sim_json_set_text (object, "audience", oof_audience_to_string (absence->audience));
  oof_sim_json_set_text (object, "deputy", absence->deputy);
  json_object_set_null_member (object, "forward");
  json_object_set_string_member (object, "calendar",
                                 oof_calendar_mode_to_string (absence->calendar));
  json_object_set_null_member (object, "series");
  json_object_set_null_member (object, "closure");
  if (absence->closure_id != NULL)
    {
      closure = json_object_new ();
      json_object_set_string_member (closure, "id", absence->closure_id);
      json_object_set_string_member (closure, "group", absence->closure_group);
      json_object_set_object_member (object, "closure", closure);
    }
  set_instant (object, "cancelled", absence->cancelled);
  json_object_set_null_member (object, "ticket");
  json_object_set_boolean_member (object, "hold", FALSE);
  json_object_set_string_member (object, "createdBy", absence->created_by);
  set_instant (object, "createdAt", absence->created_at);
  json_object_set_object_member (object, "echo", make_echo (absence));
  return object;
}

static gboolean
is_confidential (OofSimSeed *seed, const gchar *subject)
{
  JsonArray *subjects = json_object_get_array_member (seed->data, "subjects");

  for (guint i = 0; i < json_array_get_length (subjects); i++)
    {
      JsonObject *entry = json_array_get_object_element (subjects, i);

      if (strcmp (get_text (entry, "name"), subject) == 0)
        return json_object_get_boolean_member (entry, "confidential");
    }
  return FALSE;
}

static void
set_item_times (OofSimItem *item, const OofAbsence *absence)
{
  OofDay last = absence->open_end ? absence->first_day : absence->last_day;
  const gchar *zone = oof_sim_zone_to_windows (absence->zone);

  item->all_day = absence->all_day;
  item->start = absence->all_day ? oof_zone_day_start (absence->zone, absence->first_day)
                                 : absence->window.from;
  item->end = absence->all_day ? oof_zone_day_start (absence->zone, last + 1) : absence->window.to;
  item->start *= G_USEC_PER_SEC;
  item->end *= G_USEC_PER_SEC;
  oof_sim_set_string (&item->start_zone, zone);
  oof_sim_set_string (&item->end_zone, zone);
}

static void
add_item (OofSimSeed *seed, const OofAbsence *absence, const OofSimPerson *person)
{
  OofSimMailbox *mailbox = seed->tenant->service->mailbox;
  OofSimItem *item = oof_sim_item_new ();
  gboolean cancelled = absence->cancelled != OOF_INSTANT_NONE;
  gboolean busy = !cancelled && absence->calendar == OOF_CALENDAR_STANDARD;
  g_autoptr (JsonObject) json = absence_to_json (seed, absence);
  g_autofree gchar *subject =
      g_strdup_printf ("%s%s: %s", cancelled ? "Abgesagt: " : "", person->display_name,
                       is_confidential (seed, absence->subject) ? "Abwesend" : absence->subject);

  oof_sim_set_string (&item->subject, subject);
  oof_sim_set_string (&item->body, "Geplant mit OOF Manager.");
  oof_sim_set_string (&item->show_as, busy ? "oof" : "free");
  g_ptr_array_add (item->categories, g_strdup (cancelled ? "abgesagt" : "geplant"));
  set_item_times (item, absence);
  oof_sim_seed_set_data (item, absence->key, "OofAbsence", json);
  oof_sim_mailbox_add_item (mailbox, oof_sim_mailbox_get_default_calendar (mailbox), item,
                            absence->created_at * G_USEC_PER_SEC);
}

void
oof_sim_seed_absences (OofSimSeed *seed)
{
  JsonArray *entries = json_object_get_array_member (seed->data, "absences");
  g_autoptr (GHashTable) closures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree gchar *address = get_address (seed, entry, "person");
      OofSimPerson *person = oof_sim_tenant_find_person (seed->tenant, address);
      const gchar *outside = get_text (entry, "changedOutside");
      OofAbsence *absence;

      if (person == NULL)
        continue;
      absence = make_absence (seed, entry, person, closures);
      g_ptr_array_add (seed->absences, absence);
      add_item (seed, absence, person);
      if (outside != NULL)
        g_hash_table_insert (seed->outside, g_strdup (absence->key), g_strdup (outside));
    }
}
