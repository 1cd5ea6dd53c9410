/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/oof-absence-bar.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"
#include "ui/compat/oof-widget-color.h"

/* Free space between text and pattern, and the strength of the pattern beside the text's colour. */
#define PATTERN_GAP   8
#define PATTERN_ALPHA 0.35f

struct _OofAbsenceBar
{
  GtkWidget parent_instance;

  OofAbsenceEntry *item; /* (owned) */
  GtkWidget *label;      /* (owned by the widget tree) */
  OofPattern pattern;
};

G_DEFINE_FINAL_TYPE (OofAbsenceBar, oof_absence_bar, GTK_TYPE_WIDGET)

static void
oof_absence_bar_dispose (GObject *object)
{
  OofAbsenceBar *self = OOF_ABSENCE_BAR (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (oof_absence_bar_parent_class)->dispose (object);
}

static void
oof_absence_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofAbsenceBar *self = OOF_ABSENCE_BAR (widget);
  int natural, width = gtk_widget_get_width (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA color;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  float used = MIN (natural, width) + PATTERN_GAP;
  oof_widget_get_color (widget, &color);
  color.alpha *= PATTERN_ALPHA;
  oof_subject_style_snapshot (
      snapshot, self->pattern,
      &GRAPHENE_RECT_INIT (rtl ? 0 : used, 0, width - used, gtk_widget_get_height (widget)),
      &color);
  gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static void
oof_absence_bar_class_init (OofAbsenceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_absence_bar_dispose;
  widget_class->snapshot = oof_absence_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "absencebar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
oof_absence_bar_init (OofAbsenceBar *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/* "Urlaub · Deputy Carla Wolf" */
static char *
make_text (OofAbsenceEntry *item)
{
  const char *subject = oof_absence_entry_get_absence (item)->subject;
  const char *deputy = oof_absence_entry_get_deputy_name (item);

  if (*subject == '\0')
    subject = _ ("Absence");
  /* Translators: subject of an absence, then the deputy's name */
  return deputy != NULL ? g_strdup_printf (_ ("%s · Deputy %s"), subject, deputy)
                        : g_strdup (subject);
}

GtkWidget *
oof_absence_bar_new (OofAbsenceEntry *item,
                     GPtrArray *subjects,
                     gboolean starts_before,
                     gboolean ends_after)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_ENTRY (item), NULL);

  OofAbsenceBar *self = g_object_new (OOF_TYPE_ABSENCE_BAR, NULL);
  OofAbsence *absence = oof_absence_entry_get_absence (item);
  g_autofree char *text = make_text (item);
  g_autofree char *dates = oof_words_absence_dates (absence);
  g_autofree char *tooltip = g_strdup_printf (
      "%s\n%s\n%s", text, dates, oof_words_absence_state (oof_absence_entry_get_state (item)));

  self->item = g_object_ref (item);
  self->pattern = oof_subject_style_get_pattern (subjects, absence->subject);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_widget_add_css_class (GTK_WIDGET (self),
                            oof_subject_style_get_tone (subjects, absence->subject));
  if (starts_before)
    gtk_widget_add_css_class (GTK_WIDGET (self), "starts-before");
  if (ends_after)
    gtk_widget_add_css_class (GTK_WIDGET (self), "ends-after");
  return GTK_WIDGET (self);
}

OofAbsenceEntry *
oof_absence_bar_get_item (OofAbsenceBar *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_BAR (self), NULL);

  return self->item;
}
