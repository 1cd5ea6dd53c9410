/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-rows.h"

struct _OofSwitchRow
{
  AdwActionRow parent_instance;

  GtkSwitch *control; /* (owned by the widget tree) */
};

struct _OofSpinRow
{
  AdwActionRow parent_instance;

  GtkSpinButton *control; /* (owned by the widget tree) */
};

static GParamSpec *active_property;
static GParamSpec *value_property;

G_DEFINE_FINAL_TYPE (OofSwitchRow, oof_switch_row, ADW_TYPE_ACTION_ROW)
G_DEFINE_FINAL_TYPE (OofSpinRow, oof_spin_row, ADW_TYPE_ACTION_ROW)

/* GTK names a control neither by its row nor by a label beside it. */
static void
title_changed_cb (AdwPreferencesRow *row, GParamSpec *pspec, gpointer user_data)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (user_data), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (row), -1);
}

static void
add_control (AdwActionRow *row, GtkWidget *control)
{
  g_object_set (row, "use-markup", FALSE, "activatable-widget", control, NULL);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, control);
  g_signal_connect_object (row, "notify::title", G_CALLBACK (title_changed_cb), control, 0);
}

/* The switch. */

static void
active_changed_cb (GtkSwitch *control, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (G_OBJECT (user_data), active_property);
}

static void
oof_switch_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, gtk_switch_get_active (OOF_SWITCH_ROW (object)->control));
}

static void
oof_switch_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  gtk_switch_set_active (OOF_SWITCH_ROW (object)->control, g_value_get_boolean (value));
}

static void
oof_switch_row_class_init (OofSwitchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oof_switch_row_get_property;
  object_class->set_property = oof_switch_row_set_property;
  active_property =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, active_property);
}

static void
oof_switch_row_init (OofSwitchRow *self)
{
  self->control = GTK_SWITCH (gtk_switch_new ());
  add_control (ADW_ACTION_ROW (self), GTK_WIDGET (self->control));
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (active_changed_cb), self,
                           0);
}

GtkWidget *
oof_switch_row_new (void)
{
  return g_object_new (OOF_TYPE_SWITCH_ROW, NULL);
}

gboolean
oof_switch_row_get_active (OofSwitchRow *self)
{
  g_return_val_if_fail (OOF_IS_SWITCH_ROW (self), FALSE);

  return gtk_switch_get_active (self->control);
}

void
oof_switch_row_set_active (OofSwitchRow *self, gboolean active)
{
  g_return_if_fail (OOF_IS_SWITCH_ROW (self));

  gtk_switch_set_active (self->control, active);
}

/* The number. */

static void
value_changed_cb (GtkSpinButton *control, gpointer user_data)
{
  g_object_notify_by_pspec (G_OBJECT (user_data), value_property);
}

static void
oof_spin_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, oof_spin_row_get_value (OOF_SPIN_ROW (object)));
}

static void
oof_spin_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  oof_spin_row_set_value (OOF_SPIN_ROW (object), g_value_get_int (value));
}

static void
oof_spin_row_class_init (OofSpinRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oof_spin_row_get_property;
  object_class->set_property = oof_spin_row_set_property;
  value_property =
      g_param_spec_int ("value", NULL, NULL, G_MININT, G_MAXINT, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, value_property);
}

static void
oof_spin_row_init (OofSpinRow *self)
{
  self->control = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 100, 1));
  gtk_spin_button_set_numeric (self->control, TRUE);
  add_control (ADW_ACTION_ROW (self), GTK_WIDGET (self->control));
  g_signal_connect_object (self->control, "value-changed", G_CALLBACK (value_changed_cb), self, 0);
}

GtkWidget *
oof_spin_row_new (int min, int max)
{
  OofSpinRow *self = g_object_new (OOF_TYPE_SPIN_ROW, NULL);

  gtk_spin_button_set_range (self->control, min, max);
  return GTK_WIDGET (self);
}

int
oof_spin_row_get_value (OofSpinRow *self)
{
  g_return_val_if_fail (OOF_IS_SPIN_ROW (self), 0);

  return gtk_spin_button_get_value_as_int (self->control);
}

void
oof_spin_row_set_value (OofSpinRow *self, int value)
{
  g_return_if_fail (OOF_IS_SPIN_ROW (self));

  gtk_spin_button_set_value (self->control, value);
}
