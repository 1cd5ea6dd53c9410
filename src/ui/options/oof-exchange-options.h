/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The page Exchange of the options: the connection as its file has it, with what can be checked.
 * It is local to this machine and changed in that file or by signing in. */
GtkWidget *oof_exchange_options_new (OofSession *session);

G_END_DECLS
