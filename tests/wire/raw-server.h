/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server whose answers are bytes: for what a library's server would not write. Each connection
 * has a thread of its own; the answers are made one at a time. */
typedef struct _RawServer RawServer;

/* Makes the answer to a request, head and body in one. NULL: the connection is closed without one.
 * @connection: which one it came over, from 0 on. */
typedef GBytes *(*RawAnswer) (RawServer *self,
                              const char *request,
                              guint connection,
                              gpointer user_data);

RawServer *raw_server_new (RawAnswer answer, gpointer user_data);
void raw_server_free (RawServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

/* "http://127.0.0.1:PORT/" */
const char *raw_server_get_url (RawServer *self);
guint raw_server_get_n_connections (RawServer *self);
guint raw_server_get_n_requests (RawServer *self);

/* The value of a header of a request (owned), NULL when it has none. */
char *raw_request_dup_header (const char *request, const char *name);

G_END_DECLS
