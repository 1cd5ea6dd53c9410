/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-source.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "ui/templates/oof-variable-provider.h"

#define LANGUAGES "resource:///io/github/oofmanager/OofManager/language-specs/"
/* A line is laid out as a whole, and longer ones than this would stop the window. */
#define LONGEST_LINE (32 * 1024)
/* Colours are not worth waiting for in texts that Exchange does not take anyway. */
#define MAX_COLOURED (512 * 1024)
#define MARGIN       12

struct _OofTemplateSource
{
  AdwBin parent_instance;

  GtkStack *stack;         /* (owned by the widget tree) */
  GtkSourceView *view;     /* (owned by the widget tree) */
  GtkSourceBuffer *buffer; /* (owned) */
  char *text;              /* (owned) (nullable) a text that is too long to be shown */
  gboolean html;
  gboolean filling; /* the text is changed by program */
};

G_DEFINE_FINAL_TYPE (OofTemplateSource, oof_template_source, ADW_TYPE_BIN)

static guint edited_signal;

/* Looks. */

static GtkSourceLanguage *
find_language (gboolean html)
{
  static GtkSourceLanguageManager *manager;

  if (manager == NULL)
    {
      manager = gtk_source_language_manager_new ();
      gtk_source_language_manager_append_search_path (manager, LANGUAGES);
    }
  return gtk_source_language_manager_get_language (manager,
                                                   html ? "oof-template-html" : "oof-template");
}

static void
dark_changed_cb (AdwStyleManager *manager, GParamSpec *pspec, gpointer user_data)
{
  OofTemplateSource *self = OOF_TEMPLATE_SOURCE (user_data);
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *name = adw_style_manager_get_dark (manager) ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, name));
}

static void
create_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "error", "underline", PANGO_UNDERLINE_ERROR, NULL);
  gtk_text_buffer_create_tag (buffer, "warning", "underline", PANGO_UNDERLINE_SINGLE,
                              "underline-rgba", &(GdkRGBA){ 0.90f, 0.65f, 0.04f, 1.0f }, NULL);
}

/* What is in it. */

static gsize
measure_longest_line (const char *text)
{
  gsize longest = 0;

  while (TRUE)
    {
      gsize length = strcspn (text, "\n");
      longest = MAX (longest, length);
      if (text[length] == '\0')
        return longest;
      text += length + 1;
    }
}

static void
changed_cb (GtkTextBuffer *buffer, gpointer user_data)
{
  OofTemplateSource *self = OOF_TEMPLATE_SOURCE (user_data);

  /* A large text may also be pasted. */
  if (gtk_text_buffer_get_char_count (buffer) > MAX_COLOURED)
    gtk_source_buffer_set_highlight_syntax (self->buffer, FALSE);
  if (!self->filling)
    g_signal_emit (self, edited_signal, 0);
}

static void
add_view (OofTemplateSource *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSourceCompletion *completion;
  g_autoptr (GtkSourceCompletionProvider) provider = oof_variable_provider_new ();

  self->buffer = gtk_source_buffer_new (NULL);
  create_tags (GTK_TEXT_BUFFER (self->buffer));
  self->view = GTK_SOURCE_VIEW (gtk_source_view_new_with_buffer (self->buffer));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), MARGIN);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), MARGIN);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), MARGIN);
  gtk_source_view_set_show_line_numbers (self->view, TRUE);
  completion = gtk_source_view_get_completion (self->view);
  gtk_source_completion_add_provider (completion, provider);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_stack_add_named (self->stack, scrolled, "text");
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
add_refusal (OofTemplateSource *self)
{
  GtkWidget *label = gtk_label_new (
      _ ("This text has lines that are too long to be edited here. Export it, edit the file and "
         "import it again. Exchange takes 256 kB at most."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (label, MARGIN);
  gtk_widget_set_margin_end (label, MARGIN);
  gtk_widget_add_css_class (label, "dim-text");
  gtk_stack_add_named (self->stack, label, "too-long");
}

/* The class. */

static void
oof_template_source_dispose (GObject *object)
{
  OofTemplateSource *self = OOF_TEMPLATE_SOURCE (object);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (oof_template_source_parent_class)->dispose (object);
}

static void
oof_template_source_class_init (OofTemplateSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_template_source_dispose;

  edited_signal = g_signal_new ("edited", OOF_TYPE_TEMPLATE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
oof_template_source_init (OofTemplateSource *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->stack = GTK_STACK (gtk_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  add_view (self);
  add_refusal (self);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (dark_changed_cb), self, 0);
  dark_changed_cb (manager, NULL, self);
}

GtkWidget *
oof_template_source_new (const char *name)
{
  OofTemplateSource *self = g_object_new (OOF_TYPE_TEMPLATE_SOURCE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return GTK_WIDGET (self);
}

void
oof_template_source_set_text (OofTemplateSource *self, const char *text)
{
  g_return_if_fail (OOF_IS_TEMPLATE_SOURCE (self));
  g_return_if_fail (text != NULL);

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gboolean shown = measure_longest_line (valid) <= LONGEST_LINE;
  gboolean coloured = strlen (valid) <= MAX_COLOURED;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  g_free (self->text);
  self->text = shown ? NULL : g_strdup (text);
  self->filling = TRUE;
  gtk_source_buffer_set_highlight_syntax (self->buffer, coloured);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, shown ? valid : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->filling = FALSE;
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_stack_set_visible_child_name (self->stack, shown ? "text" : "too-long");
}

char *
oof_template_source_dup_text (OofTemplateSource *self)
{
  g_return_val_if_fail (OOF_IS_TEMPLATE_SOURCE (self), NULL);

  GtkTextIter start, end;

  if (self->text != NULL)
    return g_strdup (self->text);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

gboolean
oof_template_source_is_shown (OofTemplateSource *self)
{
  g_return_val_if_fail (OOF_IS_TEMPLATE_SOURCE (self), FALSE);

  return self->text == NULL;
}

void
oof_template_source_set_html (OofTemplateSource *self, gboolean html)
{
  g_return_if_fail (OOF_IS_TEMPLATE_SOURCE (self));

  self->html = html;
  gtk_source_buffer_set_language (self->buffer, find_language (html));
}

void
oof_template_source_set_editable (OofTemplateSource *self, gboolean editable)
{
  g_return_if_fail (OOF_IS_TEMPLATE_SOURCE (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
}

void
oof_template_source_insert (OofTemplateSource *self, const char *text)
{
  oof_template_source_enclose (self, text, NULL);
}

void
oof_template_source_enclose (OofTemplateSource *self, const char *before, const char *after)
{
  g_return_if_fail (OOF_IS_TEMPLATE_SOURCE (self));
  g_return_if_fail (before != NULL);

  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  if (self->text != NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  g_autofree char *selected = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, before, -1);
  if (after != NULL)
    {
      gtk_text_buffer_insert (buffer, &start, selected, -1);
      g_autoptr (GtkTextMark) caret = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
      g_object_ref (caret);
      gtk_text_buffer_insert (buffer, &start, after, -1);
      gtk_text_buffer_get_iter_at_mark (buffer, &start, caret);
      gtk_text_buffer_delete_mark (buffer, caret);
    }
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                      gtk_text_buffer_get_insert (buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Findings. */

/* Where @what stands in the line, with its prefix; the whole line when it is not there. */
static gboolean
find_place (
    OofTemplateSource *self, guint line, const char *what, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter line_end;

  if (line == 0 || (int) line > gtk_text_buffer_get_line_count (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_line (buffer, start, (int) line - 1);
  line_end = *start;
  if (!gtk_text_iter_ends_line (&line_end))
    gtk_text_iter_forward_to_line_end (&line_end);
  *end = line_end;
  for (const char *prefixes[] = { "@@", "##", "" }, **prefix = prefixes;
       what != NULL && *what != '\0' && prefix < prefixes + G_N_ELEMENTS (prefixes); prefix++)
    {
      g_autofree char *wanted = g_strconcat (*prefix, what, NULL);
      GtkTextIter from = *start;
      if (gtk_text_iter_forward_search (&from, wanted, GTK_TEXT_SEARCH_TEXT_ONLY, start, end,
                                        &line_end))
        return TRUE;
    }
  return TRUE;
}

void
oof_template_source_mark (OofTemplateSource *self, GPtrArray *findings, gboolean external)
{
  g_return_if_fail (OOF_IS_TEMPLATE_SOURCE (self));
  g_return_if_fail (findings != NULL);

  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "error", &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "warning", &start, &end);
  for (guint i = 0; self->text == NULL && i < findings->len; i++)
    {
      const OofTemplateFinding *finding = g_ptr_array_index (findings, i);

      if (finding->external == external
          && find_place (self, finding->line, finding->what, &start, &end))
        gtk_text_buffer_apply_tag_by_name (buffer, finding->is_error ? "error" : "warning", &start,
                                           &end);
    }
}

void
oof_template_source_jump (OofTemplateSource *self, guint line, const char *what)
{
  g_return_if_fail (OOF_IS_TEMPLATE_SOURCE (self));

  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  if (self->text != NULL || !find_place (self, line, what, &start, &end))
    return;
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
