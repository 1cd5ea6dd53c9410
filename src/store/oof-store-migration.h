/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/oof-store.h"

G_BEGIN_DECLS

/* Keeps the report of the migration as document d:migration, in place of an earlier one. @html:
 * without pictures, which would be larger than a document may be (LIMIT). @summary: what a person
 * reads in Outlook. */
void oof_store_save_migration_async (OofStore *self,
                                     const char *html,
                                     const char *summary,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean oof_store_save_migration_finish (OofStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
