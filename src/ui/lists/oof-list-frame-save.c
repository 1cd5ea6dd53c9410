/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "core/oof-error.h"
#include "ui/compat/oof-alert.h"
#include "ui/lists/oof-list-frame-private.h"
#include "ui/oof-toast.h"

/* Save, and what may come of it: others' changes merged in, a conflict, an undo. */

static void save (OofListFrame *self, GPtrArray *before, GPtrArray *after, gboolean undoing);

/* One save: what it was made from and what was wanted. */
typedef struct
{
  OofListFrame *self; /* (owned) */
  GPtrArray *before;  /* (owned) */
  GPtrArray *after;   /* (owned) */
  char *conflict;     /* (owned) (nullable) what both changed, in words */
  gboolean undoing;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->self);
  g_ptr_array_unref (saving->before);
  g_ptr_array_unref (saving->after);
  g_free (saving->conflict);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static gboolean
same_lines (OofListFrame *self, GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (!self->kind->equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;
  return TRUE;
}

/* Undo: from what is stored now to what was there before the save. */
static void
undo (gpointer user_data)
{
  Saving *saving = user_data;
  OofListFrame *self = saving->self;

  if (self->session != NULL && self->cancellable == NULL && !_oof_list_frame_is_changed (self))
    save (self, saving->after, saving->before, TRUE);
}

/* What has been read again since is in @before of the frame. */
static void
say_saved (Saving *saving)
{
  OofListFrame *self = saving->self;
  gboolean merged = !same_lines (self, saving->after, self->before);

  if (saving->undoing)
    {
      oof_toast_show (GTK_WIDGET (self), _ ("Undone."));
      return;
    }
  Saving *past = g_new0 (Saving, 1);
  past->self = g_object_ref (self);
  past->before = g_ptr_array_ref (saving->before);
  past->after = g_ptr_array_ref (self->before);
  oof_toast_show_undo (GTK_WIDGET (self),
                       merged ? _ ("Saved, together with what somebody else changed meanwhile.")
                              : _ ("Saved."),
                       undo, past, (GDestroyNotify) saving_free);
}

/* Conflict: both changed the same. What is there now has been read again. */

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  OofListFrame *self = saving->self;

  if (self->session == NULL)
    return;
  if (oof_alert_ask_finish (result, NULL))
    save (self, self->kind->get (self->session), saving->after, saving->undoing);
  else
    _oof_list_frame_reset (self);
}

static void
conflict_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  OofListFrame *self = saving->self;

  if (self->session == NULL)
    return;
  g_autoptr (GError) error = NULL;
  gboolean loaded = oof_session_load_finish (OOF_SESSION (source), result, &error);
  g_clear_object (&self->cancellable);
  _oof_list_frame_update_bar (self);
  if (!loaded)
    {
      g_autofree char *words = oof_words_error (error);
      oof_toast_show (GTK_WIDGET (self), words);
      return;
    }
  oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       _ ("Somebody else changed the same"), saving->conflict, _ ("_Take theirs"),
                       _ ("_Write mine"), NULL, decided_cb, g_steal_pointer (&saving));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  OofListFrame *self = saving->self;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  g_autoptr (GPtrArray) stored = self->kind->save_finish (OOF_SESSION (source), result, &error);
  g_autofree char *words = error != NULL ? oof_words_error (error) : NULL;
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_CONFLICT))
    {
      saving->conflict = g_steal_pointer (&words);
      oof_session_load_async (self->session, OOF_LOAD_DATABASE, self->cancellable, conflict_read_cb,
                              g_steal_pointer (&saving));
      return;
    }
  g_clear_object (&self->cancellable);
  if (stored != NULL)
    {
      _oof_list_frame_reset (self);
      say_saved (saving);
    }
  else
    {
      _oof_list_frame_update_bar (self);
      oof_toast_show (GTK_WIDGET (self), words);
    }
}

/* Both lists go on being changed here; what is saved must not. (transfer full) */
static GPtrArray *
copy_lines (OofListFrame *self, GPtrArray *lines)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (self->kind->free);

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (copy, self->kind->copy (g_ptr_array_index (lines, i)));
  return copy;
}

static void
save (OofListFrame *self, GPtrArray *before, GPtrArray *after, gboolean undoing)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->self = g_object_ref (self);
  saving->before = g_ptr_array_ref (before);
  saving->after = copy_lines (self, after);
  saving->undoing = undoing;
  self->cancellable = g_cancellable_new ();
  _oof_list_frame_update_bar (self);
  self->kind->save_async (self->session, saving->before, saving->after, self->cancellable, saved_cb,
                          saving);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofListFrame *self = OOF_LIST_FRAME (widget);

  save (self, self->before, self->lines, FALSE);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _oof_list_frame_reset (OOF_LIST_FRAME (widget));
}

void
_oof_list_frame_install_save_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "list.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "list.discard", NULL, discard_action);
}

static char *
oof_list_frame_describe_unsaved (OofUnsaved *unsaved)
{
  OofListFrame *self = OOF_LIST_FRAME (unsaved);

  return _oof_list_frame_is_changed (self) ? g_strdup (_ (self->kind->title)) : NULL;
}

static void
oof_list_frame_save (OofUnsaved *unsaved)
{
  gtk_widget_activate_action (GTK_WIDGET (unsaved), "list.save", NULL);
}

void
_oof_list_frame_unsaved_iface_init (OofUnsavedInterface *iface)
{
  iface->describe = oof_list_frame_describe_unsaved;
  iface->save = oof_list_frame_save;
}
