/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-render.h"

G_BEGIN_DECLS

/* The parts of the template engine: the table of variables and their values
 * (oof-render-values.c), the scanner (oof-render-scan.c), the engine for one line (oof-render.c),
 * and the lines of HTML (oof-render-html.c). Private to core. */

typedef enum
{
  OOF_VARIABLE_PERSON, /* directory attribute of the absent person */
  OOF_VARIABLE_DEPUTY, /* the same of the deputy */
  OOF_VARIABLE_FROM,
  OOF_VARIABLE_TO,
  OOF_VARIABLE_AT,
  OOF_VARIABLE_BACK,
  OOF_VARIABLE_TIME_FROM,
  OOF_VARIABLE_TIME_TO,
  OOF_VARIABLE_ZONE,
  OOF_VARIABLE_OFFSET,
  OOF_VARIABLE_NOTE,
  OOF_VARIABLE_SUBJECT,
  OOF_VARIABLE_NOT_WORD,
  OOF_VARIABLE_OTHER_NOT_WORD,
  /* Markers: they have no value but name the case in which their line is kept. */
  OOF_VARIABLE_FORWARDED,
  OOF_VARIABLE_NOT_FORWARDED,
  OOF_VARIABLE_HAS_DEPUTY,
  OOF_VARIABLE_NO_DEPUTY,
  OOF_VARIABLE_EXTERNAL,
  OOF_VARIABLE_INTERNAL,
  OOF_VARIABLE_NO_TIME_FROM,
  OOF_VARIABLE_NO_TIME_TO,
  OOF_VARIABLE_NO_FORWARD_REQUIRED
} OofVariableKind;

typedef struct
{
  const char *name;
  OofVariableKind kind;
  const char *attribute; /* PERSON and DEPUTY */
} OofVariable;

/* Returns: (nullable): NULL for a name that no variable has. */
const OofVariable *oof_variable_find (const char *name, gsize length);
gboolean oof_variable_is_marker (const OofVariable *self);
/* The number of somebody's home or own telephone. */
gboolean oof_variable_is_private (const OofVariable *self);

/* What the absence says, worked out once for each rendering. */
typedef struct
{
  const OofRenderInput *input;
  OofRenderTarget target;
  OofDay first;
  OofDay last; /* NONE: no end */
  OofDay back;
  int minute_from; /* -1: no clock time given */
  int minute_to;
  int offset; /* from UTC in minutes, at the start */
} OofRenderFacts;

void
oof_render_facts_init (OofRenderFacts *self, const OofRenderInput *input, OofRenderTarget target);
gboolean oof_render_facts_hold (const OofRenderFacts *self, const OofVariable *marker);
/* The bare value, "" when empty. @language: for dates. (transfer full) */
char *oof_render_facts_get (const OofRenderFacts *self,
                            const OofVariable *variable,
                            const char *language);

typedef enum
{
  OOF_SCAN_TEXT,
  OOF_SCAN_VARIABLE,     /* @@name, ##name */
  OOF_SCAN_LANGUAGE,     /* [lang:de] */
  OOF_SCAN_LANGUAGE_END, /* [/lang] */
  OOF_SCAN_SUBJECT       /* [##OOFSubject:text] */
} OofScanKind;

typedef struct
{
  OofScanKind kind;
  const char *start; /* the whole item */
  const char *end;
  const char *inner; /* name of a variable, code of a language, text of a subject */
  gsize inner_length;
  gboolean removes_line;       /* ##name */
  const OofVariable *variable; /* (nullable) NULL: unknown */
} OofScanItem;

typedef struct
{
  const char *begin;
  const char *cursor;
  const char *end;
  const char *variable_end; /* where the last variable ended: the next may follow at once */
} OofScanner;

/* @text must be valid UTF-8. The items follow each other without a gap. */
void oof_scanner_init (OofScanner *self, const char *text, const char *end);
gboolean oof_scanner_next (OofScanner *self, OofScanItem *item);

/* A variable that a kept line shows. */
typedef struct
{
  const OofVariable *variable;
  guint line; /* of the body, from 1 */
  gboolean empty;
  gboolean removes_line; /* ##name */
} OofRenderNote;

/* oof_render() that writes down what it meets; blocks of languages keep the order of the body.
 * @notes: OofRenderNote. */
OofRendered *oof_render_with_notes (const OofTemplate *tmpl,
                                    const OofRenderInput *input,
                                    OofRenderTarget target,
                                    GArray *notes);

/* What lasts for a whole rendering. */
typedef struct
{
  OofRenderFacts facts;
  gboolean html;
  char *language;          /* (owned) (nullable) of the [lang] block that is open */
  char *subject;           /* (owned) (nullable) */
  GPtrArray *unknown;      /* (owned) utf8 */
  GHashTable *unknown_set; /* (owned) the same names, not owned */
  GArray *notes;           /* (not owned) (nullable) */
  const char *counted;     /* lines of the body are counted up to here */
  guint line_number;       /* of counted */
} OofRenderEngine;

/* What is known of the line that is being written. */
typedef struct
{
  gboolean dropped; /* a marker does not hold, or ##name is empty */
  gboolean content; /* holds more than blanks and things that only steer */
  gboolean solid;   /* holds more than white space of the source (U+00A0 is more) */
  gboolean steers;  /* holds [lang], [/lang], a subject or ##NoForwardRequired */
  gboolean trim;    /* blanks that come next are left out */
  char *subject;    /* (owned) (nullable) counts when the line is kept */
  guint first_note; /* where the notes of the line start */
} OofRenderLine;

/* Appends @text with its variables replaced. Valid UTF-8, part of one line. */
void oof_render_engine_expand (
    OofRenderEngine *self, OofRenderLine *line, const char *text, const char *end, GString *out);
/* The same for the attributes of an HTML tag, where nothing but variables counts. */
void oof_render_engine_expand_tag (
    OofRenderEngine *self, OofRenderLine *line, const char *tag, const char *end, GString *out);
/* Ends the line and clears @line for the next. Returns: whether it stays. */
gboolean oof_render_engine_end_line (OofRenderEngine *self, OofRenderLine *line);

/* The HTML of the reply; "" when nothing visible is left. (transfer full) */
char *oof_render_html (OofRenderEngine *engine, const char *body);
/* Whether a tag of that name ends a line. */
gboolean oof_render_ends_line (const char *tag_name);

G_END_DECLS
