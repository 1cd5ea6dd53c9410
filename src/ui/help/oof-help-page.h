/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A page of the help as it is shown: blocks one under the other, their words in Pango's markup. The
 * pages are made of docs/help by tools/help-pages.py and lie in a resource, by language. */

typedef enum
{
  OOF_HELP_TITLE,
  OOF_HELP_HEADING,
  OOF_HELP_PARAGRAPH,
  OOF_HELP_ITEM,
  OOF_HELP_CODE,
  OOF_HELP_TABLE_HEAD,
  OOF_HELP_TABLE_ROW
} OofHelpKind;

typedef struct
{
  OofHelpKind kind;
  guint number;     /* of an item in a numbered list; 0: a bullet */
  GPtrArray *cells; /* (owned) char *: markup; one, but in a table */
} OofHelpBlock;

typedef struct
{
  GPtrArray *blocks; /* (owned) OofHelpBlock; the first is the title */
} OofHelpPage;

/* What the help begins with, and where it leads that has no page of its own. */
#define OOF_HELP_INDEX "index"

/* The first language of this person that the help has. (transfer none) */
const char *oof_help_get_language (void);
gboolean oof_help_has_page (const char *language, const char *name);
/* Errors: there is no such page, or it is not what tools/help-pages.py makes. */
OofHelpPage *oof_help_page_load (const char *language, const char *name, GError **error);
void oof_help_page_free (OofHelpPage *self);
/* The name of the page that @href of a page leads to, NULL for one outside. (transfer full) */
char *oof_help_dup_target (const char *href);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofHelpPage, oof_help_page_free)

G_END_DECLS
