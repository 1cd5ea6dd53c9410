/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-values.h"

/* What was typed behind `groups set`. */
typedef struct
{
  char *address;          /* (owned) (nullable) */
  char *priority;         /* (owned) (nullable) */
  char *template_name;    /* (owned) (nullable) */
  char *open_end;         /* (owned) (nullable) */
  char *forward_required; /* (owned) (nullable) */
} Typed;

static void
typed_clear (Typed *typed)
{
  g_free (typed->address);
  g_free (typed->priority);
  g_free (typed->template_name);
  g_free (typed->open_end);
  g_free (typed->forward_required);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

/* Copies of all, so that one of them can be changed. */
static GPtrArray *
copy_groups (OofCli *cli)
{
  GPtrArray *groups = oof_session_get_groups (cli->session);
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_group_unref);

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (copies, oof_group_copy (g_ptr_array_index (groups, i)));
  return copies;
}

/* A new group comes last, and so wins; its name is what the directory knows it by. */
static OofGroup *
add_group (GPtrArray *groups, const char *name)
{
  OofGroup *group = oof_group_new (name);

  for (guint i = 0; i < groups->len; i++)
    group->priority = MAX (group->priority, ((OofGroup *) g_ptr_array_index (groups, i))->priority);
  group->priority += 10;
  if (g_str_equal (name, OOF_GROUP_EVERYBODY))
    group->priority = 0;
  else
    group->address = g_strdup (name);
  g_ptr_array_add (groups, group);
  return group;
}

static gboolean
change (OofCli *cli, const Typed *typed, OofGroup *group, GError **error)
{
  if (typed->template_name != NULL && *typed->template_name != '\0'
      && oof_cli_find_template (cli, typed->template_name, error) == NULL)
    return FALSE;
  oof_cli_replace_text (&group->address, typed->address);
  oof_cli_replace_text (&group->template_name, typed->template_name);
  return oof_cli_parse_number ("--priority", typed->priority, &group->priority, error)
         && oof_cli_parse_switch ("--open-end", typed->open_end, &group->open_end, error)
         && oof_cli_parse_switch ("--forward-required", typed->forward_required,
                                  &group->forward_required, error);
}

static int
save (OofCli *cli, GPtrArray *groups)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = NULL;

  oof_session_save_groups_async (cli->session, oof_session_get_groups (cli->session), groups,
                                 cli->cancellable, oof_cli_done_cb, cli);
  stored = oof_session_save_groups_finish (cli->session, oof_cli_wait (cli), &error);
  return oof_cli_fail (error);
}

int
oof_cli_groups_set (OofCli *cli, char **arguments)
{
  g_auto (Typed) typed = { 0 };
  const GOptionEntry options[] = {
    { "address", 0, 0, G_OPTION_ARG_FILENAME, &typed.address,
      N_ ("What the directory knows it by; default: its name"), N_ ("ADDRESS") },
    { "priority", 0, 0, G_OPTION_ARG_FILENAME, &typed.priority,
      N_ ("Each group has its own; the highest number decides"), N_ ("N") },
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &typed.template_name,
      N_ ("The template of its people; empty: none"), N_ ("NAME") },
    { "open-end", 0, 0, G_OPTION_ARG_FILENAME, &typed.open_end,
      N_ ("Never switch its people's replies off"), N_ ("yes|no") },
    { "forward-required", 0, 0, G_OPTION_ARG_FILENAME, &typed.forward_required,
      N_ ("Its people's absences need a forwarding"), N_ ("yes|no") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) groups = copy_groups (cli);
  OofGroup *group = oof_group_find (groups, words[0]);
  if (group == NULL)
    group = add_group (groups, words[0]);
  if (!change (cli, &typed, group, &error))
    return oof_cli_fail (error);
  return save (cli, groups);
}

int
oof_cli_groups_remove (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) groups = copy_groups (cli);
  OofGroup *group = oof_group_find (groups, words[0]);
  if (group == NULL)
    {
      oof_cli_set_usage_error (&error, _ ("There is no group “%s”"), words[0]);
      return oof_cli_fail (error);
    }
  if (g_str_equal (group->name, OOF_GROUP_EVERYBODY))
    {
      oof_cli_set_usage_error (&error, _ ("“%s” is everybody, and stays"), group->name);
      return oof_cli_fail (error);
    }
  g_ptr_array_remove (groups, group);
  return save (cli, groups);
}
