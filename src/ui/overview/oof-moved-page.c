/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/oof-moved-page.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/oof-absence-list.h"
#include "ui/oof-subject-swatch.h"
#include "ui/parts/oof-spoken.h"

struct _OofMovedPage
{
  AdwBin parent_instance;

  GtkStack *stack;     /* (owned by the widget tree) */
  GtkListBox *list;    /* (owned by the widget tree) */
  OofSession *session; /* (owned) */
  GPtrArray *entries;  /* (owned) OofAbsenceEntry by row */
};

enum
{
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofMovedPage, oof_moved_page, ADW_TYPE_BIN)

/* The dates that the absence had before it was moved for the last time: days or instants, as the
 * absence has them now, else as they are stored. (transfer full) */
static char *
words_before (const OofAbsence *absence)
{
  OofMoved *moved = g_ptr_array_index (absence->moved, absence->moved->len - 1);
  g_autoptr (OofAbsence) before = oof_absence_copy (absence);
  OofDay first, last = OOF_DAY_NONE;
  OofInstant from, to = OOF_INSTANT_FOREVER;

  if (oof_day_parse (moved->from, &first, NULL)
      && (moved->to == NULL || oof_day_parse (moved->to, &last, NULL)))
    {
      before->all_day = TRUE;
      before->first_day = first;
      before->last_day = last;
    }
  else if (oof_instant_parse (moved->from, &from, NULL)
           && (moved->to == NULL || oof_instant_parse (moved->to, &to, NULL)))
    {
      before->all_day = FALSE;
      before->window = (OofRange){ from, to };
    }
  else
    return g_strdup_printf ("%s – %s", moved->from, moved->to != NULL ? moved->to : "");
  before->open_end = moved->to == NULL;
  return oof_words_absence_dates (before);
}

static GtkWidget *
create_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  if (dim)
    gtk_widget_add_css_class (label, "dim-text");
  return label;
}

static GtkWidget *
create_row (OofMovedPage *self, OofAbsenceEntry *entry)
{
  OofAbsence *absence = oof_absence_entry_get_absence (entry);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *dates = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = oof_subject_swatch_new ();
  g_autofree char *before = words_before (absence);
  g_autofree char *after = oof_words_absence_dates (absence);
  g_autofree char *title =
      g_strdup_printf ("%s · %s", oof_absence_entry_get_person_name (entry),
                       *absence->subject != '\0' ? absence->subject : _ ("Absence"));
  guint n = absence->moved->len;
  g_autofree char *times =
      n > 1 ? g_strdup_printf (ngettext ("moved %u time", "moved %u times", n), n) : NULL;
  g_autofree char *spoken
      /* Translators: whose absence and what, the old dates, the new dates */
      = g_strdup_printf (_ ("%s: moved from %s to %s"), title, before, after);

  oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (swatch),
                                  oof_session_get_subjects (self->session), absence->subject);
  gtk_box_append (GTK_BOX (dates), create_label (before, TRUE));
  gtk_box_append (GTK_BOX (dates), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_box_append (GTK_BOX (dates), create_label (after, FALSE));
  if (times != NULL)
    gtk_box_append (GTK_BOX (dates), create_label (times, TRUE));
  gtk_box_append (GTK_BOX (words), create_label (title, FALSE));
  gtk_box_append (GTK_BOX (words), dates);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  oof_spoken_set_name (GTK_WIDGET (row), spoken);
  return row;
}

static void
update (OofMovedPage *self)
{
  g_autoptr (GPtrArray) items =
      oof_absence_list_new (self->session, oof_session_get_absences (self->session));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_ptr_array_set_size (self->entries, 0);
  for (guint i = items->len; i > 0; i--)
    {
      OofAbsenceEntry *entry = g_ptr_array_index (items, i - 1);
      if (oof_absence_entry_get_absence (entry)->moved->len == 0)
        continue;
      g_ptr_array_add (self->entries, g_object_ref (entry));
      gtk_list_box_append (self->list, create_row (self, entry));
    }
  gtk_stack_set_visible_child_name (self->stack, self->entries->len > 0 ? "list" : "empty");
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  OofMovedPage *self = OOF_MOVED_PAGE (user_data);
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index < self->entries->len)
    g_signal_emit (self, signals[EDIT], 0,
                   oof_absence_entry_get_absence (g_ptr_array_index (self->entries, index)));
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  update (OOF_MOVED_PAGE (user_data));
}

static void
oof_moved_page_dispose (GObject *object)
{
  OofMovedPage *self = OOF_MOVED_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (oof_moved_page_parent_class)->dispose (object);
}

static void
oof_moved_page_class_init (OofMovedPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_moved_page_dispose;

  signals[EDIT] = g_signal_new ("edit", OOF_TYPE_MOVED_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
}

static void
oof_moved_page_init (OofMovedPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *empty = adw_status_page_new ();

  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "moved-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Moved absences"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, 0);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 800);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 18);
  gtk_widget_set_margin_end (clamp, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "x-office-calendar-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No moved absences"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _ ("An absence whose dates are changed after it was saved "
                                      "appears here, with the old dates."));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
oof_moved_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofMovedPage *self = g_object_new (OOF_TYPE_MOVED_PAGE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}
