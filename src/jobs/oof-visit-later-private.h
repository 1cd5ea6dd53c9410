/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the visits of a mailbox have in common: what they do after a write. */

/* Calls @look once with @task after @delay ms; it is kept alive until then. */
void oof_visit_later (GTask *task, guint delay, GSourceFunc look);
/* Where neither a look nor a repetition can help. */
gboolean oof_visit_error_is_final (const GError *error);

G_END_DECLS
