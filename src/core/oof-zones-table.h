/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;  /* what is looked for */
  const char *other; /* its counterpart */
} OofZonePair;

extern const OofZonePair oof_zones_by_windows[];
extern const gsize oof_zones_n_by_windows;
extern const OofZonePair oof_zones_by_iana[];
extern const gsize oof_zones_n_by_iana;

G_END_DECLS
