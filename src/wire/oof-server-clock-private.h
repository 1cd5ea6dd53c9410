/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-server-clock.h"

G_BEGIN_DECLS

/* Seconds since 1970 by this machine's clock. */
typedef gint64 (*OofOwnClock) (gpointer data);

/* For tests: a machine whose clock is wrong. Its offset is not known before the next answer. */
void oof_server_clock_set_own (OofServerClock *self, OofOwnClock own, gpointer data);

G_END_DECLS
