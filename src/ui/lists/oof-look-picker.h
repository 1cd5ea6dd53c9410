/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/oof-subject.h"

G_BEGIN_DECLS

/* Two rows of buttons: the colours of the palette, and the patterns in the chosen colour. Signal
 * "changed": somebody chose. */
#define OOF_TYPE_LOOK_PICKER (oof_look_picker_get_type ())
G_DECLARE_FINAL_TYPE (OofLookPicker, oof_look_picker, OOF, LOOK_PICKER, AdwBin)

/* Both (nullable): grey, plain. A colour beside the palette shows as the nearest one. */
void oof_look_picker_set (OofLookPicker *self, const char *color, const char *pattern);
const char *oof_look_picker_get_color (OofLookPicker *self);
const char *oof_look_picker_get_pattern (OofLookPicker *self);

G_END_DECLS
