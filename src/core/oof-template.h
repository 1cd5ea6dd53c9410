/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-reply-state.h"
#include "core/oof-time.h"

G_BEGIN_DECLS

/* What a template was before it was saved again. */
typedef struct
{
  gint64 rev;          /* that it had then */
  OofInstant saved_at; /* NONE: not known */
  char *saved_by;      /* (owned) (nullable) SMTP address */
  gboolean html;
  char *body;     /* (owned) */
  char *external; /* (owned) (nullable) */
  OofAudience audience;
} OofTemplateVersion;

/* Earlier versions that a template keeps: so many, and together at most so many bytes of text. */
#define OOF_TEMPLATE_MAX_VERSIONS      20
#define OOF_TEMPLATE_MAX_VERSION_BYTES 65536

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
  GStrv groups;         /* (owned) (nullable) names of d:groups; NULL: not limited to any */
  OofInstant saved_at;  /* NONE: not known */
  char *saved_by;       /* (owned) (nullable) SMTP address */
  GPtrArray *versions;  /* (owned) OofTemplateVersion, newest first */
  char *document;       /* (owned) (nullable) the stored JSON */
} OofTemplate;

#define OOF_TYPE_TEMPLATE (oof_template_get_type ())
GType oof_template_get_type (void);

/* A text template with a fresh key and rev 0. */
OofTemplate *oof_template_new (const char *name, gboolean html, const char *body);
OofTemplate *oof_template_ref (OofTemplate *self);
void oof_template_unref (OofTemplate *self);
OofTemplate *oof_template_copy (const OofTemplate *self);
/* Whether @name means it, without regard to case. */
gboolean oof_template_has_name (const OofTemplate *self, const char *name);
/* By name, without regard to case. (transfer none) (nullable) */
OofTemplate *oof_template_find (GPtrArray *templates, const char *name);

/* Whether somebody who belongs to @groups (names, nullable) may choose it. */
gboolean oof_template_allows (const OofTemplate *self, const char *const *groups);
/* Those of @templates (OofTemplate) that somebody who belongs to @groups may choose. (transfer
 * full) */
GPtrArray *oof_template_list_allowed (GPtrArray *templates, const char *const *groups);
/* Whether what is sent, and to whom, is the same: format, texts and audience. */
gboolean oof_template_same_content (const OofTemplate *self, const OofTemplate *other);

/* Whether ##NoForwardRequired stands alone on a line of it: then "forwarding required" does not
 * hold for those who use it (decisions 6). */
gboolean oof_template_waives_forward (const OofTemplate *self);

/* Versions. Only before sharing. */

/* @self takes the place of @before: it gets the versions of @before and, unless the content is the
 * same, @before itself as the newest; what is too much is dropped. */
void oof_template_follow (OofTemplate *self, const OofTemplate *before);
/* Adds one behind the others, fields still empty. (transfer none) */
OofTemplateVersion *oof_template_add_version (OofTemplate *self);
/* (transfer none) (nullable) */
const OofTemplateVersion *oof_template_find_version (const OofTemplate *self, gint64 rev);
/* A copy of @self, to be saved, with the format, texts and audience that it had at @rev. (transfer
 * full) (nullable): there is no such version. */
OofTemplate *oof_template_restore (const OofTemplate *self, gint64 rev);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTemplate, oof_template_unref)

G_END_DECLS
