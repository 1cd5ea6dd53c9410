/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-time-entry.h"

#include <glib/gi18n.h>

#include "ui/editor/oof-entry-mark.h"

#define MINUTES_PER_DAY 1440
#define STEP            15

struct _OofTimeEntry
{
  GtkEntry parent_instance;
};

G_DEFINE_FINAL_TYPE (OofTimeEntry, oof_time_entry, GTK_TYPE_ENTRY)

static gboolean
parse_part (const char *text, gsize length, guint max, guint *number)
{
  g_autofree char *part = g_strndup (text, length);
  guint64 value;

  if (length == 0 || length > 2 || !g_ascii_string_to_unsigned (part, 10, 0, max, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

gboolean
oof_time_entry_parse (const char *text, gboolean short_forms, int *minute)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (minute != NULL, FALSE);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gsize length = strlen (stripped);
  gsize hours = strcspn (stripped, ":.");
  gsize rest = hours + 1; /* where the minutes begin */
  guint hour = 0, minutes = 0;

  if (hours == length && !short_forms)
    return FALSE;
  if (hours == length && length > 2)
    {
      hours = length - 2;
      rest = hours;
    }
  if (!parse_part (stripped, hours, 23, &hour))
    return FALSE;
  if (hours < length
      && (length - rest != 2 || !parse_part (stripped + rest, length - rest, 59, &minutes)))
    return FALSE;
  *minute = (int) (hour * 60 + minutes);
  return TRUE;
}

static void
changed_cb (GtkEditable *editable, gpointer user_data)
{
  OofTimeEntry *self = OOF_TIME_ENTRY (editable);

  if (oof_time_entry_get_minute (self) != OOF_MINUTE_NONE)
    oof_entry_mark_set (GTK_ENTRY (self), NULL);
}

static void
activate_cb (GtkEntry *entry, gpointer user_data)
{
  oof_time_entry_commit (OOF_TIME_ENTRY (entry));
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  oof_time_entry_commit (OOF_TIME_ENTRY (user_data));
}

/* To the next full quarter, round the clock. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  OofTimeEntry *self = OOF_TIME_ENTRY (user_data);
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;

  if (!down && keyval != GDK_KEY_Up && keyval != GDK_KEY_KP_Up)
    return GDK_EVENT_PROPAGATE;
  oof_time_entry_commit (self);
  int minute = oof_time_entry_get_minute (self);
  if (minute != OOF_MINUTE_NONE)
    {
      int quarter = down ? (minute + STEP - 1) / STEP - 1 : minute / STEP + 1;
      oof_time_entry_set_minute (self, (quarter * STEP + MINUTES_PER_DAY) % MINUTES_PER_DAY);
    }
  return GDK_EVENT_STOP;
}

static void
oof_time_entry_class_init (OofTimeEntryClass *klass)
{
}

static void
oof_time_entry_init (OofTimeEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (self), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self), 5);
  gtk_entry_set_max_length (GTK_ENTRY (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
}

int
oof_time_entry_get_minute (OofTimeEntry *self)
{
  g_return_val_if_fail (OOF_IS_TIME_ENTRY (self), OOF_MINUTE_NONE);

  int minute;
  if (!oof_time_entry_parse (gtk_editable_get_text (GTK_EDITABLE (self)), FALSE, &minute))
    return OOF_MINUTE_NONE;
  return minute;
}

void
oof_time_entry_set_minute (OofTimeEntry *self, int minute)
{
  g_return_if_fail (OOF_IS_TIME_ENTRY (self));
  g_return_if_fail (minute >= 0 && minute < MINUTES_PER_DAY);

  g_autofree char *text = g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
}

void
oof_time_entry_commit (OofTimeEntry *self)
{
  g_return_if_fail (OOF_IS_TIME_ENTRY (self));

  int minute;
  if (oof_time_entry_parse (gtk_editable_get_text (GTK_EDITABLE (self)), TRUE, &minute))
    oof_time_entry_set_minute (self, minute);
  else
    oof_entry_mark_set (GTK_ENTRY (self), _ ("This is no time. Type it like 08:30."));
}
