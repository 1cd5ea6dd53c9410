/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-switches.h"

static gboolean
has_switch (char **arguments, const char *name)
{
  for (char **word = arguments; *word != NULL; word++)
    if (g_ascii_strcasecmp (*word, name) == 0)
      return TRUE;
  return FALSE;
}

GStrv
oof_cli_translate_switches (char **arguments)
{
  const char *user = "/user:";
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean runs = has_switch (arguments, "/oof");

  if (runs)
    g_strv_builder_add (builder, "run");
  if (runs && has_switch (arguments, "/auto"))
    g_strv_builder_add (builder, "--scheduled");
  for (char **word = arguments; *word != NULL; word++)
    if (g_ascii_strncasecmp (*word, user, strlen (user)) == 0)
      {
        g_autofree char *option = g_strconcat ("--person=", *word + strlen (user), NULL);
        g_strv_builder_add (builder, option);
      }
    else if (!runs
             || (g_ascii_strcasecmp (*word, "/oof") != 0
                 && g_ascii_strcasecmp (*word, "/auto") != 0))
      g_strv_builder_add (builder, *word);
  return g_strv_builder_end (builder);
}
