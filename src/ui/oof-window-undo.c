/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-absences.h"
#include "app/oof-words.h"
#include "ui/oof-toast.h"
#include "ui/oof-window-private.h"

/* Taking back what was just done to absences: first the database, then, where the runner is here,
 * the mailboxes. */

typedef struct
{
  OofWindow *window;   /* (owned) */
  OofSession *session; /* (owned) */
  GPtrArray *stored;   /* (owned) OofAbsence as they are now */
  GPtrArray *before;   /* (owned) (nullable) OofAbsence */
  GError *error;       /* (owned) (nullable) the first of what could not be taken back */
} Undoing;

static void
undoing_free (gpointer data)
{
  Undoing *undoing = data;

  g_object_unref (undoing->window);
  g_object_unref (undoing->session);
  g_ptr_array_unref (undoing->stored);
  g_clear_pointer (&undoing->before, g_ptr_array_unref);
  g_clear_error (&undoing->error);
  g_free (undoing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undoing, undoing_free)

/* @error: (nullable) */
static void
say (Undoing *undoing, const GError *error)
{
  g_autofree char *words = error != NULL ? oof_words_error (error) : NULL;

  if (undoing->window->session != undoing->session)
    return;
  oof_toast_show (GTK_WIDGET (undoing->window->content), words != NULL ? words : _ ("Taken back."));
  if (undoing->window->home != NULL)
    oof_home_page_refresh_status (undoing->window->home);
  _oof_window_read_now (undoing->window);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Undoing) undoing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_apply_run_finish (OOF_APPLY (source), result, &error);

  say (undoing, undoing->error != NULL ? undoing->error : report == NULL ? error : NULL);
}

/* Few are said to be taken back once they are. */
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Undoing) undoing = user_data;
  g_auto (GStrv) people = oof_absence_dup_people (undoing->stored);

  oof_session_settle_finish (OOF_SESSION (source), result, NULL, &undoing->error);
  if (oof_session_has_runner (undoing->session) && g_strv_length (people) <= OOF_APPLY_MANY)
    {
      g_autoptr (OofApply) apply = oof_apply_new (undoing->session, (const char *const *) people);
      oof_apply_run_async (apply, NULL, applied_cb, g_steal_pointer (&undoing));
      return;
    }
  say (undoing, undoing->error);
  if (undoing->window->session == undoing->session)
    _oof_window_apply_stored (undoing->window, undoing->stored, NULL, NULL);
}

static void
undo_cb (gpointer user_data)
{
  Undoing *asked = user_data;

  if (asked->window->session != asked->session)
    return;
  g_autoptr (OofConflictPlan) plan = oof_conflict_plan_new_undo (asked->stored, asked->before);
  Undoing *undoing = g_new0 (Undoing, 1);
  undoing->window = g_object_ref (asked->window);
  undoing->session = g_object_ref (asked->session);
  undoing->stored = g_ptr_array_ref (asked->stored);
  oof_session_settle_async (undoing->session, plan, NULL, settled_cb, undoing);
}

/* (transfer full) (nullable) */
static GPtrArray *
copy_list (GPtrArray *absences)
{
  if (absences == NULL)
    return NULL;
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  for (guint i = 0; i < absences->len; i++)
    g_ptr_array_add (copy, oof_absence_ref (g_ptr_array_index (absences, i)));
  return copy;
}

AdwToast *
_oof_window_toast_undo (OofWindow *self, const char *text, GPtrArray *stored, GPtrArray *before)
{
  Undoing *undoing = g_new0 (Undoing, 1);

  undoing->window = g_object_ref (self);
  undoing->session = g_object_ref (self->session);
  undoing->stored = copy_list (stored);
  undoing->before = copy_list (before);
  return oof_toast_show_undo (GTK_WIDGET (self->content), text, undo_cb, undoing, undoing_free);
}
