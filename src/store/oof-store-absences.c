/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-store-private.h"

#include "core/oof-error.h"
#include "store/oof-absence-item-private.h"
#include "store/oof-document-merge-private.h"

/* The absences of OofStore: builders say what is written, the item writer how. */

typedef struct
{
  OofAbsence *absence; /* (owned) (nullable) as the caller wants it */
  char *key;           /* (owned) */
  char *person_name;   /* (owned) (nullable) */
  char *subject;       /* (owned) (nullable) of the calendar entry, instead of a made one */
  gboolean confidential;
  gboolean back; /* the dates go back to what they were: no move of their own */
  OofInstant now;
  OofItemBuilder builder;
  OofItem *read; /* (owned) (nullable) the first version of the item that was met */
} AbsenceOp;

static void
absence_op_free (gpointer data)
{
  AbsenceOp *self = data;

  g_clear_pointer (&self->absence, oof_absence_unref);
  g_free (self->key);
  g_free (self->person_name);
  g_free (self->subject);
  g_clear_pointer (&self->read, oof_item_unref);
  g_free (self);
}

static OofAbsenceLook
get_look (GTask *task, const OofAbsence *absence)
{
  OofStore *self = g_task_get_source_object (task);
  AbsenceOp *op = g_task_get_task_data (task);

  return (OofAbsenceLook){ op->person_name, oof_store_is_confidential (self, absence->subject),
                           op->now };
}

static OofItem *
build_new (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  AbsenceOp *op = g_task_get_task_data (user_data);
  OofAbsenceLook look = get_look (user_data, op->absence);

  if (!base)
    return oof_absence_item_new (op->absence, &look, NULL, stamp, error);
  g_set_error (error, OOF_ERROR, OOF_ERROR_EXISTS, "%s: the absence is stored already", op->key);
  return NULL;
}

static gboolean
refuse (AbsenceOp *op, const char *what, GError **error)
{
  g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: %s", op->key, what);
  return FALSE;
}

static gboolean
check_calendar (const OofAbsence *absence, const OofItem *base, GError **error)
{
  if ((absence->calendar == OOF_CALENDAR_NONE) == (base->calendar == OOF_CALENDAR_DOCUMENTS))
    return TRUE;
  g_set_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED,
               "%s: an absence cannot move between the calendars", absence->key);
  return FALSE;
}

/* The version the caller edited is the one that stands there, dates included. */
static gboolean
check_base (AbsenceOp *op, const OofItem *base, GError **error)
{
  g_auto (OofEcho) first = { NULL, NULL };
  g_auto (OofEcho) dates = { NULL, NULL };

  if (!op->read)
    op->read = oof_item_copy (base);
  oof_absence_item_get_echo (op->read, &first);
  oof_absence_item_get_echo (base, &dates);
  if (!oof_echo_equal (&first, &dates))
    return refuse (op, "moved in Outlook meanwhile", error);
  return TRUE;
}

/* Members that this version does not know come from what stands there. */
static OofAbsence *
copy_over (const OofAbsence *absence, const OofAbsence *there)
{
  OofAbsence *copy = oof_absence_copy (absence);

  g_free (copy->document);
  copy->document = g_strdup (there->document);
  return copy;
}

static char *
dup_plain (const OofAbsence *absence, const OofItem *item, GError **error)
{
  g_auto (OofEcho) echo = { NULL, NULL };

  oof_absence_item_get_echo (item, &echo);
  return oof_absence_json_write (absence, &echo, absence->rev, "", error);
}

/* Somebody else was there first: both changes count where they do not meet. */
static OofAbsence *
merge_absence (AbsenceOp *op, const OofAbsence *theirs, const OofItem *base, GError **error)
{
  static const char *const dates[] = {
    "allDay", "from", "to", "openEnd", "zone", "movedFrom", NULL
  };
  const char *document = op->absence->document;
  g_autoptr (OofAbsence) read =
      document ? oof_absence_json_read (op->key, document, NULL, error) : NULL;
  g_autofree char *old = read ? dup_plain (read, base, error) : NULL;
  g_autofree char *here = old ? dup_plain (op->absence, base, error) : NULL;
  g_autofree char *there = here ? dup_plain (theirs, base, error) : NULL;
  g_autofree char *merged = NULL;

  if (!document)
    refuse (op, "changed by somebody else", error);
  if (there)
    merged = oof_document_merge (op->key, old, here, there, dates, error);
  return merged ? oof_absence_json_read (op->key, merged, NULL, error) : NULL;
}

static OofItem *
build_changed (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  AbsenceOp *op = g_task_get_task_data (user_data);
  OofAbsenceLook look;
  g_autoptr (OofAbsence) old = NULL;
  g_autoptr (OofAbsence) absence = NULL;
  g_autofree char *old_from = NULL;
  g_autofree char *old_to = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  old = oof_absence_item_read (base, error);
  if (!old)
    return NULL;
  if (base->rev != op->absence->rev)
    absence = merge_absence (op, old, base, error);
  else if (check_base (op, base, error))
    absence = copy_over (op->absence, old);
  if (!absence || !check_calendar (absence, base, error))
    return NULL;
  old_from = oof_absence_dup_from (old);
  old_to = oof_absence_dup_to (old);
  from = oof_absence_dup_from (absence);
  to = oof_absence_dup_to (absence);
  if (!op->back && (g_strcmp0 (old_from, from) != 0 || g_strcmp0 (old_to, to) != 0))
    oof_absence_add_moved (absence, old_from, old_to);
  look = get_look (user_data, absence);
  return oof_absence_item_new (absence, &look, base, stamp, error);
}

/* As it is, whatever stands there. */
static OofItem *
build_put (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  AbsenceOp *op = g_task_get_task_data (user_data);
  OofAbsenceLook look = { NULL, op->confidential, op->now };
  OofItem *item;

  if (base && !check_calendar (op->absence, base, error))
    return NULL;
  item = oof_absence_item_new (op->absence, &look, base, stamp, error);
  if (item && op->subject)
    {
      g_free (item->subject);
      item->subject = g_strdup (op->subject);
    }
  return item;
}

static OofItem *
build_cancelled (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  AbsenceOp *op = g_task_get_task_data (user_data);
  g_autoptr (OofAbsence) absence = oof_absence_item_read (base, error);

  if (!absence)
    return NULL;
  if (absence->cancelled != OOF_INSTANT_NONE)
    return oof_item_copy (base);
  absence->cancelled = op->now;
  return oof_absence_item_new_cancelled (absence, base, stamp, error);
}

static OofItem *
build_extended (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  AbsenceOp *op = g_task_get_task_data (user_data);
  g_autoptr (OofAbsence) absence = oof_absence_item_read (base, error);

  if (!absence)
    return NULL;
  if (!absence->open_end || absence->cancelled != OOF_INSTANT_NONE)
    return oof_item_copy (base);
  return oof_absence_item_new_extended (absence, base, op->now, stamp, error);
}

static OofItem *
build_echo (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  AbsenceOp *op = g_task_get_task_data (user_data);
  g_autoptr (OofAbsence) absence = NULL;

  if (base->rev != op->read->rev && !refuse (op, "changed by somebody else", error))
    return NULL;
  absence = oof_absence_json_read (base->key, base->absence, NULL, error);
  return absence ? oof_absence_item_new_echo (absence, base, stamp, error) : NULL;
}

static void
return_absence (GTask *task, const OofItem *item)
{
  GError *error = NULL;
  OofAbsence *absence = oof_absence_item_read (item, &error);

  if (absence)
    g_task_return_pointer (task, absence, (GDestroyNotify) oof_absence_unref);
  else
    g_task_return_error (task, error);
}

/* The absence is stored whatever became of its echo: without one the dates of the item count. */
static void
echo_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  AbsenceOp *op = g_task_get_task_data (task);
  OofStore *self = g_task_get_source_object (task);
  g_autoptr (OofItem) item = oof_store_write_finish (self, result, NULL);

  return_absence (task, item ? item : op->read);
}

static gboolean
is_echo_right (const OofItem *item)
{
  g_auto (OofEcho) wanted = { NULL, NULL };
  g_auto (OofEcho) echo = { NULL, NULL };
  g_autoptr (OofAbsence) absence = oof_absence_json_read (item->key, item->absence, &wanted, NULL);

  oof_absence_item_get_echo (item, &echo);
  return !absence || oof_echo_equal (&wanted, &echo);
}

/* The JSON went out with the dates as sent; where the server made others of them it is told so
 * once, or it would look as if somebody had moved the item. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  AbsenceOp *op = g_task_get_task_data (task);
  OofStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_write_finish (self, result, &error);

  if (!item)
    {
      g_task_return_error (task, error);
      return;
    }
  if (is_echo_right (item))
    {
      return_absence (task, item);
      return;
    }
  g_clear_pointer (&op->read, oof_item_unref);
  op->read = oof_item_ref (item);
  oof_store_write (self, item->calendar, op->key, build_echo, task, g_task_get_cancellable (task),
                   echo_written_cb, g_object_ref (task));
}

static void
write_start (GTask *task)
{
  AbsenceOp *op = g_task_get_task_data (task);
  gboolean none = op->absence && op->absence->calendar == OOF_CALENDAR_NONE;

  oof_store_write (g_task_get_source_object (task),
                   none ? OOF_CALENDAR_DOCUMENTS : OOF_CALENDAR_ABSENCES, op->key, op->builder,
                   task, g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (OOF_STORE (source), result, &error);

  if (item)
    write_start (task);
  else
    g_task_return_error (task, error);
}

static void
locate_start (GTask *task)
{
  AbsenceOp *op = g_task_get_task_data (task);

  oof_store_locate (g_task_get_source_object (task), op->key, FALSE, g_task_get_cancellable (task),
                    located_cb, g_object_ref (task));
}

static AbsenceOp *
absence_op_new (OofStore *self, const char *key, OofItemBuilder builder)
{
  AbsenceOp *op = g_new0 (AbsenceOp, 1);

  op->key = g_ascii_strdown (key, -1);
  op->now = oof_store_get_now (self);
  op->builder = builder;
  return op;
}

static gpointer
finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
oof_store_add_absence_async (OofStore *self,
                             OofAbsence *absence,
                             const char *person_name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  AbsenceOp *op;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (absence != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_add_absence_async);
  op = absence_op_new (self, absence->key, build_new);
  op->absence = oof_absence_copy (absence);
  op->person_name = g_strdup (person_name);
  if (!op->absence->created_by)
    op->absence->created_by = g_strdup (oof_store_get_author (self));
  if (op->absence->created_at == OOF_INSTANT_NONE)
    op->absence->created_at = op->now;
  g_task_set_task_data (task, op, absence_op_free);
  oof_store_enqueue (self, task, write_start);
}

OofAbsence *
oof_store_add_absence_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/* Takes @task. */
static void
start_update (
    OofStore *self, GTask *task, OofAbsence *absence, const char *person_name, gboolean back)
{
  AbsenceOp *op = absence_op_new (self, absence->key, build_changed);

  op->absence = oof_absence_copy (absence);
  op->person_name = g_strdup (person_name);
  op->back = back;
  g_task_set_task_data (task, op, absence_op_free);
  oof_store_enqueue (self, task, locate_start);
}

void
oof_store_update_absence_async (OofStore *self,
                                OofAbsence *absence,
                                const char *person_name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (absence != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_update_absence_async);
  start_update (self, task, absence, person_name, FALSE);
}

void
oof_store_take_back_absence_async (OofStore *self,
                                   OofAbsence *absence,
                                   const char *person_name,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (absence != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_take_back_absence_async);
  start_update (self, task, absence, person_name, TRUE);
}

OofAbsence *
oof_store_update_absence_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
oof_store_cancel_absence_async (OofStore *self,
                                const char *key,
                                OofInstant now,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  AbsenceOp *op;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_cancel_absence_async);
  op = absence_op_new (self, key, build_cancelled);
  op->now = now;
  g_task_set_task_data (task, op, absence_op_free);
  oof_store_enqueue (self, task, locate_start);
}

OofAbsence *
oof_store_cancel_absence_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
oof_store_extend_absence_async (OofStore *self,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (OOF_IS_STORE (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_store_extend_absence_async);
  g_task_set_task_data (task, absence_op_new (self, key, build_extended), absence_op_free);
  oof_store_enqueue (self, task, locate_start);
}

gboolean
oof_store_extend_absence_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (OofAbsence) absence = finish (self, result, error);

  return absence != NULL;
}

void
oof_store_put_absence (OofStore *self,
                       OofAbsence *absence,
                       const char *subject,
                       gboolean confidential,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  AbsenceOp *op = absence_op_new (self, absence->key, build_put);

  g_task_set_source_tag (task, oof_store_put_absence);
  op->absence = oof_absence_ref (absence);
  op->subject = g_strdup (subject);
  op->confidential = confidential;
  g_task_set_task_data (task, op, absence_op_free);
  write_start (task);
}

gboolean
oof_store_put_absence_finish (OofStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (OofAbsence) absence = finish (self, result, error);

  return absence != NULL;
}
