/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* A button with the earlier versions of a template. Signal: "restore" (gint64 rev), when one of
 * them is wanted back. */
#define OOF_TYPE_TEMPLATE_VERSIONS (oof_template_versions_get_type ())
G_DECLARE_FINAL_TYPE (OofTemplateVersions, oof_template_versions, OOF, TEMPLATE_VERSIONS, AdwBin)

GtkWidget *oof_template_versions_new (OofSession *session);
/* @tmpl: (nullable) the stored one; @editable: whether one may be brought back */
void oof_template_versions_show (OofTemplateVersions *self, OofTemplate *tmpl, gboolean editable);

G_END_DECLS
