/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-options.h"
#include "core/oof-person.h"
#include "core/oof-subject.h"
#include "core/oof-template.h"

G_BEGIN_DECLS

/* The template engine (decisions 6): a pure function of template, absence, people and options. */

typedef enum
{
  OOF_RENDER_INTERNAL,
  OOF_RENDER_EXTERNAL
} OofRenderTarget;

typedef struct
{
  OofPerson *person;   /* (not owned) */
  OofPerson *deputy;   /* (not owned) (nullable) */
  OofPerson *forward;  /* (not owned) (nullable) the forwarding target, when it is a known person */
  OofAbsence *absence; /* (not owned) */
  OofOptions *options; /* (not owned) */
  GPtrArray *subjects; /* (not owned) (nullable) OofSubject: which of them are confidential */
} OofRenderInput;

typedef struct
{
  char *text;    /* (owned) what a text template gives: lines with "\n", no trailing line break;
                    for an HTML template its visible text */
  char *html;    /* (owned) what is sent to Exchange; "" when nothing is left */
  char *subject; /* (owned) (nullable) from [##OOFSubject:…] */
  GPtrArray *unknown; /* (owned) (element-type utf8) names that no variable has; counted as empty */
} OofRendered;

OofRendered *
oof_render (const OofTemplate *tmpl, const OofRenderInput *input, OofRenderTarget target);
void oof_rendered_free (OofRendered *self);
/* The date as the language wants it: de 11.06.2027, en 11 June 2027. (transfer full) */
char *oof_render_date (OofDay day, const char *language);

/* What a check of a template found; `oofctl template check` prints one a line. */
typedef struct
{
  gboolean is_error;
  guint line; /* from 1; 0: none in particular */
  char *code; /* (owned) "unknown-variable", "unclosed-language", … : words in app/oof-words.c */
  char *what; /* (owned) the name or text concerned */
  gboolean external; /* the line is one of OofTemplate.external */
} OofTemplateFinding;

/* What can be said of the template alone; core/oof-text-check.h knows where it is used. Linear in
 * the size of the template. (transfer full) (element-type OofTemplateFinding): body first, then the
 * external text, each in line order. */
GPtrArray *oof_template_check (const OofTemplate *tmpl);
void oof_template_finding_free (OofTemplateFinding *self);

/* The languages of its blocks, each once, as they come. (transfer full)
 * (element-type utf8) */
GPtrArray *oof_template_list_languages (const OofTemplate *tmpl);

/* For insert menus and completion: every known name without prefix, NULL-terminated. */
const char *const *oof_render_list_names (void);
/* Whether @name is that of a marker, which has no value and only steers its line. */
gboolean oof_render_is_marker (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRendered, oof_rendered_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTemplateFinding, oof_template_finding_free)

G_END_DECLS
