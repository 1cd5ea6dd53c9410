/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-decisions.h"
#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "ui/oof-window-private.h"
#include "ui/overview/oof-bulk-change.h"

/* The urgent lane, and decisions about the mailbox that Home shows. */

static void
sick_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofWindow) self = OOF_WINDOW (user_data);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (OofRunReport) report = NULL;
  g_autoptr (GError) error = NULL;

  oof_bulk_change_finish (result, &stored, &report, &error);
  if (self->session != OOF_SESSION (source))
    return;
  if (stored->len == 0)
    {
      g_autofree char *words = error != NULL ? oof_words_error (error) : NULL;
      if (words != NULL)
        _oof_window_toast (self, words);
    }
  else
    _oof_window_tell_stored (self, _ ("Saved"), stored, NULL, report, error);
}

void
_oof_window_set_sick (OofWindow *self, OofAbsence *draft)
{
  g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);

  g_ptr_array_add (drafts, oof_absence_ref (draft));
  oof_bulk_change_async (self->session, drafts, self->cancellable, sick_saved_cb,
                         g_object_ref (self));
}

/* What was decided, in the past tense. */
static const char *
words_done (OofAction action)
{
  switch (action)
    {
    case OOF_ACTION_SWITCH_OFF:
      return _ ("Switched off");
    case OOF_ACTION_KEEP:
      return _ ("Kept: the absence is on hold");
    case OOF_ACTION_RESTORE:
      return _ ("Restored");
    case OOF_ACTION_APPLY:
    case OOF_ACTION_UNDO:
    case OOF_ACTION_RESET:
    case OOF_ACTION_UNKNOWN:
    default:
      return _ ("Done");
    }
}

typedef struct
{
  OofWindow *window; /* (owned) */
  OofAction action;
} Acting;

static void
acting_free (Acting *acting)
{
  g_object_unref (acting->window);
  g_free (acting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Acting, acting_free)

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Acting) acting = user_data;
  OofWindow *self = acting->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_session_act_finish (OOF_SESSION (source), result, &error);

  if (self->session != OOF_SESSION (source))
    return;
  OofRunRow *row =
      report != NULL && report->rows->len > 0 ? g_ptr_array_index (report->rows, 0) : NULL;
  g_autofree char *text = NULL;
  if (report == NULL)
    text = oof_words_error (error);
  else if (row != NULL && row->error != NULL)
    text = g_strdup_printf ("%s: %s", oof_words_action (acting->action), row->error->message);
  else
    text = _oof_window_describe (self, words_done (acting->action), report, NULL);
  _oof_window_toast (self, text);
  if (self->home != NULL)
    oof_home_page_refresh_status (self->home);
  _oof_window_read_now (self);
}

void
_oof_window_act (OofWindow *self, OofPerson *person, int action)
{
  g_autoptr (OofRequest) order = oof_request_new ((OofAction) action, person->address);
  Acting *acting = g_new0 (Acting, 1);

  acting->window = g_object_ref (self);
  acting->action = (OofAction) action;
  oof_session_act_async (self->session, order, OOF_SESSION_REQUEST_SECONDS, self->cancellable,
                         acted_cb, acting);
}
