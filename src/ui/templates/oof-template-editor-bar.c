/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/templates/oof-template-editor-private.h"

OofTemplateSource *
_oof_template_editor_get_source (OofTemplateEditor *self)
{
  gboolean external = gtk_widget_get_visible (GTK_WIDGET (self->sides))
                      && !gtk_toggle_button_get_active (self->internal);

  return self->texts[external ? OOF_RENDER_EXTERNAL : OOF_RENDER_INTERNAL];
}

static void
enclose (GtkWidget *widget, const char *before, const char *after)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (widget);

  oof_template_source_enclose (_oof_template_editor_get_source (self), before, after);
}

static void
bold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  enclose (widget, "<b>", "</b>");
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  enclose (widget, "<a href=\"https://\">", "</a>");
}

static void
paragraph_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  enclose (widget, "<p>", "</p>\n");
}

static void
language_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *before = g_strdup_printf ("[lang:%s]\n", g_variant_get_string (parameter, NULL));

  enclose (widget, before, "\n[/lang]\n");
}

static void
variable_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (OOF_TEMPLATE_EDITOR (widget)->variable);
}

static void
variable_picked_cb (OofVariablePopover *popover, const char *text, gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);

  oof_template_source_insert (_oof_template_editor_get_source (self), text);
}

/* The values of the list are those of the preview. */
static void
variables_mapped_cb (GtkMenuButton *button, GParamSpec *pspec, gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);

  oof_variable_popover_set_example (self->variables,
                                    oof_template_preview_get_person (self->preview),
                                    oof_template_preview_get_absence (self->preview));
}

static GMenuModel *
create_language_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (const char *const *code = oof_words_list_languages (); *code != NULL; code++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (oof_words_language (*code), NULL);
      g_menu_item_set_action_and_target (item, "template.language", "s", *code);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

void
_oof_template_editor_install_bar_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "template.bold", NULL, bold_action);
  gtk_widget_class_install_action (widget_class, "template.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "template.paragraph", NULL, paragraph_action);
  gtk_widget_class_install_action (widget_class, "template.language", "s", language_action);
  gtk_widget_class_install_action (widget_class, "template.variable", NULL, variable_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "template.bold",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "template.link",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "template.paragraph", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK,
                                       "template.variable", NULL);
}

void
_oof_template_editor_init_bar (OofTemplateEditor *self)
{
  g_autoptr (GMenuModel) menu = create_language_menu ();

  self->variables = OOF_VARIABLE_POPOVER (oof_variable_popover_new (self->session));
  gtk_menu_button_set_popover (self->variable, GTK_WIDGET (self->variables));
  gtk_menu_button_set_menu_model (self->language, menu);
  g_signal_connect_object (self->variables, "picked", G_CALLBACK (variable_picked_cb), self, 0);
  g_signal_connect_object (self->variable, "notify::active", G_CALLBACK (variables_mapped_cb), self,
                           0);
}

/* Tags are for HTML only. */
void
_oof_template_editor_update_bar (OofTemplateEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_edit = self->editable && self->draft != NULL
                      && oof_template_source_is_shown (_oof_template_editor_get_source (self));
  gboolean html = can_edit && self->draft->current->html;

  gtk_widget_action_set_enabled (widget, "template.bold", html);
  gtk_widget_action_set_enabled (widget, "template.link", html);
  gtk_widget_action_set_enabled (widget, "template.paragraph", html);
  gtk_widget_action_set_enabled (widget, "template.language", can_edit);
  gtk_widget_action_set_enabled (widget, "template.variable", can_edit);
  gtk_widget_set_sensitive (GTK_WIDGET (self->variable), can_edit);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language), can_edit);
}
