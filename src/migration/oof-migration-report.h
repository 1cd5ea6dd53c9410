/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "migration/oof-migration-pages.h"
#include "migration/oof-migration-report-words.h"

G_BEGIN_DECLS

/* The outcome: what was seen, decided and carried over, as blocks that HTML and PDF are made of, in
 * the language of the interface. Nothing secret is in the state, so nothing is in here. */

typedef enum
{
  OOF_REPORT_TITLE,
  OOF_REPORT_HEADING,
  OOF_REPORT_TEXT,
  OOF_REPORT_HEAD, /* of a table, with the rows after it */
  OOF_REPORT_ROW,
  OOF_REPORT_PICTURE, /* title, file */
  OOF_REPORT_SIGNATURE
} OofReportKind;

typedef struct
{
  OofReportKind kind;
  GStrv cells; /* (owned) */
} OofReportBlock;

/* (transfer full) (element-type OofReportBlock) */
GPtrArray *oof_migration_report_build (const OofMigrationState *state,
                                       OofMigrationOptionTitle title);
/* One page that needs nothing else: pictures of @folder (nullable: none) are inside. (transfer
 * full) */
char *oof_migration_report_to_html (GPtrArray *blocks, const char *folder);

G_END_DECLS
