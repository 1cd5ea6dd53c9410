/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-access.h"

#include <string.h>

gboolean
oof_sim_access_check_password (OofSimTenant *tenant,
                               const gchar *user,
                               const gchar *password,
                               OofSimCaller *caller)
{
  OofSimPerson *person;

  if (g_ascii_strcasecmp (user, tenant->runner_account) == 0)
    {
      *caller = (OofSimCaller){ OOF_SIM_CALLER_RUNNER, NULL };
      return strcmp (password, tenant->runner_password) == 0;
    }
  person = oof_sim_tenant_find_person (tenant, user);
  if (person == NULL || !person->enabled || person->password == NULL
      || strcmp (password, person->password) != 0)
    return FALSE;
  *caller = (OofSimCaller){ OOF_SIM_CALLER_PERSON, person };
  return TRUE;
}

gboolean
oof_sim_access_settings (const OofSimCaller *caller, const OofSimPerson *mailbox)
{
  if (caller->kind == OOF_SIM_CALLER_RUNNER && caller->person == NULL)
    return TRUE;
  return caller->person == mailbox;
}

gboolean
oof_sim_access_calendars (const OofSimTenant *tenant,
                          const OofSimCaller *caller,
                          const OofSimPerson *mailbox)
{
  if (oof_sim_access_settings (caller, mailbox))
    return TRUE;
  return caller->person == tenant->helpdesk && mailbox == tenant->service;
}
