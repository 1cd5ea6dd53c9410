/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/oof-cli-days.h"

#include <glib/gi18n.h>

#include "cli/oof-cli-exit.h"
#include "cli/oof-cli-values.h"

void
oof_cli_days_clear (OofCliDays *self)
{
  g_clear_pointer (&self->from_text, g_free);
  g_clear_pointer (&self->to_text, g_free);
}

gboolean
oof_cli_days_parse (OofCliDays *self, GError **error)
{
  self->from = OOF_DAY_NONE;
  self->to = OOF_DAY_NONE;
  if ((self->from_text != NULL
       && !oof_cli_parse_day ("--from", self->from_text, &self->from, error))
      || (self->to_text != NULL && !oof_cli_parse_day ("--to", self->to_text, &self->to, error)))
    return FALSE;
  if (self->from == OOF_DAY_NONE || self->to == OOF_DAY_NONE || self->from <= self->to)
    return TRUE;
  oof_cli_set_usage_error (error, _ ("--to: %s lies before --from"), self->to_text);
  return FALSE;
}

gboolean
oof_cli_days_open (const OofCliDays *self, OofCli *cli, OofLoad what, GError **error)
{
  if (!oof_cli_open (cli, 0, error))
    return FALSE;
  if (self->from_text != NULL || self->to_text != NULL)
    oof_session_set_days (cli->session, self->from, self->to);
  return oof_cli_load (cli, what, error);
}

gboolean
oof_cli_days_touch (const OofCliDays *self, const OofAbsence *absence)
{
  OofDay first, last;

  oof_absence_get_days (absence, &first, &last);
  return (self->to == OOF_DAY_NONE || first <= self->to)
         && (self->from == OOF_DAY_NONE || last == OOF_DAY_NONE || last >= self->from);
}
