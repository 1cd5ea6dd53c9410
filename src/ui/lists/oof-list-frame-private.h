/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/oof-list-frame.h"
#include "ui/parts/oof-list-place.h"
#include "ui/parts/oof-unsaved.h"

G_BEGIN_DECLS

struct _OofListFrame
{
  AdwBin parent_instance;

  OofListPlace *place; /* (owned by the widget tree) */
  GtkListBox *list;    /* of the place */
  GtkLabel *empty;
  GtkBox *tools;
  GtkButton *add;
  GtkButton *remove;
  GtkBox *order;
  AdwBin *form_frame;

  OofSession *session;       /* (owned) */
  const OofListKind *kind;   /* (not owned) static */
  GPtrArray *before;         /* (owned) lines that the draft was made from */
  GPtrArray *lines;          /* (owned) the draft */
  GCancellable *cancellable; /* (owned) (nullable) while it is saved */
  gboolean editable;
  gboolean filling; /* rows come and go by program */
};

/* oof-list-frame.c */
void _oof_list_frame_reset (OofListFrame *self);
void _oof_list_frame_update_bar (OofListFrame *self);
gboolean _oof_list_frame_is_changed (OofListFrame *self);

/* oof-list-frame-save.c */
void _oof_list_frame_install_save_actions (GtkWidgetClass *widget_class);
void _oof_list_frame_unsaved_iface_init (OofUnsavedInterface *iface);

G_END_DECLS
