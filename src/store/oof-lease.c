/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-lease.h"

#include "core/oof-error.h"
#include "store/oof-document-item-private.h"
#include "store/oof-lease-json.h"
#include "store/oof-store-private.h"
#include "store/oof-store-time-private.h"

#include <time.h>

#define LEASE_SECONDS   (5 * 60)
#define SAFE_SECONDS    (4 * 60)
#define DEFAULT_WAIT_MS 2000
/* A runner never writes an end further ahead than LEASE_SECONDS of the server's time; the rest is
 * for clocks that lag. What lies beyond is damage and would lock everybody out. */
#define CREDIBLE_SECONDS (2 * LEASE_SECONDS)

struct _OofLease
{
  GObject parent_instance;

  OofStore *store; /* (owned) */
  char *runner;    /* (owned) */
  char *nonce;     /* (owned) (nullable) not held */
  gint64 renewed;  /* by the boot clock */
  guint wait;      /* ms */
  OofBootClock boot_clock;
  gpointer boot_data;
};

G_DEFINE_FINAL_TYPE (OofLease, oof_lease, G_TYPE_OBJECT)

typedef struct
{
  char *nonce; /* (owned) of this term */
  OofItemBuilder builder;
  OofInstant now;
  gint64 started;   /* by the boot clock */
  gboolean resumed; /* it was ours already: nobody else can be taking it */
} LeaseOp;

static void
lease_op_free (gpointer data)
{
  LeaseOp *self = data;

  g_free (self->nonce);
  g_free (self);
}

static OofItem *
new_item (OofLease *self,
          const char *nonce,
          OofInstant until,
          const OofItem *base,
          const OofStamp *stamp,
          GError **error)
{
  OofLeaseTerm term = { self->runner, (char *) nonce, until };
  g_autofree char *end = oof_instant_format (until);
  g_autofree char *summary = g_strdup_printf ("%s until %s", self->runner, end);

  return oof_document_item_new (OOF_KEY_LEASE, stamp, summary,
                                oof_lease_json_write (&term, base ? base->document : NULL,
                                                      stamp->rev, stamp->write_id, error));
}

static void
set_taken (const OofLeaseTerm *term, GError **error)
{
  g_autofree char *until = oof_instant_format (term->until);

  g_set_error (error, OOF_ERROR, OOF_ERROR_LEASE, "%.200s holds the lease until %s", term->runner,
               until);
}

/* FALSE: a newer version's. Damage leaves @term empty. */
static gboolean
read_term (const OofItem *base, OofLeaseTerm *term, GError **error)
{
  g_autoptr (GError) local = NULL;

  *term = (OofLeaseTerm){ NULL, NULL, OOF_INSTANT_NONE };
  if (!base || !base->document || oof_lease_json_read (base->document, term, &local))
    return TRUE;
  oof_lease_term_clear (term);
  if (!g_error_matches (local, OOF_ERROR, OOF_ERROR_UNSUPPORTED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_running (const OofLeaseTerm *term, OofInstant now)
{
  return term->runner && term->nonce && term->until > now && term->until <= now + CREDIBLE_SECONDS;
}

static OofItem *
build_taken (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  OofLease *self = g_task_get_source_object (user_data);
  LeaseOp *op = g_task_get_task_data (user_data);
  g_auto (OofLeaseTerm) term = { NULL, NULL, OOF_INSTANT_NONE };
  gboolean running;

  if (!read_term (base, &term, error))
    return NULL;
  running = is_running (&term, op->now);
  op->resumed = running && g_str_equal (term.runner, self->runner);
  if (!running || op->resumed)
    return new_item (self, op->nonce, op->now + LEASE_SECONDS, base, stamp, error);
  set_taken (&term, error);
  return NULL;
}

/* Ours still? */
static gboolean
check_ours (const OofItem *base, const char *nonce, GError **error)
{
  g_auto (OofLeaseTerm) term = { NULL, NULL, OOF_INSTANT_NONE };

  if (!read_term (base, &term, error))
    return FALSE;
  if (g_strcmp0 (term.nonce, nonce) == 0)
    return TRUE;
  if (term.nonce)
    set_taken (&term, error);
  else
    g_set_error (error, OOF_ERROR, OOF_ERROR_LEASE, "the lease is gone");
  return FALSE;
}

static OofItem *
build_renewed (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  LeaseOp *op = g_task_get_task_data (user_data);

  if (!check_ours (base, op->nonce, error))
    return NULL;
  return new_item (g_task_get_source_object (user_data), op->nonce, op->now + LEASE_SECONDS, base,
                   stamp, error);
}

static OofItem *
build_released (const OofItem *base, const OofStamp *stamp, gpointer user_data, GError **error)
{
  LeaseOp *op = g_task_get_task_data (user_data);

  if (!check_ours (base, op->nonce, error))
    return NULL;
  return new_item (g_task_get_source_object (user_data), NULL, op->now, base, stamp, error);
}

/* One turn in the store's queue: read afresh, then write or, without a builder, look. The inner
 * task is the store's, its data the outer task, which is the lease's. */

static void
turn_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) inner = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofItem) item =
      oof_store_write_finish (g_task_get_source_object (inner), result, &error);

  if (item)
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

static void
turn_located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) inner = G_TASK (user_data);
  GTask *outer = g_task_get_task_data (inner);
  LeaseOp *op = g_task_get_task_data (outer);
  GError *error = NULL;
  g_autoptr (OofItem) item = oof_store_locate_finish (OOF_STORE (source), result, &error);

  if (error && !g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND))
    {
      g_task_return_error (inner, error);
      return;
    }
  g_clear_error (&error);
  /* Not before: what the own clock says may be wrong since the last answer. */
  op->now = oof_store_get_now (OOF_STORE (source));
  if (op->builder)
    oof_store_write (OOF_STORE (source), OOF_CALENDAR_DOCUMENTS, OOF_KEY_LEASE, op->builder, outer,
                     g_task_get_cancellable (inner), turn_written_cb, g_object_ref (inner));
  else if (check_ours (item, op->nonce, &error))
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

static void
turn_locate (GTask *inner)
{
  oof_store_locate (g_task_get_source_object (inner), OOF_KEY_LEASE, TRUE,
                    g_task_get_cancellable (inner), turn_located_cb, g_object_ref (inner));
}

static void
turn_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) inner = G_TASK (user_data);
  GError *error = NULL;

  if (oof_store_ask_time_finish (OOF_STORE (source), result, &error))
    turn_locate (inner);
  else
    g_task_return_error (inner, error);
}

static void
turn_start (GTask *inner)
{
  LeaseOp *op = g_task_get_task_data (g_task_get_task_data (inner));

  if (op->builder)
    oof_store_ask_time (g_task_get_source_object (inner), g_task_get_cancellable (inner),
                        turn_told_cb, g_object_ref (inner));
  else
    turn_locate (inner);
}

static void
take_turn (GTask *outer, GAsyncReadyCallback callback)
{
  OofLease *self = g_task_get_source_object (outer);
  LeaseOp *op = g_task_get_task_data (outer);
  GTask *inner =
      g_task_new (self->store, g_task_get_cancellable (outer), callback, g_object_ref (outer));

  g_task_set_source_tag (inner, take_turn);
  g_task_set_task_data (inner, outer, NULL);
  if (op->builder)
    op->started = self->boot_clock (self->boot_data);
  oof_store_enqueue (self->store, inner, turn_start);
}

/* Starts the outer task with a turn. Takes @nonce. */
static void
begin (
    OofLease *self, GTask *task, char *nonce, OofItemBuilder builder, GAsyncReadyCallback callback)
{
  LeaseOp *op = g_new0 (LeaseOp, 1);

  op->nonce = nonce;
  op->builder = builder;
  g_task_set_task_data (task, op, lease_op_free);
  take_turn (task, callback);
}

/* Taking */

static void
hold (OofLease *self, const LeaseOp *op, gint64 since)
{
  g_free (self->nonce);
  self->nonce = g_strdup (op->nonce);
  self->renewed = since;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  LeaseOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  hold (g_task_get_source_object (task), op, op->started);
  g_task_return_boolean (task, TRUE);
}

static gboolean
waited_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    take_turn (task, looked_cb);
  return G_SOURCE_REMOVE;
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofLease *self = g_task_get_source_object (task);
  LeaseOp *op = g_task_get_task_data (task);
  g_autoptr (GSource) pause = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (op->resumed)
    {
      hold (self, op, op->started);
      g_task_return_boolean (task, TRUE);
      return;
    }
  op->builder = NULL;
  pause = g_timeout_source_new (self->wait);
  if (g_task_get_cancellable (task))
    {
      g_autoptr (GSource) stop = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (stop);
      g_source_add_child_source (pause, stop);
    }
  g_source_set_callback (pause, waited_cb, g_object_ref (task), g_object_unref);
  g_source_attach (pause, g_task_get_context (task));
}

void
oof_lease_acquire_async (OofLease *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OOF_IS_LEASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_lease_acquire_async);
  begin (self, task, g_uuid_string_random (), build_taken, taken_cb);
}

gboolean
oof_lease_acquire_finish (OofLease *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Renewing and releasing */

static gboolean
check_held (OofLease *self, GTask *task)
{
  if (!self->nonce)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_LEASE, "the lease is not held");
  return self->nonce != NULL;
}

/* Somebody else's, or removed in Outlook. */
static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_LEASE)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  OofLease *self = g_task_get_source_object (task);
  LeaseOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      hold (self, op, op->started);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (is_lost (error))
    g_clear_pointer (&self->nonce, g_free);
  g_task_return_error (task, error);
}

void
oof_lease_renew_async (OofLease *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OOF_IS_LEASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_lease_renew_async);
  if (check_held (self, task))
    begin (self, task, g_strdup (self->nonce), build_renewed, renewed_cb);
}

gboolean
oof_lease_renew_finish (OofLease *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
released_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) || is_lost (error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
oof_lease_release_async (OofLease *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OOF_IS_LEASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oof_lease_release_async);
  if (self->nonce)
    begin (self, task, g_steal_pointer (&self->nonce), build_released, released_cb);
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
oof_lease_release_finish (OofLease *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The object */

static gint64
get_boot_seconds (gpointer user_data)
{
  struct timespec now = { 0, 0 };

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec;
}

gboolean
oof_lease_is_safe (OofLease *self)
{
  g_return_val_if_fail (OOF_IS_LEASE (self), FALSE);

  return self->nonce && self->boot_clock (self->boot_data) - self->renewed < SAFE_SECONDS;
}

void
oof_lease_set_wait (OofLease *self, guint milliseconds)
{
  g_return_if_fail (OOF_IS_LEASE (self));

  self->wait = milliseconds;
}

void
oof_lease_set_boot_clock (OofLease *self, OofBootClock clock, gpointer user_data)
{
  g_return_if_fail (OOF_IS_LEASE (self) && clock != NULL);

  self->boot_clock = clock;
  self->boot_data = user_data;
}

static void
oof_lease_finalize (GObject *object)
{
  OofLease *self = OOF_LEASE (object);

  g_object_unref (self->store);
  g_free (self->runner);
  g_free (self->nonce);
  G_OBJECT_CLASS (oof_lease_parent_class)->finalize (object);
}

static void
oof_lease_class_init (OofLeaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_lease_finalize;
}

static void
oof_lease_init (OofLease *self)
{
  self->wait = DEFAULT_WAIT_MS;
  self->boot_clock = get_boot_seconds;
}

OofLease *
oof_lease_new (OofStore *store, const char *runner)
{
  OofLease *self;

  g_return_val_if_fail (OOF_IS_STORE (store), NULL);
  g_return_val_if_fail (runner != NULL, NULL);

  self = g_object_new (OOF_TYPE_LEASE, NULL);
  self->store = g_object_ref (store);
  self->runner = g_strdup (runner);
  return self;
}
