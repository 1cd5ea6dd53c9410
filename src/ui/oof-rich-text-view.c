/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-rich-text-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define MARGIN 12
/* Of the source of a reply more than this is not shown. */
#define MAX_SOURCE (256 * 1024)
/* Of the words of one, too: who lays out a megabyte stops the window. */
#define MAX_WORDS (64 * 1024)

struct _OofRichTextView
{
  GtkWidget parent_instance;

  GtkTextView *view; /* (owned by the widget tree) */
};

G_DEFINE_FINAL_TYPE (OofRichTextView, oof_rich_text_view, GTK_TYPE_WIDGET)

static void
oof_rich_text_view_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (oof_rich_text_view_parent_class)->dispose (object);
}

static void
oof_rich_text_view_class_init (OofRichTextViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_rich_text_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
oof_rich_text_view_init (OofRichTextView *self)
{
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_cursor_visible (self->view, FALSE);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->view, MARGIN);
  gtk_text_view_set_right_margin (self->view, MARGIN);
  gtk_text_view_set_top_margin (self->view, MARGIN);
  gtk_text_view_set_bottom_margin (self->view, MARGIN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "reply-paper");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
}

GtkWidget *
oof_rich_text_view_new (const char *name)
{
  OofRichTextView *self = g_object_new (OOF_TYPE_RICH_TEXT_VIEW, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return GTK_WIDGET (self);
}

/* The colours of the writer are for white paper: in the dark the text keeps ours. */
static GtkTextTag *
create_tag (GtkTextBuffer *buffer, const char *name, const OofRichRun *run)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, name, NULL);

  if ((run->style & OOF_RICH_BOLD) != 0)
    g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, NULL);
  if ((run->style & (OOF_RICH_ITALIC | OOF_RICH_PICTURE)) != 0)
    g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
  if ((run->style & (OOF_RICH_UNDERLINE | OOF_RICH_LINK)) != 0)
    g_object_set (tag, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  if (run->scale != 1.0)
    g_object_set (tag, "scale", run->scale, NULL);
  if (run->color != NULL && !dark)
    g_object_set (tag, "foreground", run->color, NULL);
  return tag;
}

/* Runs that look the same share their tag: thousands of tags would be slow. */
static GtkTextTag *
get_tag (GtkTextBuffer *buffer, const OofRichRun *run)
{
  g_autofree char *name = g_strdup_printf (
      "%u %s %d", run->style, run->color != NULL ? run->color : "", (int) (run->scale * 100));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  return tag != NULL ? tag : create_tag (buffer, name, run);
}

static void
append_run (GtkTextBuffer *buffer, const OofRichRun *run)
{
  g_autofree char *picture = NULL;
  GtkTextIter end;

  if ((run->style & OOF_RICH_PICTURE) != 0)
    picture = *run->text != '\0'
                  /* Translators: stands for a picture in a reply; %s is what it shows */
                  ? g_strdup_printf (_ ("[picture “%s”, not sent by Exchange]"), run->text)
                  : g_strdup (_ ("[picture, not sent by Exchange]"));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags (buffer, &end, picture != NULL ? picture : run->text, -1,
                                    get_tag (buffer, run), NULL);
}

/* What is too much is said instead of shown. */
static void
append_rest (GtkTextBuffer *buffer, const OofRichRun *run, gsize room)
{
  const char *end =
      g_utf8_find_prev_char (run->text, run->text + MIN (room + 1, strlen (run->text)));
  GtkTextIter at;

  gtk_text_buffer_get_end_iter (buffer, &at);
  if (end != NULL)
    gtk_text_buffer_insert (buffer, &at, run->text, (int) (end - run->text));
  gtk_text_buffer_insert (buffer, &at, "\n\n", -1);
  gtk_text_buffer_insert (buffer, &at, _ ("[The text goes on; only its beginning is shown.]"), -1);
}

void
oof_rich_text_view_show_html (OofRichTextView *self, const char *html)
{
  g_return_if_fail (OOF_IS_RICH_TEXT_VIEW (self));
  g_return_if_fail (html != NULL);

  g_autoptr (OofRichText) text = oof_rich_text_new_from_html (html);
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);

  gsize room = MAX_WORDS;
  for (guint i = 0; i < text->runs->len; i++)
    {
      const OofRichRun *run = g_ptr_array_index (text->runs, i);
      if (strlen (run->text) > room)
        {
          append_rest (buffer, run, room);
          break;
        }
      append_run (buffer, run);
      room -= strlen (run->text);
    }
  gtk_text_view_set_monospace (self->view, FALSE);
  gtk_text_view_set_buffer (self->view, buffer);
}

void
oof_rich_text_view_show_plain (OofRichTextView *self, const char *text)
{
  g_return_if_fail (OOF_IS_RICH_TEXT_VIEW (self));
  g_return_if_fail (text != NULL);

  g_autofree char *valid = g_utf8_make_valid (text, MIN ((gssize) strlen (text), MAX_SOURCE));
  gtk_text_view_set_monospace (self->view, TRUE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), valid, -1);
}
