/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One sentence across a page, with at most one button (AdwBanner: libadwaita 1.3). Hidden while it
 * has no text. Signal: "pressed". */
#define OOF_TYPE_BANNER (oof_banner_get_type ())
G_DECLARE_FINAL_TYPE (OofBanner, oof_banner, OOF, BANNER, AdwBin)

GtkWidget *oof_banner_new (void);
/* @text, @button: (nullable), no markup; the button's label has a mnemonic. */
void oof_banner_show (OofBanner *self, const char *text, const char *button);

G_END_DECLS
