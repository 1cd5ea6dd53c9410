/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-sync.h"

#include <glib-unix.h>

/* The second signal of a kind ends the program at once: its source is gone. */
static gboolean
signal_cb (gpointer user_data)
{
  OofCli *cli = user_data;

  g_cancellable_cancel (cli->cancellable);
  return G_SOURCE_REMOVE;
}

void
oof_cli_sync_init (OofCli *cli)
{
  cli->loop = g_main_loop_new (NULL, FALSE);
  cli->cancellable = g_cancellable_new ();
  g_unix_signal_add (SIGINT, signal_cb, cli);
  g_unix_signal_add (SIGTERM, signal_cb, cli);
}

void
oof_cli_sync_clear (OofCli *cli)
{
  while (g_source_remove_by_user_data (cli))
    ;
  g_clear_object (&cli->result);
  g_clear_object (&cli->cancellable);
  g_clear_pointer (&cli->loop, g_main_loop_unref);
}

void
oof_cli_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  OofCli *cli = user_data;

  g_set_object (&cli->result, result);
  cli->done = TRUE;
  g_main_loop_quit (cli->loop);
}

GAsyncResult *
oof_cli_wait (OofCli *cli)
{
  while (!cli->done)
    g_main_loop_run (cli->loop);
  cli->done = FALSE;
  return cli->result;
}
