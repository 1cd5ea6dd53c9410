/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/oof-visit-later-private.h"

#include "core/oof-error.h"

void
oof_visit_later (GTask *task, guint delay, GSourceFunc look)
{
  g_autoptr (GSource) source = g_timeout_source_new (delay);

  g_source_set_callback (source, look, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

gboolean
oof_visit_error_is_final (const GError *error)
{
  return g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_CONSENT_REQUIRED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_FORBIDDEN)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_NOT_FOUND)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED)
         || g_error_matches (error, OOF_ERROR, OOF_ERROR_INVALID);
}
