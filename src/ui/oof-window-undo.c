/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

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
  OofAbsence *before;  /* (owned) (nullable) */
  guint next;          /* the one that is taken back next */
} Undoing;

static void
undoing_free (gpointer data)
{
  Undoing *undoing = data;

  g_object_unref (undoing->window);
  g_object_unref (undoing->session);
  g_ptr_array_unref (undoing->stored);
  g_clear_pointer (&undoing->before, oof_absence_unref);
  g_free (undoing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undoing, undoing_free)

static void take_back_next (Undoing *undoing);

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
  g_autoptr (OofRunReport) report = oof_run_job_run_finish (OOF_RUN_JOB (source), result, &error);

  say (undoing, report == NULL ? error : NULL);
}

/* Takes @undoing. */
static void
apply (Undoing *undoing)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; i < undoing->stored->len; i++)
    g_ptr_array_add (addresses, ((OofAbsence *) g_ptr_array_index (undoing->stored, i))->person);
  g_ptr_array_add (addresses, NULL);
  g_autoptr (OofRunJob) job = oof_session_create_run_job (undoing->session, OOF_RUN_APPLY,
                                                          (const char *const *) addresses->pdata);
  oof_run_job_run_async (job, NULL, applied_cb, undoing);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undoing *undoing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofAbsence) absence =
      undoing->before != NULL
          ? oof_session_update_absence_finish (OOF_SESSION (source), result, &error)
          : oof_session_cancel_absence_finish (OOF_SESSION (source), result, &error);

  if (absence == NULL)
    {
      say (undoing, error);
      undoing_free (undoing);
      return;
    }
  take_back_next (undoing);
}

/* Takes @undoing. */
static void
take_back_next (Undoing *undoing)
{
  if (undoing->next == undoing->stored->len && oof_session_has_runner (undoing->session))
    apply (undoing);
  else if (undoing->next == undoing->stored->len)
    {
      say (undoing, NULL);
      undoing_free (undoing);
    }
  else
    {
      OofAbsence *absence = g_ptr_array_index (undoing->stored, undoing->next++);
      if (undoing->before == NULL)
        {
          oof_session_cancel_absence_async (undoing->session, absence->key, NULL, taken_back_cb,
                                            undoing);
          return;
        }
      g_autoptr (OofAbsence) copy = oof_absence_copy (undoing->before);
      copy->rev = absence->rev;
      oof_session_update_absence_async (undoing->session, copy, NULL, taken_back_cb, undoing);
    }
}

static void
undo_cb (gpointer user_data)
{
  Undoing *asked = user_data;
  Undoing *undoing = g_new0 (Undoing, 1);

  if (asked->window->session != asked->session)
    {
      g_free (undoing);
      return;
    }
  undoing->window = g_object_ref (asked->window);
  undoing->session = g_object_ref (asked->session);
  undoing->stored = g_ptr_array_ref (asked->stored);
  undoing->before = asked->before != NULL ? oof_absence_ref (asked->before) : NULL;
  take_back_next (undoing);
}

void
_oof_window_toast_undo (OofWindow *self, const char *text, GPtrArray *stored, OofAbsence *before)
{
  Undoing *undoing = g_new0 (Undoing, 1);

  undoing->window = g_object_ref (self);
  undoing->session = g_object_ref (self->session);
  undoing->stored = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (undoing->stored, oof_absence_ref (g_ptr_array_index (stored, i)));
  undoing->before = before != NULL ? oof_absence_ref (before) : NULL;
  oof_toast_show_undo (GTK_WIDGET (self->content), text, undo_cb, undoing, undoing_free);
}
