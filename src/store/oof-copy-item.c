/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oof-copy-item.h"

#include "store/oof-absence-item-private.h"

#define ABSENCE_PREFIX "a:"
#define COPY_PREFIX    "c:"

static char *
dup_other_key (const char *key, const char *prefix, const char *other)
{
  return g_str_has_prefix (key, prefix) ? g_strconcat (other, key + strlen (prefix), NULL) : NULL;
}

char *
oof_copy_item_dup_key (const char *absence_key)
{
  return dup_other_key (absence_key, ABSENCE_PREFIX, COPY_PREFIX);
}

char *
oof_copy_item_dup_absence_key (const char *key)
{
  return dup_other_key (key, COPY_PREFIX, ABSENCE_PREFIX);
}

/* Its "w" makes each write one of its own (storage.md rule 2). */
static char *
make_document (const char *key, gint64 rev)
{
  g_autofree char *write_id = oof_document_new_write_id ();
  OofStamp stamp = { rev, write_id };

  return oof_document_finish (oof_document_begin (key, &stamp, NULL), key, NULL);
}

OofItem *
oof_copy_item_new (const OofAbsence *absence,
                   const char *person_name,
                   gboolean confidential,
                   const OofItem *base,
                   OofInstant now)
{
  OofAbsenceLook look = { person_name, confidential, now };
  OofStamp stamp = { absence->rev, "" };
  g_autoptr (OofItem) item = oof_absence_item_new (absence, &look, base, &stamp, NULL);

  if (!item)
    return NULL;
  g_clear_pointer (&item->absence, g_free);
  g_free (item->key);
  item->key = oof_copy_item_dup_key (absence->key);
  item->document = make_document (item->key, item->rev);
  if (base)
    {
      item->id = g_strdup (base->id);
      item->change_key = g_strdup (base->change_key);
    }
  return g_steal_pointer (&item);
}

/* Texts are not read back (the note is the body): the revision stands for them. */
gboolean
oof_copy_item_is_same (const OofItem *there, const OofItem *wanted)
{
  g_auto (OofEcho) a = { NULL, NULL };
  g_auto (OofEcho) b = { NULL, NULL };

  oof_absence_item_get_echo (there, &a);
  oof_absence_item_get_echo (wanted, &b);
  return there->rev == wanted->rev && there->all_day == wanted->all_day
         && there->free_busy == wanted->free_busy && g_str_equal (there->subject, wanted->subject)
         && oof_echo_equal (&a, &b);
}
