/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-templates-page-private.h"

#include <glib/gi18n.h>

#include "ui/lists/oof-line-words.h"
#include "ui/oof-role.h"
#include "ui/parts/oof-spoken.h"
#include "ui/parts/oof-unsaved.h"
#include "ui/templates/oof-template-words.h"

/* The names of those that are not saved. */
static char *
oof_templates_page_describe_unsaved (OofUnsaved *unsaved)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (unsaved);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->drafts->len; i++)
    {
      OofTemplateDraft *draft = g_ptr_array_index (self->drafts, i);
      if (oof_template_draft_is_changed (draft))
        g_ptr_array_add (names, draft->current->name);
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (GStrv) names->pdata);
}

static void
oof_templates_page_save (OofUnsaved *unsaved)
{
  gtk_widget_activate_action (GTK_WIDGET (unsaved), "templates.save", NULL);
}

static void
unsaved_iface_init (OofUnsavedInterface *iface)
{
  iface->save = oof_templates_page_save;
  iface->describe = oof_templates_page_describe_unsaved;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OofTemplatesPage,
                               oof_templates_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_UNSAVED, unsaved_iface_init))

/* The list. */

/* The one that everybody has unless a group says otherwise. */
static gboolean
is_for_everybody (OofTemplatesPage *self, const OofTemplate *tmpl)
{
  GPtrArray *groups = oof_session_get_groups (self->session);

  for (guint i = 0; i < groups->len; i++)
    {
      const OofGroup *group = g_ptr_array_index (groups, i);
      if (g_strcmp0 (group->name, OOF_GROUP_EVERYBODY) == 0)
        return group->template_name != NULL && oof_template_has_name (tmpl, group->template_name);
    }
  return FALSE;
}

/* (transfer full) */
static char *
describe_use (OofTemplatesPage *self, const OofTemplateDraft *draft)
{
  if (draft->original == NULL)
    return g_strdup (_ ("new"));
  g_autofree char *uses = oof_template_words_uses (self->session, draft->original->name);
  return oof_line_words_join ((const char *[]){
      is_for_everybody (self, draft->original) ? _ ("for everybody") : "", uses, NULL });
}

static GtkWidget *
create_line (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (dim)
    {
      gtk_widget_add_css_class (label, "dim-text");
      gtk_widget_add_css_class (label, "small");
    }
  return label;
}

static void
fill_row (OofTemplatesPage *self, GtkListBoxRow *row, const OofTemplateDraft *draft)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *form = oof_template_words_form (draft->current);
  g_autofree char *use = describe_use (self, draft);
  gboolean changed = oof_template_draft_is_changed (draft);
  g_autofree char *spoken =
      g_strjoin (", ", draft->current->name, form, use, changed ? _ ("not saved") : NULL, NULL);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), create_line (draft->current->name, FALSE));
  gtk_box_append (GTK_BOX (words), create_line (form, TRUE));
  gtk_box_append (GTK_BOX (words), create_line (use, TRUE));
  gtk_box_append (GTK_BOX (box), words);
  if (changed)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("document-edit-symbolic");
      gtk_widget_set_tooltip_text (mark, _ ("Changes are not saved yet."));
      gtk_box_append (GTK_BOX (box), mark);
    }
  gtk_list_box_row_set_child (row, box);
  oof_spoken_set_name (GTK_WIDGET (row), spoken);
}

static int
find_index (OofTemplatesPage *self, const OofTemplateDraft *draft)
{
  for (guint i = 0; i < self->drafts->len; i++)
    if (g_ptr_array_index (self->drafts, i) == draft)
      return (int) i;
  return -1;
}

/* What the editor shows already is not shown again: a large text takes its time. */
static void
choose (OofTemplatesPage *self, OofTemplateDraft *draft)
{
  self->current = draft;
  gtk_stack_set_visible_child_name (self->detail, draft != NULL ? "editor" : "none");
  if (draft != self->shown)
    oof_template_editor_show (self->editor, draft, self->editable);
  self->shown = draft;
  _oof_templates_page_update (self);
}

/* Rows are used again, so that the focus stays where it is. */
static void
fill_list (OofTemplatesPage *self)
{
  GtkListBoxRow *row;
  int index = find_index (self, self->current);

  self->filling = TRUE;
  for (guint i = 0; i < self->drafts->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
          gtk_list_box_append (self->list, GTK_WIDGET (row));
        }
      fill_row (self, row, g_ptr_array_index (self->drafts, i));
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) self->drafts->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (index < 0 && self->drafts->len > 0)
    index = 0;
  if (index >= 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
  oof_list_place_show_lines (self->place, self->drafts->len > 0);
  self->filling = FALSE;
  choose (self, index >= 0 ? g_ptr_array_index (self->drafts, (guint) index) : NULL);
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (user_data);

  if (!self->filling && row != NULL)
    choose (self, g_ptr_array_index (self->drafts, (guint) gtk_list_box_row_get_index (row)));
}

/* Where list and editor have no room beside each other. */
static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  oof_split_show_end (OOF_TEMPLATES_PAGE (user_data)->pair, TRUE);
}

static void
back_cb (OofTemplatesPage *self)
{
  oof_split_show_end (self->pair, FALSE);
}

static void
folded_cb (OofTemplatesPage *self)
{
  oof_template_editor_set_folded (self->editor, oof_split_is_folded (self->pair));
}

/* What is stored, and what is being written. */

OofTemplateDraft *
_oof_templates_page_find (OofTemplatesPage *self, const char *key)
{
  for (guint i = 0; key != NULL && i < self->drafts->len; i++)
    {
      OofTemplateDraft *draft = g_ptr_array_index (self->drafts, i);
      if (g_strcmp0 (draft->current->key, key) == 0)
        return draft;
    }
  return NULL;
}

OofTemplate *
_oof_templates_page_find_stored (OofTemplatesPage *self, const char *key)
{
  GPtrArray *templates = oof_session_get_templates (self->session);

  for (guint i = 0; i < templates->len; i++)
    {
      OofTemplate *tmpl = g_ptr_array_index (templates, i);
      if (g_strcmp0 (tmpl->key, key) == 0)
        return tmpl;
    }
  return NULL;
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const OofTemplateDraft *one = *(OofTemplateDraft *const *) a;
  const OofTemplateDraft *other = *(OofTemplateDraft *const *) b;
  const OofTemplate *first = one->original != NULL ? one->original : one->current;
  const OofTemplate *second = other->original != NULL ? other->original : other->current;

  return g_utf8_collate (first->name, second->name);
}

/* Unchanged drafts of templates that are gone go with them. */
static void
drop_gone (OofTemplatesPage *self)
{
  for (guint i = self->drafts->len; i > 0; i--)
    {
      OofTemplateDraft *draft = g_ptr_array_index (self->drafts, i - 1);

      if (draft->original == NULL || oof_template_draft_is_changed (draft)
          || _oof_templates_page_find_stored (self, draft->original->key) != NULL)
        continue;
      if (draft == self->current)
        {
          oof_template_editor_show (self->editor, NULL, FALSE);
          self->current = self->shown = NULL;
        }
      g_ptr_array_remove_index (self->drafts, i - 1);
    }
}

static void
sync_drafts (OofTemplatesPage *self, const char *chosen)
{
  GPtrArray *templates = oof_session_get_templates (self->session);

  drop_gone (self);
  for (guint i = 0; i < templates->len; i++)
    {
      OofTemplate *tmpl = g_ptr_array_index (templates, i);
      OofTemplateDraft *draft = _oof_templates_page_find (self, tmpl->key);

      if (draft == NULL)
        g_ptr_array_add (self->drafts, oof_template_draft_new (tmpl));
      else if (draft->original != NULL && draft->original->rev != tmpl->rev
               && !oof_template_draft_is_changed (draft))
        {
          oof_template_draft_reset (draft, tmpl);
          if (draft == self->shown)
            self->shown = NULL;
        }
    }
  g_ptr_array_sort (self->drafts, compare_drafts);
  if (chosen != NULL)
    self->current = _oof_templates_page_find (self, chosen);
  fill_list (self);
}

void
_oof_templates_page_sync (OofTemplatesPage *self, const char *chosen)
{
  self->shown = NULL;
  sync_drafts (self, chosen);
}

void
_oof_templates_page_add (OofTemplatesPage *self, OofTemplateDraft *draft)
{
  g_ptr_array_add (self->drafts, draft);
  self->current = draft;
  fill_list (self);
  oof_split_show_end (self->pair, TRUE);
  oof_template_editor_focus_name (self->editor);
}

void
_oof_templates_page_drop (OofTemplatesPage *self, OofTemplateDraft *draft)
{
  int index = find_index (self, draft);

  if (index < 0)
    return;
  if (draft == self->current)
    self->current = NULL;
  oof_template_editor_show (self->editor, NULL, FALSE);
  self->shown = NULL;
  g_ptr_array_remove_index (self->drafts, (guint) index);
  if (self->current == NULL && self->drafts->len > 0)
    self->current = g_ptr_array_index (self->drafts, MIN ((guint) index, self->drafts->len - 1));
  fill_list (self);
}

static const char *
get_name (gconstpointer draft)
{
  return ((const OofTemplateDraft *) draft)->current->name;
}

char *
_oof_templates_page_make_name (OofTemplatesPage *self, const char *base)
{
  return oof_line_words_make_name (base, self->drafts, get_name);
}

/* What can be done now, and why not. */

/* (transfer full) (nullable) what somebody else did to the chosen template meanwhile */
static char *
explain_others (OofTemplatesPage *self)
{
  OofTemplateDraft *draft = self->current;

  if (draft == NULL || draft->original == NULL || self->cancellable != NULL)
    return NULL;
  OofTemplate *stored = _oof_templates_page_find_stored (self, draft->original->key);
  if (stored == NULL)
    return g_strdup (_ ("Somebody else removed this template. Saving stores yours as a new one."));
  if (stored->rev == draft->original->rev)
    return NULL;
  g_autofree char *saved =
      oof_template_words_saved (self->session, stored->saved_at, stored->saved_by);
  return g_strdup_printf (
      /* Translators: %s is a time and a name */
      _ ("Changed by somebody else meanwhile (%s). Saving joins both; where both changed the same, "
         "you are asked."),
      saved);
}

void
_oof_templates_page_update (OofTemplatesPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  OofTemplateDraft *draft = self->current;
  gboolean changed = draft != NULL && oof_template_draft_is_changed (draft);
  gboolean busy = self->cancellable != NULL;
  gboolean can_edit = self->editable && !busy;
  g_autofree char *reason = changed ? _oof_templates_page_explain (self) : NULL;
  g_autofree char *read_only = oof_role_explain_read_only (self->session);
  g_autofree char *others = explain_others (self);

  oof_list_place_show_bar (self->place, changed,
                           busy             ? _ ("Saving…")
                           : reason != NULL ? reason
                                            : _ ("Changes are not saved yet."));
  oof_list_place_show_banner (self->place, read_only != NULL ? read_only : others);
  gtk_widget_action_set_enabled (widget, "templates.save", changed && can_edit);
  gtk_widget_action_set_enabled (widget, "templates.discard", changed && !busy);
  gtk_widget_action_set_enabled (widget, "templates.add", can_edit);
  gtk_widget_action_set_enabled (widget, "templates.duplicate", can_edit && draft != NULL);
  gtk_widget_action_set_enabled (widget, "templates.remove", can_edit && draft != NULL);
  gtk_widget_action_set_enabled (widget, "templates.standard", can_edit);
  gtk_widget_action_set_enabled (widget, "templates.import-folder", can_edit);
  gtk_widget_action_set_enabled (widget, "templates.import-file", can_edit);
  gtk_widget_action_set_enabled (widget, "templates.export", draft != NULL);
  gtk_widget_action_set_enabled (widget, "templates.export-all", self->drafts->len > 0);
}

static void
edited_cb (OofTemplatesPage *self)
{
  int index = find_index (self, self->current);

  if (index >= 0)
    fill_row (self, gtk_list_box_get_row_at_index (self->list, index), self->current);
  _oof_templates_page_update (self);
}

/* Somebody's change appears at once, except in what is being written here. */
static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (user_data);
  g_autofree char *read_only = oof_role_explain_read_only (session);

  if (self->editable != (read_only == NULL))
    self->shown = NULL;
  self->editable = read_only == NULL;
  if (self->cancellable == NULL)
    sync_drafts (self, NULL);
}

/* The class. */

static void
oof_templates_page_dispose (GObject *object)
{
  OofTemplatesPage *self = OOF_TEMPLATES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_TEMPLATES_PAGE);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_templates_page_parent_class)->dispose (object);
}

static void
oof_templates_page_class_init (OofTemplatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_templates_page_dispose;
  g_type_ensure (OOF_TYPE_LIST_PLACE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/templates/oof-templates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OofTemplatesPage, detail);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatesPage, editor_place);
  _oof_templates_page_install_save_actions (widget_class);
  _oof_templates_page_install_file_actions (widget_class);
}

static void
oof_templates_page_init (OofTemplatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_draft_free);
  self->place = OOF_LIST_PLACE (adw_bin_get_child (ADW_BIN (self)));
  self->pair = oof_list_place_get_split (self->place);
  self->list = oof_list_place_get_list (self->place);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, 0);
  g_signal_connect_object (self->pair, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
oof_templates_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofTemplatesPage *self = g_object_new (OOF_TYPE_TEMPLATES_PAGE, NULL);

  self->session = g_object_ref (session);
  self->editor = OOF_TEMPLATE_EDITOR (oof_template_editor_new (session));
  adw_bin_set_child (self->editor_place, GTK_WIDGET (self->editor));
  g_signal_connect_object (self->editor, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  session_changed_cb (session, self);
  return GTK_WIDGET (self);
}
