/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server on loopback that gives written answers, one after the other, and keeps what it was
 * asked. It runs on the test's own main context. */
typedef struct _ScriptServer ScriptServer;

ScriptServer *script_server_new (void);
/* Also checks that every answer was fetched. */
void script_server_free (ScriptServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptServer, script_server_free)

/* "http://127.0.0.1:PORT" */
const char *script_server_get_base (ScriptServer *self);

/* The next answer; @BASE@ in @body becomes the base. @type NULL: no Content-Type. Status 0: the
 * connection is cut without an answer. */
void script_server_add (ScriptServer *self, guint status, const char *type, const char *body);
void script_server_add_json (ScriptServer *self, guint status, const char *body);
/* A header of the answer added last. */
void script_server_add_header (ScriptServer *self, const char *name, const char *value);

/* What came in as request number @index; "" for a missing header or body. */
guint script_server_get_n_requests (ScriptServer *self);
const char *script_server_get_method (ScriptServer *self, guint index);
/* Path and query, unescaped. */
const char *script_server_get_path (ScriptServer *self, guint index);
const char *script_server_get_raw_path (ScriptServer *self, guint index);
const char *script_server_get_body (ScriptServer *self, guint index);
const char *script_server_get_header (ScriptServer *self, guint index, const char *name);

/* For callbacks of async functions: puts a reference into *user_data, a GAsyncResult *. */
void script_await_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Runs the main context until *result is there. */
GAsyncResult *script_await (GAsyncResult **result);

/* Keeps everything that is logged, debug messages too, from now on; the text so far. */
void script_log_start (void);
const char *script_log_get (void);

G_END_DECLS
