/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-session-templates.h"
#include "ui/templates/oof-template-editor-private.h"

/* What is wrong with the template itself. */
static void
find (OofTemplateEditor *self)
{
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = self->draft != NULL
                    ? oof_session_check_template (self->session, self->draft->current)
                    : g_ptr_array_new ();
}

/* What is odd about it for the person and the absence of the preview. (transfer full) */
static GPtrArray *
try (OofTemplateEditor *self)
{
  OofPerson *person = oof_template_preview_get_person (self->preview);

  if (self->draft == NULL || person == NULL)
    return g_ptr_array_new ();
  return oof_session_check_text (self->session, self->draft->current, person,
                                 oof_template_preview_get_absence (self->preview));
}

static void
show (OofTemplateEditor *self, GPtrArray *tried)
{
  oof_template_findings_show (self->findings, self->found, tried);
  oof_template_source_mark (self->texts[OOF_RENDER_INTERNAL], self->found, FALSE);
  oof_template_source_mark (self->texts[OOF_RENDER_EXTERNAL], self->found, TRUE);
}

void
_oof_template_editor_check (OofTemplateEditor *self)
{
  g_clear_handle_id (&self->checking, g_source_remove);
  find (self);
  g_autoptr (GPtrArray) tried = try (self);
  show (self, tried);
}

static gboolean
try_cb (gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);
  g_autoptr (GPtrArray) tried = try (self);

  self->checking = 0;
  show (self, tried);
  g_signal_emit_by_name (self, "edited");
  return G_SOURCE_REMOVE;
}

static gboolean
find_cb (gpointer user_data)
{
  OofTemplateEditor *self = OOF_TEMPLATE_EDITOR (user_data);

  find (self);
  self->checking = g_idle_add_full (G_PRIORITY_LOW, try_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

void
_oof_template_editor_check_soon (OofTemplateEditor *self)
{
  if (self->draft != NULL && oof_template_preview_is_large (self->draft->current))
    {
      g_clear_handle_id (&self->checking, g_source_remove);
      self->checking = g_idle_add_full (G_PRIORITY_LOW, find_cb, self, NULL);
      return;
    }
  _oof_template_editor_check (self);
  g_signal_emit_by_name (self, "edited");
}
