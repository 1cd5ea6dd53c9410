/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/timeline/oof-timeline-scale.h"

G_BEGIN_DECLS

/* What stays in place above the rows of a timeline: months, week numbers, weekdays and days as far
 * as there is room, today, and the selected days. */
#define OOF_TYPE_TIMELINE_HEADER (oof_timeline_header_get_type ())
G_DECLARE_FINAL_TYPE (OofTimelineHeader, oof_timeline_header, OOF, TIMELINE_HEADER, GtkWidget)

GtkWidget *oof_timeline_header_new (OofTimelineScale *scale);

G_END_DECLS
