/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/oof-person.h"

G_BEGIN_DECLS

#define OOF_KEY_PEOPLE "d:people:"
/* 10,000 people make documents of some 20 kB each. */
#define OOF_PEOPLE_PAGES 16

/* Pages d:people:0 … d:people:f (docs/storage-format.md) <-> imported people. Errors as in
 * store/oof-absence-json.h. */

/* Which page holds @address, 0 … OOF_PEOPLE_PAGES - 1. */
guint oof_people_json_get_page (const char *address);
/* (transfer full) */
char *oof_people_json_dup_key (guint page);
/* (transfer full) (element-type OofPerson) */
GPtrArray *oof_people_json_read (const char *key, const char *stored, GError **error);
/* Those of @people that belong to @page. @base: (nullable) the stored document that is replaced;
 * its unknown members survive. (transfer full) */
char *oof_people_json_write (GPtrArray *people,
                             guint page,
                             const char *base,
                             gint64 rev,
                             const char *write_id,
                             GError **error);

G_END_DECLS
