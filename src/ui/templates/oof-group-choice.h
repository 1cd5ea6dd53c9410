/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* Which groups a template is limited to; none of them: to no group. Signal: "changed". */
#define OOF_TYPE_GROUP_CHOICE (oof_group_choice_get_type ())
G_DECLARE_FINAL_TYPE (OofGroupChoice, oof_group_choice, OOF, GROUP_CHOICE, AdwBin)

GtkWidget *oof_group_choice_new (void);
/* @groups: (element-type OofGroup) those that there are; @chosen: (nullable). A chosen one that is
 * gone stays and can be taken out. */
void oof_group_choice_show (OofGroupChoice *self, GPtrArray *groups, const char *const *chosen);
/* (transfer full) (nullable): no group. */
GStrv oof_group_choice_dup_chosen (OofGroupChoice *self);

G_END_DECLS
