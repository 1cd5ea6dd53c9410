/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every option of the dialog, in its order: where it stands, what it is called and what it does. */

typedef enum
{
  OOF_OPTIONS_EXCHANGE,
  OOF_OPTIONS_CALENDAR,
  OOF_OPTIONS_ADMINISTRATOR,
  OOF_OPTIONS_USERS,
  OOF_OPTIONS_ACCESS,
  OOF_OPTIONS_PARAMETERS,
  OOF_OPTIONS_TASK,
  OOF_OPTIONS_LICENCE,
  OOF_N_OPTIONS_PAGES
} OofOptionsPage;

typedef struct
{
  OofOptionsPage page;
  const char *group;  /* (nullable) to be translated: begins a group with this heading */
  const char *name;   /* (nullable) of core/oof-option-field.h; NULL: shown only, cannot be set */
  const char *title;  /* (nullable) to be translated: of one without a name */
  const char *effect; /* to be translated */
} OofOptionEntry;

/* Ended by one without an effect. */
extern const OofOptionEntry oof_options_table[];
/* To be translated. */
const char *oof_options_page_title (OofOptionsPage page);
/* What it is called, translated. */
const char *oof_options_entry_get_title (const OofOptionEntry *entry);
/* (nullable) */
const OofOptionEntry *oof_options_table_find (const char *name);

G_END_DECLS
