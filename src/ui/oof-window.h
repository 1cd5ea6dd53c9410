/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The window: first page, places, person search, and the actions on absences. */
#define OOF_TYPE_WINDOW (oof_window_get_type ())
G_DECLARE_FINAL_TYPE (OofWindow, oof_window, OOF, WINDOW, AdwApplicationWindow)

GtkWidget *oof_window_new (GtkApplication *application);
/* Opens @connection (path of a connection file), then shows @place (a name of oof-places.h;
 * nullable) and @person (address; nullable). */
void
oof_window_open (OofWindow *self, const char *connection, const char *place, const char *person);

/* Closes it whatever is not saved. */
void oof_window_close_at_once (OofWindow *self);

G_END_DECLS
