/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "cli/oof-cli-commands.h"
#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-list.h"
#include "cli/oof-cli-output.h"
#include "cli/oof-cli-sync.h"
#include "cli/oof-cli-table.h"
#include "cli/oof-cli-values.h"

/* The members of docs/storage-format.md. */
static void
print_json (GPtrArray *users)
{
  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_UTF8);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_begin_array (writer, "users");
  for (guint i = 0; i < users->len; i++)
    {
      OofUser *user = g_ptr_array_index (users, i);
      oof_json_writer_begin_object (writer, NULL);
      oof_json_writer_add_string (writer, "account", user->account);
      oof_json_writer_add_string_or_null (writer, "language", user->language);
      oof_json_writer_add_string_or_null (writer, "alias", user->alias);
      oof_json_writer_add_bool (writer, "administrator", user->administrator);
      oof_json_writer_add_strv (writer, "groups", (const char *const *) user->groups);
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
  oof_json_writer_end_object (writer);
  oof_cli_print_json (writer);
}

static void
print_table (GPtrArray *users)
{
  const char *headings[] = { _ ("Account"), _ ("Language"),      _ ("Alias"),
                             _ ("Groups"),  _ ("Administrator"), NULL };
  g_autoptr (OofCliTable) table = oof_cli_table_new (headings);

  for (guint i = 0; i < users->len; i++)
    {
      OofUser *user = g_ptr_array_index (users, i);
      g_autofree char *groups = g_strjoinv (", ", user->groups);
      oof_cli_table_add (table, user->account, user->language, user->alias, groups,
                         user->administrator ? _ ("yes") : NULL);
    }
  oof_cli_table_print (table);
}

int
oof_cli_users (OofCli *cli, char **arguments)
{
  return oof_cli_show_list (cli, arguments, oof_session_get_users, print_json, print_table);
}

/* What was typed behind `users set`. */
typedef struct
{
  char *language;      /* (owned) (nullable) */
  char *alias;         /* (owned) (nullable) */
  char *groups;        /* (owned) (nullable) */
  char *administrator; /* (owned) (nullable) */
} Typed;

static void
typed_clear (Typed *typed)
{
  g_free (typed->language);
  g_free (typed->alias);
  g_free (typed->groups);
  g_free (typed->administrator);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static GPtrArray *
copy_users (OofCli *cli)
{
  GPtrArray *users = oof_session_get_users (cli->session);
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_user_unref);

  for (guint i = 0; i < users->len; i++)
    g_ptr_array_add (copies, oof_user_copy (g_ptr_array_index (users, i)));
  return copies;
}

/* "Fertigung;Einkauf" as in the original; each must be one of the listed groups and gets its exact
 * spelling. */
static gboolean
read_groups (OofCli *cli, const char *text, GStrv *groups, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      const char *name = g_strstrip (*part);
      OofGroup *group = oof_group_find (oof_session_get_groups (cli->session), name);

      if (*name == '\0')
        continue;
      if (group == NULL)
        {
          oof_cli_set_usage_error (error, _ ("There is no group “%s”"), name);
          return FALSE;
        }
      g_strv_builder_add (names, group->name);
    }
  g_strfreev (*groups);
  *groups = g_strv_builder_end (names);
  return TRUE;
}

static gboolean
change (OofCli *cli, const Typed *typed, OofUser *user, GError **error)
{
  oof_cli_replace_text (&user->language, typed->language);
  oof_cli_replace_text (&user->alias, typed->alias);
  return oof_cli_parse_switch ("--administrator", typed->administrator, &user->administrator, error)
         && (typed->groups == NULL || read_groups (cli, typed->groups, &user->groups, error));
}

static int
save (OofCli *cli, GPtrArray *users)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = NULL;

  oof_session_save_users_async (cli->session, oof_session_get_users (cli->session), users,
                                cli->cancellable, oof_cli_done_cb, cli);
  stored = oof_session_save_users_finish (cli->session, oof_cli_wait (cli), &error);
  return oof_cli_fail (error);
}

/* By account alone: an alias does not name a line of the list. */
static OofUser *
find_account (GPtrArray *users, const char *account)
{
  OofUser *user = oof_user_find (users, account);

  return user != NULL && g_ascii_strcasecmp (user->account, account) == 0 ? user : NULL;
}

int
oof_cli_users_set (OofCli *cli, char **arguments)
{
  g_auto (Typed) typed = { 0 };
  const GOptionEntry options[] = {
    { "language", 0, 0, G_OPTION_ARG_FILENAME, &typed.language, N_ ("Language, such as de"),
      N_ ("CODE") },
    { "alias", 0, 0, G_OPTION_ARG_FILENAME, &typed.alias, N_ ("Account name on premises"),
      N_ ("NAME") },
    { "groups", 0, 0, G_OPTION_ARG_FILENAME, &typed.groups,
      N_ ("Only for the people of these groups; empty: for everybody"), N_ ("GROUP[;GROUP…]") },
    { "administrator", 0, 0, G_OPTION_ARG_FILENAME, &typed.administrator,
      N_ ("Is an administrator"), N_ ("yes|no") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, options, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) users = copy_users (cli);
  OofUser *user = find_account (users, words[0]);
  if (user == NULL)
    {
      user = oof_user_new (words[0]);
      g_ptr_array_add (users, user);
    }
  if (!change (cli, &typed, user, &error))
    return oof_cli_fail (error);
  return save (cli, users);
}

int
oof_cli_users_remove (OofCli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = oof_cli_parse (cli, NULL, arguments, 1, 1, &error);

  if (words == NULL || !oof_cli_open (cli, OOF_LOAD_DATABASE, &error))
    return oof_cli_fail (error);

  g_autoptr (GPtrArray) users = copy_users (cli);
  OofUser *user = find_account (users, words[0]);
  if (user == NULL)
    {
      oof_cli_set_usage_error (&error, _ ("There is no user “%s”"), words[0]);
      return oof_cli_fail (error);
    }
  g_ptr_array_remove (users, user);
  return save (cli, users);
}
