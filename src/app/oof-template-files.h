/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-template.h"
#include "core/oof-text-decode.h"

G_BEGIN_DECLS

/* Templates as files, as the original keeps them: a folder of NAME.txt and NAME.htm. One file is
 * one template and serves both replies. Where a second one is called "NAME extern" (or external,
 * with blank, '.', '-' or '_' before it) and there is a NAME or a "NAME intern", it is the external
 * text of that template. */

/* One template of a folder, or a file that is none. */
typedef struct
{
  char *file;           /* (owned) its name in the folder, of the body */
  OofEncoding encoding; /* of the body */
  OofTemplate *tmpl;    /* (owned) (nullable) rev 0 */
  GError *error;        /* (owned) (nullable) why there is none: exactly one of both is NULL */
} OofTemplateFile;

/* Reads the .txt, .htm and .html files of @folder, or @folder itself when it is one of them; other
 * files and folders are left alone. Errors: those of GIO when the folder cannot be read; a file
 * that cannot be read or is no text does not stop the others. */
void oof_template_files_read_async (GFile *folder,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) (element-type OofTemplateFile): by name of the file. */
GPtrArray *oof_template_files_read_finish (GAsyncResult *result, GError **error);

/* Writes @templates (OofTemplate) into @folder, which is made when it is missing, in UTF-8: texts
 * as NAME.txt or NAME.htm, external ones as "NAME extern". Files of these names are replaced.
 * Characters that a file name cannot hold become '_'. Audience and groups are not in such files: a
 * backup has them. Errors: those of GIO; EXISTS when two templates would have the same file. */
void oof_template_files_write_async (GFile *folder,
                                     GPtrArray *templates,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Returns: (transfer full) (element-type filename): the names of the files. */
GPtrArray *oof_template_files_write_finish (GAsyncResult *result, GError **error);

/* The template that ships with the program, called "Standard", in German and English: for a new
 * database, and for everybody who lost it. (transfer full), rev 0 */
OofTemplate *oof_template_files_get_standard (void);

G_END_DECLS
