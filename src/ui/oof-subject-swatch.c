/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-subject-swatch.h"

#include "ui/compat/oof-widget-color.h"

#define PATTERN_ALPHA 0.6f

struct _OofSubjectSwatch
{
  GtkWidget parent_instance;

  const char *tone;
  OofPattern pattern;
};

G_DEFINE_FINAL_TYPE (OofSubjectSwatch, oof_subject_swatch, GTK_TYPE_WIDGET)

static void
oof_subject_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OofSubjectSwatch *self = OOF_SUBJECT_SWATCH (widget);
  GdkRGBA color;

  oof_widget_get_color (widget, &color);
  color.alpha *= PATTERN_ALPHA;
  oof_subject_style_snapshot (snapshot, self->pattern,
                              &GRAPHENE_RECT_INIT (1, 1, gtk_widget_get_width (widget) - 2,
                                                   gtk_widget_get_height (widget) - 2),
                              &color);
}

static void
oof_subject_swatch_class_init (OofSubjectSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = oof_subject_swatch_snapshot;
  gtk_widget_class_set_css_name (widget_class, "absencebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
oof_subject_swatch_init (OofSubjectSwatch *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "swatch");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
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

  if (self->tone != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->tone);
  self->tone = oof_subject_style_get_tone (subjects, name);
  self->pattern = oof_subject_style_get_pattern (subjects, name);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->tone);
  gtk_widget_set_visible (GTK_WIDGET (self), name != NULL && *name != '\0');
}
