/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-editor-private.h"

#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "app/oof-words.h"
#include "ui/compat/oof-alert.h"
#include "ui/editor/oof-choice.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-unsaved.h"

G_DEFINE_FINAL_TYPE (OofTemplateEditor, oof_template_editor, ADW_TYPE_BIN)

enum
{
  EDITED,
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* As in the drop-down. */
static const OofAudience audiences[] = {
  OOF_AUDIENCE_UNSET, OOF_AUDIENCE_ALL,     OOF_AUDIENCE_CONTACTS,
  OOF_AUDIENCE_NONE,  OOF_AUDIENCE_MAILBOX,
};

/* The text check and the preview follow what is typed. */

static void
rendered_cb (OofTemplatePreview *preview, gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);

  oof_variable_popover_set_example (self->variables, oof_template_preview_get_person (preview),
                                    oof_template_preview_get_absence (preview));
  _oof_template_editor_check_soon (self);
}

/* The preview keeps a copy, since the draft goes on being changed. */
static void
preview (OofTemplateEditor *self, gboolean now)
{
  g_autoptr (OofTemplate) copy =
      self->draft != NULL ? oof_template_copy (self->draft->current) : NULL;

  oof_template_preview_show (self->preview, copy, now);
}

static void
edited (OofTemplateEditor *self)
{
  preview (self, FALSE);
  g_signal_emit (self, signals[EDITED], 0);
}

/* From the fields into the draft. */

static gboolean
is_typing (OofTemplateEditor *self)
{
  return !self->filling && self->editable && self->draft != NULL;
}

static void
name_changed_cb (OofTemplateEditor *self)
{
  if (!is_typing (self))
    return;
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->name));
  oof_template_draft_set_text (&self->draft->current->name, g_strstrip (name));
  g_signal_emit (self, signals[EDITED], 0);
}

static void
text_edited_cb (OofTemplateSource *source, gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);
  gboolean external = source == self->texts[OOF_RENDER_EXTERNAL];

  if (!is_typing (self))
    return;
  g_autofree char *text = oof_template_source_dup_text (source);
  oof_template_draft_set_text (
      external ? &self->draft->current->external : &self->draft->current->body, text);
  edited (self);
}

static void
show_sides (OofTemplateEditor *self)
{
  gboolean two = self->draft != NULL && self->draft->current->external != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->sides), two);
  if (!two)
    gtk_toggle_button_set_active (self->internal, TRUE);
  gtk_stack_set_visible_child (self->sources, GTK_WIDGET (_oof_template_editor_get_source (self)));
  _oof_template_editor_update_bar (self);
}

/* What serves both replies is what the external one begins with. */
static void
own_external_toggled_cb (OofTemplateEditor *self)
{
  if (!is_typing (self))
    return;
  gboolean own = gtk_check_button_get_active (self->own_external);
  OofTemplate *current = self->draft->current;
  oof_template_draft_set_text (&current->external, own ? current->body : NULL);
  if (own)
    oof_template_source_set_text (self->texts[OOF_RENDER_EXTERNAL], current->external);
  show_sides (self);
  edited (self);
}

static void
side_toggled_cb (OofTemplateEditor *self)
{
  show_sides (self);
}

static void
format_changed_cb (OofTemplateEditor *self)
{
  if (!is_typing (self))
    return;
  self->draft->current->html = gtk_drop_down_get_selected (self->format) == 1;
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    oof_template_source_set_html (self->texts[i], self->draft->current->html);
  _oof_template_editor_update_bar (self);
  edited (self);
}

static void
audience_changed_cb (OofTemplateEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->audience);

  if (!is_typing (self) || selected >= G_N_ELEMENTS (audiences))
    return;
  self->draft->current->audience = audiences[selected];
  edited (self);
}

static void
groups_changed_cb (OofTemplateEditor *self)
{
  if (!is_typing (self))
    return;
  g_auto (GStrv) chosen = oof_group_choice_dup_chosen (self->groups);
  oof_template_draft_set_groups (self->draft, (const char *const *) chosen);
  edited (self);
}

/* Earlier versions */

static void
restore (OofTemplateEditor *self, gint64 rev)
{
  g_autoptr (OofTemplate) then = is_typing (self) && self->draft->original != NULL
                                     ? oof_template_restore (self->draft->original, rev)
                                     : NULL;

  if (then == NULL)
    return;
  OofTemplate *current = self->draft->current;
  current->html = then->html;
  current->audience = then->audience;
  oof_template_draft_set_text (&current->body, then->body);
  oof_template_draft_set_text (&current->external, then->external);
  oof_template_editor_show (self, self->draft, self->editable);
  g_signal_emit (self, signals[EDITED], 0);
}

/* A version that is to come in the place of what was changed and not saved. */
typedef struct
{
  OofTemplateEditor *self; /* (owned) */
  char *key;               /* (owned) of the template, since another one may be shown meanwhile */
  gint64 rev;
} Restoring;

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restoring *restoring = user_data;
  OofTemplateEditor *self = restoring->self;

  if (oof_alert_ask_finish (result, NULL) && self->draft != NULL
      && g_strcmp0 (self->draft->current->key, restoring->key) == 0)
    restore (self, restoring->rev);
  g_object_unref (restoring->self);
  g_free (restoring->key);
  g_free (restoring);
}

static void
restore_cb (OofTemplateVersions *versions, gint64 rev, gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);

  if (self->draft == NULL || !oof_template_draft_is_changed (self->draft))
    {
      restore (self, rev);
      return;
    }
  Restoring *restoring = g_new0 (Restoring, 1);
  restoring->self = g_object_ref (self);
  restoring->key = g_strdup (self->draft->current->key);
  restoring->rev = rev;
  oof_unsaved_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                         self->draft->current->name, discarded_cb, restoring);
}

static void
jump_cb (OofTemplateFindings *findings, gpointer pointer, gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);
  const OofTemplateFinding *finding = pointer;

  oof_split_show_end (self->pair, FALSE);
  gtk_toggle_button_set_active (
      finding->external ? GTK_TOGGLE_BUTTON (gtk_widget_get_last_child (GTK_WIDGET (self->sides)))
                        : self->internal,
      TRUE);
  show_sides (self);
  oof_template_source_jump (_oof_template_editor_get_source (self), finding->line, finding->what);
}

/* Where the preview has no room beside the text, one of both is seen. */

static void
folded_cb (OofTemplateEditor *self)
{
  gboolean folded = oof_split_is_folded (self->pair);

  gtk_widget_set_visible (GTK_WIDGET (self->views), folded);
  gtk_widget_set_visible (GTK_WIDGET (self->settings_place),
                          !folded || !oof_split_shows_end (self->pair));
}

static void
view_toggled_cb (OofTemplateEditor *self)
{
  oof_split_show_end (self->pair, !gtk_toggle_button_get_active (self->text_view));
}

static void
shown_changed_cb (OofTemplateEditor *self)
{
  gboolean end = oof_split_shows_end (self->pair);
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->views));

  gtk_toggle_button_set_active (end ? GTK_TOGGLE_BUTTON (last) : self->text_view, TRUE);
  folded_cb (self);
}

static void
back_clicked_cb (OofTemplateEditor *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

/* The class. */

static void
oof_template_editor_dispose (GObject *object)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (object);

  self->filling = TRUE;
  g_clear_handle_id (&self->checking, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_TEMPLATE_EDITOR);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_template_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, back);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, name);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, versions_place);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, views);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, text_view);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, settings_place);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, pair);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, bar);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, variable);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, language);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, sides);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, internal);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, sources);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, findings_place);
  gtk_widget_class_bind_template_child (widget_class, OofTemplateEditor, preview_place);
}

static void
oof_template_editor_class_init (OofTemplateEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_template_editor_dispose;
  g_type_ensure (OOF_TYPE_SPLIT);
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/templates/oof-template-editor.ui");
  bind_children (widget_class);
  _oof_template_editor_install_bar_actions (widget_class);

  signals[EDITED] = g_signal_new ("edited", OOF_TYPE_TEMPLATE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[BACK] = g_signal_new ("back", OOF_TYPE_TEMPLATE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
init_settings (OofTemplateEditor *self)
{
  OofWrapBox *box = OOF_WRAP_BOX (g_object_new (OOF_TYPE_WRAP_BOX, "spacing", 6, NULL));
  const char *formats[] = { _ ("Text"), _ ("HTML"), NULL };
  const char *names[G_N_ELEMENTS (audiences) + 1] = {
    _ ("Outside: as in the options"), _ ("Outside: everybody"), _ ("Outside: contacts only"),
    _ ("Outside: nobody"), _ ("Outside: as it is in the mailbox")
  };

  self->format = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->audience = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->groups = OOF_GROUP_CHOICE (oof_group_choice_new ());
  self->own_external = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Own external text")));
  /* As high as the buttons beside it. */
  gtk_widget_set_size_request (GTK_WIDGET (self->own_external), -1, 34);
  oof_choice_set_names (self->format, _ ("Format"), formats, NULL);
  oof_choice_set_names (self->audience, _ ("Who outside gets a reply"), names, NULL);
  oof_wrap_box_append (box, GTK_WIDGET (self->format));
  oof_wrap_box_append (box, GTK_WIDGET (self->audience));
  oof_wrap_box_append (box, GTK_WIDGET (self->groups));
  oof_wrap_box_append (box, GTK_WIDGET (self->own_external));
  adw_bin_set_child (self->settings_place, GTK_WIDGET (box));
  g_signal_connect_object (self->format, "notify::selected", G_CALLBACK (format_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audience, "notify::selected", G_CALLBACK (audience_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groups, "changed", G_CALLBACK (groups_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own_external, "toggled", G_CALLBACK (own_external_toggled_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
init_sources (OofTemplateEditor *self)
{
  const char *names[] = { _ ("Text of the template"), _ ("External text of the template") };

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    {
      self->texts[i] = OOF_TEMPLATE_SOURCE (oof_template_source_new (names[i]));
      gtk_stack_add_child (self->sources, GTK_WIDGET (self->texts[i]));
      g_signal_connect_object (self->texts[i], "edited", G_CALLBACK (text_edited_cb), self, 0);
    }
}

static void
oof_template_editor_init (OofTemplateEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->found = g_ptr_array_new ();
  init_settings (self);
  init_sources (self);
  self->findings = OOF_TEMPLATE_FINDINGS (oof_template_findings_new ());
  adw_bin_set_child (self->findings_place, GTK_WIDGET (self->findings));
  g_signal_connect_object (self->findings, "jump", G_CALLBACK (jump_cb), self, 0);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->internal, "toggled", G_CALLBACK (side_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text_view, "toggled", G_CALLBACK (view_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pair, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pair, "notify::shows-end", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
oof_template_editor_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofTemplateEditor *self = g_object_new (OOF_TYPE_TEMPLATE_EDITOR, NULL);

  self->session = g_object_ref (session);
  self->preview = OOF_TEMPLATE_PREVIEW (oof_template_preview_new (session));
  adw_bin_set_child (self->preview_place, GTK_WIDGET (self->preview));
  self->versions = OOF_TEMPLATE_VERSIONS (oof_template_versions_new (session));
  adw_bin_set_child (self->versions_place, GTK_WIDGET (self->versions));
  g_signal_connect_object (self->preview, "rendered", G_CALLBACK (rendered_cb), self, 0);
  g_signal_connect_object (self->versions, "restore", G_CALLBACK (restore_cb), self, 0);
  _oof_template_editor_init_bar (self);
  return GTK_WIDGET (self);
}

/* @same: of the template that is shown; then what is there already keeps its caret and its undo. */
static void
fill_text (OofTemplateSource *source, const char *text, gboolean same)
{
  g_autofree char *shown = same ? oof_template_source_dup_text (source) : NULL;
  const char *wanted = text != NULL ? text : "";

  if (g_strcmp0 (shown, wanted) != 0)
    oof_template_source_set_text (source, wanted);
}

static void
fill_settings (OofTemplateEditor *self, const OofTemplate *tmpl)
{
  guint audience = 0;

  while (audience + 1 < G_N_ELEMENTS (audiences) && audiences[audience] != tmpl->audience)
    audience++;
  if (g_strcmp0 (gtk_editable_get_text (self->name), tmpl->name) != 0)
    gtk_editable_set_text (self->name, tmpl->name);
  gtk_drop_down_set_selected (self->format, tmpl->html ? 1 : 0);
  gtk_drop_down_set_selected (self->audience, audience);
  gtk_check_button_set_active (self->own_external, tmpl->external != NULL);
  oof_group_choice_show (self->groups, oof_session_get_groups (self->session),
                         (const char *const *) tmpl->groups);
}

void
oof_template_editor_show (OofTemplateEditor *self, OofTemplateDraft *draft, gboolean editable)
{
  g_return_if_fail (OOF_IS_TEMPLATE_EDITOR (self));

  gboolean same = draft == self->draft;

  g_clear_handle_id (&self->checking, g_source_remove);
  self->draft = draft;
  self->editable = editable;
  if (draft == NULL)
    return;
  self->filling = TRUE;
  fill_settings (self, draft->current);
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    {
      fill_text (self->texts[i],
                 i == OOF_RENDER_EXTERNAL ? draft->current->external : draft->current->body, same);
      oof_template_source_set_html (self->texts[i], draft->current->html);
      oof_template_source_set_editable (self->texts[i], editable);
    }
  gtk_editable_set_editable (self->name, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->settings_place), editable);
  oof_template_versions_show (self->versions, draft->original, editable);
  show_sides (self);
  preview (self, TRUE);
  self->filling = FALSE;
}

void
oof_template_editor_set_folded (OofTemplateEditor *self, gboolean folded)
{
  g_return_if_fail (OOF_IS_TEMPLATE_EDITOR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->back), folded);
}

void
oof_template_editor_focus_name (OofTemplateEditor *self)
{
  g_return_if_fail (OOF_IS_TEMPLATE_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_editable_select_region (self->name, 0, -1);
}

guint
oof_template_editor_check (OofTemplateEditor *self)
{
  g_return_val_if_fail (OOF_IS_TEMPLATE_EDITOR (self), 0);

  _oof_template_editor_check (self);
  return oof_template_editor_count_errors (self);
}

guint
oof_template_editor_count_errors (OofTemplateEditor *self)
{
  g_return_val_if_fail (OOF_IS_TEMPLATE_EDITOR (self), 0);

  guint n = 0;

  for (guint i = 0; i < self->found->len; i++)
    n += ((OofTemplateFinding *) g_ptr_array_index (self->found, i))->is_error;
  return n;
}

void
oof_template_editor_jump_to_error (OofTemplateEditor *self)
{
  g_return_if_fail (OOF_IS_TEMPLATE_EDITOR (self));

  for (guint i = 0; i < self->found->len; i++)
    {
      OofTemplateFinding *finding = g_ptr_array_index (self->found, i);
      if (!finding->is_error)
        continue;
      jump_cb (self->findings, finding, self);
      return;
    }
}
