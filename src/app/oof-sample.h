/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "Try it with a sample organisation": oof-sim as a child process that ends with this object and
 * with the program. */
#define OOF_TYPE_SAMPLE (oof_sample_get_type ())
G_DECLARE_FINAL_TYPE (OofSample, oof_sample, OOF, SAMPLE, GObject)

/* Starts `oof-sim --scenario @scenario` (found beside this program, else in PATH) and waits for
 * its line. */
void oof_sample_start_async (const char *scenario,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Returns: (transfer full). Errors: NOT_FOUND (no oof-sim), UNREACHABLE (it ended), PROTOCOL. */
OofSample *oof_sample_start_finish (GAsyncResult *result, GError **error);
const char *oof_sample_get_connection (OofSample *self); /* path of the connection file */

G_END_DECLS
