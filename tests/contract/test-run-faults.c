/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-fault-world.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

/* Every fault in every phase of a run, over HTTP and both protocols (issue "The OOF task as a
 * service that survives anything", must show 1). One cell is one fault in one phase, by turns when
 * a reply begins and when it is over; what must be true after it: oof-fault-world.h.
 *
 * OOF_LONG=1 is all of it: more places in a run, both times for each cell, and each fault once so
 * that the client gets over it by itself and once so often that it gives up. OOF_FAULT=KIND picks
 * one kind, to look at it.
 *
 * Which cells there are:
 *
 *                              | plan read write read-back record
 *   401 403 404 409            |  x    x    x       x        x
 *   412 (touched)              |  -    -    -       -        x     only items are written on
 * condition 429 with, without a figure |  x    x    x       x        x 500 503 504                |
 * x    x    x       x        x refused, reset, hung       |  x    x    x       x        x half,
 * wrong, no content    |  x    x    x       x        x lost answer                |  x    x    x x
 * x     of a read: the same as a reset replica lag                |  -    x    -       x        -
 * what a reading may show is old; read: that of the run after it lease stolen               |  x x
 * x       x        x disk full                  |  x   (x)  (x)      x        x     nothing goes to
 * the disk before what notes the first write: plan credential missing         |  -    -    - - - it
 * is read before the first request: tests/cli/test_secrets.py; a token that runs out is the 401
 */

#define PATIENCE 2 /* s: how long an answer may take where none comes */

typedef enum
{
  GROUP_REFUSED, /* the server says no */
  GROUP_BUSY,    /* not now */
  GROUP_LINE,    /* something on the way */
  GROUP_SILENT,  /* no answer, for the most time nothing happens */
  GROUP_RUNNER   /* other replicas, runners, this machine */
} Group;

typedef struct
{
  const char *name;
  Group group;
  guint times;
} Kind;

/* So often that the client gives up, or that it hits some mailboxes and others not. */
static const Kind kinds[] = {
  { "unauthorized", GROUP_REFUSED, 5 },
  { "forbidden", GROUP_REFUSED, 2 },
  { "not-found", GROUP_REFUSED, 2 },
  { "conflict", GROUP_REFUSED, 5 },
  { "touched", GROUP_REFUSED, 5 },
  { "throttle", GROUP_BUSY, 5 },
  { "busy", GROUP_BUSY, 5 },
  { "error", GROUP_BUSY, 5 },
  { "unavailable", GROUP_BUSY, 5 },
  { "gateway", GROUP_BUSY, 5 },
  { "refuse", GROUP_LINE, 1 },
  { "reset", GROUP_LINE, 5 },
  { "half-answer", GROUP_LINE, 5 },
  { "wrong-content", GROUP_LINE, 5 },
  { "empty", GROUP_LINE, 5 },
  { "lost-answer", GROUP_LINE, 5 },
  { "hang", GROUP_SILENT, 2 },
  { "lag", GROUP_RUNNER, OOF_FAULT_PEOPLE },
};

typedef struct
{
  const char *phase;
  const char *answer; /* a kind of oof-sim-counter.h that the server may refuse */
  const char *line;   /* (nullable) one that is a request of its own; NULL: the same */
  guint after;        /* requests that match and pass */
  gboolean only_long;
} Place;

/* All mailboxes are read before the first is read back, and the lease is written before what is
 * recorded. */
static const Place graph_places[] = {
  { "plan", "calendar-list", NULL, 0, FALSE },
  { "read", "graph.get-settings", "graph.batch", 0, FALSE },
  { "write", "graph.patch-settings", NULL, 1, FALSE },
  { "read-back", "graph.get-settings", NULL, OOF_FAULT_PEOPLE, FALSE },
  { "record", "graph.update-event", NULL, 1, FALSE },
  { "read", "graph.batch", NULL, 0, TRUE },
  { "people", "graph.list-users", NULL, 0, TRUE },
  { "lease", "graph.update-event", NULL, 0, TRUE },
  { "record", "graph.update-event", NULL, 2, TRUE },
  { "log", "graph.create-event", NULL, 0, TRUE },
  { NULL, NULL, NULL, 0, FALSE },
};
static const Place ews_places[] = {
  { "plan", "calendar-list", NULL, 0, FALSE },
  { "read", "ews.get-oof", NULL, 1, FALSE },
  { "write", "ews.set-oof", NULL, 1, FALSE },
  { "read-back", "ews.get-oof", NULL, OOF_FAULT_PEOPLE, FALSE },
  { "record", "ews.update-item", NULL, 1, FALSE },
  { "people", "ews.expand-dl", NULL, 0, TRUE },
  { "lease", "ews.update-item", NULL, 0, TRUE },
  { "record", "ews.update-item", NULL, 2, TRUE },
  { "log", "ews.create-item", NULL, 0, TRUE },
  { NULL, NULL, NULL, 0, FALSE },
};

typedef struct
{
  const char *name;
  gboolean graph;
  Group group;
} Part;

static gboolean
is_long (void)
{
  return g_getenv ("OOF_LONG") != NULL;
}

static const Place *
get_places (OofFaultWorld *w)
{
  return w->graph ? graph_places : ews_places;
}

static gboolean
is_in (const Place *place, const char *phase)
{
  return g_str_equal (place->phase, phase);
}

static gboolean
is_possible (const Place *place, const Kind *kind)
{
  if (g_str_equal (kind->name, "lag"))
    return is_in (place, "read-back") || (is_in (place, "read") && !place->only_long);
  if (g_str_equal (kind->name, "touched"))
    return is_in (place, "record") || is_in (place, "lease");
  return TRUE;
}

static const char *
get_match (const Place *place, const Kind *kind)
{
  return kind->group == GROUP_LINE || kind->group == GROUP_SILENT
             ? (place->line != NULL ? place->line : place->answer)
             : place->answer;
}

static void
run_once (OofFaultWorld *w, OofFaultHook hook)
{
  g_autoptr (GError) error = NULL;

  if (!oof_fault_world_run (w, hook, &error))
    g_test_message ("the run fails: %s", error != NULL ? error->message : "some mailboxes");
}

static void
check_cell (OofFaultWorld *w, const Place *place, const Kind *kind, guint times)
{
  g_test_message ("%s in phase %s, %u times", kind->name, place->phase, times);
  oof_fault_world_make_work (w);
  /* What is read before the first write is not old yet. */
  if (g_str_equal (kind->name, "lag") && is_in (place, "read"))
    run_once (w, NULL);
  oof_fault_world_add_fault (w, get_match (place, kind), kind->name, place->after, times);
  run_once (w, NULL);
  oof_fault_world_check (w);
}

static void
check_place (OofFaultWorld *w, const Place *place, const Kind *kind)
{
  if (!is_possible (place, kind) || (place->only_long && !is_long ()))
    return;
  check_cell (w, place, kind, kind->times);
  if (!is_long ())
    return;
  check_cell (w, place, kind, kind->times);
  check_cell (w, place, kind, 1);
  check_cell (w, place, kind, 1);
}

static void
check_kinds (OofFaultWorld *w, Group group)
{
  const char *only = g_getenv ("OOF_FAULT");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (const Place *place = get_places (w); place->phase != NULL; place++)
      if (kinds[i].group == group && (only == NULL || g_str_equal (only, kinds[i].name)))
        check_place (w, place, &kinds[i]);
}

/* A thief takes the lease in the midst of a run, which then has no business there any more. */
static void
steal_lease (OofFaultWorld *w, const Place *place)
{
  static guint rev = 1000000;
  OofInstant now = oof_fault_world_advance (w, "PT0S");
  g_autofree char *until = oof_instant_format (now + 240);
  g_autofree char *body = g_strdup_printf (
      "{\"match\":\"%s\",\"kind\":\"overwrite\",\"after\":%u,\"times\":1,\"key\":\"d:lease\","
      "\"rev\":%u,\"document\":\"{\\\"v\\\":1,\\\"key\\\":\\\"d:lease\\\",\\\"rev\\\":%u,"
      "\\\"w\\\":\\\"0123456789abcdef\\\",\\\"runner\\\":\\\"thief\\\",\\\"nonce\\\":"
      "\\\"stolen\\\","
      "\\\"until\\\":\\\"%s\\\"}\"}",
      place->answer, place->after, rev, rev, until);
  OofJson *answer = oof_contract_tenant_control (w->tenant, "fault", body);

  rev += 1000;
  oof_json_unref (answer);
}

static void
check_stolen_leases (OofFaultWorld *w)
{
  /* It is renewed all the time, so that the run gets to know. */
  w->interval = 1;
  for (const Place *place = get_places (w); place->phase != NULL; place++)
    {
      g_autoptr (GError) error = NULL;

      if (place->only_long && !is_long ())
        continue;
      g_test_message ("lease stolen in phase %s", place->phase);
      oof_fault_world_make_work (w);
      steal_lease (w, place);
      run_once (w, NULL);
      /* It is the thief's turn. */
      g_assert_false (oof_fault_world_run (w, NULL, &error));
      g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
      oof_fault_world_advance (w, "PT10M");
      oof_fault_world_check (w);
    }
  w->interval = 20;
}

static void
set_file_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
fill_at_first (OofRunJob *job, OofRunRow *row, OofFaultWorld *w)
{
  set_file_limit (1);
}

static void
fill_at_last (OofRunJob *job, OofRunRow *row, OofFaultWorld *w)
{
  guint n_done;

  g_object_get (job, "n-done", &n_done, NULL);
  if (n_done == OOF_FAULT_PEOPLE)
    set_file_limit (1);
}

/* Full from the start, once one mailbox is through (others are still to be written or read back),
 * once all are. */
static void
check_full_disk (OofFaultWorld *w)
{
  static const struct
  {
    const char *phase;
    OofFaultHook hook; /* (nullable) from the start */
  } times[] = { { "plan", NULL }, { "read-back", fill_at_first }, { "record", fill_at_last } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 n_writes = w->n_writes[0];

      g_test_message ("disk full in phase %s", times[i / 2].phase);
      oof_fault_world_make_work (w);
      if (times[i / 2].hook == NULL)
        set_file_limit (1);
      oof_fault_world_run (w, times[i / 2].hook, &error);
      set_file_limit (RLIM_INFINITY);
      if (times[i / 2].hook == NULL)
        {
          g_assert_error (error, OOF_ERROR, OOF_ERROR_DISK);
          g_assert_cmpint (w->n_writes[0], ==, n_writes);
        }
      oof_fault_world_check (w);
    }
}

static void
test_part (gconstpointer data)
{
  const Part *part = data;
  OofFaultWorld *w = oof_fault_world_new (part->graph, part->group == GROUP_SILENT ? PATIENCE : 0);

  check_kinds (w, part->group);
  if (part->group == GROUP_RUNNER && g_getenv ("OOF_FAULT") == NULL)
    {
      check_stolen_leases (w);
      check_full_disk (w);
    }
  g_test_message ("%u cells", w->n_cells);
  oof_fault_world_free (w);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* Thousands of requests are no news. */
static void
drop_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

int
main (int argc, char **argv)
{
  static const Part parts[] = {
    { "graph/refused", TRUE, GROUP_REFUSED }, { "graph/busy", TRUE, GROUP_BUSY },
    { "graph/line", TRUE, GROUP_LINE },       { "graph/silent", TRUE, GROUP_SILENT },
    { "graph/runner", TRUE, GROUP_RUNNER },   { "ews/refused", FALSE, GROUP_REFUSED },
    { "ews/busy", FALSE, GROUP_BUSY },        { "ews/line", FALSE, GROUP_LINE },
    { "ews/silent", FALSE, GROUP_SILENT },    { "ews/runner", FALSE, GROUP_RUNNER },
  };
  g_autofree char *state = g_dir_make_tmp ("oof-run-faults-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_log_set_handler ("oof-wire", G_LOG_LEVEL_DEBUG, drop_cb, NULL);
  g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_DEBUG, drop_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat ("/run-faults/", parts[i].name, NULL);

      g_test_add_data_func (path, &parts[i], test_part);
    }
  result = g_test_run ();
  remove_folder (state);
  return result;
}
