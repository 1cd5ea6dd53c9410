/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-people.h"

const char *const oof_people_attributes[] = {
  "region",
  "workDays",
  "homePhone",
  "givenName",
  "sn",
  "title",
  "telephoneNumber",
  "mobile",
  "facsimileTelephoneNumber",
  "department",
  "company",
  "streetAddress",
  "postalCode",
  "l",
  "st",
  "co",
  "physicalDeliveryOfficeName",
  "xData1",
  "xData2",
  "xData3",
  "xData4",
  "xData5",
  "xData6",
  "xData7",
  "xData8",
  "xData9",
  "xData10",
  "xData11",
  "xData12",
  "xData13",
  "xData14",
  NULL,
};

static const char *const facts[] = { OOF_PERSON_MAILBOX_FORWARD, OOF_PERSON_OVER_OUTLOOK };

gboolean
oof_person_is_imported (const OofPerson *self)
{
  return *self->name != '\0';
}

static void
fill (char **member, const char *value)
{
  if (*member == NULL)
    *member = g_strdup (value);
}

/* (transfer full) @person, or a copy with what it lacks. */
static OofPerson *
complete (OofPerson *person, const OofPerson *imported)
{
  OofPerson *copy = oof_person_copy (person);
  GHashTableIter iter;
  gpointer attribute, value;

  fill (&copy->zone, imported->zone);
  fill (&copy->language, imported->language);
  g_hash_table_iter_init (&iter, imported->attributes);
  while (g_hash_table_iter_next (&iter, &attribute, &value))
    if (oof_person_get (copy, attribute) == NULL)
      oof_person_set (copy, attribute, value);
  return copy;
}

/* Somebody whom only the file knows. */
static OofPerson *
dup_unknown (const OofPerson *imported)
{
  OofPerson *copy = oof_person_copy (imported);

  copy->route = OOF_ROUTE_EWS;
  return copy;
}

/* address -> OofPerson, not owned. */
static GHashTable *
index_people (GPtrArray *people)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);

      g_hash_table_replace (index, person->address, person);
    }
  return index;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
}

/* A person with what the language makes of the name: made once, not at each comparison. */
typedef struct
{
  char *key; /* (owned) */
  OofPerson *person;
} Sorted;

static int
compare_sorted (gconstpointer a, gconstpointer b)
{
  const Sorted *left = a;
  const Sorted *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : strcmp (left->person->address, right->person->address);
}

void
oof_people_sort (GPtrArray *people)
{
  g_return_if_fail (people != NULL);

  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (Sorted), people->len);

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      g_array_append_val (sorted, ((Sorted){ g_utf8_collate_key (person->name, -1), person }));
    }
  g_array_sort (sorted, compare_sorted);
  for (guint i = 0; i < people->len; i++)
    {
      g_ptr_array_index (people, i) = g_array_index (sorted, Sorted, i).person;
      g_free (g_array_index (sorted, Sorted, i).key);
    }
}

GPtrArray *
oof_people_merge (GPtrArray *people, GPtrArray *imported, gboolean add)
{
  g_autoptr (GHashTable) rows = index_people (imported);
  GPtrArray *merged = new_list ();

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);
      const OofPerson *row = g_hash_table_lookup (rows, person->address);

      g_ptr_array_add (merged, row != NULL ? complete (person, row) : oof_person_ref (person));
      g_hash_table_remove (rows, person->address);
    }
  for (guint i = 0; add && i < imported->len; i++)
    {
      const OofPerson *row = g_ptr_array_index (imported, i);

      if (oof_person_is_imported (row) && g_hash_table_contains (rows, row->address))
        g_ptr_array_add (merged, dup_unknown (row));
    }
  if (add && g_hash_table_size (rows) > 0)
    oof_people_sort (merged);
  return merged;
}

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const OofPerson *const *) a)->address,
                 (*(const OofPerson *const *) b)->address);
}

static gboolean
has_facts (const OofPerson *person)
{
  gboolean has = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    has |= oof_person_get (person, facts[i]) != NULL;
  return has;
}

/* @row (nullable: none) with what administrators said of @before. (transfer full) */
static OofPerson *
dup_with_facts (const OofPerson *row, const OofPerson *before)
{
  OofPerson *copy =
      row != NULL ? oof_person_copy (row) : oof_person_new (NULL, before->address, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    oof_person_set (copy, facts[i], oof_person_get (before, facts[i]));
  return copy;
}

GPtrArray *
oof_people_update (GPtrArray *before, GPtrArray *rows, gboolean replace)
{
  g_autoptr (GHashTable) index = index_people (rows);
  GPtrArray *people = new_list ();

  for (guint i = 0; i < before->len; i++)
    {
      OofPerson *person = g_ptr_array_index (before, i);
      const OofPerson *row = g_hash_table_lookup (index, person->address);

      if (row == NULL && !replace)
        g_ptr_array_add (people, oof_person_ref (person));
      else if (row != NULL || has_facts (person))
        g_ptr_array_add (people, dup_with_facts (row, person));
      g_hash_table_remove (index, person->address);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      OofPerson *row = g_ptr_array_index (rows, i);

      if (g_hash_table_contains (index, row->address))
        g_ptr_array_add (people, oof_person_ref (row));
    }
  g_ptr_array_sort (people, compare_addresses);
  return people;
}

GPtrArray *
oof_people_set_fact (GPtrArray *people, const char *address, const char *fact, const char *value)
{
  g_autoptr (OofPerson) changed = oof_person_new (NULL, address, NULL);
  GPtrArray *after = new_list ();

  for (guint i = 0; i < people->len; i++)
    {
      OofPerson *person = g_ptr_array_index (people, i);

      if (!g_str_equal (person->address, changed->address))
        {
          g_ptr_array_add (after, oof_person_ref (person));
          continue;
        }
      oof_person_unref (changed);
      changed = oof_person_copy (person);
    }
  oof_person_set (changed, fact, value);
  if (oof_person_is_imported (changed) || has_facts (changed))
    g_ptr_array_add (after, oof_person_ref (changed));
  g_ptr_array_sort (after, compare_addresses);
  return after;
}
