/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/oof-timeline-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/oof-absence-list.h"
#include "ui/timeline/oof-timeline-item.h"

/* What the rows are made from. */
typedef struct
{
  OofSession *session;
  GHashTable *entries; /* (owned) address -> GPtrArray of OofAbsenceEntry by start */
  OofInstant now;
  GHashTable *collapsed;
  gboolean only_absent;
  OofRange range;
} Making;

/* The last group in processing order that has the person and is not everybody's. */
static const char *
get_group (OofSession *session, OofPerson *person)
{
  GPtrArray *groups = oof_session_get_groups (session);

  for (guint i = groups->len; i > 0; i--)
    {
      OofGroup *group = g_ptr_array_index (groups, i - 1);
      if (strcmp (group->name, OOF_GROUP_EVERYBODY) != 0 && oof_group_has (group, person->address))
        return group->name;
    }
  return _ ("Without a group");
}

/* group name -> GPtrArray of OofPerson, by name as the session has them. */
static GHashTable *
collect_people (OofSession *session)
{
  GPtrArray *people = oof_session_get_people (session);
  GHashTable *table =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      const char *name = get_group (session, person);
      GPtrArray *list = g_hash_table_lookup (table, name);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (table, (gpointer) name, list);
        }
      g_ptr_array_add (list, person);
    }
  return table;
}

static GPtrArray *
get_order (OofSession *session)
{
  GPtrArray *groups = oof_session_get_groups (session);
  GPtrArray *order = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (order, ((OofGroup *) g_ptr_array_index (groups, i))->name);
  g_ptr_array_add (order, (gpointer) _ ("Without a group"));
  return order;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  OofAbsence *left = oof_absence_entry_get_absence (*(OofAbsenceEntry *const *) a);
  OofAbsence *right = oof_absence_entry_get_absence (*(OofAbsenceEntry *const *) b);
  OofInstant x = oof_absence_get_range (left).from, y = oof_absence_get_range (right).from;

  return (x > y) - (x < y);
}

static GHashTable *
collect_entries (OofSession *session)
{
  g_autoptr (GPtrArray) entries =
      oof_absence_list_new (session, oof_session_get_absences (session));
  GHashTable *table =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  g_ptr_array_sort (entries, compare_cb);
  for (guint i = 0; i < entries->len; i++)
    {
      OofAbsenceEntry *entry = g_ptr_array_index (entries, i);
      char *address = oof_absence_entry_get_absence (entry)->person;
      GPtrArray *list = g_hash_table_lookup (table, address);
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (table, address, list);
        }
      g_ptr_array_add (list, g_object_ref (entry));
    }
  return table;
}

static gboolean
has_live_in (GPtrArray *entries, OofRange range)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      OofAbsenceEntry *entry = g_ptr_array_index (entries, i);
      if (oof_absence_entry_get_state (entry) != OOF_ABSENCE_CANCELLED
          && oof_range_overlaps (oof_absence_get_range (oof_absence_entry_get_absence (entry)),
                                 range))
        return TRUE;
    }
  return FALSE;
}

static void
add_group (Making *making, GPtrArray *rows, const char *name, GPtrArray *people)
{
  gboolean collapsed = g_hash_table_contains (making->collapsed, name);
  OofRange now = { making->now, making->now + 1 };
  const char *zone = oof_session_get_options (making->session)->zone;
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_away = 0;

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      GPtrArray *entries = g_hash_table_lookup (making->entries, person->address);
      n_away += has_live_in (entries, now) ? 1 : 0;
      if (collapsed || (making->only_absent && !has_live_in (entries, making->range)))
        continue;
      g_ptr_array_add (shown,
                       oof_timeline_item_new_person (
                           person, entries, person->zone != NULL ? person->zone : zone,
                           oof_session_get_record (making->session, person->address), making->now));
    }
  if (shown->len == 0 && !collapsed)
    return;
  g_ptr_array_add (rows, oof_timeline_item_new_heading (name, people->len, n_away, collapsed));
  g_ptr_array_extend_and_steal (rows, g_steal_pointer (&shown));
}

GPtrArray *
oof_timeline_rows_new (OofSession *session,
                       const char *group,
                       GHashTable *collapsed,
                       gboolean only_absent,
                       OofRange range)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  g_autoptr (GHashTable) people = collect_people (session);
  g_autoptr (GHashTable) entries = collect_entries (session);
  g_autoptr (GPtrArray) order = get_order (session);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  Making making = { session,   entries,     oof_clock_now (oof_session_get_clock (session)),
                    collapsed, only_absent, range };

  for (guint i = 0; i < order->len; i++)
    {
      const char *name = g_ptr_array_index (order, i);
      GPtrArray *list = g_hash_table_lookup (people, name);
      if (list != NULL && (group == NULL || strcmp (group, name) == 0))
        add_group (&making, rows, name, list);
    }
  return rows;
}

GStrv
oof_timeline_rows_dup_groups (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  g_autoptr (GHashTable) people = collect_people (session);
  g_autoptr (GPtrArray) order = get_order (session);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < order->len; i++)
    if (g_hash_table_contains (people, g_ptr_array_index (order, i)))
      g_strv_builder_add (builder, g_ptr_array_index (order, i));
  return g_strv_builder_end (builder);
}
