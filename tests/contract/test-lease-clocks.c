/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-error.h"
#include "oof-contract-tenant.h"
#include "store/oof-lease.h"
#include "wire/oof-server-clock-private.h"

/* Two machines whose clocks are hours apart share a service mailbox: the lease holds by the
 * server's time, which each answer tells or, without a Date header, the stamp of a write
 * (storage.md rule 8, decisions 4). */

typedef struct
{
  const char *scenario;
  gboolean dated;
} Server;

typedef struct
{
  OofSession *session; /* (owned) */
  OofLease *lease;     /* (owned) */
  gint64 ahead;        /* s: of the true time */
  gint64 boot;         /* s */
} Machine;

static gint64
own_cb (gpointer data)
{
  return g_get_real_time () / G_USEC_PER_SEC + ((Machine *) data)->ahead;
}

static gint64
boot_cb (gpointer data)
{
  return ((Machine *) data)->boot;
}

static void
machine_start (Machine *m, OofContractTenant *tenant, const char *runner, gint64 ahead)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  m->ahead = ahead;
  m->boot = 1000;
  m->session = oof_session_new (tenant->connection, NULL, NULL, TRUE);
  oof_server_clock_set_own (m->session->clock, own_cb, m);
  oof_session_open_async (m->session, NULL, oof_contract_keep_cb, &result);
  oof_session_open_finish (m->session, oof_contract_wait (&result), &error);
  g_assert_no_error (error);
  m->lease = oof_lease_new (m->session->store, runner);
  oof_lease_set_wait (m->lease, 0);
  oof_lease_set_boot_clock (m->lease, boot_cb, m);
}

static void
machine_stop (Machine *m)
{
  g_assert_finalize_object (m->lease);
  g_assert_finalize_object (m->session);
}

static gboolean
acquire (Machine *m, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_lease_acquire_async (m->lease, NULL, oof_contract_keep_cb, &result);
  return oof_lease_acquire_finish (m->lease, oof_contract_wait (&result), error);
}

static gboolean
renew (Machine *m, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_lease_renew_async (m->lease, NULL, oof_contract_keep_cb, &result);
  return oof_lease_renew_finish (m->lease, oof_contract_wait (&result), error);
}

static void
assert_refused (Machine *m)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (acquire (m, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_nonnull (strstr (error->message, "fast-machine"));
  g_assert_false (oof_lease_is_safe (m->lease));
}

/* Everywhere. */
static void
pass (OofContractTenant *tenant, Machine *machines, guint seconds)
{
  g_autofree char *body = g_strdup_printf ("{\"advance\":\"PT%uS\"}", seconds);
  g_autoptr (OofJson) answer = oof_contract_tenant_control (tenant, "clock", body);

  for (guint i = 0; i < 2; i++)
    machines[i].boot += seconds;
}

static void
set_dated (OofContractTenant *tenant, gboolean dated)
{
  g_autoptr (OofJson) answer =
      oof_contract_tenant_control (tenant, "clock", dated ? "{\"date\":true}" : "{\"date\":false}");
}

static void
test_clocks (gconstpointer data)
{
  const Server *server = data;
  g_autoptr (OofContractTenant) tenant = oof_contract_tenant_new (server->scenario);
  Machine machines[2] = { { 0 } };
  Machine *fast = &machines[0], *slow = &machines[1];
  g_autoptr (GError) error = NULL;

  set_dated (tenant, server->dated);
  machine_start (fast, tenant, "fast-machine", 5 * 3600);
  machine_start (slow, tenant, "slow-machine", -7 * 3600);
  g_assert_true (acquire (fast, &error));
  g_assert_no_error (error);
  assert_refused (slow);

  /* Held on to, it goes on past its first end. */
  pass (tenant, machines, 200);
  g_assert_true (renew (fast, &error));
  pass (tenant, machines, 200);
  assert_refused (slow);
  /* Set while nothing is asked: by their clock it ran out long ago. */
  slow->ahead = 9 * 3600;
  assert_refused (slow);
  slow->ahead = -20 * 3600;
  assert_refused (slow);

  /* The fast one sleeps: it must not write any more before the other one may take over. */
  pass (tenant, machines, 39);
  g_assert_true (oof_lease_is_safe (fast->lease));
  pass (tenant, machines, 1);
  g_assert_false (oof_lease_is_safe (fast->lease));
  assert_refused (slow);
  pass (tenant, machines, 70);
  g_assert_true (acquire (slow, &error));
  g_assert_no_error (error);
  g_assert_true (oof_lease_is_safe (slow->lease));
  g_assert_false (renew (fast, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_LEASE);
  g_assert_false (oof_lease_is_safe (fast->lease));
  g_assert_cmpint (oof_clock_is_told (OOF_CLOCK (fast->session->clock)), ==, server->dated);
  g_assert_cmpint (oof_clock_is_told (OOF_CLOCK (slow->session->clock)), ==, server->dated);
  machine_stop (fast);
  machine_stop (slow);
}

int
main (int argc, char **argv)
{
  static const Server servers[] = {
    { "cloud", TRUE }, { "onprem", TRUE }, { "cloud", FALSE }, { "onprem", FALSE }
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/lease-clocks/graph", &servers[0], test_clocks);
  g_test_add_data_func ("/lease-clocks/ews", &servers[1], test_clocks);
  g_test_add_data_func ("/lease-clocks/graph/no-date", &servers[2], test_clocks);
  g_test_add_data_func ("/lease-clocks/ews/no-date", &servers[3], test_clocks);
  return g_test_run ();
}
