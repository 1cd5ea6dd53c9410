/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-group.h"
#include "core/oof-render.h"

G_BEGIN_DECLS

/* The text check (issue 5): what is wrong or doubtful with a template in the place where it is
 * used. Errors block saving, warnings say. Both functions give what oof_template_check() finds,
 * too. Findings of no particular line have line 0. (transfer full) (element-type
 * OofTemplateFinding): body first, then the external text, each in line order. */

/* In this organisation: whether its language is there when everybody gets the template, whether a
 * group that is never switched off would be told an end. @groups: (nullable) OofGroup. */
GPtrArray *
oof_text_check_setup (const OofTemplate *tmpl, const OofOptions *options, GPtrArray *groups);

/* For one absence. */
typedef struct
{
  const OofTemplate *tmpl;     /* (not owned) */
  const OofRenderInput *input; /* (not owned) */
  OofAudience audience;    /* who outside gets a reply; NONE: the external text does not count */
  gboolean open_end_group; /* the reply is never switched off */
  OofInstant now;
} OofTextCheckInput;

GPtrArray *oof_text_check_absence (const OofTextCheckInput *input);

G_END_DECLS
