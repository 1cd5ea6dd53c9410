/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/oof-person-item.h"

G_BEGIN_DECLS

/* Finds a person as one types: all words in name, address or department. Down goes into the list,
 * Enter takes the first one found.
 *
 * Signal: "picked" (OofPersonItem). */
#define OOF_TYPE_PERSON_POPOVER (oof_person_popover_get_type ())
G_DECLARE_FINAL_TYPE (OofPersonPopover, oof_person_popover, OOF, PERSON_POPOVER, GtkPopover)

GtkWidget *oof_person_popover_new (void);
/* @people: (element-type OofPerson) by name. */
void oof_person_popover_set_people (OofPersonPopover *self, GPtrArray *people);

G_END_DECLS
