/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/oof-look-picker.h"

#include <glib/gi18n.h>

#include "ui/oof-subject-swatch.h"
#include "ui/parts/oof-spoken.h"

#define N_COLORS   6
#define N_PATTERNS 6

/* The palette of style.css, with names for those who cannot see it. */
static const struct
{
  const char *value;
  const char *name;
} colors[N_COLORS] = {
  { "#3584e4", N_ ("Blue") },   { "#e01b24", N_ ("Red") },   { "#9141ac", N_ ("Purple") },
  { "#e66100", N_ ("Orange") }, { "#2ec27e", N_ ("Green") }, { "#77767b", N_ ("Grey") },
};
#define GREY 5

static const struct
{
  const char *value;
  const char *name;
} patterns[N_PATTERNS] = {
  { "plain", N_ ("Plain") },         { "hatch", N_ ("Hatched") },   { "dots", N_ ("Dotted") },
  { "across", N_ ("Lines across") }, { "down", N_ ("Lines down") }, { "cross", N_ ("Crossed") },
};

struct _OofLookPicker
{
  AdwBin parent_instance;

  GtkToggleButton *color_buttons[N_COLORS];     /* (owned by the widget tree) */
  GtkToggleButton *pattern_buttons[N_PATTERNS]; /* (owned by the widget tree) */
  gboolean filling;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (OofLookPicker, oof_look_picker, ADW_TYPE_BIN)

static guint
get_active (GtkToggleButton **buttons, guint n_buttons)
{
  for (guint i = 0; i < n_buttons; i++)
    if (gtk_toggle_button_get_active (buttons[i]))
      return i;
  return 0;
}

/* A swatch of its own for each button: a list of one subject that looks so. */
static void
show_look (GtkToggleButton *button, const char *color, const char *pattern)
{
  g_autoptr (GPtrArray) subjects =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_subject_unref);
  OofSubject *subject = oof_subject_new ("x");

  g_free (subject->color);
  subject->color = g_strdup (color);
  g_free (subject->pattern);
  subject->pattern = g_strdup (pattern);
  g_ptr_array_add (subjects, subject);
  oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (gtk_button_get_child (GTK_BUTTON (button))),
                                  subjects, "x");
}

/* Patterns in the chosen colour, colours in the chosen pattern. */
static void
update_looks (OofLookPicker *self)
{
  const char *color = oof_look_picker_get_color (self);
  const char *pattern = oof_look_picker_get_pattern (self);

  for (guint i = 0; i < N_COLORS; i++)
    show_look (self->color_buttons[i], colors[i].value, pattern);
  for (guint i = 0; i < N_PATTERNS; i++)
    show_look (self->pattern_buttons[i], color, patterns[i].value);
}

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  OofLookPicker *self = OOF_LOOK_PICKER (user_data);

  if (self->filling || !gtk_toggle_button_get_active (button))
    return;
  update_looks (self);
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
add_button (OofLookPicker *self, GtkToggleButton *group, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *swatch = oof_subject_swatch_new ();

  gtk_widget_set_halign (swatch, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), swatch);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "look");
  gtk_widget_set_tooltip_text (button, name);
  oof_spoken_set_name (GTK_WIDGET (button), name);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  return button;
}

static GtkWidget *
create_row (const char *title, GtkWidget *buttons)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), buttons);
  return row;
}

static void
oof_look_picker_class_init (OofLookPickerClass *klass)
{
  changed_signal = g_signal_new ("changed", OOF_TYPE_LOOK_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
oof_look_picker_init (OofLookPicker *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *color_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *pattern_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  for (guint i = 0; i < N_COLORS; i++)
    {
      self->color_buttons[i] =
          GTK_TOGGLE_BUTTON (add_button (self, self->color_buttons[0], _ (colors[i].name)));
      gtk_box_append (GTK_BOX (color_box), GTK_WIDGET (self->color_buttons[i]));
    }
  for (guint i = 0; i < N_PATTERNS; i++)
    {
      self->pattern_buttons[i] =
          GTK_TOGGLE_BUTTON (add_button (self, self->pattern_buttons[0], _ (patterns[i].name)));
      gtk_box_append (GTK_BOX (pattern_box), GTK_WIDGET (self->pattern_buttons[i]));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (_ ("Colour"), color_box));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             create_row (_ ("Pattern"), pattern_box));
  adw_bin_set_child (ADW_BIN (self), group);
  oof_look_picker_set (self, NULL, NULL);
}

static double
square (double number)
{
  return number * number;
}

static guint
find_nearest (const char *color)
{
  GdkRGBA wanted, tone;
  double best = G_MAXDOUBLE;
  guint nearest = GREY;

  if (color == NULL || !gdk_rgba_parse (&wanted, color))
    return GREY;
  for (guint i = 0; i < N_COLORS; i++)
    {
      gdk_rgba_parse (&tone, colors[i].value);
      double distance = square (tone.red - wanted.red) + square (tone.green - wanted.green)
                        + square (tone.blue - wanted.blue);
      if (distance < best)
        {
          best = distance;
          nearest = i;
        }
    }
  return nearest;
}

void
oof_look_picker_set (OofLookPicker *self, const char *color, const char *pattern)
{
  g_return_if_fail (OOF_IS_LOOK_PICKER (self));

  guint which = 0;
  for (guint i = 0; i < N_PATTERNS; i++)
    if (g_strcmp0 (patterns[i].value, pattern) == 0)
      which = i;
  self->filling = TRUE;
  gtk_toggle_button_set_active (self->color_buttons[find_nearest (color)], TRUE);
  gtk_toggle_button_set_active (self->pattern_buttons[which], TRUE);
  self->filling = FALSE;
  update_looks (self);
}

const char *
oof_look_picker_get_color (OofLookPicker *self)
{
  g_return_val_if_fail (OOF_IS_LOOK_PICKER (self), NULL);

  return colors[get_active (self->color_buttons, N_COLORS)].value;
}

const char *
oof_look_picker_get_pattern (OofLookPicker *self)
{
  g_return_val_if_fail (OOF_IS_LOOK_PICKER (self), NULL);

  return patterns[get_active (self->pattern_buttons, N_PATTERNS)].value;
}
