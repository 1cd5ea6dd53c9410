/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-snapshot-reader-private.h"

#include "core/oof-error.h"
#include "store/oof-absence-item-private.h"
#include "store/oof-group-json.h"
#include "store/oof-holidays-json.h"
#include "store/oof-lease-json.h"
#include "store/oof-item-writer-private.h"
#include "store/oof-options-json.h"
#include "store/oof-people-json.h"
#include "store/oof-record-json.h"
#include "store/oof-subject-json.h"
#include "store/oof-template-json.h"
#include "store/oof-user-json.h"

/* One reading. */
typedef struct
{
  OofSnapshot *snapshot;
  OofRange range;
  OofSnapshotMemory *memory; /* (nullable) of the reading before */
  OofSnapshotMemory fresh;   /* of this one */
  gboolean same_absences;    /* as in the reading before */
} Reading;

static gboolean
is_absence (const OofItem *item)
{
  return item->key && g_str_has_prefix (item->key, "a:");
}

static void
memory_init (OofSnapshotMemory *self)
{
  self->absences = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) oof_item_unref,
                                          (GDestroyNotify) oof_absence_unref);
  self->pages = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) oof_item_unref,
                                       (GDestroyNotify) g_hash_table_unref);
}

static void
memory_clear (OofSnapshotMemory *self)
{
  g_clear_pointer (&self->absences, g_hash_table_unref);
  g_hash_table_unref (self->pages);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->snapshot, oof_snapshot_unref);
}

/* Most readings find the absences as they were: thousands of them, and the very same items. */
static gboolean
remembers (const OofSnapshotMemory *self, const GPtrArray *absences, OofRange range)
{
  if (!self->listed || self->range.from != range.from || self->range.to != range.to
      || self->listed->len != absences->len)
    return FALSE;
  for (guint i = 0; i < absences->len; i++)
    if (self->listed->pdata[i] != absences->pdata[i])
      return FALSE;
  return TRUE;
}

static guint
count_absences (const GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += is_absence (g_ptr_array_index (items, i));
  return n;
}

static gpointer
copy_item (gconstpointer item, gpointer nothing)
{
  return oof_item_ref ((OofItem *) item);
}

/* Takes over what this reading found, for the next one. */
static void
remember (OofSnapshotMemory *self, Reading *reading, GPtrArray *absences, gboolean apart)
{
  gboolean shared = apart && reading->snapshot->problems->len == 0;

  if (reading->same_absences)
    {
      g_hash_table_unref (reading->fresh.absences);
      reading->fresh.absences = g_steal_pointer (&self->absences);
    }
  memory_clear (self);
  *self = reading->fresh;
  if (shared)
    {
      self->listed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
      g_ptr_array_extend (self->listed, absences, copy_item, NULL);
      self->range = reading->range;
      self->snapshot = oof_snapshot_ref (reading->snapshot);
    }
}

OofSnapshotMemory *
oof_snapshot_memory_new (void)
{
  OofSnapshotMemory *self = g_new0 (OofSnapshotMemory, 1);

  memory_init (self);
  return self;
}

void
oof_snapshot_memory_free (OofSnapshotMemory *self)
{
  memory_clear (self);
  g_free (self);
}

static void
add_problem (OofSnapshot *snapshot, const OofItem *item, const char *message)
{
  oof_snapshot_add_problem (snapshot, item->key, item->subject, FALSE, message);
}

static void
report_copy (OofSnapshot *snapshot, const OofItem *item)
{
  oof_snapshot_add_problem (snapshot, item->key, item->subject, TRUE,
                            "copied in Outlook: another item has this key already");
}

static void
keep_one (OofSnapshot *snapshot, GHashTable *known, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      OofItem *item = g_ptr_array_index (items, i);
      OofItem *other = item->key ? g_hash_table_lookup (known, item->key) : NULL;

      if (!item->key)
        continue;
      if (other && !oof_item_writer_goes_before (item, other))
        {
          report_copy (snapshot, item);
          continue;
        }
      if (other)
        report_copy (snapshot, other);
      g_hash_table_replace (known, g_strdup (item->key), oof_item_ref (item));
    }
}

static gboolean
read_absence (Reading *reading, OofItem *item, GError **error)
{
  OofAbsence *known =
      reading->memory ? g_hash_table_lookup (reading->memory->absences, item) : NULL;
  OofAbsence *absence = known ? oof_absence_ref (known) : oof_absence_item_read (item, error);

  if (!absence)
    return FALSE;
  g_hash_table_insert (reading->fresh.absences, oof_item_ref (item), absence);
  if (oof_range_overlaps (oof_absence_get_range (absence), reading->range))
    g_ptr_array_add (reading->snapshot->absences, oof_absence_ref (absence));
  return TRUE;
}

static gboolean
read_template (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  OofTemplate *tmpl = oof_template_json_read (item->key, item->document, error);

  if (!tmpl)
    return FALSE;
  if (item->rev > 0)
    tmpl->rev = item->rev;
  g_ptr_array_add (snapshot->templates, tmpl);
  return TRUE;
}

static gboolean
read_options (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  OofOptions *options = oof_options_json_read (item->document, error);

  if (!options)
    return FALSE;
  if (item->rev > 0)
    options->rev = item->rev;
  oof_options_unref (snapshot->options);
  snapshot->options = options;
  return TRUE;
}

static gboolean
read_list (GPtrArray **list, GPtrArray *read)
{
  if (!read)
    return FALSE;
  g_ptr_array_unref (*list);
  *list = read;
  return TRUE;
}

/* Adds what @page (address -> OofRecord) holds. */
static void
add_records (OofSnapshot *snapshot, GHashTable *page)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, page);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OofRecord *record = oof_record_ref (value);

      g_hash_table_replace (snapshot->records, g_strdup (record->address), record);
    }
}

static gboolean
read_page (Reading *reading, OofItem *item, GError **error)
{
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func (g_free);
  GHashTable *known = reading->memory ? g_hash_table_lookup (reading->memory->pages, item) : NULL;
  g_autoptr (GHashTable) page = known ? g_hash_table_ref (known)
                                      : g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                               (GDestroyNotify) oof_record_unref);

  if (!known && !oof_record_json_read (item->key, item->document, page, broken, error))
    return FALSE;
  add_records (reading->snapshot, page);
  for (guint i = 0; i < broken->len; i++)
    add_problem (reading->snapshot, item, g_ptr_array_index (broken, i));
  /* A problem is told each time. */
  if (broken->len == 0)
    g_hash_table_insert (reading->fresh.pages, oof_item_ref (item), g_steal_pointer (&page));
  return TRUE;
}

static gboolean
read_holidays (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  OofHolidays *holidays = oof_holidays_json_read (item->key, item->document, error);

  if (!holidays)
    return FALSE;
  if (item->rev > 0)
    holidays->rev = item->rev;
  g_ptr_array_add (snapshot->holidays, holidays);
  return TRUE;
}

static gboolean
read_people (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  g_autoptr (GPtrArray) people = oof_people_json_read (item->key, item->document, error);

  if (!people)
    return FALSE;
  g_ptr_array_extend (snapshot->imported, people, (GCopyFunc) (void (*) (void)) oof_person_ref,
                      NULL);
  return TRUE;
}

static gboolean
read_groups (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  return read_list (&snapshot->groups, oof_group_json_read (item->document, error));
}

static gboolean
read_subjects (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  return read_list (&snapshot->subjects, oof_subject_json_read (item->document, error));
}

static gboolean
read_users (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  return read_list (&snapshot->users, oof_user_json_read (item->document, error));
}

/* Only for show: who takes the lease reads it afresh, and what is damaged counts as none. */
static gboolean
read_lease (OofSnapshot *snapshot, OofItem *item, GError **error)
{
  g_auto (OofLeaseTerm) term = { NULL };

  if (!oof_lease_json_read (item->document, &term, NULL) || !term.nonce)
    return TRUE;
  g_free (snapshot->holder);
  snapshot->holder = g_steal_pointer (&term.runner);
  snapshot->held_until = term.until;
  return TRUE;
}

typedef gboolean (*DocumentReader) (OofSnapshot *snapshot, OofItem *item, GError **error);

/* The reader of a kind of document, by its key, or by how its key begins. (nullable) */
static DocumentReader
find_reader (const char *key)
{
  static const struct
  {
    const char *key;
    gboolean begins;
    DocumentReader reader;
  } readers[] = {
    { "d:template:", TRUE, read_template },     { OOF_KEY_HOLIDAYS, TRUE, read_holidays },
    { OOF_KEY_GROUPS, FALSE, read_groups },     { OOF_KEY_OPTIONS, FALSE, read_options },
    { OOF_KEY_SUBJECTS, FALSE, read_subjects }, { OOF_KEY_USERS, FALSE, read_users },
    { OOF_KEY_PEOPLE, TRUE, read_people },      { OOF_KEY_LEASE, FALSE, read_lease },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].begins ? g_str_has_prefix (key, readers[i].key)
                          : g_str_equal (key, readers[i].key))
      return readers[i].reader;
  return NULL;
}

/* Documents of kinds that are not read here (logs, requests, backups …) are fine as they are. */
static gboolean
read_document (Reading *reading, OofItem *item, GError **error)
{
  gboolean page = g_str_has_prefix (item->key, "s:");
  DocumentReader reader = find_reader (item->key);

  if (!reader && !page)
    return TRUE;
  if (item->document)
    return page ? read_page (reading, item, error) : reader (reading->snapshot, item, error);
  g_set_error (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "%s: the item has no %s", item->key,
               OOF_PROPERTY_DOC);
  return FALSE;
}

typedef struct
{
  OofInstant from;
  OofAbsence *absence;
} Start;

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Start *left = a;
  const Start *right = b;

  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  return g_strcmp0 (left->absence->key, right->absence->key);
}

/* By start, each of which is worked out once. */
static void
sort_absences (GPtrArray *absences)
{
  g_autoptr (GArray) starts = g_array_sized_new (FALSE, FALSE, sizeof (Start), absences->len);

  for (guint i = 0; i < absences->len; i++)
    {
      Start start = { .absence = g_ptr_array_index (absences, i) };

      start.from = oof_absence_get_range (start.absence).from;
      g_array_append_val (starts, start);
    }
  g_array_sort (starts, compare_starts);
  for (guint i = 0; i < absences->len; i++)
    absences->pdata[i] = g_array_index (starts, Start, i).absence;
}

static int
compare_templates (gconstpointer a, gconstpointer b)
{
  const OofTemplate *left = *(const OofTemplate *const *) a;
  const OofTemplate *right = *(const OofTemplate *const *) b;

  return g_utf8_collate (left->name, right->name);
}

static int
compare_holidays (gconstpointer a, gconstpointer b)
{
  const OofHolidays *left = *(const OofHolidays *const *) a;
  const OofHolidays *right = *(const OofHolidays *const *) b;

  return g_utf8_collate (left->name, right->name);
}

static gboolean
is_other (gpointer key, gpointer item, gpointer absences)
{
  return !g_hash_table_contains (absences, item);
}

static void
read_items (Reading *reading, GHashTable *known)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OofItem *item = value;
      g_autoptr (GError) error = NULL;

      if (is_absence (item) && reading->same_absences)
        continue;
      if (!(is_absence (item) ? read_absence (reading, item, &error)
                              : read_document (reading, item, &error)))
        add_problem (reading->snapshot, item, error->message);
    }
}

static void
take_absences (Reading *reading)
{
  if (reading->same_absences)
    {
      oof_snapshot_share_absences (reading->snapshot, reading->memory->snapshot);
      return;
    }
  sort_absences (reading->snapshot->absences);
  oof_snapshot_index (reading->snapshot);
}

OofSnapshot *
oof_snapshot_reader_read (GPtrArray *documents,
                          GPtrArray *absences,
                          OofRange range,
                          GHashTable *known,
                          OofSnapshotMemory *memory)
{
  OofSnapshot *snapshot = oof_snapshot_new ();
  Reading reading = { .snapshot = snapshot, .range = range, .memory = memory };

  /* Where each calendar holds what belongs there, the absences stand for themselves. */
  gboolean apart = count_absences (documents) == 0 && count_absences (absences) == absences->len;

  memory_init (&reading.fresh);
  reading.same_absences = memory && apart && remembers (memory, absences, range);
  if (reading.same_absences)
    g_hash_table_foreach_remove (known, is_other, memory->absences);
  else
    g_hash_table_remove_all (known);
  keep_one (snapshot, known, documents);
  if (!reading.same_absences)
    keep_one (snapshot, known, absences);
  read_items (&reading, known);
  take_absences (&reading);
  if (memory)
    remember (memory, &reading, absences, apart);
  else
    memory_clear (&reading.fresh);
  g_ptr_array_sort (snapshot->templates, compare_templates);
  g_ptr_array_sort (snapshot->holidays, compare_holidays);
  snapshot->options->calendars = g_ptr_array_ref (snapshot->holidays);
  return snapshot;
}
