/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-values.h"

#include <glib/gi18n.h>

#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-sync.h"
#include "core/oof-error.h"

gboolean
oof_cli_parse_day (const char *option, const char *text, OofDay *day, GError **error)
{
  if (oof_day_parse (text, day, NULL))
    return TRUE;
  oof_cli_set_usage_error (error, _ ("%s: “%s” is no date such as 2026-11-23"), option, text);
  return FALSE;
}

gboolean
oof_cli_parse_minute (const char *option, const char *text, int *minute, GError **error)
{
  if (strlen (text) == 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && text[2] == ':'
      && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]))
    {
      int hours = g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
      int minutes = g_ascii_digit_value (text[3]) * 10 + g_ascii_digit_value (text[4]);
      *minute = hours * 60 + minutes;
      if (hours < 24 && minutes < 60)
        return TRUE;
    }
  oof_cli_set_usage_error (error, _ ("%s: “%s” is no time such as 08:30"), option, text);
  return FALSE;
}

gboolean
oof_cli_parse_instant (
    const char *option, const char *text, const char *zone, OofInstant *instant, GError **error)
{
  OofDay day;

  if (oof_day_parse (text, &day, NULL))
    *instant = oof_zone_day_start (zone, day);
  else if (!oof_instant_parse (text, instant, NULL))
    {
      oof_cli_set_usage_error (
          error, _ ("%s: “%s” is neither a date nor a point in time such as 2026-11-23T08:00:00Z"),
          option, text);
      return FALSE;
    }
  return TRUE;
}

gboolean
oof_cli_parse_switch (const char *option, const char *text, gboolean *value, GError **error)
{
  gboolean on = g_strcmp0 (text, "yes") == 0;

  if (text != NULL && !on && !g_str_equal (text, "no"))
    {
      oof_cli_set_usage_error (error, _ ("%s: “%s” is neither yes nor no"), option, text);
      return FALSE;
    }
  *value = text != NULL ? on : *value;
  return TRUE;
}

gboolean
oof_cli_parse_number (const char *option, const char *text, int *value, GError **error)
{
  gint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    {
      oof_cli_set_usage_error (error, _ ("%s: “%s” is not a number"), option, text);
      return FALSE;
    }
  *value = (int) number;
  return TRUE;
}

void
oof_cli_replace_text (char **value, const char *text)
{
  if (text == NULL)
    return;
  g_free (*value);
  *value = *text != '\0' ? g_strdup (text) : NULL;
}

GPtrArray *
oof_cli_find_people (OofCli *cli, char **texts, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);

  for (char **text = texts; text != NULL && *text != NULL; text++)
    {
      OofPerson *person = oof_session_find_person (cli->session, *text, error);
      if (person == NULL)
        return NULL;
      if (!g_ptr_array_find (people, person, NULL))
        g_ptr_array_add (people, oof_person_ref (person));
    }
  return g_steal_pointer (&people);
}

gboolean
oof_cli_find_addresses (OofCli *cli, char **texts, GStrv *addresses, GError **error)
{
  g_autoptr (GPtrArray) people = oof_cli_find_people (cli, texts, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (people == NULL)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    g_strv_builder_add (builder, ((OofPerson *) g_ptr_array_index (people, i))->address);
  *addresses = people->len > 0 ? g_strv_builder_end (builder) : NULL;
  return TRUE;
}

OofPerson *
oof_cli_read_person (OofCli *cli, const char *text, GError **error)
{
  OofPerson *listed = oof_session_find_person (cli->session, text, error);

  if (listed == NULL)
    return NULL;
  oof_session_read_person_async (cli->session, listed->address, cli->cancellable, oof_cli_done_cb,
                                 cli);
  return oof_session_read_person_finish (cli->session, oof_cli_wait (cli), error);
}

OofTemplate *
oof_cli_find_template (OofCli *cli, const char *name, GError **error)
{
  OofTemplate *tmpl = oof_template_find (oof_session_get_templates (cli->session), name);

  if (tmpl == NULL)
    g_set_error (error, OOF_ERROR, OOF_ERROR_NOT_FOUND, _ ("no template is called “%s”"), name);
  return tmpl;
}

char *
oof_cli_dup_key (const char *id)
{
  g_autofree char *lower = g_ascii_strdown (id, -1);

  return g_str_has_prefix (lower, "a:") ? g_strdup (lower) : g_strconcat ("a:", lower, NULL);
}
