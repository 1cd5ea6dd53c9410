/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes @drop_down a choice between @names (NULL-terminated). Long names are shortened instead of
 * widening the window. @title: what a screen reader calls it, before the chosen name. @subjects:
 * (nullable) (element-type OofSubject) names among them get their colour and pattern. */
void oof_choice_set_names (GtkDropDown *drop_down,
                           const char *title,
                           const char *const *names,
                           GPtrArray *subjects);

G_END_DECLS
