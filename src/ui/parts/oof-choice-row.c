/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-choice-row.h"

#include "ui/editor/oof-choice.h"

struct _OofChoiceRow
{
  AdwActionRow parent_instance;

  GtkDropDown *control; /* (owned by the widget tree) */
  GStrv values;         /* (owned) */
  GStrv names;          /* (owned) */
  gboolean filling;
};

static GParamSpec *value_property;

G_DEFINE_FINAL_TYPE (OofChoiceRow, oof_choice_row, ADW_TYPE_ACTION_ROW)

static void
selected_cb (GtkDropDown *control, GParamSpec *pspec, gpointer user_data)
{
  OofChoiceRow *self = OOF_CHOICE_ROW (user_data);

  if (!self->filling)
    g_object_notify_by_pspec (G_OBJECT (self), value_property);
}

/* Beside a long value words would wrap, which is right, and a single one be hyphenated. */
static void
title_cb (OofChoiceRow *self, GParamSpec *pspec, gpointer user_data)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), strchr (title, ' ') != NULL ? 0 : 1);
}

static void
oof_choice_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, oof_choice_row_get_value (OOF_CHOICE_ROW (object)));
}

static void
oof_choice_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  oof_choice_row_set_value (OOF_CHOICE_ROW (object), g_value_get_string (value));
}

static void
oof_choice_row_finalize (GObject *object)
{
  OofChoiceRow *self = OOF_CHOICE_ROW (object);

  g_strfreev (self->values);
  g_strfreev (self->names);

  G_OBJECT_CLASS (oof_choice_row_parent_class)->finalize (object);
}

static void
oof_choice_row_class_init (OofChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oof_choice_row_get_property;
  object_class->set_property = oof_choice_row_set_property;
  object_class->finalize = oof_choice_row_finalize;
  value_property =
      g_param_spec_string ("value", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, value_property);
}

static void
oof_choice_row_init (OofChoiceRow *self)
{
  self->values = g_new0 (char *, 1);
  self->names = g_new0 (char *, 1);
  self->control = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->control), GTK_ALIGN_CENTER);
  g_object_set (self, "use-markup", FALSE, "activatable-widget", self->control, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->control));
  g_signal_connect_object (self->control, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
}

GtkWidget *
oof_choice_row_new (void)
{
  return g_object_new (OOF_TYPE_CHOICE_ROW, NULL);
}

void
oof_choice_row_set_choices (OofChoiceRow *self, const char *const *values, const char *const *names)
{
  g_return_if_fail (OOF_IS_CHOICE_ROW (self));
  g_return_if_fail (values != NULL && names != NULL);
  g_return_if_fail (g_strv_length ((GStrv) values) == g_strv_length ((GStrv) names));

  g_autofree char *chosen = g_strdup (oof_choice_row_get_value (self));
  g_auto (GStrv) old_values = self->values;
  g_auto (GStrv) old_names = self->names;

  self->values = g_strdupv ((GStrv) values);
  self->names = g_strdupv ((GStrv) names);
  self->filling = TRUE;
  oof_choice_set_names (self->control, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                        (const char *const *) self->names, NULL);
  self->filling = FALSE;
  if (chosen != NULL)
    oof_choice_row_set_value (self, chosen);
}

const char *
oof_choice_row_get_value (OofChoiceRow *self)
{
  g_return_val_if_fail (OOF_IS_CHOICE_ROW (self), NULL);

  guint selected = gtk_drop_down_get_selected (self->control);
  return selected < g_strv_length (self->values) ? self->values[selected] : NULL;
}

void
oof_choice_row_set_value (OofChoiceRow *self, const char *value)
{
  g_return_if_fail (OOF_IS_CHOICE_ROW (self));
  g_return_if_fail (value != NULL);

  for (guint i = 0; self->values[i] != NULL; i++)
    if (g_str_equal (self->values[i], value))
      {
        gtk_drop_down_set_selected (self->control, i);
        return;
      }
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_strv_builder_addv (values, (const char **) self->values);
  g_strv_builder_addv (names, (const char **) self->names);
  g_strv_builder_add (values, value);
  g_strv_builder_add (names, value);
  g_auto (GStrv) all_values = g_strv_builder_end (values);
  g_auto (GStrv) all_names = g_strv_builder_end (names);
  oof_choice_row_set_choices (self, (const char *const *) all_values,
                              (const char *const *) all_names);
  gtk_drop_down_set_selected (self->control, g_strv_length (self->values) - 1);
}
