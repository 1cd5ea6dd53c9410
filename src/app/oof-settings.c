/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-settings.h"

#include <gio/gio.h>

#include "app/oof-paths.h"
#include "config.h"

#define SCHEMA_ID      "io.github.oofmanager.OofManager"
#define DEFAULT_WIDTH  1360
#define DEFAULT_HEIGHT 860

struct _OofSettings
{
  GObject parent_instance;

  GSettings *settings; /* (owned) (nullable) NULL without the schema */
};

G_DEFINE_FINAL_TYPE (OofSettings, oof_settings, G_TYPE_OBJECT)

static void
oof_settings_dispose (GObject *object)
{
  g_clear_object (&OOF_SETTINGS (object)->settings);

  G_OBJECT_CLASS (oof_settings_parent_class)->dispose (object);
}

static void
oof_settings_class_init (OofSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oof_settings_dispose;
}

/* (transfer full) (nullable). A schema that lacks a key (compiled for another version) counts as
 * none: reading a key that it does not have ends the program, and defaults are better than half of
 * the settings. */
static GSettingsSchema *
find_schema (void)
{
  static const char *const keys[] = { "window-width", "window-height",   "window-maximized",
                                      "place",        "connection-file", "run-task",
                                      "connections",  "column-widths" };
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (oof_paths_is_uninstalled ())
    source =
        g_settings_schema_source_new_from_directory (OOF_BUILD_DIR "/data", installed, TRUE, NULL);
  else if (installed != NULL)
    source = g_settings_schema_source_ref (installed);
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
  for (gsize i = 0; schema != NULL && i < G_N_ELEMENTS (keys); i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      g_clear_pointer (&schema, g_settings_schema_unref);
  return g_steal_pointer (&schema);
}

static void
oof_settings_init (OofSettings *self)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  if (schema != NULL)
    self->settings = g_settings_new_full (schema, NULL, NULL);
}

OofSettings *
oof_settings_new (void)
{
  return g_object_new (OOF_TYPE_SETTINGS, NULL);
}

void
oof_settings_get_window (OofSettings *self, int *width, int *height, gboolean *maximized)
{
  g_return_if_fail (OOF_IS_SETTINGS (self));

  *width = DEFAULT_WIDTH;
  *height = DEFAULT_HEIGHT;
  *maximized = FALSE;
  if (self->settings == NULL)
    return;
  *width = MAX (g_settings_get_int (self->settings, "window-width"), 360);
  *height = MAX (g_settings_get_int (self->settings, "window-height"), 360);
  *maximized = g_settings_get_boolean (self->settings, "window-maximized");
}

void
oof_settings_set_window (OofSettings *self, int width, int height, gboolean maximized)
{
  g_return_if_fail (OOF_IS_SETTINGS (self));

  if (self->settings == NULL)
    return;
  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (!maximized && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
}

char *
oof_settings_dup_connection (OofSettings *self)
{
  g_return_val_if_fail (OOF_IS_SETTINGS (self), NULL);

  g_autofree char *path =
      self->settings != NULL ? g_settings_get_string (self->settings, "connection-file") : NULL;
  return path != NULL && *path != '\0' ? g_steal_pointer (&path) : NULL;
}

static void
remember_connection (OofSettings *self, const char *path)
{
  g_auto (GStrv) all = oof_settings_dup_connections (self);
  g_autoptr (GStrvBuilder) more = g_strv_builder_new ();

  if (g_strv_contains ((const char *const *) all, path))
    return;
  g_strv_builder_addv (more, (const char **) all);
  g_strv_builder_add (more, path);
  g_auto (GStrv) extended = g_strv_builder_end (more);
  g_settings_set_strv (self->settings, "connections", (const char *const *) extended);
}

void
oof_settings_set_connection (OofSettings *self, const char *path)
{
  g_return_if_fail (OOF_IS_SETTINGS (self));

  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, "connection-file", path != NULL ? path : "");
  if (path != NULL)
    remember_connection (self, path);
}

GStrv
oof_settings_dup_connections (OofSettings *self)
{
  g_return_val_if_fail (OOF_IS_SETTINGS (self), NULL);

  return self->settings != NULL ? g_settings_get_strv (self->settings, "connections")
                                : g_new0 (char *, 1);
}

void
oof_settings_forget_connection (OofSettings *self, const char *path)
{
  g_return_if_fail (OOF_IS_SETTINGS (self));
  g_return_if_fail (path != NULL);

  g_auto (GStrv) all = oof_settings_dup_connections (self);
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();

  for (char **each = all; *each != NULL; each++)
    if (!g_str_equal (*each, path))
      g_strv_builder_add (rest, *each);
  g_auto (GStrv) kept = g_strv_builder_end (rest);
  if (self->settings != NULL)
    g_settings_set_strv (self->settings, "connections", (const char *const *) kept);
}

char *
oof_settings_dup_place (OofSettings *self)
{
  g_return_val_if_fail (OOF_IS_SETTINGS (self), NULL);

  return self->settings != NULL ? g_settings_get_string (self->settings, "place")
                                : g_strdup ("home");
}

void
oof_settings_set_place (OofSettings *self, const char *place)
{
  g_return_if_fail (OOF_IS_SETTINGS (self));
  g_return_if_fail (place != NULL);

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "place", place);
}

gboolean
oof_settings_get_run_task (OofSettings *self)
{
  g_return_val_if_fail (OOF_IS_SETTINGS (self), FALSE);

  return self->settings != NULL && g_settings_get_boolean (self->settings, "run-task");
}

void
oof_settings_set_run_task (OofSettings *self, gboolean run_task)
{
  g_return_if_fail (OOF_IS_SETTINGS (self));

  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "run-task", run_task);
}

int
oof_settings_get_column_width (OofSettings *self, const char *column)
{
  g_return_val_if_fail (OOF_IS_SETTINGS (self), -1);
  g_return_val_if_fail (column != NULL, -1);

  int width = -1;
  g_autoptr (GVariant) widths =
      self->settings != NULL ? g_settings_get_value (self->settings, "column-widths") : NULL;

  if (widths == NULL || !g_variant_lookup (widths, column, "i", &width) || width <= 0)
    return -1;
  return width;
}

void
oof_settings_set_column_width (OofSettings *self, const char *column, int width)
{
  g_return_if_fail (OOF_IS_SETTINGS (self));
  g_return_if_fail (column != NULL);

  if (self->settings == NULL)
    return;
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, "column-widths");
  GVariantIter iter;
  const char *name;
  int kept;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{si}"));
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "{&si}", &name, &kept))
    if (!g_str_equal (name, column))
      g_variant_builder_add (&builder, "{si}", name, kept);
  if (width > 0)
    g_variant_builder_add (&builder, "{si}", column, width);
  g_settings_set_value (self->settings, "column-widths", g_variant_builder_end (&builder));
}
