/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-zones.h"

#include "core/oof-zones-table.h"

#include <stdlib.h>

static int
compare_name (gconstpointer name, gconstpointer pair)
{
  return g_ascii_strcasecmp (name, ((const OofZonePair *) pair)->name);
}

static const OofZonePair *
find (const char *name, const OofZonePair *table, gsize n)
{
  return bsearch (name, table, n, sizeof *table, compare_name);
}

const char *
oof_zones_iana_from_windows (const char *windows)
{
  const OofZonePair *pair;

  g_return_val_if_fail (windows != NULL, NULL);
  pair = find (windows, oof_zones_by_windows, oof_zones_n_by_windows);
  return pair == NULL ? NULL : pair->other;
}

const char *
oof_zones_windows_from_iana (const char *iana)
{
  const OofZonePair *pair;

  g_return_val_if_fail (iana != NULL, NULL);
  pair = find (iana, oof_zones_by_iana, oof_zones_n_by_iana);
  return pair == NULL ? NULL : pair->other;
}

const char *
oof_zones_iana_from_any (const char *name)
{
  const char *iana = oof_zones_iana_from_windows (name);
  const OofZonePair *pair;

  if (iana != NULL)
    return iana;
  pair = find (name, oof_zones_by_iana, oof_zones_n_by_iana);
  if (pair == NULL)
    return NULL;
  return g_str_equal (pair->other, "UTC") ? "UTC" : pair->name;
}
