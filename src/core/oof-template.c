/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template.h"

#include <string.h>

#include "core/oof-group.h"

G_DEFINE_BOXED_TYPE (OofTemplate, oof_template, oof_template_ref, oof_template_unref)

static void
version_free (gpointer data)
{
  OofTemplateVersion *self = data;

  g_free (self->saved_by);
  g_free (self->body);
  g_free (self->external);
  g_free (self);
}

static void
oof_template_clear (OofTemplate *self)
{
  g_strfreev (self->groups);
  g_free (self->saved_by);
  g_ptr_array_unref (self->versions);
  g_free (self->key);
  g_free (self->name);
  g_free (self->body);
  g_free (self->external);
  g_free (self->document);
}

/* For comparing without regard to case. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return g_utf8_casefold (normal, -1);
}

OofTemplate *
oof_template_new (const char *name, gboolean html, const char *body)
{
  OofTemplate *self = g_atomic_rc_box_new0 (OofTemplate);
  g_autofree char *uuid = g_uuid_string_random ();

  self->key = g_strconcat ("d:template:", uuid, NULL);
  self->name = g_strdup (name ? name : "");
  self->html = html;
  self->body = g_strdup (body ? body : "");
  self->saved_at = OOF_INSTANT_NONE;
  self->versions = g_ptr_array_new_with_free_func (version_free);
  return self;
}

OofTemplate *
oof_template_ref (OofTemplate *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_template_unref (OofTemplate *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_template_clear);
}

static gpointer
version_copy (gconstpointer data, gpointer user_data)
{
  const OofTemplateVersion *self = data;
  OofTemplateVersion *copy = g_new (OofTemplateVersion, 1);

  *copy = *self;
  copy->saved_by = g_strdup (self->saved_by);
  copy->body = g_strdup (self->body);
  copy->external = g_strdup (self->external);
  return copy;
}

OofTemplate *
oof_template_copy (const OofTemplate *self)
{
  OofTemplate *copy = g_atomic_rc_box_new0 (OofTemplate);

  *copy = *self;
  copy->groups = g_strdupv (self->groups);
  copy->saved_by = g_strdup (self->saved_by);
  copy->versions = g_ptr_array_copy (self->versions, version_copy, NULL);
  g_ptr_array_set_free_func (copy->versions, version_free);
  copy->key = g_strdup (self->key);
  copy->name = g_strdup (self->name);
  copy->body = g_strdup (self->body);
  copy->external = g_strdup (self->external);
  copy->document = g_strdup (self->document);
  return copy;
}

gboolean
oof_template_has_name (const OofTemplate *self, const char *name)
{
  g_autofree char *wanted = fold (name);
  g_autofree char *folded = fold (self->name);

  return *wanted != '\0' && g_str_equal (folded, wanted);
}

OofTemplate *
oof_template_find (GPtrArray *templates, const char *name)
{
  g_autofree char *wanted = fold (name ? name : "");

  if (*wanted == '\0')
    return NULL;
  for (guint i = 0; i < templates->len; i++)
    {
      OofTemplate *candidate = g_ptr_array_index (templates, i);
      g_autofree char *folded = fold (candidate->name);

      if (g_str_equal (folded, wanted))
        return candidate;
    }
  return NULL;
}

gboolean
oof_template_allows (const OofTemplate *self, const char *const *groups)
{
  if (self->groups == NULL || self->groups[0] == NULL
      || g_strv_contains ((const char *const *) self->groups, OOF_GROUP_EVERYBODY))
    return TRUE;
  for (; groups != NULL && *groups != NULL; groups++)
    if (g_strv_contains ((const char *const *) self->groups, *groups))
      return TRUE;
  return FALSE;
}

GPtrArray *
oof_template_list_allowed (GPtrArray *templates, const char *const *groups)
{
  GPtrArray *allowed = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);

  for (guint i = 0; i < templates->len; i++)
    if (oof_template_allows (g_ptr_array_index (templates, i), groups))
      g_ptr_array_add (allowed, oof_template_ref (g_ptr_array_index (templates, i)));
  return allowed;
}

gboolean
oof_template_same_content (const OofTemplate *self, const OofTemplate *other)
{
  return self->html == other->html && g_strcmp0 (self->body, other->body) == 0
         && g_strcmp0 (self->external, other->external) == 0 && self->audience == other->audience;
}

/* Versions */

static gsize
measure (const OofTemplateVersion *self)
{
  return strlen (self->body) + (self->external != NULL ? strlen (self->external) : 0);
}

static OofTemplateVersion *
version_new (const OofTemplate *of)
{
  OofTemplateVersion *self = g_new0 (OofTemplateVersion, 1);

  self->rev = of->rev;
  self->saved_at = of->saved_at;
  self->saved_by = g_strdup (of->saved_by);
  self->html = of->html;
  self->body = g_strdup (of->body);
  self->external = g_strdup (of->external);
  self->audience = of->audience;
  return self;
}

void
oof_template_follow (OofTemplate *self, const OofTemplate *before)
{
  GPtrArray *versions = g_ptr_array_copy (before->versions, version_copy, NULL);
  gsize bytes = 0;
  guint kept = 0;

  g_ptr_array_set_free_func (versions, version_free);
  if (!oof_template_same_content (self, before))
    g_ptr_array_insert (versions, 0, version_new (before));
  for (; kept < MIN (versions->len, OOF_TEMPLATE_MAX_VERSIONS); kept++)
    {
      bytes += measure (g_ptr_array_index (versions, kept));
      if (bytes > OOF_TEMPLATE_MAX_VERSION_BYTES)
        break;
    }
  g_ptr_array_set_size (versions, (int) kept);
  g_ptr_array_unref (self->versions);
  self->versions = versions;
}

OofTemplateVersion *
oof_template_add_version (OofTemplate *self)
{
  OofTemplateVersion *version = g_new0 (OofTemplateVersion, 1);

  version->saved_at = OOF_INSTANT_NONE;
  g_ptr_array_add (self->versions, version);
  return version;
}

const OofTemplateVersion *
oof_template_find_version (const OofTemplate *self, gint64 rev)
{
  for (guint i = 0; i < self->versions->len; i++)
    {
      const OofTemplateVersion *version = g_ptr_array_index (self->versions, i);

      if (version->rev == rev)
        return version;
    }
  return NULL;
}

OofTemplate *
oof_template_restore (const OofTemplate *self, gint64 rev)
{
  const OofTemplateVersion *version = oof_template_find_version (self, rev);
  OofTemplate *restored;

  if (version == NULL)
    return NULL;
  restored = oof_template_copy (self);
  g_free (restored->body);
  g_free (restored->external);
  restored->html = version->html;
  restored->body = g_strdup (version->body);
  restored->external = g_strdup (version->external);
  restored->audience = version->audience;
  return restored;
}
