/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-options.h"

G_BEGIN_DECLS

typedef enum
{
  OOF_OPTION_NUMBER,
  OOF_OPTION_SWITCH,
  OOF_OPTION_TEXT,
  OOF_OPTION_ZONE,    /* an IANA name */
  OOF_OPTION_ADDRESS, /* an SMTP address in lower case, or "" */
  OOF_OPTION_COLOR,   /* "#1a5fb4", or "" */
  OOF_OPTION_AUDIENCE
} OofOptionKind;

/* One option that can be set by its name in d:options (docs/storage-format.md): which values it
 * may have, for whoever shows, sets or reads it. */
typedef struct
{
  const char *name; /* "leadDays" */
  OofOptionKind kind;
  gsize offset; /* of the member of OofOptions */
  int min;      /* NUMBER: both inclusive; TEXT: characters */
  int max;
  const char *fallback; /* the default, as oof_option_field_set() takes it */
} OofOptionField;

/* In the order of the document, ended by one without a name. */
extern const OofOptionField oof_option_fields[];
/* Exact letter case. (nullable) */
const OofOptionField *oof_option_field_find (const char *name);

int oof_option_field_get_number (const OofOptionField *self, const OofOptions *options);
gboolean oof_option_field_get_switch (const OofOptionField *self, const OofOptions *options);
/* Whether the member of OofOptions is an owned string. */
gboolean oof_option_field_is_string (const OofOptionField *self);
/* Of any kind, as oof_option_field_set() takes it: "3", "true", "Europe/Berlin". (transfer full) */
char *oof_option_field_dup_text (const OofOptionField *self, const OofOptions *options);
/* Only before sharing. Errors: INVALID, naming what would do; then @options stay as they are. */
gboolean oof_option_field_set (const OofOptionField *self,
                               OofOptions *options,
                               const char *text,
                               GError **error);

G_END_DECLS
