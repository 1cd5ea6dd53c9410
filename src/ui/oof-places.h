/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/oof-window.h"

#include "app/oof-session.h"

G_BEGIN_DECLS

/* The places of the window, in the order of its navigation: one line each in oof-places.c. */
typedef struct
{
  const char *name;    /* as in `--place`, and of the page */
  const char *icon;    /* icon name */
  const char *label;   /* to be translated */
  const char *heading; /* (nullable) to be translated; begins a group: "" with a line alone */
  /* Makes the page when it is first shown; NULL: the entry starts @action instead. */
  GtkWidget *(*create) (OofWindow *window, OofSession *session);
  const char *action; /* (nullable) of the window */
  gboolean plans;     /* a new absence is what one does here next; else the page suggests its own */
} OofPlace;

const OofPlace *oof_places_get (guint *n_places);
/* (transfer none) (nullable) */
const OofPlace *oof_places_find (const char *name);
/* The names, separated by commas. (transfer full) */
char *oof_places_list_names (void);

G_END_DECLS
