/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-file.h"
#include "cli/oof-cli-findings.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-template.h"

/* Far above what a reply can hold; oof_template_check() knows the real limit. */
#define MAX_BYTES (4 * 1024 * 1024)

/* What is asked for; what is not stays as it is. */
typedef struct
{
  char *path;     /* (owned) (nullable) of the text for both replies, or the internal one */
  char *outside;  /* (owned) (nullable) of the external text */
  char *format;   /* (owned) (nullable) */
  char *audience; /* (owned) (nullable) */
  char *groups;   /* (owned) (nullable) */
  char *body;     /* (owned) (nullable) what path holds */
  char *external; /* (owned) (nullable) what outside holds */
} Wishes;

static void
wishes_clear (Wishes *self)
{
  g_free (self->path);
  g_free (self->outside);
  g_free (self->format);
  g_free (self->audience);
  g_free (self->groups);
  g_free (self->body);
  g_free (self->external);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static void
replace (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

/* "default" is what the options say. */
static gboolean
set_audience (OofTemplate *tmpl, const char *audience, GError **error)
{
  if (g_str_equal (audience, "default"))
    tmpl->audience = OOF_AUDIENCE_UNSET;
  else if (!oof_audience_from_string (audience, &tmpl->audience))
    {
      oof_cli_set_usage_error (error, _ ("--audience: “%s” is none"), audience);
      return FALSE;
    }
  return TRUE;
}

/* "Vertrieb;Einkauf" as in the original; "" limits it to none. */
static gboolean
set_groups (OofCli *cli, OofTemplate *tmpl, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ";", -1);
  GPtrArray *groups = oof_session_get_groups (cli->session);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  g_clear_pointer (&tmpl->groups, g_strfreev);
  for (guint i = 0; *text != '\0' && names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      guint n = 0;

      while (n < groups->len && !g_str_equal (((OofGroup *) groups->pdata[n])->name, name))
        n++;
      if (n == groups->len)
        {
          oof_cli_set_usage_error (error, _ ("--groups: there is no group “%s”"), name);
          return FALSE;
        }
      g_strv_builder_add (found, name);
    }
  if (*text != '\0')
    tmpl->groups = g_strv_builder_end (found);
  return TRUE;
}

/* The next revision of the template of that name, or a new one. A file for the body alone is the
 * whole template: it serves both replies. (transfer full) (nullable) */
static OofTemplate *
create_template (OofCli *cli, const char *name, const Wishes *wishes, GError **error)
{
  OofTemplate *known = oof_template_find (oof_session_get_templates (cli->session), name);
  g_autoptr (OofTemplate) next =
      known != NULL ? oof_template_copy (known) : oof_template_new (name, FALSE, "");

  if (known == NULL && wishes->body == NULL)
    {
      oof_cli_set_usage_error (error, _ ("--file is missing"));
      return NULL;
    }
  if (wishes->format != NULL)
    next->html = g_str_equal (wishes->format, "html");
  if (wishes->body != NULL)
    {
      replace (&next->body, wishes->body);
      g_clear_pointer (&next->external, g_free);
    }
  if (wishes->external != NULL)
    replace (&next->external, wishes->external);
  if ((wishes->audience != NULL && !set_audience (next, wishes->audience, error))
      || (wishes->groups != NULL && !set_groups (cli, next, wishes->groups, error)))
    return NULL;
  return g_steal_pointer (&next);
}

static void
print_result (OofCli *cli, const OofTemplate *tmpl, GPtrArray *findings)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  if (!cli->json)
    return;
  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "name", tmpl->name);
  oof_json_writer_add_string (writer, "format", tmpl->html ? "html" : "text");
  oof_cli_findings_write (findings, writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

/* Returns: the exit code. */
static int
check_and_save (OofCli *cli, OofTemplate *tmpl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) saved = NULL;

  if (oof_cli_accept_template (cli, tmpl, &error))
    saved = oof_cli_save_template (cli, tmpl, &error);
  if (saved == NULL)
    return oof_cli_fail (error);
  g_autoptr (GPtrArray) findings = oof_session_check_template (cli->session, saved);
  print_result (cli, saved, findings);
  return OOF_CLI_DONE;
}

static gboolean
read_wishes (OofCli *cli, Wishes *wishes, GError **error)
{
  const char *format = wishes->format;

  if (format != NULL && !g_str_equal (format, "html") && !g_str_equal (format, "text"))
    {
      oof_cli_set_usage_error (error, _ ("--format: “%s” is neither text nor html"), format);
      return FALSE;
    }
  if (wishes->path == NULL && wishes->outside == NULL && format == NULL && wishes->audience == NULL
      && wishes->groups == NULL)
    {
      oof_cli_set_usage_error (error, _ ("--file is missing"));
      return FALSE;
    }
  if (wishes->path != NULL)
    wishes->body = oof_cli_read_file (cli, wishes->path, MAX_BYTES, error);
  if (wishes->path != NULL && wishes->body == NULL)
    return FALSE;
  if (wishes->outside != NULL)
    wishes->external = oof_cli_read_file (cli, wishes->outside, MAX_BYTES, error);
  return wishes->outside == NULL || wishes->external != NULL;
}

int
oof_cli_template_set (OofCli *cli, char **arguments)
{
  g_auto (Wishes) wishes = { .path = NULL };
  const GOptionEntry options[] = {
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &wishes.path, N_ ("The text; - is standard input"),
      N_ ("PATH") },
    { "external", 0, 0, G_OPTION_ARG_FILENAME, &wishes.outside,
      N_ ("The text for people outside, when it is another one"), N_ ("PATH") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &wishes.format,
      N_ ("text or html; default: as it is, text for a new template"), N_ ("FORMAT") },
    { "audience", 0, 0, G_OPTION_ARG_FILENAME, &wishes.audience,
      N_ ("Who outside gets a reply: all, contacts, none, mailbox or default"), N_ ("WHO") },
    { "groups", 0, 0, G_OPTION_ARG_FILENAME, &wishes.groups,
      N_ ("Only members of these groups may choose it, e.g. Sales;Buyers; empty: everybody"),
      N_ ("GROUPS") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) tmpl = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words != NULL && read_wishes (cli, &wishes, &error)
      && oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    tmpl = create_template (cli, words[0], &wishes, &error);
  return tmpl != NULL ? check_and_save (cli, tmpl) : (int) oof_cli_fail (error);
}
