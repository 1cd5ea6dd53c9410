/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-directory.h"
#include "ews/oof-ews-client.h"

G_BEGIN_DECLS

/* The port OofDirectory over ExpandDL and ResolveNames (decisions 10): people are the members of
 * the groups given, attributes come from ResolveNames; zone, language and xData are not told. */
#define OOF_TYPE_EWS_DIRECTORY (oof_ews_directory_get_type ())
G_DECLARE_FINAL_TYPE (OofEwsDirectory, oof_ews_directory, OOF, EWS_DIRECTORY, GObject)

/* @mailbox: (nullable) the mailbox that a runner asks as (the service mailbox); an account without
 * a mailbox of its own cannot ask as itself. */
OofEwsDirectory *oof_ews_directory_new (OofEwsClient *client, const char *mailbox);

G_END_DECLS
