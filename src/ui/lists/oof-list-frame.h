/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/oof-session.h"

G_BEGIN_DECLS

/* What a list of lines of the service mailbox (subjects, groups, users) is made of. */
typedef struct
{
  const char *title;  /* to be translated, as all texts here */
  const char *about;  /* what the list is for, one or two sentences */
  const char *empty;  /* what to do when it is empty */
  const char *add;    /* "Add a subject" */
  const char *remove; /* "Remove the subject" */
  gboolean ordered;   /* the order of the lines counts, and can be changed */

  /* The lines as read last: reference-counted values that nobody changes. (transfer none) */
  GPtrArray *(*get) (OofSession *session);
  gpointer (*copy) (gconstpointer line); /* changeable */
  GDestroyNotify free;
  gboolean (*equal) (gconstpointer a, gconstpointer b);
  const char *(*get_name) (gconstpointer line);
  gpointer (*create) (OofSession *session, GPtrArray *lines); /* a new line */
  gboolean (*is_fixed) (gconstpointer line); /* (nullable) neither moved nor removed, at the top */
  void (*number) (GPtrArray *lines);         /* (nullable) after the order changed */
  gboolean (*check) (GPtrArray *lines, GError **error);
  /* Picture of a row (nullable), and the words below its name. (transfer full) */
  GtkWidget *(*create_picture) (gconstpointer line);
  char *(*describe) (OofSession *session, gconstpointer line);

  void (*save_async) (OofSession *session,
                      GPtrArray *before,
                      GPtrArray *after,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*save_finish) (OofSession *session, GAsyncResult *result, GError **error);
} OofListKind;

/* A list with the form of its selected line. Changes are a draft until they are saved; what
 * somebody else changed meanwhile is merged, and a conflict asks. For those who may not change it,
 * it says why and changes nothing.
 *
 * Signals: "selected": another line, or none, or other values than the form shows; "edited": any
 * line of the draft changed. */
#define OOF_TYPE_LIST_FRAME (oof_list_frame_get_type ())
G_DECLARE_FINAL_TYPE (OofListFrame, oof_list_frame, OOF, LIST_FRAME, AdwBin)

/* @form: (transfer none) what stands beside the list. */
GtkWidget *oof_list_frame_new (OofSession *session, const OofListKind *kind, GtkWidget *form);
/* The selected line of the draft, to be changed in place. (transfer none) (nullable) */
gpointer oof_list_frame_get_selected (OofListFrame *self);
/* All lines of the draft. (transfer none) */
GPtrArray *oof_list_frame_get_lines (OofListFrame *self);
/* The form changed the selected line. */
void oof_list_frame_edited (OofListFrame *self);
gboolean oof_list_frame_is_editable (OofListFrame *self);
OofSession *oof_list_frame_get_session (OofListFrame *self);

G_END_DECLS
