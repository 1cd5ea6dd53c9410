/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

/* Loaded into gtk4-builder-tool, which knows only GTK's own types. What a .ui names it finds by
 * symbol in this module and its libraries; parents of templates it looks up by name alone. */
__attribute__ ((constructor)) static void
register_parents (void)
{
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (ADW_TYPE_BIN);
  g_type_ensure (ADW_TYPE_WINDOW);
}
