/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-documents.h"
#include "app/oof-session-private.h"

/* The lists that people keep: groups, subjects, users and holiday calendars. */

/* Takes @lines. */
static void
finish_list (GTask *task, OofLoad what, GPtrArray *lines, GError *error)
{
  _oof_session_finish_write_and_load (task, what, lines, (GDestroyNotify) g_ptr_array_unref, error);
}

/* Whoever had people needs them as they are now. */
static OofLoad
what_to_load (OofSession *self)
{
  return self->roster->people->len > 0 ? OOF_LOAD_ALL : OOF_LOAD_DATABASE;
}

static void
groups_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofLoad what = what_to_load (g_task_get_source_object (task));
  GError *error = NULL;
  GPtrArray *stored = oof_store_save_groups_finish (OOF_STORE (source), result, &error);

  finish_list (task, what, stored, error);
}

static void
subjects_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *stored = oof_store_save_subjects_finish (OOF_STORE (source), result, &error);

  finish_list (task, OOF_LOAD_DATABASE, stored, error);
}

static void
users_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *stored = oof_store_save_users_finish (OOF_STORE (source), result, &error);

  finish_list (task, OOF_LOAD_DATABASE, stored, error);
}

static void
holidays_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  OofHolidays *stored = oof_store_save_holidays_finish (OOF_STORE (source), result, &error);

  _oof_session_finish_write (task, stored, (GDestroyNotify) oof_holidays_unref, error);
}

/* There is nothing to give: the task's own name stands for it. */
static void
holidays_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean removed = oof_store_remove_holidays_finish (OOF_STORE (source), result, &error);

  _oof_session_finish_write (task, removed ? g_strdup ("") : NULL, g_free, error);
}

static void
people_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofLoad what = what_to_load (g_task_get_source_object (task));
  GError *error = NULL;
  gboolean saved = oof_store_save_people_finish (OOF_STORE (source), result, &error);

  _oof_session_finish_write_and_load (task, what, saved ? g_strdup ("") : NULL, g_free, error);
}

void
oof_session_save_imported_async (OofSession *self,
                                 GPtrArray *people,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (people != NULL);

  oof_store_save_people_async (
      self->store, self->snapshot->imported, people, cancellable, people_saved_cb,
      _oof_session_begin (self, oof_session_save_imported_async, cancellable, callback, user_data));
}

gboolean
oof_session_save_imported_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_autofree char *done = _oof_session_end (self, result, error);

  return done != NULL;
}

GPtrArray *
oof_session_get_imported (OofSession *self)
{
  g_return_val_if_fail (OOF_IS_SESSION (self), NULL);

  return self->snapshot->imported;
}

void
oof_session_save_groups_async (OofSession *self,
                               GPtrArray *before,
                               GPtrArray *groups,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (before != NULL && groups != NULL);

  oof_store_save_groups_async (
      self->store, before, groups, cancellable, groups_saved_cb,
      _oof_session_begin (self, oof_session_save_groups_async, cancellable, callback, user_data));
}

GPtrArray *
oof_session_save_groups_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}

void
oof_session_save_subjects_async (OofSession *self,
                                 GPtrArray *before,
                                 GPtrArray *subjects,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (before != NULL && subjects != NULL);

  oof_store_save_subjects_async (
      self->store, before, subjects, cancellable, subjects_saved_cb,
      _oof_session_begin (self, oof_session_save_subjects_async, cancellable, callback, user_data));
}

GPtrArray *
oof_session_save_subjects_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}

void
oof_session_save_users_async (OofSession *self,
                              GPtrArray *before,
                              GPtrArray *users,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (before != NULL && users != NULL);

  oof_store_save_users_async (
      self->store, before, users, cancellable, users_saved_cb,
      _oof_session_begin (self, oof_session_save_users_async, cancellable, callback, user_data));
}

GPtrArray *
oof_session_save_users_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}

void
oof_session_save_holidays_async (OofSession *self,
                                 OofHolidays *holidays,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (holidays != NULL);

  oof_store_save_holidays_async (
      self->store, holidays, cancellable, holidays_saved_cb,
      _oof_session_begin (self, oof_session_save_holidays_async, cancellable, callback, user_data));
}

OofHolidays *
oof_session_save_holidays_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  return _oof_session_end (self, result, error);
}

void
oof_session_remove_holidays_async (OofSession *self,
                                   const char *name,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (OOF_IS_SESSION (self));
  g_return_if_fail (name != NULL);

  oof_store_remove_holidays_async (self->store, name, cancellable, holidays_removed_cb,
                                   _oof_session_begin (self, oof_session_remove_holidays_async,
                                                       cancellable, callback, user_data));
}

gboolean
oof_session_remove_holidays_finish (OofSession *self, GAsyncResult *result, GError **error)
{
  g_autofree char *done = _oof_session_end (self, result, error);

  return done != NULL;
}
