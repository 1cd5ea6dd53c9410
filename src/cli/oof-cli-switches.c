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

static gboolean
is_translated (const char *word, gboolean runs)
{
  return g_ascii_strcasecmp (word, "/oofreset") == 0 || g_ascii_strcasecmp (word, "/ccs") == 0
         || g_ascii_strcasecmp (word, "/fwr") == 0
         || (runs
             && (g_ascii_strcasecmp (word, "/oof") == 0
                 || g_ascii_strcasecmp (word, "/auto") == 0));
}

GStrv
oof_cli_translate_switches (char **arguments)
{
  const char *user = "/user:";
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean resets = has_switch (arguments, "/oofreset");
  gboolean runs = resets || has_switch (arguments, "/oof");

  if (runs)
    g_strv_builder_add (builder, "run");
  else if (has_switch (arguments, "/ccs"))
    g_strv_builder_add (builder, "ccs");
  /* An option here, kept in the service mailbox: beside another switch there is nothing to do. */
  else if (has_switch (arguments, "/fwr"))
    g_strv_builder_add_many (builder, "options", "set", "forwardRequired", "true", NULL);
  if (resets)
    g_strv_builder_add (builder, "--reset");
  else if (runs && has_switch (arguments, "/auto"))
    g_strv_builder_add (builder, "--scheduled");
  for (char **word = arguments; *word != NULL; word++)
    if (g_ascii_strncasecmp (*word, user, strlen (user)) == 0)
      {
        g_autofree char *option = g_strconcat ("--person=", *word + strlen (user), NULL);
        g_strv_builder_add (builder, option);
      }
    else if (!is_translated (*word, runs))
      g_strv_builder_add (builder, *word);
  return g_strv_builder_end (builder);
}
