/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "core/oof-subject.h"
#include "store/oof-absence-item-private.h"
#include "store/oof-snapshot-reader-private.h"

#define SECONDS_A_DAY       86400
#define DEFAULT_RETRY_DELAY 150 /* ms */

typedef struct
{
  GTask *task; /* (owned) */
  void (*start) (GTask *task);
} Waiting;

struct _OofStore
{
  GObject parent_instance;

  OofItemStore *items;       /* (owned) */
  OofClock *clock;           /* (owned) */
  char *author;              /* (owned) (nullable) */
  guint retry_delay;         /* ms */
  GHashTable *known;         /* (owned) key -> OofItem */
  OofSnapshotMemory *memory; /* (owned) what was made of them */
  GPtrArray *subjects;       /* (owned) OofSubject as last read */
  GQueue waiting;            /* Waiting, while another operation runs */
  gboolean busy;
};

typedef enum
{
  PROP_RETRY_DELAY = 1,
  N_PROPS
} OofStoreProp;

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (OofStore, oof_store, G_TYPE_OBJECT)

/* One operation after the other */

static void next_operation (OofStore *self);

static void
operation_completed_cb (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  OofStore *self = OOF_STORE (user_data);

  self->busy = FALSE;
  next_operation (self);
}

static void
next_operation (OofStore *self)
{
  Waiting *waiting = self->busy ? NULL : g_queue_pop_head (&self->waiting);
  g_autoptr (GTask) task = waiting ? waiting->task : NULL;

  if (!waiting)
    return;
  self->busy = TRUE;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (operation_completed_cb), self, 0);
  if (!g_task_return_error_if_cancelled (task))
    waiting->start (task);
  g_free (waiting);
}

void
oof_store_enqueue (OofStore *self, GTask *task, void (*start) (GTask *task))
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->task = task;
  waiting->start = start;
  g_queue_push_tail (&self->waiting, waiting);
  next_operation (self);
}

/* What the other files need */

OofItemStore *
oof_store_get_items (OofStore *self)
{
  return self->items;
}

OofClock *
oof_store_get_clock (OofStore *self)
{
  return self->clock;
}

OofInstant
oof_store_get_now (OofStore *self)
{
  return oof_clock_now (self->clock);
}

GHashTable *
oof_store_get_known (OofStore *self)
{
  return self->known;
}

gboolean
oof_store_is_confidential (OofStore *self, const char *subject)
{
  OofSubject *known = oof_subject_find (self->subjects, subject);

  return known && known->confidential;
}

void
oof_store_remember (OofStore *self, OofItem *item)
{
  g_hash_table_replace (self->known, g_strdup (item->key), oof_item_ref (item));
}

void
oof_store_write (OofStore *self,
                 OofCalendar calendar,
                 const char *key,
                 OofItemBuilder builder,
                 gpointer data,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  OofItem *base = g_hash_table_lookup (self->known, key);

  oof_item_writer_write_async (self->items, base ? base->calendar : calendar, key, base, builder,
                               data, self->retry_delay, cancellable, callback, user_data);
}

OofItem *
oof_store_write_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  OofItem *item = oof_item_writer_write_finish (result, error);

  if (item)
    oof_store_remember (self, item);
  return item;
}

/* Locating one item */

typedef struct
{
  char *key;       /* (owned) */
  GPtrArray *seen; /* (owned) OofItem */
  OofCalendar calendar;
} Locate;

static void
locate_free (gpointer data)
{
  Locate *self = data;

  g_free (self->key);
  g_ptr_array_unref (self->seen);
  g_free (self);
}

static void locate_in (GTask *task);

static void
locate_return (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  Locate *locate = g_task_get_task_data (task);
  OofItem *item = oof_item_writer_choose (locate->seen);

  if (item)
    {
      oof_store_remember (self, item);
      g_task_return_pointer (task, oof_item_ref (item), (GDestroyNotify) oof_item_unref);
      return;
    }
  g_hash_table_remove (self->known, locate->key);
  g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no such item", locate->key);
}

static void
locate_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Locate *locate = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      oof_item_store_find_finish (OOF_ITEM_STORE (source), result, &error);

  if (!items)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (locate->seen, oof_item_ref (g_ptr_array_index (items, i)));
  if (locate->calendar == OOF_CALENDAR_ABSENCES)
    {
      locate->calendar = OOF_CALENDAR_DOCUMENTS;
      locate_in (task);
    }
  else
    locate_return (task);
}

static void
locate_in (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  Locate *locate = g_task_get_task_data (task);

  oof_item_store_find_async (self->items, locate->calendar, locate->key,
                             g_task_get_cancellable (task), locate_cb, g_object_ref (task));
}

void
oof_store_locate (OofStore *self,
                  const char *key,
                  gboolean afresh,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  OofItem *known = afresh ? NULL : g_hash_table_lookup (self->known, key);
  Locate *locate = g_new0 (Locate, 1);

  g_task_set_source_tag (task, oof_store_locate);
  locate->key = g_strdup (key);
  locate->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  locate->calendar = g_str_has_prefix (key, "a:") ? OOF_CALENDAR_ABSENCES : OOF_CALENDAR_DOCUMENTS;
  g_task_set_task_data (task, locate, locate_free);
  if (known)
    g_task_return_pointer (task, oof_item_ref (known), (GDestroyNotify) oof_item_unref);
  else
    locate_in (task);
}

OofItem *
oof_store_locate_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Reading */

typedef struct
{
  OofRange range;
  GPtrArray *documents; /* (owned) (nullable) OofItem */
} Read;

static void
read_free (gpointer data)
{
  Read *self = data;

  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self);
}

static void
read_absences_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofStore *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) absences =
      oof_item_store_list_finish (OOF_ITEM_STORE (source), result, &error);
  OofSnapshot *snapshot;

  if (!absences)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  snapshot =
      oof_snapshot_reader_read (read->documents, absences, read->range, self->known, self->memory);
  g_ptr_array_unref (self->subjects);
  self->subjects = g_ptr_array_ref (snapshot->subjects);
  g_task_return_pointer (task, snapshot, (GDestroyNotify) oof_snapshot_unref);
}

/* An all-day item may be seen in another zone: ask for a day more on both sides, filter later
 * (decisions 4). */
static OofRange
widen (OofRange range)
{
  if (range.from != OOF_INSTANT_NONE)
    range.from -= SECONDS_A_DAY;
  if (range.to != OOF_INSTANT_FOREVER)
    range.to += SECONDS_A_DAY;
  return range;
}

static void
read_documents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;

  read->documents = oof_item_store_list_finish (OOF_ITEM_STORE (source), result, &error);
  if (!read->documents)
    g_task_return_error (task, error);
  else
    oof_item_store_list_async (OOF_ITEM_STORE (source), OOF_CALENDAR_ABSENCES, widen (read->range),
                               g_task_get_cancellable (task), read_absences_cb,
                               g_object_ref (task));
}

static void
read_start (GTask *task)
{
  OofStore *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);

  oof_item_store_list_async (self->items, OOF_CALENDAR_DOCUMENTS, read->range,
                             g_task_get_cancellable (task), read_documents_cb, g_object_ref (task));
}

void
oof_store_read_async (OofStore *self,
                      OofRange range,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task;
  Read *read;

  g_return_if_fail (OOF_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_read_async);
  read = g_new0 (Read, 1);
  read->range = range;
  g_task_set_task_data (task, read, read_free);
  oof_store_enqueue (self, task, read_start);
}

OofSnapshot *
oof_store_read_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
find_absence_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (OOF_STORE (source), result, &error);
  OofAbsence *absence = item ? oof_absence_item_read (item, &error) : NULL;

  if (absence)
    g_task_return_pointer (task, absence, (GDestroyNotify) oof_absence_unref);
  else
    g_task_return_error (task, error);
}

static void
find_absence_start (GTask *task)
{
  oof_store_locate (g_task_get_source_object (task), g_task_get_task_data (task), TRUE,
                    g_task_get_cancellable (task), find_absence_cb, g_object_ref (task));
}

void
oof_store_find_absence_async (OofStore *self,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_find_absence_async);
  g_task_set_task_data (task, g_ascii_strdown (key, -1), g_free);
  oof_store_enqueue (self, task, find_absence_start);
}

OofAbsence *
oof_store_find_absence_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The object */

static void
oof_store_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  OofStore *self = OOF_STORE (object);

  switch ((OofStoreProp) prop_id)
    {
    case PROP_RETRY_DELAY:
      self->retry_delay = g_value_get_uint (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oof_store_finalize (GObject *object)
{
  OofStore *self = OOF_STORE (object);

  g_object_unref (self->items);
  g_object_unref (self->clock);
  g_free (self->author);
  g_hash_table_unref (self->known);
  oof_snapshot_memory_free (self->memory);
  g_ptr_array_unref (self->subjects);
  G_OBJECT_CLASS (oof_store_parent_class)->finalize (object);
}

static void
oof_store_class_init (OofStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = oof_store_set_property;
  object_class->finalize = oof_store_finalize;

  props[PROP_RETRY_DELAY] =
      g_param_spec_uint ("retry-delay", NULL, NULL, 0, 60000, DEFAULT_RETRY_DELAY,
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
oof_store_init (OofStore *self)
{
  self->retry_delay = DEFAULT_RETRY_DELAY;
  self->known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_item_unref);
  self->memory = oof_snapshot_memory_new ();
  self->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  g_queue_init (&self->waiting);
}

OofStore *
oof_store_new (OofItemStore *items, OofClock *clock, const char *author)
{
  OofStore *self;

  g_return_val_if_fail (OOF_IS_ITEM_STORE (items), NULL);
  g_return_val_if_fail (OOF_IS_CLOCK (clock), NULL);

  self = g_object_new (OOF_TYPE_STORE, NULL);
  self->items = g_object_ref (items);
  self->clock = g_object_ref (clock);
  self->author = author ? g_ascii_strdown (author, -1) : NULL;
  return self;
}

const char *
oof_store_get_author (OofStore *self)
{
  g_return_val_if_fail (OOF_IS_STORE (self), NULL);

  return self->author;
}
