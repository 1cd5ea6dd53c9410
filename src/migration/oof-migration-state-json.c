/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-state.h"

#include "format/oof-json-writer.h"
#include "format/oof-json.h"

/* The document is one table: what each member is called, what it is and where it lies. Reading and
 * writing walk through it. */

typedef enum
{
  TEXT,         /* char * */
  TEXT_OR_NULL, /* char *; absent when NULL */
  SWITCH,       /* gboolean */
  NUMBER,       /* int or guint, not negative */
  INSTANT,      /* OofInstant; absent when NONE */
  VERDICT,      /* OofMigrationVerdict */
  STATUS,       /* OofStepStatus */
  TEXTS,        /* GPtrArray of char * */
  MAP,          /* GHashTable of char * */
  LIST,         /* GPtrArray of structures */
  STRUCTURE,    /* in place; may be absent */
  LATER_LIST,   /* LIST that files of the first days do not have */
  LATER_NUMBER  /* NUMBER that they do not have */
} Kind;

typedef struct _Shape Shape;

typedef struct
{
  const char *member;
  Kind kind;
  gsize offset;
  const Shape *shape; /* (nullable) of LIST and STRUCTURE */
} Field;

struct _Shape
{
  gsize size;
  const Field *fields; /* ended by one without a member */
};

#define FIELD(structure, name, kind, at)                                                           \
  {                                                                                                \
    name, kind, G_STRUCT_OFFSET (structure, at), NULL                                              \
  }
#define END                                                                                        \
  {                                                                                                \
    NULL, TEXT, 0, NULL                                                                            \
  }

static const Field check_fields[] = { FIELD (OofMigrationCheck, "id", TEXT, id),
                                      FIELD (OofMigrationCheck, "verdict", VERDICT, verdict),
                                      FIELD (OofMigrationCheck, "evidence", TEXT, evidence),
                                      FIELD (OofMigrationCheck, "remedy", TEXT_OR_NULL, remedy),
                                      FIELD (OofMigrationCheck, "at", INSTANT, at),
                                      END };
static const Field mark_fields[] = { FIELD (OofMigrationMark, "id", TEXT, id),
                                     FIELD (OofMigrationMark, "status", STATUS, status),
                                     FIELD (OofMigrationMark, "reason", TEXT_OR_NULL, reason),
                                     FIELD (OofMigrationMark, "at", INSTANT, at), END };
static const Field decision_fields[] = { FIELD (OofMigrationDecision, "what", TEXT, what),
                                         FIELD (OofMigrationDecision, "old", TEXT_OR_NULL, old),
                                         FIELD (OofMigrationDecision, "new", TEXT_OR_NULL, new),
                                         FIELD (OofMigrationDecision, "by", TEXT_OR_NULL, by),
                                         FIELD (OofMigrationDecision, "at", INSTANT, at),
                                         END };
static const Field picture_fields[] = { FIELD (OofMigrationPicture, "slot", TEXT, slot),
                                        FIELD (OofMigrationPicture, "file", TEXT, file),
                                        FIELD (OofMigrationPicture, "sha", TEXT, sha),
                                        FIELD (OofMigrationPicture, "width", NUMBER, width),
                                        FIELD (OofMigrationPicture, "height", NUMBER, height),
                                        FIELD (OofMigrationPicture, "at", INSTANT, at),
                                        END };
static const Field import_fields[] = { FIELD (OofMigrationImport, "old", TEXT, old),
                                       FIELD (OofMigrationImport, "key", TEXT, key), END };
static const Field count_fields[] = { FIELD (OofMigrationCount, "person", TEXT, person),
                                      FIELD (OofMigrationCount, "kind", TEXT, kind),
                                      FIELD (OofMigrationCount, "before", NUMBER, before),
                                      FIELD (OofMigrationCount, "after", NUMBER, after), END };
static const Field text_fields[] = { FIELD (OofMigrationText, "person", TEXT, person),
                                     FIELD (OofMigrationText, "external", SWITCH, external),
                                     FIELD (OofMigrationText, "old", TEXT, old),
                                     FIELD (OofMigrationText, "new", TEXT, new), END };
static const Field rehearsal_fields[] = {
  FIELD (OofMigrationRehearsal, "at", INSTANT, at),
  FIELD (OofMigrationRehearsal, "same", NUMBER, same),
  FIELD (OofMigrationRehearsal, "changed", NUMBER, changed),
  FIELD (OofMigrationRehearsal, "failed", NUMBER, failed),
  FIELD (OofMigrationRehearsal, "textsSame", LATER_NUMBER, texts_same),
  FIELD (OofMigrationRehearsal, "textsDifferent", LATER_NUMBER, texts_different),
  FIELD (OofMigrationRehearsal, "textsNew", LATER_NUMBER, texts_new),
  END
};

static const Shape check_shape = { sizeof (OofMigrationCheck), check_fields };
static const Shape mark_shape = { sizeof (OofMigrationMark), mark_fields };
static const Shape decision_shape = { sizeof (OofMigrationDecision), decision_fields };
static const Shape picture_shape = { sizeof (OofMigrationPicture), picture_fields };
static const Shape import_shape = { sizeof (OofMigrationImport), import_fields };
static const Shape count_shape = { sizeof (OofMigrationCount), count_fields };
static const Shape text_shape = { sizeof (OofMigrationText), text_fields };
static const Shape rehearsal_shape = { sizeof (OofMigrationRehearsal), rehearsal_fields };

#define STATE(name, kind, at) FIELD (OofMigrationState, name, kind, at)
#define STATE_OF(name, kind, at, shape)                                                            \
  {                                                                                                \
    name, kind, G_STRUCT_OFFSET (OofMigrationState, at), &shape                                    \
  }

static const Field state_fields[] = { STATE ("mailbox", TEXT, mailbox),
                                      STATE ("trial", SWITCH, trial),
                                      STATE ("page", TEXT, page),
                                      STATE ("startedAt", INSTANT, started_at),
                                      STATE_OF ("checks", LIST, checks, check_shape),
                                      STATE ("answers", MAP, answers),
                                      STATE ("lookAt", INSTANT, look_at),
                                      STATE ("look", MAP, look),
                                      STATE ("concluded", NUMBER, concluded),
                                      STATE ("ready", SWITCH, ready),
                                      STATE ("reasons", TEXTS, reasons),
                                      STATE ("corrected", NUMBER, corrected),
                                      STATE_OF ("marks", LIST, marks, mark_shape),
                                      STATE_OF ("decisions", LIST, decisions, decision_shape),
                                      STATE_OF ("pictures", LIST, pictures, picture_shape),
                                      STATE ("rules", TEXTS, rules),
                                      STATE_OF ("imported", LIST, imported, import_shape),
                                      STATE_OF ("counts", LIST, counts, count_shape),
                                      STATE ("leftovers", TEXTS, leftovers),
                                      STATE_OF ("rehearsal", STRUCTURE, rehearsal, rehearsal_shape),
                                      STATE_OF ("texts", LATER_LIST, texts, text_shape),
                                      STATE ("cutOverAt", INSTANT, cut_over_at),
                                      END };
static const Shape state_shape = { sizeof (OofMigrationState), state_fields };

/* Reading */

static gboolean read_shape (const Shape *shape, const OofJson *object, gpointer to, GError **error);

static gboolean
read_text (
    const OofJson *object, const Field *field, char **to, OofPresence presence, GError **error)
{
  g_clear_pointer (to, g_free);
  return oof_json_read_string (object, field->member, presence, to, error);
}

static gboolean
read_number (
    const OofJson *object, const Field *field, int *to, OofPresence presence, GError **error)
{
  gint64 number = 0;

  if (!oof_json_read_int (object, field->member, presence, &number, error))
    return FALSE;
  if (number >= 0 && number <= G_MAXINT)
    {
      *to = (int) number;
      return TRUE;
    }
  oof_json_set_error (object, field->member, error, "%" G_GINT64_FORMAT " makes no sense", number);
  return FALSE;
}

static gboolean
read_instant (const OofJson *object, const Field *field, OofInstant *to, GError **error)
{
  g_autofree char *text = NULL;

  *to = OOF_INSTANT_NONE;
  if (!oof_json_read_string (object, field->member, OOF_OPTIONAL, &text, error))
    return FALSE;
  return text == NULL || oof_instant_parse (text, to, error);
}

/* A word that stands for a value. */
static gboolean
read_word (const OofJson *object, const Field *field, gpointer to, GError **error)
{
  g_autofree char *word = NULL;

  if (!oof_json_read_string (object, field->member, OOF_REQUIRED, &word, error))
    return FALSE;
  if (field->kind == VERDICT ? oof_migration_verdict_from_string (word, to)
                             : oof_step_status_from_string (word, to))
    return TRUE;
  oof_json_set_error (object, field->member, error, "unknown value \"%s\"", word);
  return FALSE;
}

static gboolean
read_texts (const OofJson *object, const Field *field, GPtrArray *to, GError **error)
{
  g_auto (GStrv) list = NULL;

  if (!oof_json_read_strv (object, field->member, OOF_REQUIRED, &list, error))
    return FALSE;
  for (char **text = list; *text != NULL; text++)
    g_ptr_array_add (to, g_strdup (*text));
  return TRUE;
}

static gboolean
read_map (const OofJson *object, const Field *field, GHashTable *to, GError **error)
{
  g_autoptr (OofJson) values = NULL;

  if (!oof_json_read_object (object, field->member, OOF_REQUIRED, &values, error))
    return FALSE;
  g_auto (GStrv) names = oof_json_dup_member_names (values);
  for (char **name = names; *name != NULL; name++)
    {
      char *value = NULL;

      if (!oof_json_read_string (values, *name, OOF_REQUIRED, &value, error))
        return FALSE;
      g_hash_table_insert (to, g_strdup (*name), value);
    }
  return TRUE;
}

/* Each goes into the list before it is filled: the list knows how to free it. */
static gboolean
read_list (const OofJson *object, const Field *field, GPtrArray *to, GError **error)
{
  g_autoptr (OofJson) list = NULL;
  OofPresence presence = field->kind == LATER_LIST ? OOF_OPTIONAL : OOF_REQUIRED;

  if (!oof_json_read_array (object, field->member, presence, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < oof_json_get_length (list); i++)
    {
      g_autoptr (OofJson) element = oof_json_get_element (list, i);
      gpointer one = g_malloc0 (field->shape->size);

      g_ptr_array_add (to, one);
      if (!oof_json_expect (element, OOF_JSON_OBJECT, error)
          || !read_shape (field->shape, element, one, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_structure (const OofJson *object, const Field *field, gpointer to, GError **error)
{
  g_autoptr (OofJson) inner = NULL;

  if (!oof_json_read_object (object, field->member, OOF_OPTIONAL, &inner, error))
    return FALSE;
  return inner == NULL || read_shape (field->shape, inner, to, error);
}

static gboolean
read_field (const Field *field, const OofJson *object, gpointer to, GError **error)
{
  switch (field->kind)
    {
    case TEXT:
      return read_text (object, field, to, OOF_REQUIRED, error);
    case TEXT_OR_NULL:
      return read_text (object, field, to, OOF_OPTIONAL, error);
    case SWITCH:
      return oof_json_read_bool (object, field->member, OOF_REQUIRED, to, error);
    case NUMBER:
      return read_number (object, field, to, OOF_REQUIRED, error);
    case LATER_NUMBER:
      return read_number (object, field, to, OOF_OPTIONAL, error);
    case INSTANT:
      return read_instant (object, field, to, error);
    case VERDICT:
    case STATUS:
      return read_word (object, field, to, error);
    case TEXTS:
      return read_texts (object, field, *(GPtrArray **) to, error);
    case MAP:
      return read_map (object, field, *(GHashTable **) to, error);
    case LIST:
    case LATER_LIST:
      return read_list (object, field, *(GPtrArray **) to, error);
    case STRUCTURE:
    default:
      return read_structure (object, field, to, error);
    }
}

static gboolean
read_shape (const Shape *shape, const OofJson *object, gpointer to, GError **error)
{
  for (const Field *field = shape->fields; field->member != NULL; field++)
    if (!read_field (field, object, (char *) to + field->offset, error))
      return FALSE;
  return TRUE;
}

OofMigrationState *
oof_migration_state_from_json (const char *json, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  g_autoptr (OofJson) root = oof_json_parse_text (json, 0, error);
  g_autoptr (OofMigrationState) state = root != NULL ? oof_migration_state_new ("") : NULL;

  if (state == NULL || !read_shape (&state_shape, root, state, error))
    return NULL;
  if (state->concluded <= 3 && state->corrected <= 3)
    return g_steal_pointer (&state);
  oof_json_set_error (root, "concluded", error, "there are three scenarios");
  return NULL;
}

/* Writing */

static void write_shape (OofJsonWriter *writer, const Shape *shape, gconstpointer from);

static void
write_instant (OofJsonWriter *writer, const char *member, OofInstant instant)
{
  g_autofree char *text = oof_instant_format (instant);

  oof_json_writer_add_string (writer, member, text);
}

/* In the order of the keys, so that the same content is the same text. */
static void
write_map (OofJsonWriter *writer, const char *member, GHashTable *map)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (map), (GCompareFunc) g_strcmp0);

  oof_json_writer_begin_object (writer, member);
  for (GList *key = keys; key != NULL; key = key->next)
    oof_json_writer_add_string (writer, key->data, g_hash_table_lookup (map, key->data));
  oof_json_writer_end_object (writer);
}

static void
write_texts (OofJsonWriter *writer, const char *member, GPtrArray *texts)
{
  oof_json_writer_begin_array (writer, member);
  for (guint i = 0; i < texts->len; i++)
    oof_json_writer_add_string (writer, NULL, g_ptr_array_index (texts, i));
  oof_json_writer_end_array (writer);
}

static void
write_list (OofJsonWriter *writer, const Field *field, GPtrArray *list)
{
  oof_json_writer_begin_array (writer, field->member);
  for (guint i = 0; i < list->len; i++)
    {
      oof_json_writer_begin_object (writer, NULL);
      write_shape (writer, field->shape, g_ptr_array_index (list, i));
      oof_json_writer_end_object (writer);
    }
  oof_json_writer_end_array (writer);
}

static void
write_field (OofJsonWriter *writer, const Field *field, gconstpointer from)
{
  switch (field->kind)
    {
    case TEXT:
    case TEXT_OR_NULL:
      oof_json_writer_add_string (writer, field->member, *(char *const *) from);
      return;
    case SWITCH:
      oof_json_writer_add_bool (writer, field->member, *(const gboolean *) from);
      return;
    case NUMBER:
    case LATER_NUMBER:
      oof_json_writer_add_int (writer, field->member, *(const int *) from);
      return;
    case INSTANT:
      write_instant (writer, field->member, *(const OofInstant *) from);
      return;
    case VERDICT:
      oof_json_writer_add_string (
          writer, field->member,
          oof_migration_verdict_to_string (*(const OofMigrationVerdict *) from));
      return;
    case STATUS:
      oof_json_writer_add_string (writer, field->member,
                                  oof_step_status_to_string (*(const OofStepStatus *) from));
      return;
    case TEXTS:
      write_texts (writer, field->member, *(GPtrArray *const *) from);
      return;
    case MAP:
      write_map (writer, field->member, *(GHashTable *const *) from);
      return;
    case LIST:
    case LATER_LIST:
      write_list (writer, field, *(GPtrArray *const *) from);
      return;
    case STRUCTURE:
    default:
      oof_json_writer_begin_object (writer, field->member);
      write_shape (writer, field->shape, from);
      oof_json_writer_end_object (writer);
      return;
    }
}

static void
write_shape (OofJsonWriter *writer, const Shape *shape, gconstpointer from)
{
  for (const Field *field = shape->fields; field->member != NULL; field++)
    write_field (writer, field, (const char *) from + field->offset);
}

char *
oof_migration_state_to_json (const OofMigrationState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (OofJsonWriter) writer = oof_json_writer_new (OOF_JSON_WRITE_ASCII);

  oof_json_writer_begin_object (writer, NULL);
  write_shape (writer, &state_shape, self);
  oof_json_writer_end_object (writer);
  return oof_json_writer_finish (writer);
}
