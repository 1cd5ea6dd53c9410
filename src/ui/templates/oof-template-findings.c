/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-findings.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/parts/oof-list-keys.h"

/* A text with more mistakes than this has another problem than the rest of them. */
#define MAX_SHOWN  50
#define MAX_HEIGHT 132
#define FINDING    "oof-finding"

struct _OofTemplateFindings
{
  AdwBin parent_instance;

  GtkImage *icon;      /* (owned by the widget tree) */
  GtkLabel *summary;   /* (owned by the widget tree) */
  GtkWidget *scrolled; /* (owned by the widget tree) */
  GtkListBox *list;    /* (owned by the widget tree) */
  GPtrArray *findings; /* (owned) (nullable) that the rows point to */
  GPtrArray *tried;    /* (owned) (nullable) likewise */
};

G_DEFINE_FINAL_TYPE (OofTemplateFindings, oof_template_findings, ADW_TYPE_BIN)

static guint jump_signal;

/* "Line 3: “oofform” is no variable …". (transfer full) */
static char *
describe (const OofTemplateFinding *finding, gboolean tried)
{
  g_autofree char *words = oof_words_finding (finding);
  g_autofree char *where =
      /* Translators: a line of a text, then what is wrong there */
      finding->line > 0 ? g_strdup_printf (_ ("Line %u: %s"), finding->line, words)
                        : g_strdup (words);

  /* Translators: %s is a remark that holds for the absence of the preview only */
  return tried ? g_strdup_printf (_ ("Preview: %s"), where) : g_steal_pointer (&where);
}

static void
add_row (OofTemplateFindings *self, OofTemplateFinding *finding, gboolean tried)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (finding->is_error ? "dialog-error-symbolic"
                                                  : tried           ? "dialog-information-symbolic"
                                                                    : "dialog-warning-symbolic");
  g_autofree char *words = describe (finding, tried);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (box, "remark");
  gtk_widget_add_css_class (box, finding->is_error ? "error" : tried ? "hint" : "trouble");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), finding->line > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (row), FINDING, finding);
  gtk_list_box_append (self->list, row);
}

static gboolean
is_among (GPtrArray *findings, const OofTemplateFinding *wanted)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const OofTemplateFinding *finding = g_ptr_array_index (findings, i);
      if (finding->line == wanted->line && finding->external == wanted->external
          && g_strcmp0 (finding->code, wanted->code) == 0
          && g_strcmp0 (finding->what, wanted->what) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
show_summary (OofTemplateFindings *self, guint n_errors, guint n_others)
{
  g_autofree char *errors =
      g_strdup_printf (ngettext ("%u mistake", "%u mistakes", n_errors), n_errors);
  g_autofree char *others =
      g_strdup_printf (ngettext ("%u remark", "%u remarks", n_others), n_others);
  g_autofree char *both =
      n_errors > 0 && n_others > 0 ? g_strdup_printf ("%s, %s", errors, others) : NULL;
  g_autofree char *words =
      /* Translators: %s is "1 mistake, 2 remarks" */
      g_strdup_printf (_ ("Text check: %s"), both != NULL   ? both
                                             : n_errors > 0 ? errors
                                             : n_others > 0 ? others
                                                            : _ ("nothing to remark"));

  gtk_image_set_from_icon_name (self->icon, n_errors > 0   ? "dialog-error-symbolic"
                                            : n_others > 0 ? "dialog-warning-symbolic"
                                                           : "object-select-symbolic");
  gtk_label_set_label (self->summary, words);
  gtk_widget_set_visible (self->scrolled, n_errors + n_others > 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  g_signal_emit (user_data, jump_signal, 0, g_object_get_data (G_OBJECT (row), FINDING));
}

/* The class. */

static void
oof_template_findings_dispose (GObject *object)
{
  OofTemplateFindings *self = OOF_TEMPLATE_FINDINGS (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->tried, g_ptr_array_unref);

  G_OBJECT_CLASS (oof_template_findings_parent_class)->dispose (object);
}

static void
oof_template_findings_class_init (OofTemplateFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_template_findings_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "findings");

  jump_signal = g_signal_new ("jump", OOF_TYPE_TEMPLATE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
oof_template_findings_init (OofTemplateFindings *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->scrolled = gtk_scrolled_window_new ();
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_add_css_class (line, "findings-summary");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->summary));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text check"), -1);
  oof_list_keys_leave_with_tab (GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
}

GtkWidget *
oof_template_findings_new (void)
{
  return g_object_new (OOF_TYPE_TEMPLATE_FINDINGS, NULL);
}

void
oof_template_findings_show (OofTemplateFindings *self, GPtrArray *findings, GPtrArray *tried)
{
  g_return_if_fail (OOF_IS_TEMPLATE_FINDINGS (self));
  g_return_if_fail (findings != NULL && tried != NULL);

  GtkListBoxRow *row;
  guint n_errors = 0, n_others = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_ref (findings);
  g_ptr_array_ref (tried);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->tried, g_ptr_array_unref);
  self->findings = findings;
  self->tried = tried;
  for (guint i = 0; i < findings->len; i++)
    {
      OofTemplateFinding *finding = g_ptr_array_index (findings, i);
      n_errors += finding->is_error;
      n_others += !finding->is_error;
      if (i < MAX_SHOWN)
        add_row (self, finding, FALSE);
    }
  for (guint i = 0; i < tried->len; i++)
    if (!is_among (findings, g_ptr_array_index (tried, i)))
      {
        n_others++;
        if (i < MAX_SHOWN)
          add_row (self, g_ptr_array_index (tried, i), TRUE);
      }
  show_summary (self, n_errors, n_others);
}
