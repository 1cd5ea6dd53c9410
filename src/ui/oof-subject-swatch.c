/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-subject-swatch.h"

#include <adwaita.h>

#include "ui/views/oof-bar-look.h"

#define WIDTH  18
#define HEIGHT 13

struct _OofSubjectSwatch
{
  GtkWidget parent_instance;

  GPtrArray *subjects; /* (owned) (nullable) OofSubject */
  char *subject;       /* (owned) (nullable) */
  gboolean only_planned;
};

G_DEFINE_FINAL_TYPE (OofSubjectSwatch, oof_subject_swatch, GTK_TYPE_WIDGET)

static void
oof_subject_swatch_finalize (GObject *object)
{
  OofSubjectSwatch *self = OOF_SUBJECT_SWATCH (object);

  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_free (self->subject);

  G_OBJECT_CLASS (oof_subject_swatch_parent_class)->finalize (object);
}

static void
oof_subject_swatch_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
oof_subject_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofSubjectSwatch *self = OOF_SUBJECT_SWATCH (widget);
  OofBarLook look;

  if (self->subjects == NULL)
    return;
  oof_bar_look_init (&look, self->subjects, self->subject,
                     adw_style_manager_get_dark (adw_style_manager_get_default ()));
  look.only_planned = self->only_planned;
  oof_bar_look_snapshot (&look, snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT), NULL,
                         gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
}

static void
oof_subject_swatch_class_init (OofSubjectSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oof_subject_swatch_finalize;
  widget_class->measure = oof_subject_swatch_measure;
  widget_class->snapshot = oof_subject_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
oof_subject_swatch_init (OofSubjectSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
oof_subject_swatch_new (void)
{
  return g_object_new (OOF_TYPE_SUBJECT_SWATCH, NULL);
}

void
oof_subject_swatch_set_subject (OofSubjectSwatch *self, GPtrArray *subjects, const char *name)
{
  g_return_if_fail (OOF_IS_SUBJECT_SWATCH (self));

  g_ptr_array_ref (subjects);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  self->subjects = subjects;
  g_free (self->subject);
  self->subject = g_strdup (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), name != NULL && *name != '\0');
}

void
oof_subject_swatch_set_only_planned (OofSubjectSwatch *self)
{
  g_return_if_fail (OOF_IS_SUBJECT_SWATCH (self));

  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  self->subjects = g_ptr_array_new ();
  self->only_planned = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
