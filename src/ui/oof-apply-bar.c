/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-apply-bar.h"

#include <glib/gi18n.h>

#include "app/oof-session-runner.h"
#include "app/oof-words.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-progress.h"

struct _OofApplyBar
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkProgressBar *progress;
  GtkWidget *later;
  GtkWidget *apply_now;
  GtkWidget *cancel;

  OofSession *session;       /* (owned) (nullable) */
  GHashTable *waiting;       /* (owned) address -> OofInstant pointer: since when it waits */
  OofApply *apply;           /* (owned) (nullable) what is under way */
  GCancellable *cancellable; /* (owned) (nullable) of that */
};

static guint applied_signal;

G_DEFINE_FINAL_TYPE (OofApplyBar, oof_apply_bar, ADW_TYPE_BIN)

/* What is shown. */

static char *
describe_waiting (OofApplyBar *self)
{
  guint n = g_hash_table_size (self->waiting);
  OofInstant next = oof_session_get_next_run (self->session);

  if (next == OOF_INSTANT_NONE)
    return g_strdup_printf (
        ngettext ("%u mailbox is not written yet, and the OOF task is not active: save the options "
                  "once.",
                  "%u mailboxes are not written yet, and the OOF task is not active: save the "
                  "options once.",
                  n),
        n);
  g_autofree char *time = oof_words_time (next, oof_session_get_options (self->session)->zone);
  return g_strdup_printf (
      /* Translators: a number, then a time */
      ngettext ("%u mailbox is not written yet: it waits for the next run of the OOF task, %s.",
                "%u mailboxes are not written yet: they wait for the next run of the OOF task, %s.",
                n),
      n, time);
}

static const char *
describe_applying (OofApplyBar *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return _ ("Finishing what is in hand…");
  return oof_session_has_runner (self->session) ? _ ("The mailboxes are being written")
                                                : _ ("The runner is asked to write the mailboxes");
}

static void
update (OofApplyBar *self)
{
  gboolean applying = self->apply != NULL;
  gboolean waiting = !applying && g_hash_table_size (self->waiting) > 0;
  g_autofree char *words = waiting ? describe_waiting (self) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), applying || waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), applying);
  gtk_widget_set_visible (self->cancel, applying);
  gtk_widget_set_visible (self->later, waiting);
  gtk_widget_set_visible (self->apply_now, waiting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "apply-bar.cancel",
                                 applying && !g_cancellable_is_cancelled (self->cancellable));
  if (applying || waiting)
    gtk_label_set_label (self->label, waiting ? words : describe_applying (self));
}

static void
progress_cb (OofApply *apply, GParamSpec *pspec, gpointer user_data)
{
  OofApplyBar *self = OOF_APPLY_BAR (user_data);
  guint n_done, n_total;

  g_object_get (apply, "n-done", &n_done, "n-total", &n_total, NULL);
  oof_progress_show (self->progress, _ ("Mailboxes written"), n_done, n_total);
}

/* Waiting. */

static void
add_waiting (OofApplyBar *self, const char *const *addresses)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (self->session));

  for (guint i = 0; addresses[i] != NULL; i++)
    g_hash_table_insert (self->waiting, g_strdup (addresses[i]), g_memdup2 (&now, sizeof now));
}

static gboolean
was_looked_at (gpointer key, gpointer value, gpointer user_data)
{
  OofApplyBar *self = user_data;
  const OofInstant *since = value;
  OofInstant as_of = OOF_INSTANT_NONE;
  g_autoptr (OofPlan) plan = oof_session_plan_published (self->session, key, &as_of);

  return as_of > *since;
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofApplyBar *self = OOF_APPLY_BAR (user_data);

  g_hash_table_foreach_remove (self->waiting, was_looked_at, self);
  update (self);
}

/* Applying. */

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OofApplyBar) self = OOF_APPLY_BAR (user_data);
  g_autoptr (OofApply) apply = g_object_ref (OOF_APPLY (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (OofRunReport) report = oof_apply_run_finish (apply, result, &error);
  g_auto (GStrv) left = oof_apply_dup_left (apply);

  if (self->apply != apply)
    return;
  g_clear_object (&self->apply);
  g_clear_object (&self->cancellable);
  add_waiting (self, (const char *const *) left);
  update (self);
  g_signal_emit (self, applied_signal, 0, apply, error);
}

void
oof_apply_bar_apply (OofApplyBar *self, const char *const *addresses)
{
  g_return_if_fail (OOF_IS_APPLY_BAR (self) && self->session != NULL);
  g_return_if_fail (addresses != NULL);

  if (self->apply != NULL)
    {
      add_waiting (self, addresses);
      return;
    }
  for (guint i = 0; addresses[i] != NULL; i++)
    g_hash_table_remove (self->waiting, addresses[i]);
  self->apply = oof_apply_new (self->session, addresses);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->apply, "notify", G_CALLBACK (progress_cb), self, 0);
  oof_progress_show (self->progress, _ ("Mailboxes written"), 0, 0);
  update (self);
  oof_apply_run_async (self->apply, self->cancellable, applied_cb, g_object_ref (self));
}

void
oof_apply_bar_offer (OofApplyBar *self, const char *const *addresses)
{
  g_return_if_fail (OOF_IS_APPLY_BAR (self) && self->session != NULL);
  g_return_if_fail (addresses != NULL);

  add_waiting (self, addresses);
  update (self);
}

void
oof_apply_bar_set_session (OofApplyBar *self, OofSession *session)
{
  g_return_if_fail (OOF_IS_APPLY_BAR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->apply);
  g_hash_table_remove_all (self->waiting);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  update (self);
}

/* Actions. */

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofApplyBar *self = OOF_APPLY_BAR (widget);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer address;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    g_strv_builder_add (builder, address);
  g_auto (GStrv) addresses = g_strv_builder_end (builder);
  oof_apply_bar_apply (self, (const char *const *) addresses);
}

static void
later_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofApplyBar *self = OOF_APPLY_BAR (widget);

  g_hash_table_remove_all (self->waiting);
  update (self);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofApplyBar *self = OOF_APPLY_BAR (widget);

  g_cancellable_cancel (self->cancellable);
  update (self);
}

/* The class. */

static void
oof_apply_bar_dispose (GObject *object)
{
  if (OOF_APPLY_BAR (object)->session != NULL)
    oof_apply_bar_set_session (OOF_APPLY_BAR (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), OOF_TYPE_APPLY_BAR);

  G_OBJECT_CLASS (oof_apply_bar_parent_class)->dispose (object);
}

static void
oof_apply_bar_finalize (GObject *object)
{
  g_hash_table_unref (OOF_APPLY_BAR (object)->waiting);

  G_OBJECT_CLASS (oof_apply_bar_parent_class)->finalize (object);
}

static void
oof_apply_bar_class_init (OofApplyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_apply_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = oof_apply_bar_finalize;
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/oof-apply-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, OofApplyBar, label);
  gtk_widget_class_bind_template_child (widget_class, OofApplyBar, progress);
  gtk_widget_class_bind_template_child (widget_class, OofApplyBar, later);
  gtk_widget_class_bind_template_child (widget_class, OofApplyBar, apply_now);
  gtk_widget_class_bind_template_child (widget_class, OofApplyBar, cancel);
  gtk_widget_class_install_action (widget_class, "apply-bar.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "apply-bar.later", NULL, later_action);
  gtk_widget_class_install_action (widget_class, "apply-bar.cancel", NULL, cancel_action);
  applied_signal = g_signal_new ("applied", OOF_TYPE_APPLY_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, OOF_TYPE_APPLY, G_TYPE_ERROR);
}

static void
oof_apply_bar_init (OofApplyBar *self)
{
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
