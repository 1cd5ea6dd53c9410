/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-sick-popover.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"

/* The subject as shipped, in any case. */
#define SICK "krank"

struct _OofSickPopover
{
  GtkPopover parent_instance;

  GtkLabel *what;     /* (owned by the widget tree) */
  GtkLabel *deputy;   /* (owned by the widget tree) */
  GtkLabel *obstacle; /* (owned by the widget tree) */
  GtkWidget *confirm; /* (owned by the widget tree) */

  OofSession *session; /* (owned) */
  OofPerson *person;   /* (owned) (nullable) */
  OofAbsence *draft;   /* (owned) (nullable) what Enter does */
};

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OofSickPopover, oof_sick_popover, GTK_TYPE_POPOVER)

/* The one called so, else the first confidential one, else the word itself. */
static const char *
find_subject (OofSession *session)
{
  GPtrArray *subjects = oof_session_get_subjects (session);
  OofSubject *subject = oof_subject_find (subjects, SICK);

  for (guint i = 0; subject == NULL && i < subjects->len; i++)
    if (((OofSubject *) g_ptr_array_index (subjects, i))->confidential)
      subject = g_ptr_array_index (subjects, i);
  return subject != NULL ? subject->name : SICK;
}

/* The deputy of the latest absence that had one, as long as the person is still known. */
static OofPerson *
find_deputy (OofSession *session, OofPerson *person)
{
  g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (session, person->address);

  for (guint i = absences->len; i > 0; i--)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i - 1);
      OofPerson *deputy =
          absence->deputy != NULL ? oof_session_get_person (session, absence->deputy) : NULL;
      if (deputy != NULL)
        return deputy;
    }
  return NULL;
}

static void
make_draft (OofSickPopover *self)
{
  OofOptions *options = oof_session_get_options (self->session);
  const char *zone = self->person->zone != NULL ? self->person->zone : options->zone;
  OofPerson *deputy = find_deputy (self->session, self->person);
  OofAbsence *draft = oof_absence_new (self->person->address, zone);

  draft->first_day = oof_zone_day_of (zone, oof_clock_now (oof_session_get_clock (self->session)));
  draft->last_day = draft->first_day;
  draft->person_id = g_strdup (self->person->id);
  g_free (draft->subject);
  draft->subject = g_strdup (find_subject (self->session));
  draft->deputy = deputy != NULL ? g_strdup (deputy->address) : NULL;
  g_clear_pointer (&self->draft, oof_absence_unref);
  self->draft = draft;
}

/* Why it cannot be done on one key. (transfer full) (nullable) */
static char *
find_obstacle (OofSickPopover *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = oof_session_find_conflicts (self->session, self->draft);

  if (!oof_session_check_absence (self->session, self->draft, &error))
    return oof_words_error (error);
  if (conflicts->len == 0)
    return NULL;
  OofAbsence *other = g_ptr_array_index (conflicts, 0);
  g_autofree char *dates = oof_words_absence_dates (other);
  /* Translators: subject and dates of an absence */
  return g_strdup_printf (_ ("Already away: %s, %s."),
                          *other->subject != '\0' ? other->subject : _ ("Absence"), dates);
}

static void
update (OofSickPopover *self)
{
  OofOptions *options = oof_session_get_options (self->session);

  make_draft (self);
  g_autofree char *day = oof_words_day_long (self->draft->first_day);
  g_autofree char *back =
      oof_words_day_long (oof_options_get_back_on (options, self->draft->last_day));
  /* Translators: a subject, a name, a day, a day */
  g_autofree char *what = g_strdup_printf (_ ("%s for %s on %s, back on %s"), self->draft->subject,
                                           self->person->name, day, back);
  OofPerson *deputy = self->draft->deputy != NULL
                          ? oof_session_get_person (self->session, self->draft->deputy)
                          : NULL;
  g_autofree char *deputy_words = deputy != NULL
                                      ? g_strdup_printf (_ ("Deputy: %s, as usual"), deputy->name)
                                      : g_strdup (_ ("No deputy: none is known yet"));
  g_autofree char *obstacle = find_obstacle (self);

  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->deputy, deputy_words);
  gtk_label_set_label (self->obstacle, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), obstacle != NULL);
  gtk_widget_set_sensitive (self->confirm, obstacle == NULL);
  if (obstacle == NULL)
    gtk_widget_grab_focus (self->confirm);
}

static void
confirm_cb (GtkButton *button, gpointer user_data)
{
  OofSickPopover *self = OOF_SICK_POPOVER (user_data);
  g_autoptr (OofAbsence) draft = g_steal_pointer (&self->draft);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (draft != NULL)
    g_signal_emit (self, signals[CONFIRMED], 0, draft);
}

static void
oof_sick_popover_map (GtkWidget *widget)
{
  OofSickPopover *self = OOF_SICK_POPOVER (widget);

  GTK_WIDGET_CLASS (oof_sick_popover_parent_class)->map (widget);
  if (self->person != NULL)
    update (self);
}

static void
oof_sick_popover_dispose (GObject *object)
{
  OofSickPopover *self = OOF_SICK_POPOVER (object);

  g_clear_pointer (&self->draft, oof_absence_unref);
  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_sick_popover_parent_class)->dispose (object);
}

static void
oof_sick_popover_class_init (OofSickPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_sick_popover_dispose;
  GTK_WIDGET_CLASS (klass)->map = oof_sick_popover_map;

  signals[CONFIRMED] = g_signal_new ("confirmed", OOF_TYPE_SICK_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, OOF_TYPE_ABSENCE);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
oof_sick_popover_init (OofSickPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (box, "sick");
  self->what = add_label (box, "heading");
  self->deputy = add_label (box, "dim-text");
  self->obstacle = add_label (box, "error");
  self->confirm = gtk_button_new_with_mnemonic (_ ("_Set it now"));
  gtk_widget_add_css_class (self->confirm, "suggested-action");
  g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (confirm_cb), self, 0);
  gtk_box_append (GTK_BOX (box), self->confirm);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
oof_sick_popover_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofSickPopover *self = g_object_new (OOF_TYPE_SICK_POPOVER, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
oof_sick_popover_set_person (OofSickPopover *self, OofPerson *person)
{
  g_return_if_fail (OOF_IS_SICK_POPOVER (self));
  g_return_if_fail (person != NULL);

  oof_person_ref (person);
  g_clear_pointer (&self->person, oof_person_unref);
  self->person = person;
}
