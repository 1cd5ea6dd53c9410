/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-journal-line.h"

#include "core/oof-error.h"
#include "store/oof-document-private.h"
#include "store/oof-record-json.h"
#include "store/oof-run-log-json.h"

#include <string.h>

#define VERSION    1
#define SUM_LENGTH 16

/* Takes @writer. */
static char *
finish (OofJsonWriter *writer)
{
  g_autoptr (OofJsonWriter) owned = writer;
  g_autofree char *json = oof_json_writer_finish (owned);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);

  return g_strdup_printf ("%.*s %s\n", SUM_LENGTH, sum, json);
}

char *
oof_journal_line_write_head (const OofRunLog *log)
{
  OofJsonWriter *writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_int (writer, "v", VERSION);
  oof_json_writer_add_string (writer, "run", log->run);
  oof_document_add_instant (writer, "at", log->at);
  oof_json_writer_add_string_or_null (writer, "by", log->by);
  oof_json_writer_end_object (writer);
  return finish (writer);
}

char *
oof_journal_line_write_entry (const OofJournalEntry *entry)
{
  OofJsonWriter *writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);

  oof_json_writer_begin_object (writer, NULL);
  oof_json_writer_add_string (writer, "address", entry->address);
  oof_json_writer_add_bool (writer, "open", entry->open);
  if (entry->record)
    oof_record_json_add (writer, "record", entry->record, NULL);
  oof_run_log_json_add_person (writer, "line", entry->line);
  oof_json_writer_end_object (writer);
  return finish (writer);
}

OofJson *
oof_journal_line_open (const char *line, gsize length, GError **error)
{
  g_autofree char *sum = NULL;
  g_autofree char *json = NULL;

  if (length > SUM_LENGTH && line[SUM_LENGTH] == ' ')
    {
      json = g_strndup (line + SUM_LENGTH + 1, length - SUM_LENGTH - 1);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) line + SUM_LENGTH + 1,
                                         length - SUM_LENGTH - 1);
    }
  if (sum && strncmp (sum, line, SUM_LENGTH) == 0)
    return oof_json_parse_text (json, 0, error);
  g_set_error_literal (error, OOF_ERROR, OOF_ERROR_PROTOCOL, "a line whose checksum is wrong");
  return NULL;
}

static gboolean
read_head (OofJson *json, OofJournalRemains *self, GError **error)
{
  g_clear_pointer (&self->log->by, g_free);
  return oof_document_check_version (json, error)
         && oof_document_read_instant (json, "at", &self->log->at, error)
         && oof_json_read_string (json, "by", OOF_OPTIONAL, &self->log->by, error);
}

static gboolean
read_entry (OofJson *json, OofJournalRemains *self, GError **error)
{
  g_autofree char *address = NULL;
  g_autoptr (OofJson) member = NULL;
  g_autoptr (OofJson) line = NULL;
  g_autoptr (OofRecord) record = NULL;
  gboolean open = FALSE;

  if (!oof_json_read_string (json, "address", OOF_REQUIRED, &address, error)
      || !oof_json_read_bool (json, "open", OOF_REQUIRED, &open, error)
      || !oof_json_read_object (json, "line", OOF_REQUIRED, &line, error)
      || !oof_json_read_object (json, "record", OOF_OPTIONAL, &member, error))
    return FALSE;
  if (member)
    {
      record = oof_record_json_read_one (member, address, error);
      if (!record)
        return FALSE;
    }
  oof_run_log_remove_person (self->log, address);
  if (!oof_run_log_json_read_person (line, self->log, error))
    return FALSE;
  g_hash_table_remove (self->records, address);
  g_hash_table_remove (self->open, address);
  if (record)
    g_hash_table_insert (self->records, g_strdup (address), g_steal_pointer (&record));
  if (open)
    g_hash_table_add (self->open, g_steal_pointer (&address));
  return TRUE;
}

gboolean
oof_journal_line_read (OofJson *json, OofJournalRemains *self, GError **error)
{
  g_autoptr (OofJson) version = oof_json_get_member (json, "v");

  return version ? read_head (json, self, error) : read_entry (json, self, error);
}
