/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-document-item-private.h"

#define DOCUMENT_DAY  10957 /* 2000-01-01 */
#define SECONDS_A_DAY 86400
#define DO_NOT_EDIT   "do not edit; edit in OOF Manager"

OofItem *
oof_document_item_new (const char *key, const OofStamp *stamp, const char *summary, char *stored)
{
  OofItem *item;

  if (!stored)
    return NULL;
  item = oof_item_new (OOF_CALENDAR_DOCUMENTS);
  g_free (item->subject);
  item->subject = g_strdup (key);
  item->body = g_strconcat (summary, "\n\n", DO_NOT_EDIT, NULL);
  item->all_day = TRUE;
  item->first_day = DOCUMENT_DAY;
  item->last_day = DOCUMENT_DAY;
  item->range.from = (OofInstant) DOCUMENT_DAY * SECONDS_A_DAY;
  item->range.to = item->range.from + SECONDS_A_DAY;
  item->key = g_strdup (key);
  item->rev = stamp->rev;
  item->document = stored;
  return item;
}
