/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-range.h"

gboolean
oof_range_is_valid (OofRange range)
{
  return range.from < range.to;
}

gboolean
oof_range_contains (OofRange range, OofInstant instant)
{
  return range.from <= instant && instant < range.to;
}

OofOverlap
oof_range_overlap (OofRange a, OofRange b)
{
  if (!oof_range_overlaps (a, b))
    return OOF_OVERLAP_NONE;
  if (a.from == b.from && a.to == b.to)
    return OOF_OVERLAP_EQUAL;
  if (a.from >= b.from && a.to <= b.to)
    return OOF_OVERLAP_SUBSET;
  if (a.from <= b.from && a.to >= b.to)
    return OOF_OVERLAP_SUPERSET;
  return OOF_OVERLAP_INTERSECTS;
}

gboolean
oof_range_overlaps (OofRange a, OofRange b)
{
  return oof_range_is_valid (oof_range_intersection (a, b));
}

gboolean
oof_range_touches (OofRange a, OofRange b)
{
  return oof_range_is_valid (a) && oof_range_is_valid (b) && a.from <= b.to && b.from <= a.to;
}

/* A range that holds nothing adds nothing. */
OofRange
oof_range_union (OofRange a, OofRange b)
{
  if (!oof_range_is_valid (a))
    return b;
  if (!oof_range_is_valid (b))
    return a;
  return (OofRange){ MIN (a.from, b.from), MAX (a.to, b.to) };
}

OofRange
oof_range_intersection (OofRange a, OofRange b)
{
  OofRange common = { MAX (a.from, b.from), MIN (a.to, b.to) };

  if (!oof_range_is_valid (common))
    common.to = common.from;
  return common;
}
