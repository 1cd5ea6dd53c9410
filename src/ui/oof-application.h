/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* oof-manager [--connection FILE] [--place NAME] [--person ADDRESS] */
#define OOF_TYPE_APPLICATION (oof_application_get_type ())
G_DECLARE_FINAL_TYPE (OofApplication, oof_application, OOF, APPLICATION, AdwApplication)

OofApplication *oof_application_new (void);

G_END_DECLS
