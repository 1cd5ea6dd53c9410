/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/oof-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "config.h"

/* What a bug report needs. (transfer full) */
static char *
make_debug_info (void)
{
  return g_strdup_printf ("OOF Manager %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n",
                          OOF_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version);
}

/* The button that copies the version has a label that says nothing on the accessibility bus: it is
 * inside of it. */
static void
name_version (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "app-version"))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    OOF_VERSION, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_version (child);
}

void
oof_about_present (GtkWindow *parent)
{
  g_autofree char *debug_info = make_debug_info ();

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  GtkWidget *window = g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE,
                                    "application-name", "OOF Manager", "application-icon",
                                    OOF_APPLICATION_ID, "version", OOF_VERSION, "comments",
                                    _ ("Absences of other people in Exchange and Microsoft 365"),
                                    "developer-name", _ ("The OOF Manager team"), "license-type",
                                    GTK_LICENSE_GPL_3_0, "debug-info", debug_info, NULL);
  G_GNUC_END_IGNORE_DEPRECATIONS
  name_version (window);
  gtk_window_present (GTK_WINDOW (window));
}
