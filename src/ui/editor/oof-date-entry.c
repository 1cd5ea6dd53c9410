/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-date-entry.h"

#include <glib/gi18n.h>

#include "ui/editor/oof-entry-mark.h"

#define YEAR_DIGITS 4

struct _OofDateEntry
{
  AdwBin parent_instance;

  GtkEntry *entry;
  GtkMenuButton *button;
  GtkCalendar *calendar;

  char *title;      /* (owned) (nullable) */
  OofDay day;       /* OOF_DAY_NONE while the text is no date */
  OofDay last;      /* the last one that was a date */
  guint pick_later; /* a source, between a click in the calendar and what it meant */
};

typedef enum
{
  PROP_TITLE = 1,
  N_PROPS
} OofDateEntryProp;

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What the keys do in the calendar. */
static const struct
{
  guint key;
  int days;
  int months;
} steps[] = {
  { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 },    { GDK_KEY_Up, -7, 0 },
  { GDK_KEY_Down, 7, 0 },  { GDK_KEY_Page_Up, 0, -1 }, { GDK_KEY_Page_Down, 0, 1 },
};

G_DEFINE_FINAL_TYPE (OofDateEntry, oof_date_entry, ADW_TYPE_BIN)

/* Reading. */

static gboolean
parse_number (const char *text, guint max, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static OofDay
make_day (guint year, guint month, guint dom)
{
  if (!g_date_valid_dmy ((GDateDay) dom, (GDateMonth) month, (GDateYear) year))
    return OOF_DAY_NONE;
  return oof_day_from_ymd ((int) year, (int) month, (int) dom);
}

/* The 29th of February may need another year than the closest. */
static OofDay
find_closest (guint month, guint dom, OofDay near)
{
  OofDay best = OOF_DAY_NONE;
  int year, near_month, near_dom;

  oof_day_get_ymd (near, &year, &near_month, &near_dom);
  for (int candidate = MAX (year - 4, 1); candidate <= year + 4; candidate++)
    {
      OofDay day = make_day ((guint) candidate, month, dom);
      if (day != OOF_DAY_NONE && (best == OOF_DAY_NONE || ABS (day - near) < ABS (best - near)))
        best = day;
    }
  return best;
}

static OofDay
make_short_day (const char *year, guint month, guint dom, OofDay near)
{
  guint number;

  if (near == OOF_DAY_NONE)
    return OOF_DAY_NONE;
  if (*year == '\0')
    return find_closest (month, dom, near);
  return strlen (year) == 2 && parse_number (year, 99, &number)
             ? make_day (2000 + number, month, dom)
             : OOF_DAY_NONE;
}

gboolean
oof_date_entry_parse (const char *text, OofDay near, OofDay *day)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (day != NULL, FALSE);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto (GStrv) parts = g_strsplit (stripped, ".", -1);
  guint n_parts = g_strv_length (parts);
  guint year, month, dom;
  OofDay found = OOF_DAY_NONE;

  if (oof_day_parse (stripped, day, NULL))
    return TRUE;
  for (guint i = 0; i < n_parts; i++)
    g_strstrip (parts[i]);
  if (n_parts < 2 || n_parts > 3 || !parse_number (parts[0], 31, &dom)
      || !parse_number (parts[1], 12, &month))
    return FALSE;
  if (n_parts == 3 && strlen (parts[2]) == YEAR_DIGITS)
    found = parse_number (parts[2], 9999, &year) ? make_day (year, month, dom) : OOF_DAY_NONE;
  else
    found = make_short_day (n_parts == 3 ? parts[2] : "", month, dom, near);
  if (found == OOF_DAY_NONE)
    return FALSE;
  *day = found;
  return TRUE;
}

/* Showing. */

static char *
format_day (OofDay day)
{
  int year, month, dom;

  oof_day_get_ymd (day, &year, &month, &dom);
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, dom, 0, 0, 0);
  /* Translators: a date as it is typed: "%Y-%m-%d" or "%d.%m.%Y", both are understood everywhere */
  return date != NULL ? g_date_time_format (date, C_ ("date entry", "%Y-%m-%d")) : g_strdup ("");
}

static void
set_mark (OofDateEntry *self, gboolean wrong)
{
  g_autofree char *example = format_day (self->last);
  g_autofree char *advice = g_strdup_printf (_ ("This is no date. Type it like %s."), example);

  oof_entry_mark_set (self->entry, wrong ? advice : NULL);
}

static void
take_day (OofDateEntry *self, OofDay day)
{
  if (day == self->day)
    return;
  self->day = day;
  if (day != OOF_DAY_NONE)
    self->last = day;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_changed_cb (GtkEditable *editable, gpointer user_data)
{
  OofDateEntry *self = OOF_DATE_ENTRY (user_data);
  OofDay day = OOF_DAY_NONE;

  if (oof_date_entry_parse (gtk_editable_get_text (editable), OOF_DAY_NONE, &day))
    set_mark (self, FALSE);
  take_day (self, day);
}

static void
activate_cb (GtkEntry *entry, gpointer user_data)
{
  oof_date_entry_commit (OOF_DATE_ENTRY (user_data));
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  oof_date_entry_commit (OOF_DATE_ENTRY (user_data));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  OofDateEntry *self = OOF_DATE_ENTRY (user_data);
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;

  if (!down && keyval != GDK_KEY_Up && keyval != GDK_KEY_KP_Up)
    return GDK_EVENT_PROPAGATE;
  if (down && (state & GDK_ALT_MASK))
    gtk_menu_button_popup (self->button);
  else
    {
      oof_date_entry_commit (self);
      if (self->day != OOF_DAY_NONE)
        oof_date_entry_set_day (self, self->day + (down ? -1 : 1));
    }
  return GDK_EVENT_STOP;
}

/* The calendar says "day-selected" also when its arrows turn the page, and only then which it was:
 * so the day is taken a little later. */

static void
pick (OofDateEntry *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  int year, month, dom;

  g_date_time_get_ymd (date, &year, &month, &dom);
  oof_date_entry_set_day (self, oof_day_from_ymd (year, month, dom));
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
picked_cb (gpointer user_data)
{
  OofDateEntry *self = OOF_DATE_ENTRY (user_data);

  self->pick_later = 0;
  pick (self);
  return G_SOURCE_REMOVE;
}

static void
day_selected_cb (GtkCalendar *calendar, gpointer user_data)
{
  OofDateEntry *self = OOF_DATE_ENTRY (user_data);

  if (self->pick_later == 0 && gtk_widget_get_mapped (GTK_WIDGET (calendar)))
    self->pick_later = g_idle_add (picked_cb, self);
}

static void
paged_cb (GtkCalendar *calendar, gpointer user_data)
{
  g_clear_handle_id (&OOF_DATE_ENTRY (user_data)->pick_later, g_source_remove);
}

static void
show_in_calendar (OofDateEntry *self, OofDay day)
{
  int year, month, dom;

  oof_day_get_ymd (day, &year, &month, &dom);
  /* Each alone must give a date: not the 31st of the month that stood there. */
  g_object_set (self->calendar, "day", 1, NULL);
  g_object_set (self->calendar, "year", year, "month", month - 1, NULL);
  g_object_set (self->calendar, "day", dom, NULL);
  g_clear_handle_id (&self->pick_later, g_source_remove);
}

static void
calendar_shown_cb (GtkPopover *popover, gpointer user_data)
{
  OofDateEntry *self = OOF_DATE_ENTRY (user_data);

  show_in_calendar (self, self->last);
  gtk_widget_grab_focus (GTK_WIDGET (self->calendar));
}

/* FALSE: @keyval does not move. */
static gboolean
move_in_calendar (OofDateEntry *self, guint keyval)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int year, month, dom;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i].key != keyval)
        continue;
      int days = mirrored && ABS (steps[i].days) == 1 ? -steps[i].days : steps[i].days;
      g_autoptr (GDateTime) moved = g_date_time_add_full (date, 0, steps[i].months, days, 0, 0, 0);
      if (moved == NULL)
        return TRUE;
      g_date_time_get_ymd (moved, &year, &month, &dom);
      show_in_calendar (self, oof_day_from_ymd (year, month, dom));
      return TRUE;
    }
  return FALSE;
}

/* The calendar of GTK 4.8 lets the arrow keys start in its first corner; here they start where the
 * day is, and turn the page. */
static gboolean
calendar_key_pressed_cb (GtkEventControllerKey *controller,
                         guint keyval,
                         guint keycode,
                         GdkModifierType state,
                         gpointer user_data)
{
  OofDateEntry *self = OOF_DATE_ENTRY (user_data);

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space)
    pick (self);
  else if (!move_in_calendar (self, keyval))
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* The class. */

static gboolean
oof_date_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (OOF_DATE_ENTRY (widget)->entry));
}

static void
oof_date_entry_constructed (GObject *object)
{
  OofDateEntry *self = OOF_DATE_ENTRY (object);

  G_OBJECT_CLASS (oof_date_entry_parent_class)->constructed (object);
  if (self->title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->title, -1);
}

static void
oof_date_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_TITLE)
    g_value_set_string (value, OOF_DATE_ENTRY (object)->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
oof_date_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_TITLE)
    OOF_DATE_ENTRY (object)->title = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
oof_date_entry_dispose (GObject *object)
{
  OofDateEntry *self = OOF_DATE_ENTRY (object);

  g_clear_handle_id (&self->pick_later, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_DATE_ENTRY);

  G_OBJECT_CLASS (oof_date_entry_parent_class)->dispose (object);
}

static void
oof_date_entry_finalize (GObject *object)
{
  g_free (OOF_DATE_ENTRY (object)->title);

  G_OBJECT_CLASS (oof_date_entry_parent_class)->finalize (object);
}

static void
oof_date_entry_class_init (OofDateEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = oof_date_entry_constructed;
  object_class->get_property = oof_date_entry_get_property;
  object_class->set_property = oof_date_entry_set_property;
  object_class->dispose = oof_date_entry_dispose;
  object_class->finalize = oof_date_entry_finalize;
  widget_class->grab_focus = oof_date_entry_grab_focus;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", OOF_TYPE_DATE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/editor/oof-date-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, OofDateEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, OofDateEntry, button);
  gtk_widget_class_bind_template_child (widget_class, OofDateEntry, calendar);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, paged_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_key_pressed_cb);
}

static void
oof_date_entry_init (OofDateEntry *self)
{
  self->day = OOF_DAY_NONE;
  self->last = 0;
  gtk_widget_init_template (GTK_WIDGET (self));
}

OofDay
oof_date_entry_get_day (OofDateEntry *self)
{
  g_return_val_if_fail (OOF_IS_DATE_ENTRY (self), OOF_DAY_NONE);

  return self->day;
}

void
oof_date_entry_set_day (OofDateEntry *self, OofDay day)
{
  g_return_if_fail (OOF_IS_DATE_ENTRY (self));
  g_return_if_fail (day != OOF_DAY_NONE);

  g_autofree char *text = format_day (day);
  /* Setting a text deletes and inserts: that would be two changes. */
  g_signal_handlers_block_by_func (self->entry, text_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_signal_handlers_unblock_by_func (self->entry, text_changed_cb, self);
  text_changed_cb (GTK_EDITABLE (self->entry), self);
}

void
oof_date_entry_commit (OofDateEntry *self)
{
  g_return_if_fail (OOF_IS_DATE_ENTRY (self));

  OofDay day;
  if (oof_date_entry_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->last, &day))
    oof_date_entry_set_day (self, day);
  else
    set_mark (self, TRUE);
}
