/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-contract.h"

#include "oof-contract-side.h"

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  test_contract_add_replies ();
  test_contract_add_directory ();
  test_contract_add_items ();
  test_contract_add_documents ();
  test_contract_add_failures ();
  test_contract_add_faults ();
  test_contract_add_hostile ();
  test_contract_add_mails ();
  test_contract_add_many ();
  test_contract_add_changes ();
  test_contract_add_rules ();
  test_contract_add_scale ();
  test_contract_add_cross ();
  status = g_test_run ();
  oof_contract_end ();
  return status;
}
