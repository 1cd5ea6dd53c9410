/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-time.h"

G_BEGIN_DECLS

/* A half-open span [from, to). A small value, passed by value. to may be OOF_INSTANT_FOREVER. */
typedef struct
{
  OofInstant from;
  OofInstant to;
} OofRange;

/* How a lies to b. */
typedef enum
{
  OOF_OVERLAP_NONE,       /* no common instant (touching counts as none) */
  OOF_OVERLAP_INTERSECTS, /* a common part, neither holds the other */
  OOF_OVERLAP_SUBSET,     /* a lies within b */
  OOF_OVERLAP_EQUAL,
  OOF_OVERLAP_SUPERSET /* a holds b */
} OofOverlap;

gboolean oof_range_is_valid (OofRange range); /* from < to */
gboolean oof_range_contains (OofRange range, OofInstant instant);
OofOverlap oof_range_overlap (OofRange a, OofRange b);
gboolean oof_range_overlaps (OofRange a, OofRange b);
gboolean oof_range_touches (OofRange a,
                            OofRange b);           /* overlap, or one ends where the other starts */
OofRange oof_range_union (OofRange a, OofRange b); /* the smallest range that holds both */
/* The common part; from == to when there is none. */
OofRange oof_range_intersection (OofRange a, OofRange b);

G_END_DECLS
