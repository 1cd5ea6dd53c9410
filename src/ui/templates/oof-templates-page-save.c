/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "app/oof-words.h"
#include "core/oof-error.h"
#include "ui/compat/oof-alert.h"
#include "ui/oof-toast.h"
#include "ui/templates/oof-template-words.h"
#include "ui/templates/oof-templates-page-private.h"

/* One write: of what, and what was there before. */
typedef struct
{
  OofTemplatesPage *self; /* (owned) */
  OofTemplate *before;    /* (owned) (nullable) NULL: there was none */
  OofTemplate *after;     /* (owned) (nullable) NULL: it was removed */
  gboolean undoing;
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->self);
  g_clear_pointer (&writing->before, oof_template_unref);
  g_clear_pointer (&writing->after, oof_template_unref);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

/* @before, @after: (nullable) */
static Writing *
writing_new (OofTemplatesPage *self, OofTemplate *before, OofTemplate *after, gboolean undoing)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->self = g_object_ref (self);
  writing->before = before != NULL ? oof_template_ref (before) : NULL;
  writing->after = after != NULL ? oof_template_copy (after) : NULL;
  writing->undoing = undoing;
  return writing;
}

static void
save (OofTemplatesPage *self, OofTemplate *before, OofTemplate *after, gboolean undoing);
static void remove_template (OofTemplatesPage *self, OofTemplate *tmpl, gboolean undoing);

static void
begin (OofTemplatesPage *self)
{
  self->cancellable = g_cancellable_new ();
  _oof_templates_page_update (self);
}

/* What was read again meanwhile becomes the list. */
static void
end (OofTemplatesPage *self, const char *chosen)
{
  g_clear_object (&self->cancellable);
  _oof_templates_page_sync (self, chosen);
}

static void
say_error (OofTemplatesPage *self, const GError *error)
{
  g_autofree char *words = oof_words_error (error);

  oof_toast_show (GTK_WIDGET (self), words);
}

/* Undo: from what is stored now to what was there before. */

/* @before as the next revision of @now. (transfer full) */
static OofTemplate *
make_next (OofTemplate *before, OofTemplate *now)
{
  OofTemplate *next = oof_template_copy (before);

  next->rev = now->rev;
  g_free (next->document);
  next->document = g_strdup (now->document);
  return next;
}

/* A removed template comes back with its earlier versions. */
static OofTemplate *
make_new (OofTemplate *before)
{
  OofTemplate *again = oof_template_copy (before);

  again->rev = 0;
  g_clear_pointer (&again->document, g_free);
  return again;
}

static void
undo (gpointer user_data)
{
  Writing *past = user_data;
  OofTemplatesPage *self = past->self;

  if (self->session == NULL || self->cancellable != NULL)
    return;
  if (past->before == NULL)
    {
      remove_template (self, past->after, TRUE);
      return;
    }
  g_autoptr (OofTemplate) next =
      past->after != NULL ? make_next (past->before, past->after) : make_new (past->before);
  save (self, past->after, next, TRUE);
}

static void
say_done (Writing *writing, const char *words, OofTemplate *stored)
{
  OofTemplatesPage *self = writing->self;

  if (writing->undoing)
    oof_toast_show (GTK_WIDGET (self), _ ("Undone."));
  else
    oof_toast_show_undo (GTK_WIDGET (self), words, undo,
                         writing_new (self, writing->before, stored, FALSE),
                         (GDestroyNotify) writing_free);
}

/* Conflict: both changed the same, or one removed it. What is there now has been read again. */

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  OofTemplatesPage *self = writing->self;
  gboolean mine = oof_alert_ask_finish (result, NULL);

  if (self->session == NULL)
    return;
  OofTemplateDraft *draft = _oof_templates_page_find (self, writing->after->key);
  OofTemplate *theirs = _oof_templates_page_find_stored (self, writing->after->key);
  if (draft == NULL)
    return;
  if (mine && theirs != NULL)
    oof_template_draft_rebase (draft, theirs);
  else if (mine)
    oof_template_draft_orphan (draft);
  else if (theirs != NULL)
    oof_template_draft_reset (draft, theirs);
  else
    _oof_templates_page_drop (self, draft);
  if (mine)
    save (self, draft->original, draft->current, FALSE);
  else
    _oof_templates_page_sync (self, NULL);
}

static void
ask_whose (Writing *writing)
{
  OofTemplatesPage *self = writing->self;
  OofTemplate *theirs = _oof_templates_page_find_stored (self, writing->after->key);
  g_autofree char *saved =
      theirs != NULL ? oof_template_words_saved (self->session, theirs->saved_at, theirs->saved_by)
                     : NULL;
  g_autofree char *body =
      saved != NULL
          /* Translators: %s is a time and a name */
          ? g_strdup_printf (_ ("Saved meanwhile: %s. If you write yours, theirs stays among "
                                "the earlier versions."),
                             saved)
          : g_strdup (_ ("It was removed meanwhile. Yours can be stored as a new template."));

  oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       _ ("Somebody else changed the same"), body, _ ("_Take theirs"),
                       _ ("_Write mine"), NULL, decided_cb, writing);
}

static void
conflict_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  OofTemplatesPage *self = writing->self;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  gboolean loaded = oof_session_load_finish (OOF_SESSION (source), result, &error);
  end (self, writing->after->key);
  if (loaded)
    ask_whose (g_steal_pointer (&writing));
  else
    say_error (self, error);
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  OofTemplatesPage *self = writing->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) stored =
      oof_session_save_template_finish (OOF_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (g_error_matches (error, OOF_ERROR, OOF_ERROR_CONFLICT) && !writing->undoing)
    {
      oof_session_load_async (self->session, OOF_LOAD_DATABASE, self->cancellable, conflict_read_cb,
                              g_steal_pointer (&writing));
      return;
    }
  if (stored == NULL)
    {
      end (self, NULL);
      say_error (self, error);
      return;
    }
  OofTemplateDraft *draft = _oof_templates_page_find (self, writing->after->key);
  if (draft != NULL)
    oof_template_draft_reset (draft, stored);
  end (self, stored->key);
  say_done (writing,
            oof_template_same_content (stored, writing->after)
                ? _ ("Saved.")
                : _ ("Saved, together with what somebody else changed meanwhile."),
            stored);
}

static void
save (OofTemplatesPage *self, OofTemplate *before, OofTemplate *after, gboolean undoing)
{
  Writing *writing = writing_new (self, before, after, undoing);

  begin (self);
  oof_session_save_template_async (self->session, writing->after, self->cancellable, saved_cb,
                                   writing);
}

/* Another template has the name. */
static gboolean
is_taken (OofTemplatesPage *self, const OofTemplate *tmpl)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      OofTemplateDraft *draft = g_ptr_array_index (self->drafts, i);
      if (draft->current != tmpl && oof_template_has_name (draft->current, tmpl->name))
        return TRUE;
    }
  return FALSE;
}

/* Groups, absences and subjects name their template: under another name they would lose it.
 * (transfer full) (nullable) */
static char *
explain_rename (OofTemplatesPage *self)
{
  const OofTemplate *before = self->current->original;

  if (before == NULL || oof_template_has_name (before, self->current->current->name))
    return NULL;
  g_autofree char *users = oof_template_words_users (self->session, before);
  if (users == NULL)
    return NULL;
  return g_strdup_printf (
      /* Translators: the name of a template, and who uses it: "the groups Produktion, Vertrieb" */
      _ ("“%s” keeps its name: it is used by %s. Duplicate it for another one."), before->name,
      users);
}

char *
_oof_templates_page_explain (OofTemplatesPage *self)
{
  const OofTemplate *tmpl = self->current->current;
  g_autofree char *rename = explain_rename (self);
  guint n = oof_template_editor_count_errors (self->editor);

  if (*tmpl->name == '\0')
    return g_strdup (_ ("Give the template a name."));
  if (is_taken (self, tmpl))
    return g_strdup (_ ("There is another template with this name."));
  if (rename != NULL)
    return g_steal_pointer (&rename);
  if (n > 0)
    return g_strdup_printf (ngettext ("%u mistake has to be corrected before this can be saved.",
                                      "%u mistakes have to be corrected before this can be saved.",
                                      n),
                            n);
  return NULL;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (widget);

  /* What was typed a moment ago counts, too. */
  guint n_errors = oof_template_editor_check (self->editor);
  g_autofree char *reason = _oof_templates_page_explain (self);
  if (reason == NULL)
    {
      save (self, self->current->original, self->current->current, FALSE);
      return;
    }
  _oof_templates_page_update (self);
  if (n_errors > 0)
    oof_template_editor_jump_to_error (self->editor);
  else
    oof_template_editor_focus_name (self->editor);
}

void
_oof_templates_page_discard (OofTemplatesPage *self, OofTemplateDraft *draft)
{
  if (draft->original == NULL)
    {
      _oof_templates_page_drop (self, draft);
      return;
    }
  g_autoptr (OofTemplate) original = oof_template_ref (draft->original);
  oof_template_draft_reset (draft, original);
  _oof_templates_page_sync (self, NULL);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (widget);

  _oof_templates_page_discard (self, self->current);
}

/* Adding and removing */

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (widget);
  g_autofree char *title = _oof_templates_page_make_name (self, _ ("New template"));

  _oof_templates_page_add (self, oof_template_draft_new_blank (title, NULL));
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (widget);
  const OofTemplate *model = self->current->current;
  g_autofree char *title = _oof_templates_page_make_name (self, model->name);

  _oof_templates_page_add (self, oof_template_draft_new_blank (title, model));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  OofTemplatesPage *self = writing->self;
  g_autoptr (GError) error = NULL;
  gboolean removed = oof_session_remove_template_finish (OOF_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  OofTemplateDraft *draft = _oof_templates_page_find (self, writing->before->key);
  /* What was changed in it and not saved goes with it: that was asked for. */
  if (removed && draft != NULL)
    _oof_templates_page_drop (self, draft);
  end (self, NULL);
  if (removed)
    say_done (writing, _ ("Template removed."), NULL);
  else
    say_error (self, error);
}

static void
remove_template (OofTemplatesPage *self, OofTemplate *tmpl, gboolean undoing)
{
  begin (self);
  oof_session_remove_template_async (self->session, tmpl->name, self->cancellable, removed_cb,
                                     writing_new (self, tmpl, NULL, undoing));
}

static void
remove_decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;

  if (oof_alert_ask_finish (result, NULL) && writing->self->session != NULL
      && writing->self->cancellable == NULL)
    remove_template (writing->self, writing->before, FALSE);
}

/* Only one that somebody uses is asked about: the rest can be undone. */
static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (widget);
  OofTemplate *tmpl = self->current->original;

  if (tmpl == NULL)
    {
      _oof_templates_page_drop (self, self->current);
      return;
    }
  g_autoptr (OofTemplateUses) uses = oof_session_list_template_uses (self->session, tmpl->name);
  if (uses->groups->len + uses->absences->len == 0)
    {
      remove_template (self, tmpl, FALSE);
      return;
    }
  g_autofree char *used = oof_template_words_uses (self->session, tmpl->name);
  /* Translators: the name of a template */
  g_autofree char *heading = g_strdup_printf (_ ("Remove the template “%s”?"), tmpl->name);
  g_autofree char *body =
      /* Translators: %s is "2 groups, 3 absences" */
      g_strdup_printf (_ ("It is used by %s. They are left without a template."), used);
  oof_alert_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body, _ ("_Keep"),
                       _ ("_Remove"), NULL, remove_decided_cb,
                       writing_new (self, tmpl, NULL, FALSE));
}

void
_oof_templates_page_install_save_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "templates.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "templates.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "templates.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "templates.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "templates.remove", NULL, remove_action);
}
