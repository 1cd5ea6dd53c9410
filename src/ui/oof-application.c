/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "app/oof-paths.h"
#include "app/oof-settings.h"
#include "config.h"
#include "ui/compat/oof-about.h"
#include "ui/compat/oof-menu-names.h"
#include "ui/oof-places.h"
#include "ui/oof-window.h"

struct _OofApplication
{
  AdwApplication parent_instance;

  char *connection; /* (owned) (nullable) from the command line */
  char *place;      /* (owned) (nullable) */
  char *person;     /* (owned) (nullable) */
  guint signal_sources[2];
};

G_DEFINE_FINAL_TYPE (OofApplication, oof_application, ADW_TYPE_APPLICATION)

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  oof_about_present (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* Closing the windows first lets each keep its size; one in which something is not saved asks, and
 * stays unless it is @at_once. */
static void
quit (OofApplication *self, gboolean at_once)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *link = windows; link != NULL; link = link->next)
    if (at_once && OOF_IS_WINDOW (link->data))
      oof_window_close_at_once (OOF_WINDOW (link->data));
    else
      gtk_window_close (GTK_WINDOW (link->data));
  if (at_once || gtk_application_get_windows (GTK_APPLICATION (self)) == NULL)
    g_application_quit (G_APPLICATION (self));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  quit (OOF_APPLICATION (user_data), FALSE);
}

static gboolean
terminated_cb (gpointer user_data)
{
  quit (OOF_APPLICATION (user_data), TRUE);
  return G_SOURCE_CONTINUE;
}

/* The window that is there, even when the task goes on without it being seen. (nullable) */
static GtkWindow *
get_window (OofApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GtkWindow *window = gtk_application_get_active_window (application);
  GList *windows = gtk_application_get_windows (application);

  return window != NULL ? window : windows != NULL ? GTK_WINDOW (windows->data) : NULL;
}

/* From a notification. */
static void
show_place_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = get_window (OOF_APPLICATION (user_data));

  if (window == NULL)
    return;
  gtk_window_present (window);
  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.show-place", parameter);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_action },
  { .name = "quit", .activate = quit_action },
  { .name = "show-place", .activate = show_place_action, .parameter_type = "s" },
};

static void
oof_application_startup (GApplication *application)
{
  OofApplication *self = OOF_APPLICATION (application);

  G_APPLICATION_CLASS (oof_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit",
                                         (const char *[]){ "<Control>q", NULL });
  self->signal_sources[0] = g_unix_signal_add (15, terminated_cb, self);
  self->signal_sources[1] = g_unix_signal_add (2, terminated_cb, self);
  oof_menu_names_install ();
  gtk_window_set_default_icon_name (OOF_APPLICATION_ID);
  if (oof_paths_is_mirrored ())
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

static void
oof_application_activate (GApplication *application)
{
  OofApplication *self = OOF_APPLICATION (application);
  GtkWindow *window = get_window (self);

  if (window == NULL)
    {
      g_autoptr (OofSettings) settings = oof_settings_new ();
      g_autofree char *last = oof_settings_dup_connection (settings);
      const char *connection = self->connection != NULL ? self->connection : last;

      window = GTK_WINDOW (oof_window_new (GTK_APPLICATION (self)));
      if (connection != NULL)
        oof_window_open (OOF_WINDOW (window), connection, self->place, self->person);
    }
  gtk_window_present (window);
}

static int
oof_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  OofApplication *self = OOF_APPLICATION (application);

  g_variant_dict_lookup (options, "connection", "^ay", &self->connection);
  g_variant_dict_lookup (options, "place", "s", &self->place);
  g_variant_dict_lookup (options, "person", "s", &self->person);
  if (self->place != NULL && oof_places_find (self->place) == NULL)
    {
      g_autofree char *names = oof_places_list_names ();
      /* Translators: a name, then all the names that there are, separated by commas */
      g_warning (_ ("There is no place “%s”; there are: %s"), self->place, names);
      return 2;
    }
  return -1;
}

static void
oof_application_finalize (GObject *object)
{
  OofApplication *self = OOF_APPLICATION (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_free (self->connection);
  g_free (self->place);
  g_free (self->person);

  G_OBJECT_CLASS (oof_application_parent_class)->finalize (object);
}

static void
oof_application_class_init (OofApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oof_application_finalize;
  application_class->startup = oof_application_startup;
  application_class->activate = oof_application_activate;
  application_class->handle_local_options = oof_application_handle_local_options;
}

static void
oof_application_init (OofApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (application, "connection", 'c', 0, G_OPTION_ARG_FILENAME,
                                 _ ("Open this connection file"), _ ("FILE"));
  g_application_add_main_option (application, "place", 0, 0, G_OPTION_ARG_STRING,
                                 _ ("Show this place"), _ ("NAME"));
  g_application_add_main_option (application, "person", 0, 0, G_OPTION_ARG_STRING,
                                 _ ("Show this person"), _ ("ADDRESS"));
  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Print the version"), NULL);
}

OofApplication *
oof_application_new (void)
{
  /* In Flatpak the task may go on without a window: starting the program again brings it back. */
  GApplicationFlags flags =
      oof_paths_is_sandboxed () ? G_APPLICATION_DEFAULT_FLAGS : G_APPLICATION_NON_UNIQUE;

  return g_object_new (OOF_TYPE_APPLICATION, "application-id", OOF_APPLICATION_ID, "flags", flags,
                       "resource-base-path", "/io/github/oofmanager/OofManager", NULL);
}
