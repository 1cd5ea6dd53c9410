/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/oof-graph-event.h"

#include "graph/oof-graph-call.h"
#include "graph/oof-graph-time.h"

#define CUT_LENGTH 255 /* characters; storage.md rule 4 */

const char *const oof_graph_event_select = "id,changeKey,subject,categories,isAllDay,start,end,"
                                           "showAs,originalStartTimeZone,createdDateTime,"
                                           "lastModifiedDateTime";

static const struct
{
  const char *name;
  const char *type;
} properties[] = {
  { OOF_PROPERTY_KEY, "String" },
  { OOF_PROPERTY_REV, "Integer" },
  { OOF_PROPERTY_ABSENCE, "String" },
  { OOF_PROPERTY_DOC, "String" },
};

static char *
property_id (const char *type, const char *name)
{
  return g_strdup_printf ("%s {%s} Name %s", type, OOF_PROPERTY_SET, name);
}

/* The set is compared without case or braces, the name exactly (storage.md rule 1). */
static gboolean
is_property (const char *id, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (id, " ", 4);
  char *set;
  gsize length;

  if (g_strv_length (parts) != 4 || !g_str_equal (parts[2], "Name")
      || !g_str_equal (parts[3], name))
    return FALSE;
  set = parts[1];
  length = strlen (set);
  if (length > 2 && set[0] == '{' && set[length - 1] == '}')
    {
      set[length - 1] = '\0';
      set++;
    }
  return g_ascii_strcasecmp (set, OOF_PROPERTY_SET) == 0;
}

char *
oof_graph_event_build_expand (void)
{
  g_autoptr (GString) text = g_string_new ("singleValueExtendedProperties($filter=");

  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *id = property_id (properties[i].type, properties[i].name);

      g_string_append_printf (text, "%sid eq '%s'", i > 0 ? " or " : "", id);
    }
  g_string_append_c (text, ')');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
oof_graph_event_build_filter (const char *key)
{
  g_autofree char *id = property_id ("String", OOF_PROPERTY_KEY);
  g_autofree char *quoted = oof_graph_quote (key);

  return g_strdup_printf ("singleValueExtendedProperties/any(ep: ep/id eq '%s' and ep/value eq %s)",
                          id, quoted);
}

/* Takes @value over unless the item has that property already: of duplicates the first counts. */
static void
set_property (OofItem *item, const char *id, char *value)
{
  gint64 rev;

  if (is_property (id, OOF_PROPERTY_REV))
    {
      if (item->rev == 0 && g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &rev, NULL))
        item->rev = rev;
    }
  else if (is_property (id, OOF_PROPERTY_KEY) && item->key == NULL)
    item->key = g_steal_pointer (&value);
  else if (is_property (id, OOF_PROPERTY_ABSENCE) && item->absence == NULL)
    item->absence = g_steal_pointer (&value);
  else if (is_property (id, OOF_PROPERTY_DOC) && item->document == NULL)
    item->document = g_steal_pointer (&value);
  g_free (value);
}

static gboolean
read_properties (const OofJson *event, OofItem *item, gboolean *cut, GError **error)
{
  g_autoptr (OofJson) list = NULL;

  if (!oof_json_read_array (event, "singleValueExtendedProperties", OOF_OPTIONAL, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < oof_json_get_length (list); i++)
    {
      g_autoptr (OofJson) property = oof_json_get_element (list, i);
      g_autofree char *id = NULL;
      g_autofree char *value = NULL;

      if (!oof_json_read_string (property, "id", OOF_REQUIRED, &id, error)
          || !oof_json_read_string (property, "value", OOF_OPTIONAL, &value, error))
        return FALSE;
      if (value == NULL)
        continue;
      *cut = *cut || g_utf8_strlen (value, -1) == CUT_LENGTH;
      set_property (item, id, g_steal_pointer (&value));
    }
  return TRUE;
}

/* @odata.etag; where it is missing, made from the change key, which is what Exchange makes it of.
 */
static gboolean
read_identity (const OofJson *event, OofItem *item, GError **error)
{
  g_autofree char *change_key = NULL;

  if (!oof_json_read_string (event, "id", OOF_REQUIRED, &item->id, error)
      || !oof_json_read_string (event, "@odata.etag", OOF_OPTIONAL, &item->change_key, error))
    return FALSE;
  if (item->change_key != NULL)
    return TRUE;
  if (!oof_json_read_string (event, "changeKey", OOF_REQUIRED, &change_key, error))
    return FALSE;
  item->change_key = g_strdup_printf ("W/\"%s\"", change_key);
  return TRUE;
}

static gboolean
read_stamp (const OofJson *event, const char *name, OofInstant *stamp, GError **error)
{
  g_autofree char *text = NULL;

  if (!oof_json_read_string (event, name, OOF_OPTIONAL, &text, error))
    return FALSE;
  if (text == NULL || oof_instant_parse (text, stamp, NULL))
    return TRUE;
  oof_json_set_error (event, name, error, "no time: \"%.60s\"", text);
  return FALSE;
}

static gboolean
read_text (const OofJson *event, OofItem *item, GError **error)
{
  g_autofree char *subject = NULL;
  g_autofree char *show_as = NULL;

  if (!oof_json_read_string (event, "subject", OOF_OPTIONAL, &subject, error)
      || !oof_json_read_string (event, "showAs", OOF_OPTIONAL, &show_as, error)
      || !oof_json_read_strv (event, "categories", OOF_OPTIONAL, &item->categories, error)
      || !read_stamp (event, "createdDateTime", &item->created, error)
      || !read_stamp (event, "lastModifiedDateTime", &item->modified, error))
    return FALSE;
  g_free (item->subject);
  item->subject = g_strdup (subject ? subject : "");
  item->free_busy = show_as != NULL && g_ascii_strcasecmp (show_as, "free") == 0
                        ? OOF_FREE_BUSY_FREE
                        : OOF_FREE_BUSY_OOF;
  return TRUE;
}

/* An item whose zone is not known counts in UTC; all-day items are dates anyway. */
static gboolean
read_times (const OofJson *event, OofItem *item, GError **error)
{
  g_autofree char *name = NULL;
  const char *zone;
  OofDay end;

  if (!oof_json_read_bool (event, "isAllDay", OOF_OPTIONAL, &item->all_day, error)
      || !oof_json_read_string (event, "originalStartTimeZone", OOF_OPTIONAL, &name, error))
    return FALSE;
  zone = oof_graph_zone_from_any (name);
  g_free (item->zone);
  item->zone = g_strdup (zone ? zone : "UTC");
  if (!item->all_day)
    return oof_graph_read_instant (event, "start", &item->range.from, error)
           && oof_graph_read_instant (event, "end", &item->range.to, error);

  if (!oof_graph_read_day (event, "start", &item->first_day, error)
      || !oof_graph_read_day (event, "end", &end, error))
    return FALSE;
  item->last_day = end > item->first_day ? end - 1 : item->first_day;
  item->range.from = oof_zone_day_start (item->zone, item->first_day);
  item->range.to = oof_zone_day_start (item->zone, item->last_day + 1);
  return TRUE;
}

gboolean
oof_graph_event_read (
    const OofJson *event, OofCalendar calendar, OofItem **item, gboolean *cut, GError **error)
{
  g_autoptr (OofItem) read = oof_item_new (calendar);
  gboolean any_cut = FALSE;

  if (!read_identity (event, read, error) || !read_text (event, read, error)
      || !read_times (event, read, error) || !read_properties (event, read, &any_cut, error))
    return FALSE;
  *item = g_steal_pointer (&read);
  if (cut != NULL)
    *cut = any_cut;
  return TRUE;
}

static void
write_property (OofJsonWriter *writer, gsize index, const char *value)
{
  g_autofree char *id = property_id (properties[index].type, properties[index].name);

  if (value == NULL)
    return;
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "id", id);
  oof_json_writer_add_string (writer, "value", value);
  oof_json_writer_end_object (writer);
}

static void
write_properties (OofJsonWriter *writer, const OofItem *item)
{
  g_autofree char *rev = g_strdup_printf ("%" G_GINT64_FORMAT, item->rev);
  const char *values[G_N_ELEMENTS (properties)] = { item->key, rev, item->absence, item->document };

  oof_json_writer_begin_array (writer, "singleValueExtendedProperties");
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    write_property (writer, i, values[i]);
  oof_json_writer_end_array (writer);
}

/* All-day items: midnights of one zone, the end exclusive (graph.md 6). */
static void
write_times (OofJsonWriter *writer, const OofItem *item)
{
  oof_json_writer_add_bool (writer, "isAllDay", item->all_day);
  if (item->all_day)
    {
      oof_graph_write_midnight (writer, "start", item->first_day, item->zone);
      oof_graph_write_midnight (writer, "end", item->last_day + 1, item->zone);
    }
  else
    {
      oof_graph_write_local (writer, "start", item->range.from, item->zone);
      oof_graph_write_local (writer, "end", item->range.to, item->zone);
    }
}

static void
write_body (OofJsonWriter *writer, const char *text)
{
  if (text == NULL)
    return;
  oof_json_writer_begin_object (writer, "body");
  oof_json_writer_add_string (writer, "contentType", "text");
  oof_json_writer_add_string (writer, "content", text);
  oof_json_writer_end_object (writer);
}

static GBytes *
build (const OofItem *item, const char *transaction)
{
  const char *const none[] = { NULL };
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "subject", item->subject);
  write_body (writer, item->body);
  write_times (writer, item);
  oof_json_writer_add_string (writer, "showAs",
                              item->free_busy == OOF_FREE_BUSY_FREE ? "free" : "oof");
  oof_json_writer_add_string (writer, "sensitivity", "normal");
  oof_json_writer_add_bool (writer, "isReminderOn", FALSE);
  oof_json_writer_add_strv (writer, "categories",
                            item->categories ? (const char *const *) item->categories : none);
  oof_json_writer_add_string (writer, "transactionId", transaction);
  write_properties (writer, item);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish_bytes (writer);
}

/* From key, revision and content; the content holds the random "w" of this write (storage.md rule
 * 2), so that an item made anew under an old key gets another one. */
static char *
build_transaction (const OofItem *item)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *head = g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n", item->key, item->rev);
  const char *parts[] = { head, item->absence, item->document };
  const char *hex;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_checksum_update (checksum, (const guchar *) parts[i], -1);
  hex = g_checksum_get_string (checksum);
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

GBytes *
oof_graph_event_build_new (const OofItem *item)
{
  g_autofree char *transaction = build_transaction (item);

  return build (item, transaction);
}

GBytes *
oof_graph_event_build_change (const OofItem *item)
{
  return build (item, NULL);
}
