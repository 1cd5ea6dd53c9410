/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-reply-state.h"

G_BEGIN_DECLS

/* A template (Vorlage): document d:template:UUID. Reference-counted; not changed once shared. */
typedef struct
{
  char *key;  /* (owned) "d:template:UUID" */
  gint64 rev; /* 0: not stored yet */
  char *name; /* (owned) unique without regard to case */
  gboolean html;
  char *body;           /* (owned) the text for both replies, or the internal one */
  char *external;       /* (owned) (nullable) NULL: body serves both; "" : no external reply */
  OofAudience audience; /* UNSET: the option's */
  char *document;       /* (owned) (nullable) the stored JSON */
} OofTemplate;

#define OOF_TYPE_TEMPLATE (oof_template_get_type ())
GType oof_template_get_type (void);

/* A text template with a fresh key and rev 0. */
OofTemplate *oof_template_new (const char *name, gboolean html, const char *body);
OofTemplate *oof_template_ref (OofTemplate *self);
void oof_template_unref (OofTemplate *self);
OofTemplate *oof_template_copy (const OofTemplate *self);
/* By name, without regard to case. (transfer none) (nullable) */
OofTemplate *oof_template_find (GPtrArray *templates, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTemplate, oof_template_unref)

G_END_DECLS
