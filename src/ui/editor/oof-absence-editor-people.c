/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-editor-private.h"

#include <glib/gi18n.h>

#include "ui/editor/oof-choice.h"
#include "ui/parts/oof-spoken.h"

/* More are only counted: names that nobody reads push the form away. */
#define MAX_CHIPS 8
#define CHIP      "oof-person"

guint
_oof_absence_editor_get_n_people (OofAbsenceEditor *self)
{
  return 1 + self->others->len;
}

static void update_chips (OofAbsenceEditor *self);

static void
people_changed (OofAbsenceEditor *self)
{
  update_chips (self);
  if (!self->ready)
    return;
  self->touched = TRUE;
  _oof_absence_editor_update (self);
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);

  gtk_widget_grab_focus (self->more_button);
  g_ptr_array_remove (self->others, g_object_get_data (G_OBJECT (button), CHIP));
  people_changed (self);
}

static GtkWidget *
create_chip (OofAbsenceEditor *self, OofPerson *person)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (person->name);
  g_autofree char *name = g_strdup_printf (_ ("Take %s out"), person->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "person-chip");
  gtk_widget_set_tooltip_text (button, name);
  oof_spoken_set_name (GTK_WIDGET (button), name);
  g_object_set_data (G_OBJECT (button), CHIP, person);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  return button;
}

static void
update_chips (OofAbsenceEditor *self)
{
  guint shown = self->group == NULL ? MIN (self->others->len, MAX_CHIPS) : 0;
  guint rest = self->others->len - shown;
  g_autofree char *words = NULL;

  g_object_ref (self->person_button);
  g_object_ref (self->more_button);
  oof_wrap_box_remove_all (self->people);
  oof_wrap_box_append (self->people, GTK_WIDGET (self->person_button));
  for (guint i = 0; i < shown; i++)
    oof_wrap_box_append (self->people, create_chip (self, g_ptr_array_index (self->others, i)));
  oof_wrap_box_append (self->people, self->more_button);
  g_object_unref (self->person_button);
  g_object_unref (self->more_button);
  if (self->group != NULL)
    words = g_strdup_printf (
        ngettext ("%u person of %s gets it", "%u people of %s get it", 1 + self->others->len),
        1 + self->others->len, self->group->name);
  else if (rest > 0)
    words = g_strdup_printf (ngettext ("and %u more", "and %u more", rest), rest);
  gtk_label_set_label (self->people_words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->people_words), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->person_button), self->group == NULL);
  gtk_widget_set_visible (self->more_button, self->group == NULL && self->original == NULL);
}

static gboolean
is_there (OofAbsenceEditor *self, OofPerson *person)
{
  if (g_ascii_strcasecmp (self->person->address, person->address) == 0)
    return TRUE;
  for (guint i = 0; i < self->others->len; i++)
    if (g_ascii_strcasecmp (((OofPerson *) g_ptr_array_index (self->others, i))->address,
                            person->address)
        == 0)
      return TRUE;
  return FALSE;
}

void
_oof_absence_editor_add_people (OofAbsenceEditor *self, GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      if (!is_there (self, person))
        g_ptr_array_add (self->others, oof_person_ref (person));
    }
  update_chips (self);
  _oof_absence_editor_update (self);
}

static void
more_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  OofAbsenceEditor *self = OOF_ABSENCE_EDITOR (user_data);
  OofPerson *person = oof_person_item_get_person (item);

  if (is_there (self, person))
    return;
  g_ptr_array_add (self->others, oof_person_ref (person));
  people_changed (self);
}

void
_oof_absence_editor_init_people (OofAbsenceEditor *self)
{
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add people…"));
  self->more_button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->more_button), content);
  gtk_widget_add_css_class (self->more_button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add people…"), -1);
  self->more_popover = OOF_PERSON_POPOVER (oof_person_popover_new ());
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more_button),
                               GTK_WIDGET (self->more_popover));
  g_signal_connect_object (self->more_popover, "picked", G_CALLBACK (more_picked_cb), self, 0);
  oof_wrap_box_append (self->people, GTK_WIDGET (self->person_button));
  oof_wrap_box_append (self->people, self->more_button);
}

/* Closures. */

/* Groups of the directory with people of ours, by the position in the drop-down. (transfer full) */
static GPtrArray *
get_groups (OofAbsenceEditor *self)
{
  GPtrArray *groups = oof_session_get_groups (self->session);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      OofGroup *group = g_ptr_array_index (groups, i);
      if (group->address != NULL && group->members != NULL
          && g_hash_table_size (group->members) > 0)
        g_ptr_array_add (found, group);
    }
  return found;
}

static void
fill_groups (OofAbsenceEditor *self)
{
  g_autoptr (GPtrArray) groups = get_groups (self);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (gtk_drop_down_get_model (self->distribute_to) != NULL)
    return;
  g_ptr_array_add (names, (gpointer) _ ("Only the people above"));
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (names, ((OofGroup *) g_ptr_array_index (groups, i))->name);
  g_ptr_array_add (names, NULL);
  oof_choice_set_names (self->distribute_to, _ ("Distribute to"),
                        (const char *const *) names->pdata, NULL);
}

void
_oof_absence_editor_fold_closure (OofAbsenceEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject);
  OofSubject *subject =
      selected < self->subjects->len ? g_ptr_array_index (self->subjects, selected) : NULL;
  gboolean closure = subject != NULL && subject->closure && self->original == NULL;

  if (closure)
    fill_groups (self);
  else if (self->group != NULL)
    gtk_drop_down_set_selected (self->distribute_to, 0);
  gtk_widget_set_visible (self->distribute, closure);
}

void
_oof_absence_editor_choose_group (OofAbsenceEditor *self)
{
  g_autoptr (GPtrArray) groups = get_groups (self);
  GPtrArray *people = oof_session_get_people (self->session);
  guint selected = gtk_drop_down_get_selected (self->distribute_to);

  g_clear_pointer (&self->group, oof_group_unref);
  g_ptr_array_set_size (self->others, 0);
  if (selected > 0 && selected <= groups->len)
    self->group = oof_group_ref (g_ptr_array_index (groups, selected - 1));
  if (self->group != NULL)
    {
      gboolean first = TRUE;
      for (guint i = 0; i < people->len; i++)
        {
          OofPerson *person = g_ptr_array_index (people, i);
          if (!oof_group_has (self->group, person->address))
            continue;
          if (first)
            _oof_absence_editor_set_person (self, person);
          else
            g_ptr_array_add (self->others, oof_person_ref (person));
          first = FALSE;
        }
    }
  update_chips (self);
}

void
oof_absence_editor_choose_closure (OofAbsenceEditor *self, const char *group)
{
  g_return_if_fail (OOF_IS_ABSENCE_EDITOR (self));

  for (guint i = 0; i < self->subjects->len; i++)
    if (((OofSubject *) g_ptr_array_index (self->subjects, i))->closure)
      {
        gtk_drop_down_set_selected (self->subject, i);
        break;
      }
  g_autoptr (GPtrArray) groups = get_groups (self);
  for (guint i = 0; gtk_widget_get_visible (self->distribute) && i < groups->len; i++)
    if (g_strcmp0 (((OofGroup *) g_ptr_array_index (groups, i))->name, group) == 0)
      gtk_drop_down_set_selected (self->distribute_to, i + 1);
  self->touched = FALSE;
}

/* Who stands in. */

/* There all the time that @draft lasts. */
static gboolean
is_free (OofAbsenceEditor *self, OofPerson *person, const OofAbsence *draft)
{
  g_autoptr (OofAbsence) same = oof_absence_copy (draft);

  g_free (same->person);
  same->person = g_strdup (person->address);
  g_free (same->key);
  same->key = g_strdup ("");
  g_autoptr (GPtrArray) conflicts = oof_session_find_conflicts (self->session, same);
  return conflicts->len == 0;
}

/* Of the same department, the first by name. (transfer none) (nullable) */
static OofPerson *
find_free (OofAbsenceEditor *self, const OofAbsence *draft)
{
  const char *department = oof_person_get (self->person, "department");
  GPtrArray *people = oof_session_get_people (self->session);

  for (guint i = 0; department != NULL && i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      if (!is_there (self, person) && person != self->deputy
          && g_strcmp0 (oof_person_get (person, "department"), department) == 0
          && is_free (self, person, draft))
        return person;
    }
  return NULL;
}

void
_oof_absence_editor_offer_deputy (OofAbsenceEditor *self, const OofAbsence *draft)
{
  OofPerson *person = draft != NULL ? find_free (self, draft) : NULL;

  g_clear_pointer (&self->free_deputy, oof_person_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->deputy_remedy), person != NULL);
  if (person == NULL)
    return;
  self->free_deputy = oof_person_ref (person);
  /* Translators: a person who is there and could be the deputy */
  g_autofree char *label = g_strdup_printf (_ ("Use %s"), person->name);
  gtk_button_set_label (GTK_BUTTON (self->deputy_remedy), label);
}
