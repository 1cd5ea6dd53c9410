/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-person.h"

G_BEGIN_DECLS

/* People as a CSV file (format/oof-csv.h): the column address, and any of name, zone, language and
 * the attributes of core/oof-people.h. An empty field says nothing. */

/* Reads @bytes. @problems: (element-type utf8) gets a line "line 7, column zone: …" for each row
 * that is wrong. Errors: INVALID, LIMIT: the file is no such table (unknown columns included).
 * (transfer full) (element-type OofPerson): the good rows */
GPtrArray *oof_people_file_read (GBytes *bytes, GPtrArray *problems, GError **error);
/* With the columns that somebody of @people (OofPerson) needs. (transfer full) */
char *oof_people_file_write (GPtrArray *people);

G_END_DECLS
