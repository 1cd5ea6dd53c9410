/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-wizard.h"

#include "app/oof-words.h"

struct _OofWizard
{
  GObject parent_instance;

  OofSession *session;       /* (owned) */
  OofMigration *migration;   /* (owned) */
  GPtrArray *mapped;         /* (owned) (nullable) OofMapped */
  GCancellable *cancellable; /* (owned) (nullable) of the work under way */
  OofWizardWork next;        /* what is wanted when people and database are loaded */
  double fraction;
};

G_DEFINE_FINAL_TYPE (OofWizard, oof_wizard, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  CONNECT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
tell (OofWizard *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
oof_wizard_take_error (OofWizard *self, GError *error)
{
  g_return_val_if_fail (OOF_IS_WIZARD (self), FALSE);

  if (error == NULL)
    return TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words = oof_words_error (error);

      g_signal_emit (self, signals[FAILED], 0, words);
    }
  g_error_free (error);
  return FALSE;
}

/* The work is over. Takes @error. */
static void
finish (OofWizard *self, GError *error)
{
  g_clear_object (&self->cancellable);
  oof_wizard_take_error (self, error);
  tell (self);
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  OofWizard *self = user_data;
  double fraction = total > 0 ? (double) done / total : 0;

  /* A hundred steps are enough for eyes and ears. */
  if (fraction - self->fraction < 0.01 && done < total)
    return;
  self->fraction = fraction;
  tell (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) self = user_data;
  GError *error = NULL;
  g_autoptr (OofMigrationFacts) facts =
      oof_session_look_around_finish (OOF_SESSION (source), result, &error);

  if (facts != NULL)
    oof_migration_take_facts (self->migration, facts, &error);
  finish (self, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) old = oof_session_list_old_finish (OOF_SESSION (source), result, &error);
  GPtrArray *mapped =
      old != NULL ? oof_session_map_old (self->session, self->migration, old, &error) : NULL;

  if (mapped != NULL)
    {
      g_autoptr (GPtrArray) counts = oof_mapping_count (mapped);

      g_clear_pointer (&self->mapped, g_ptr_array_unref);
      self->mapped = mapped;
      oof_migration_set_counts (self->migration, counts, &error);
    }
  finish (self, error);
}

static void
read_old (OofWizard *self)
{
  oof_session_list_old_async (self->session, self->cancellable, listed_cb, g_object_ref (self));
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) self = user_data;
  GError *error = NULL;
  guint taken, failed;

  if (oof_session_take_over_finish (OOF_SESSION (source), result, &taken, &failed, &error))
    read_old (self);
  else
    finish (self, error);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) self = user_data;
  GError *error = NULL;
  guint n;

  if (oof_session_take_back_finish (OOF_SESSION (source), result, &n, &error))
    read_old (self);
  else
    finish (self, error);
}

static void
rehearsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) self = user_data;
  GError *error = NULL;
  g_autoptr (OofRunReport) report =
      oof_session_rehearse_finish (OOF_SESSION (source), result, &error);

  finish (self, error);
}

static void
cut_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) self = user_data;
  GError *error = NULL;

  oof_session_cut_over_finish (OOF_SESSION (source), result, &error);
  finish (self, error);
}

static void
go_on (OofWizard *self)
{
  switch (self->next)
    {
    case OOF_WIZARD_TAKE_OVER:
      oof_session_take_over_async (self->session, self->migration, self->mapped, progress_cb, self,
                                   self->cancellable, taken_over_cb, g_object_ref (self));
      return;
    case OOF_WIZARD_TAKE_BACK:
      oof_session_take_back_async (self->session, self->migration, progress_cb, self,
                                   self->cancellable, taken_back_cb, g_object_ref (self));
      return;
    case OOF_WIZARD_REHEARSE:
      oof_session_rehearse_async (self->session, self->migration, progress_cb, self,
                                  self->cancellable, rehearsed_cb, g_object_ref (self));
      return;
    case OOF_WIZARD_CUT_OVER:
      oof_session_cut_over_async (self->session, self->migration, self->cancellable, cut_over_cb,
                                  g_object_ref (self));
      return;
    case OOF_WIZARD_CHECK:
    case OOF_WIZARD_READ:
    default:
      read_old (self);
      return;
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWizard) self = user_data;
  GError *error = NULL;

  if (oof_session_load_finish (OOF_SESSION (source), result, &error))
    go_on (self);
  else
    finish (self, error);
}

void
oof_wizard_start (OofWizard *self, OofWizardWork work)
{
  g_return_if_fail (OOF_IS_WIZARD (self));

  if (self->cancellable != NULL || (work == OOF_WIZARD_TAKE_OVER && self->mapped == NULL))
    return;
  self->cancellable = g_cancellable_new ();
  self->fraction = 0;
  self->next = work;
  if (work == OOF_WIZARD_CHECK)
    oof_session_look_around_async (self->session, progress_cb, self, self->cancellable, looked_cb,
                                   g_object_ref (self));
  else
    oof_session_load_async (self->session, OOF_LOAD_ALL, self->cancellable, loaded_cb,
                            g_object_ref (self));
  tell (self);
}

void
oof_wizard_stop (OofWizard *self)
{
  g_return_if_fail (OOF_IS_WIZARD (self));

  g_cancellable_cancel (self->cancellable);
}

void
oof_wizard_connect (OofWizard *self, const char *path, OofSignedIn *entered)
{
  g_return_if_fail (OOF_IS_WIZARD (self));
  g_return_if_fail (path != NULL);

  g_signal_emit (self, signals[CONNECT], 0, path, entered);
}

gboolean
oof_wizard_is_busy (OofWizard *self, double *fraction)
{
  g_return_val_if_fail (OOF_IS_WIZARD (self), FALSE);

  if (fraction != NULL)
    *fraction = self->fraction;
  return self->cancellable != NULL;
}

static void
oof_wizard_finalize (GObject *object)
{
  OofWizard *self = OOF_WIZARD (object);

  g_clear_object (&self->session);
  g_clear_object (&self->migration);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->mapped, g_ptr_array_unref);
  G_OBJECT_CLASS (oof_wizard_parent_class)->finalize (object);
}

static void
oof_wizard_class_init (OofWizardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_wizard_finalize;
  signals[CHANGED] = g_signal_new ("changed", OOF_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", OOF_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CONNECT] = g_signal_new ("connect", OOF_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, OOF_TYPE_SIGNED_IN);
}

static void
oof_wizard_init (OofWizard *self)
{
}

OofWizard *
oof_wizard_new (OofSession *session, GError **error)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofMigration *migration = oof_session_open_migration (session, error);
  OofWizard *self;

  if (migration == NULL)
    return NULL;
  self = g_object_new (OOF_TYPE_WIZARD, NULL);
  self->session = g_object_ref (session);
  self->migration = migration;
  g_signal_connect_object (migration, "changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  return self;
}

OofSession *
oof_wizard_get_session (OofWizard *self)
{
  g_return_val_if_fail (OOF_IS_WIZARD (self), NULL);

  return self->session;
}

OofMigration *
oof_wizard_get_migration (OofWizard *self)
{
  g_return_val_if_fail (OOF_IS_WIZARD (self), NULL);

  return self->migration;
}

const OofMigrationState *
oof_wizard_get_state (OofWizard *self)
{
  g_return_val_if_fail (OOF_IS_WIZARD (self), NULL);

  return oof_migration_get_state (self->migration);
}

GPtrArray *
oof_wizard_get_mapped (OofWizard *self)
{
  g_return_val_if_fail (OOF_IS_WIZARD (self), NULL);

  return self->mapped;
}
