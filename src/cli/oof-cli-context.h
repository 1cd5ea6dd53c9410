/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

typedef struct _OofCli OofCli;

/* One command of oofctl. */
typedef struct
{
  const char *name;      /* as typed: "absence add" */
  const char *arguments; /* (nullable) what follows the options in its usage line */
  const char *summary;   /* to be translated */
  /* @arguments: what stood behind the name. Returns: the exit code. */
  int (*run) (OofCli *cli, char **arguments);
} OofCliCommand;

/* One call of oofctl: the global options, the loop and the session. */
struct _OofCli
{
  const OofCliCommand *command; /* (not owned) */
  char *connection_file;        /* (owned) (nullable) */
  char *secret_file;            /* (owned) (nullable) */
  gboolean json;
  gboolean quiet;
  gboolean help;
  gboolean version;

  GMainLoop *loop;           /* (owned) */
  GCancellable *cancellable; /* (owned) cancelled by SIGINT and SIGTERM */
  GAsyncResult *result;      /* (owned) (nullable) of the call that was waited for last */
  gboolean troubled;         /* a run met what will be tried again */
  gboolean done;             /* it has come and was not fetched yet */
  OofSession *session;       /* (owned) (nullable) before oof_cli_open() */
};

/* The global options in front of the command; what is left of @arguments (element 0: the program)
 * starts with the command. */
gboolean oof_cli_parse_globals (OofCli *cli, GStrv *arguments, GError **error);

/* The options of a command and the global ones. @options: (nullable) ended by an empty one;
 * their text values must be of type FILENAME, which takes UTF-8 in every locale. Returns:
 * (transfer full) the @min to @max words that are no options; NULL with an error, or without one
 * when --help or --version was answered. */
GStrv oof_cli_parse (OofCli *cli,
                     const GOptionEntry *options,
                     char **arguments,
                     guint min,
                     guint max,
                     GError **error);

/* The two steps before opening, for `doctor`: --connection, else the usual place (an error when
 * nothing is there), and a session that is not open yet. (transfer full) */
char *oof_cli_dup_connection_path (OofCli *cli, GError **error);
void oof_cli_create_session (OofCli *cli, OofConnection *connection);
/* Opens the connection and reads @what (0: nothing). Unreadable items are said on standard error.
 */
gboolean oof_cli_open (OofCli *cli, OofLoad what, GError **error);
gboolean oof_cli_load (OofCli *cli, OofLoad what, GError **error);

/* The usage of all commands whose name starts with the word @group; NULL: of all. (transfer full)
 * (nullable): NULL when there is none. */
char *oof_cli_dup_overview (const OofCliCommand *commands, const char *group);

G_END_DECLS
