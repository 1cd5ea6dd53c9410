/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What the window remembers, in GSettings: UI state and which connection was opened last, nothing
 * else. Without the schema (run from a folder where nothing is installed) everything has its
 * default and nothing is kept: it never aborts. */
#define OOF_TYPE_SETTINGS (oof_settings_get_type ())
G_DECLARE_FINAL_TYPE (OofSettings, oof_settings, OOF, SETTINGS, GObject)

OofSettings *oof_settings_new (void);

void oof_settings_get_window (OofSettings *self, int *width, int *height, gboolean *maximized);
void oof_settings_set_window (OofSettings *self, int width, int height, gboolean maximized);
/* The place shown last, "home" at first. (transfer full) */
char *oof_settings_dup_place (OofSettings *self);
void oof_settings_set_place (OofSettings *self, const char *place);
/* Whether a window runs the OOF task at every full hour; no at first. */
gboolean oof_settings_get_run_task (OofSettings *self);
void oof_settings_set_run_task (OofSettings *self, gboolean run_task);
/* The width given to a column, in pixels; -1: none was given. @column: "overview.person". */
int oof_settings_get_column_width (OofSettings *self, const char *column);
/* @width: -1 forgets it. */
void oof_settings_set_column_width (OofSettings *self, const char *column, int width);
/* Path of the connection file opened last; NULL when there is none. (transfer full) */
char *oof_settings_dup_connection (OofSettings *self);
/* It joins the list below. */
void oof_settings_set_connection (OofSettings *self, const char *path);
/* Paths of the connection files that were opened here and not taken off the list. (transfer full)
 */
GStrv oof_settings_dup_connections (OofSettings *self);
/* Takes it off the list; the file stays. */
void oof_settings_forget_connection (OofSettings *self, const char *path);

G_END_DECLS
