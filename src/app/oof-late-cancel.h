/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For a write, of which nobody can say what became of it when it is dropped at once: cancelled some
 * seconds after
 * @cancellable (nullable) is, which is time for every server that answers at all. (transfer full):
 * the write's own reference keeps it. Main thread. */
GCancellable *oof_late_cancel_new (GCancellable *cancellable);

G_END_DECLS
