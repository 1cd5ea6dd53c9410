/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template.h"

G_DEFINE_BOXED_TYPE (OofTemplate, oof_template, oof_template_ref, oof_template_unref)

static void
oof_template_clear (OofTemplate *self)
{
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

OofTemplate *
oof_template_copy (const OofTemplate *self)
{
  OofTemplate *copy = g_atomic_rc_box_new0 (OofTemplate);

  *copy = *self;
  copy->key = g_strdup (self->key);
  copy->name = g_strdup (self->name);
  copy->body = g_strdup (self->body);
  copy->external = g_strdup (self->external);
  copy->document = g_strdup (self->document);
  return copy;
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
