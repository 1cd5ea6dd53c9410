/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/oof-groups-page.h"

#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "ui/lists/oof-line-words.h"
#include "ui/lists/oof-list-frame.h"
#include "ui/oof-person-popover.h"
#include "ui/parts/oof-rows.h"
#include "ui/parts/oof-spoken.h"

/* Between two priorities that are given here: room for one set by hand. */
#define PRIORITY_STEP 10

struct _OofGroupsPage
{
  AdwBin parent_instance;

  OofListFrame *frame; /* (owned by the widget tree) */
  GtkEditable *name;   /* (owned by the widget tree), as all of the form */
  GtkEditable *address;
  OofChoiceRow *template_row;
  OofSwitchRow *open_end;
  OofSwitchRow *forward_required;
  AdwPreferencesGroup *winner_group;
  GtkMenuButton *person_button;
  OofPersonPopover *popover;
  GPtrArray *winner_rows; /* (owned) GtkWidget of @winner_group */
  OofPerson *person;      /* (owned) (nullable) whose template is explained */
  gboolean filling;       /* the form is filled by program */
};

G_DEFINE_FINAL_TYPE (OofGroupsPage, oof_groups_page, ADW_TYPE_BIN)

/* The kind. */

static gpointer
copy_group (gconstpointer line)
{
  return oof_group_copy (line);
}

static gboolean
equal_groups (gconstpointer one, gconstpointer other)
{
  const OofGroup *a = one;
  const OofGroup *b = other;

  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->address, b->address) == 0
         && a->priority == b->priority && g_strcmp0 (a->template_name, b->template_name) == 0
         && a->open_end == b->open_end && a->forward_required == b->forward_required;
}

static const char *
get_group_name (gconstpointer line)
{
  return ((const OofGroup *) line)->name;
}

static gboolean
is_everybody (gconstpointer line)
{
  return g_strcmp0 (((const OofGroup *) line)->name, OOF_GROUP_EVERYBODY) == 0
         && ((const OofGroup *) line)->address == NULL;
}

static gpointer
create_group (OofSession *session, GPtrArray *lines)
{
  g_autofree char *name = oof_line_words_make_name (_ ("New group"), lines, get_group_name);
  OofGroup *group = oof_group_new (name);

  for (guint i = 0; i < lines->len; i++)
    group->priority = MAX (group->priority, ((OofGroup *) g_ptr_array_index (lines, i))->priority);
  group->priority += PRIORITY_STEP;
  return group;
}

static int
compare_priorities (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The numbers that there are, in the order of the lines: nobody else's line changes more than it
 * must. */
static void
number_groups (GPtrArray *lines)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  guint next = 0;

  for (guint i = 0; i < lines->len; i++)
    if (!is_everybody (g_ptr_array_index (lines, i)))
      g_array_append_val (numbers, ((OofGroup *) g_ptr_array_index (lines, i))->priority);
  g_array_sort (numbers, compare_priorities);
  for (guint i = 0; i < lines->len; i++)
    if (!is_everybody (g_ptr_array_index (lines, i)))
      ((OofGroup *) g_ptr_array_index (lines, i))->priority = g_array_index (numbers, int, next++);
}

/* The members are known of groups that were read, not of one that is being made. */
static char *
count_members (OofSession *session, const OofGroup *group)
{
  guint n = is_everybody (group)     ? oof_session_get_people (session)->len
            : group->members != NULL ? g_hash_table_size (group->members)
                                     : 0;

  if (!is_everybody (group) && group->members == NULL)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%u person", "%u people", n), n);
}

static char *
describe_group (OofSession *session, gconstpointer line)
{
  const OofGroup *group = line;
  g_autofree char *members = count_members (session, group);
  g_autofree char *priority = is_everybody (group)
                                  ? g_strdup (_ ("always first"))
                                  /* Translators: the number that orders the groups */
                                  : g_strdup_printf (_ ("priority %d"), group->priority);

  return oof_line_words_join (
      (const char *[]){ group->template_name != NULL ? group->template_name : _ ("no template"),
                        priority, members, group->open_end ? _ ("OPEN End") : "",
                        group->forward_required ? _ ("forwarding required") : "", NULL });
}

static const OofListKind group_kind = {
  .title = N_ ("Groups"),
  .about = N_ ("Each group of the directory with the template of its people. They are gone through "
               "from top to bottom, and the last one that fits wins. Move with Alt+Up and "
               "Alt+Down, or by dragging."),
  .empty = N_ ("No groups yet. Add one to give its people a template."),
  .add = N_ ("Add a group"),
  .remove = N_ ("Remove the group"),
  .ordered = TRUE,
  .get = oof_session_get_groups,
  .copy = copy_group,
  .free = (GDestroyNotify) oof_group_unref,
  .equal = equal_groups,
  .get_name = get_group_name,
  .create = create_group,
  .is_fixed = is_everybody,
  .number = number_groups,
  .check = oof_groups_check,
  .describe = describe_group,
  .save_async = oof_session_save_groups_async,
  .save_finish = oof_session_save_groups_finish,
};

/* Who ends up with which template. */

static void
add_winner_row (OofGroupsPage *self, const OofGroup *group, gboolean wins)
{
  GtkWidget *row = adw_action_row_new ();
  const char *tmpl = group->template_name != NULL ? group->template_name : _ ("no template");
  g_autofree char *spoken = g_strdup_printf ("%s, %s%s%s", group->name, tmpl, wins ? ", " : "",
                                             wins ? _ ("decides") : "");

  g_object_set (row, "use-markup", FALSE, "title", group->name, "subtitle", tmpl, NULL);
  oof_spoken_set_name (GTK_WIDGET (row), spoken);
  if (wins)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");
      gtk_widget_add_css_class (icon, "fine-icon");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (_ ("decides")));
    }
  adw_preferences_group_add (self->winner_group, row);
  g_ptr_array_add (self->winner_rows, row);
}

static void
update_winner (OofGroupsPage *self)
{
  GPtrArray *lines = oof_list_frame_get_lines (self->frame);
  OofGroup *winner =
      self->person != NULL ? oof_groups_find_for (lines, self->person->address) : NULL;

  for (guint i = 0; i < self->winner_rows->len; i++)
    adw_preferences_group_remove (self->winner_group, g_ptr_array_index (self->winner_rows, i));
  g_ptr_array_set_size (self->winner_rows, 0);
  for (guint i = 0; self->person != NULL && i < lines->len; i++)
    if (oof_group_has (g_ptr_array_index (lines, i), self->person->address))
      add_winner_row (self, g_ptr_array_index (lines, i), g_ptr_array_index (lines, i) == winner);
}

static void
person_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  OofGroupsPage *self = OOF_GROUPS_PAGE (user_data);
  OofPerson *person = oof_person_ref (oof_person_item_get_person (item));

  g_clear_pointer (&self->person, oof_person_unref);
  self->person = person;
  gtk_menu_button_set_label (self->person_button, person->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, person->name, -1);
  update_winner (self);
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofGroupsPage *self = OOF_GROUPS_PAGE (user_data);

  oof_person_popover_set_people (self->popover, oof_session_get_people (session));
  update_winner (self);
}

/* The form. */

static void
selected_cb (OofListFrame *frame, gpointer user_data)
{
  OofGroupsPage *self = OOF_GROUPS_PAGE (user_data);
  OofGroup *group = oof_list_frame_get_selected (frame);

  if (group == NULL)
    return;
  self->filling = TRUE;
  oof_line_words_fill_templates (self->template_row, oof_list_frame_get_session (frame));
  gtk_editable_set_text (self->name, group->name);
  gtk_editable_set_text (self->address, group->address != NULL ? group->address : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), !is_everybody (group));
  gtk_widget_set_visible (GTK_WIDGET (self->address), !is_everybody (group));
  oof_choice_row_set_value (self->template_row,
                            group->template_name != NULL ? group->template_name : "");
  oof_switch_row_set_active (self->open_end, group->open_end);
  oof_switch_row_set_active (self->forward_required, group->forward_required);
  self->filling = FALSE;
  update_winner (self);
}

static void
changed_cb (OofGroupsPage *self)
{
  OofGroup *group = oof_list_frame_get_selected (self->frame);

  if (self->filling || group == NULL)
    return;
  if (!is_everybody (group))
    {
      oof_line_words_set (&group->name, gtk_editable_get_text (self->name), FALSE);
      oof_line_words_set (&group->address, gtk_editable_get_text (self->address), FALSE);
    }
  oof_line_words_set (&group->template_name, oof_choice_row_get_value (self->template_row), TRUE);
  group->open_end = oof_switch_row_get_active (self->open_end);
  group->forward_required = oof_switch_row_get_active (self->forward_required);
  oof_list_frame_edited (self->frame);
}

static void
oof_groups_page_dispose (GObject *object)
{
  OofGroupsPage *self = OOF_GROUPS_PAGE (object);

  g_clear_pointer (&self->winner_rows, g_ptr_array_unref);
  g_clear_pointer (&self->person, oof_person_unref);

  G_OBJECT_CLASS (oof_groups_page_parent_class)->dispose (object);
}

static void
oof_groups_page_class_init (OofGroupsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_groups_page_dispose;
  g_type_ensure (OOF_TYPE_SWITCH_ROW);
  g_type_ensure (OOF_TYPE_CHOICE_ROW);
}

static void
oof_groups_page_init (OofGroupsPage *self)
{
  self->winner_rows = g_ptr_array_new ();
}

static void
find_form (OofGroupsPage *self, GtkBuilder *builder)
{
  self->name = GTK_EDITABLE (gtk_builder_get_object (builder, "name"));
  self->address = GTK_EDITABLE (gtk_builder_get_object (builder, "address"));
  self->template_row = OOF_CHOICE_ROW (gtk_builder_get_object (builder, "template_row"));
  self->open_end = OOF_SWITCH_ROW (gtk_builder_get_object (builder, "open_end"));
  self->forward_required = OOF_SWITCH_ROW (gtk_builder_get_object (builder, "forward_required"));
  self->winner_group = ADW_PREFERENCES_GROUP (gtk_builder_get_object (builder, "winner_group"));
  self->person_button = GTK_MENU_BUTTON (gtk_builder_get_object (builder, "person_button"));
  self->popover = OOF_PERSON_POPOVER (oof_person_popover_new ());
  gtk_menu_button_set_popover (self->person_button, GTK_WIDGET (self->popover));
}

GtkWidget *
oof_groups_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofGroupsPage *self = g_object_new (OOF_TYPE_GROUPS_PAGE, NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/io/github/oofmanager/OofManager/ui/lists/oof-groups-page.ui");
  find_form (self, builder);
  self->frame = OOF_LIST_FRAME (oof_list_frame_new (
      session, &group_kind, GTK_WIDGET (gtk_builder_get_object (builder, "form"))));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->frame));
  g_signal_connect_object (self->frame, "selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->frame, "edited", G_CALLBACK (update_winner), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "picked", G_CALLBACK (person_picked_cb), self, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  session_changed_cb (session, self);
  selected_cb (self->frame, self);
  GObject *fields[] = { G_OBJECT (self->name), G_OBJECT (self->address),
                        G_OBJECT (self->template_row), G_OBJECT (self->open_end),
                        G_OBJECT (self->forward_required) };
  const char *details[] = { "notify::text", "notify::text", "notify::value", "notify::active",
                            "notify::active" };
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_signal_connect_object (fields[i], details[i], G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
