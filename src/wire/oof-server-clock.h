/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The port OofClock by the server's time: the own clock plus the offset to the last Date header
 * (decisions.md 4), or, while none has ever come, to the last stamp (oof_clock_observe). Until a
 * server has answered it is the own clock. Several clients may share one. */
#define OOF_TYPE_SERVER_CLOCK (oof_server_clock_get_type ())
G_DECLARE_FINAL_TYPE (OofServerClock, oof_server_clock, OOF, SERVER_CLOCK, GObject)

OofServerClock *oof_server_clock_new (void);

/* A Date header just received. NULL or not understood (some servers send none): no change. */
void oof_server_clock_observe (OofServerClock *self, const char *date);
/* Seconds that the server is ahead of the own clock. */
gint64 oof_server_clock_get_offset (OofServerClock *self);

G_END_DECLS
