/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/oof-absence-bar.h"

#include <glib/gi18n.h>

#include <adwaita.h>

#include "app/oof-words.h"

struct _OofAbsenceBar
{
  GtkWidget parent_instance;

  OofAbsenceEntry *item; /* (owned) */
  GPtrArray *subjects;   /* (owned) OofSubject */
  PangoLayout *text;     /* (owned) */
  gboolean starts_before;
  gboolean ends_after;
};

G_DEFINE_FINAL_TYPE (OofAbsenceBar, oof_absence_bar, GTK_TYPE_WIDGET)

static void
oof_absence_bar_dispose (GObject *object)
{
  OofAbsenceBar *self = OOF_ABSENCE_BAR (object);

  g_clear_object (&self->item);
  g_clear_object (&self->text);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);

  G_OBJECT_CLASS (oof_absence_bar_parent_class)->dispose (object);
}

static void
init_look (OofAbsenceBar *self, OofBarLook *look)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  oof_bar_look_init (look, self->subjects, oof_absence_entry_get_absence (self->item)->subject,
                     dark);
  look->only_planned =
      !oof_absence_entry_is_in_exchange (self->item) && oof_absence_entry_is_live (self->item);
  look->starts_before = self->starts_before;
  look->ends_after = self->ends_after;
}

static void
oof_absence_bar_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  int width, height;

  pango_layout_get_pixel_size (OOF_ABSENCE_BAR (widget)->text, &width, &height);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 1 : height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

static void
oof_absence_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OofAbsenceBar *self = OOF_ABSENCE_BAR (widget);
  OofBarLook look;

  init_look (self, &look);
  pango_layout_set_width (self->text, (int) oof_bar_look_get_text_width (&look, (float) width, 0)
                                          * PANGO_SCALE);
}

static void
oof_absence_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofAbsenceBar *self = OOF_ABSENCE_BAR (widget);
  OofBarLook look;

  init_look (self, &look);
  oof_bar_look_snapshot (&look, snapshot,
                         &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                              (float) gtk_widget_get_height (widget)),
                         self->text, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
}

static void
oof_absence_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  OofAbsenceBar *self = OOF_ABSENCE_BAR (widget);

  GTK_WIDGET_CLASS (oof_absence_bar_parent_class)->css_changed (widget, change);
  if (self->text != NULL)
    pango_layout_context_changed (self->text);
}

static void
oof_absence_bar_class_init (OofAbsenceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_absence_bar_dispose;
  widget_class->measure = oof_absence_bar_measure;
  widget_class->size_allocate = oof_absence_bar_size_allocate;
  widget_class->snapshot = oof_absence_bar_snapshot;
  widget_class->css_changed = oof_absence_bar_css_changed;
  gtk_widget_class_set_css_name (widget_class, "absencebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
oof_absence_bar_init (OofAbsenceBar *self)
{
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
  self->subjects = g_ptr_array_ref (subjects);
  self->starts_before = starts_before;
  self->ends_after = ends_after;
  self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  return GTK_WIDGET (self);
}

OofAbsenceEntry *
oof_absence_bar_get_item (OofAbsenceBar *self)
{
  g_return_val_if_fail (OOF_IS_ABSENCE_BAR (self), NULL);

  return self->item;
}
