/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Completes the names of variables behind "@@" and "##", with what they mean. Behind "@@" there are
 * no markers, which have no value. */
#define OOF_TYPE_VARIABLE_PROVIDER (oof_variable_provider_get_type ())
G_DECLARE_FINAL_TYPE (OofVariableProvider, oof_variable_provider, OOF, VARIABLE_PROVIDER, GObject)

GtkSourceCompletionProvider *oof_variable_provider_new (void);

G_END_DECLS
