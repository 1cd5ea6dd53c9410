/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/oof-users-page.h"

#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "app/oof-words.h"
#include "ui/lists/oof-line-words.h"
#include "ui/lists/oof-list-frame.h"
#include "ui/oof-person-popover.h"
#include "ui/parts/oof-rows.h"

struct _OofUsersPage
{
  AdwBin parent_instance;

  OofListFrame *frame;  /* (owned by the widget tree) */
  GtkEditable *account; /* (owned by the widget tree), as all of the form */
  GtkMenuButton *person_button;
  OofPersonPopover *popover;
  OofChoiceRow *language;
  GtkEditable *alias;
  OofSwitchRow *administrator;
  AdwPreferencesGroup *groups;
  GPtrArray *group_rows; /* (owned) OofSwitchRow, titled by the groups */
  gboolean filling;      /* the form is filled by program */
};

G_DEFINE_FINAL_TYPE (OofUsersPage, oof_users_page, ADW_TYPE_BIN)

/* The kind. */

static gpointer
copy_user (gconstpointer line)
{
  return oof_user_copy (line);
}

static gboolean
equal_users (gconstpointer one, gconstpointer other)
{
  const OofUser *a = one;
  const OofUser *b = other;
  static const char *const none[] = { NULL };
  const char *const *a_groups = a->groups != NULL ? (const char *const *) a->groups : none;
  const char *const *b_groups = b->groups != NULL ? (const char *const *) b->groups : none;

  return g_strcmp0 (a->account, b->account) == 0 && g_strcmp0 (a->language, b->language) == 0
         && g_strcmp0 (a->alias, b->alias) == 0 && a->administrator == b->administrator
         && g_strv_equal (a_groups, b_groups);
}

static const char *
get_user_name (gconstpointer line)
{
  return ((const OofUser *) line)->account;
}

static gpointer
create_user (OofSession *session, GPtrArray *lines)
{
  return oof_user_new ("");
}

static char *
describe_user (OofSession *session, gconstpointer line)
{
  const OofUser *user = line;
  OofPerson *person = oof_session_get_person (session, user->account);
  g_autofree char *groups = user->groups != NULL ? g_strjoinv ("; ", user->groups) : g_strdup ("");

  return oof_line_words_join ((const char *[]){
      person != NULL ? person->name : _ ("not in the directory"),
      user->administrator ? _ ("administrator") : "",
      user->language != NULL ? oof_words_language (user->language) : "", groups, NULL });
}

static const OofListKind user_kind = {
  .title = N_ ("Users"),
  .about = N_ ("Who plans absences for others, and for whom."),
  .empty = N_ ("No users yet, so everybody who may write the service mailbox plans for everybody."),
  .add = N_ ("Add a user"),
  .remove = N_ ("Remove the user"),
  .get = oof_session_get_users,
  .copy = copy_user,
  .free = (GDestroyNotify) oof_user_unref,
  .equal = equal_users,
  .get_name = get_user_name,
  .create = create_user,
  .check = oof_users_check,
  .describe = describe_user,
  .save_async = oof_session_save_users_async,
  .save_finish = oof_session_save_users_finish,
};

/* The form. */

static void changed_cb (OofUsersPage *self);

static void
add_group_row (OofUsersPage *self, const char *name)
{
  GtkWidget *row = oof_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->groups, row);
  g_ptr_array_add (self->group_rows, row);
}

/* One switch for each group that has members of its own. Rows are used again: there may be
 * hundreds. */
static void
fill_groups (OofUsersPage *self, OofUser *user)
{
  GPtrArray *groups = oof_session_get_groups (oof_list_frame_get_session (self->frame));
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const OofGroup *group = g_ptr_array_index (groups, i);
      if (group->address == NULL)
        continue;
      if (n == self->group_rows->len)
        add_group_row (self, group->name);
      OofSwitchRow *row = g_ptr_array_index (self->group_rows, n++);
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), group->name) != 0)
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), group->name);
      oof_switch_row_set_active (
          row, user->groups != NULL
                   && g_strv_contains ((const char *const *) user->groups, group->name));
    }
  for (; self->group_rows->len > n;
       g_ptr_array_set_size (self->group_rows, (int) self->group_rows->len - 1))
    adw_preferences_group_remove (self->groups,
                                  g_ptr_array_index (self->group_rows, self->group_rows->len - 1));
}

/* Those that are switched on; names of groups that are gone stay. (transfer full) */
static GStrv
collect_groups (OofUsersPage *self, OofUser *user)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *groups = oof_session_get_groups (oof_list_frame_get_session (self->frame));

  for (guint i = 0; i < self->group_rows->len; i++)
    if (oof_switch_row_get_active (g_ptr_array_index (self->group_rows, i)))
      g_strv_builder_add (builder,
                          adw_preferences_row_get_title (g_ptr_array_index (self->group_rows, i)));
  for (char **name = user->groups; name != NULL && *name != NULL; name++)
    if (oof_group_find (groups, *name) == NULL)
      g_strv_builder_add (builder, *name);
  return g_strv_builder_end (builder);
}

static void
selected_cb (OofListFrame *frame, gpointer user_data)
{
  OofUsersPage *self = OOF_USERS_PAGE (user_data);
  OofUser *user = oof_list_frame_get_selected (frame);

  if (user == NULL)
    return;
  self->filling = TRUE;
  gtk_editable_set_text (self->account, user->account);
  gtk_editable_set_text (self->alias, user->alias != NULL ? user->alias : "");
  oof_choice_row_set_value (self->language, user->language != NULL ? user->language : "");
  oof_switch_row_set_active (self->administrator, user->administrator);
  fill_groups (self, user);
  self->filling = FALSE;
}

static void
changed_cb (OofUsersPage *self)
{
  OofUser *user = oof_list_frame_get_selected (self->frame);

  if (self->filling || user == NULL)
    return;
  g_autofree char *account = g_utf8_strdown (gtk_editable_get_text (self->account), -1);
  oof_line_words_set (&user->account, g_strstrip (account), FALSE);
  oof_line_words_set (&user->alias, gtk_editable_get_text (self->alias), TRUE);
  oof_line_words_set (&user->language, oof_choice_row_get_value (self->language), TRUE);
  user->administrator = oof_switch_row_get_active (self->administrator);
  GStrv groups = collect_groups (self, user);
  g_strfreev (user->groups);
  user->groups = groups;
  oof_list_frame_edited (self->frame);
}

static void
person_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  gtk_editable_set_text (OOF_USERS_PAGE (user_data)->account,
                         oof_person_item_get_person (item)->address);
}

static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  oof_person_popover_set_people (OOF_USERS_PAGE (user_data)->popover,
                                 oof_session_get_people (session));
}

static void
oof_users_page_dispose (GObject *object)
{
  g_clear_pointer (&OOF_USERS_PAGE (object)->group_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (oof_users_page_parent_class)->dispose (object);
}

static void
oof_users_page_class_init (OofUsersPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_users_page_dispose;
  g_type_ensure (OOF_TYPE_SWITCH_ROW);
  g_type_ensure (OOF_TYPE_CHOICE_ROW);
}

static void
oof_users_page_init (OofUsersPage *self)
{
  self->group_rows = g_ptr_array_new ();
}

static void
find_form (OofUsersPage *self, GtkBuilder *builder)
{
  self->account = GTK_EDITABLE (gtk_builder_get_object (builder, "account"));
  self->person_button = GTK_MENU_BUTTON (gtk_builder_get_object (builder, "person_button"));
  self->language = OOF_CHOICE_ROW (gtk_builder_get_object (builder, "language"));
  self->alias = GTK_EDITABLE (gtk_builder_get_object (builder, "alias"));
  self->administrator = OOF_SWITCH_ROW (gtk_builder_get_object (builder, "administrator"));
  self->groups = ADW_PREFERENCES_GROUP (gtk_builder_get_object (builder, "groups"));
  self->popover = OOF_PERSON_POPOVER (oof_person_popover_new ());
  gtk_menu_button_set_popover (self->person_button, GTK_WIDGET (self->popover));
  oof_choice_row_set_choices (
      self->language, (const char *[]){ "", "de", "en", NULL },
      (const char *[]){ _ ("that of the organisation"), "Deutsch", "English", NULL });
}

GtkWidget *
oof_users_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofUsersPage *self = g_object_new (OOF_TYPE_USERS_PAGE, NULL);
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/oofmanager/OofManager/ui/lists/oof-users-page.ui");
  find_form (self, builder);
  self->frame = OOF_LIST_FRAME (oof_list_frame_new (
      session, &user_kind, GTK_WIDGET (gtk_builder_get_object (builder, "form"))));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->frame));
  g_signal_connect_object (self->frame, "selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->popover, "picked", G_CALLBACK (person_picked_cb), self, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  session_changed_cb (session, self);
  selected_cb (self->frame, self);
  GObject *fields[] = { G_OBJECT (self->account), G_OBJECT (self->alias), G_OBJECT (self->language),
                        G_OBJECT (self->administrator) };
  const char *details[] = { "notify::text", "notify::text", "notify::value", "notify::active" };
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_signal_connect_object (fields[i], details[i], G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
