/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-directory.h"

#include "core/oof-error.h"
#include "core/oof-people.h"
#include "ews/oof-ews-contact.h"
#include "ews/oof-ews-members.h"

/* Exchange allows an account 27 at once (ews.md 1, Throttling); other work goes on beside this. */
#define PARALLEL 4

struct _OofEwsDirectory
{
  GObject parent_instance;

  OofEwsClient *client; /* (owned) */
  char *mailbox;        /* (owned) (nullable) */
};

static void oof_ews_directory_iface_init (OofDirectoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofEwsDirectory,
                               oof_ews_directory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_DIRECTORY,
                                                      oof_ews_directory_iface_init))

/* Looks everybody up, a few at a time. */
typedef struct
{
  GPtrArray *people; /* (owned) OofPerson, replaced one by one */
  guint next;
  guint running;
  GError *failure; /* (owned) (nullable) the first one; nothing is started after it */
} Lookup;

/* One of them under way. */
typedef struct
{
  GTask *task; /* (owned) */
  guint index;
} Step;

static void lookup_pump (GTask *task);

static void
lookup_free (Lookup *lookup)
{
  g_ptr_array_unref (lookup->people);
  g_clear_error (&lookup->failure);
  g_free (lookup);
}

/* ResolveNames searches; only the very address counts. Whoever is not found keeps the name that the
 * group told. */
static void
lookup_take (Lookup *lookup, guint index, GPtrArray *found)
{
  const OofPerson *wanted = lookup->people->pdata[index];

  for (guint i = 0; i < found->len; i++)
    {
      OofPerson *person = found->pdata[i];

      if (g_str_equal (person->address, wanted->address))
        {
          oof_person_unref (lookup->people->pdata[index]);
          lookup->people->pdata[index] = oof_person_ref (person);
          return;
        }
    }
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  g_autoptr (GTask) task = step->task;
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  found = oof_ews_resolve_finish (OOF_EWS_CLIENT (source), result, OOF_EWS_ENTRY_PERSON, &error);
  lookup->running--;
  if (found)
    lookup_take (lookup, step->index, found);
  else if (!lookup->failure)
    lookup->failure = g_steal_pointer (&error);
  lookup_pump (task);
}

static void
lookup_pump (GTask *task)
{
  OofEwsDirectory *self = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);

  while (!lookup->failure && lookup->running < PARALLEL && lookup->next < lookup->people->len)
    {
      const OofPerson *person = lookup->people->pdata[lookup->next];
      Step *step = g_new0 (Step, 1);

      step->task = g_object_ref (task);
      step->index = lookup->next++;
      lookup->running++;
      oof_ews_resolve_async (self->client, self->mailbox, person->address,
                             g_task_get_cancellable (task), looked_up_cb, step);
    }
  if (lookup->running > 0)
    return;
  if (lookup->failure)
    {
      g_task_return_error (task, g_steal_pointer (&lookup->failure));
      return;
    }
  oof_people_sort (lookup->people);
  g_task_return_pointer (task, g_ptr_array_ref (lookup->people),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
list_members_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *people = oof_ews_members_finish (OOF_EWS_CLIENT (source), result, &error);
  Lookup *lookup;

  if (!people)
    {
      g_task_return_error (task, error);
      return;
    }
  lookup = g_new0 (Lookup, 1);
  lookup->people = people;
  g_task_set_task_data (task, lookup, (GDestroyNotify) lookup_free);
  lookup_pump (task);
}

/* One group that was deleted must not hide the people of all the others: whoever expands it is
 * told.
 */
static void
oof_ews_directory_list_async (OofDirectory *directory,
                              const char *const *groups,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  OofEwsDirectory *self = OOF_EWS_DIRECTORY (directory);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oof_ews_directory_list_async);
  oof_ews_members_async (self->client, self->mailbox, groups, TRUE, cancellable, list_members_cb,
                         task);
}

static GPtrArray *
oof_ews_directory_finish (OofDirectory *directory, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
expand_members_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) people = oof_ews_members_finish (OOF_EWS_CLIENT (source), result, &error);
  GPtrArray *addresses;

  if (!people)
    {
      g_task_return_error (task, error);
      return;
    }
  addresses = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (addresses, g_strdup (((OofPerson *) people->pdata[i])->address));
  g_task_return_pointer (task, addresses, (GDestroyNotify) g_ptr_array_unref);
}

static void
oof_ews_directory_expand_async (OofDirectory *directory,
                                const char *group,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  OofEwsDirectory *self = OOF_EWS_DIRECTORY (directory);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *groups[] = { group, NULL };

  g_task_set_source_tag (task, oof_ews_directory_expand_async);
  oof_ews_members_async (self->client, self->mailbox, groups, FALSE, cancellable, expand_members_cb,
                         task);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *people =
      oof_ews_resolve_finish (OOF_EWS_CLIENT (source), result, OOF_EWS_ENTRY_PERSON, &error);

  if (people)
    g_task_return_pointer (task, people, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
oof_ews_directory_resolve_async (OofDirectory *directory,
                                 const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  OofEwsDirectory *self = OOF_EWS_DIRECTORY (directory);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *wanted = g_strstrip (g_strdup (text));

  g_task_set_source_tag (task, oof_ews_directory_resolve_async);
  /* The schema wants a character at least. */
  if (*wanted == '\0')
    g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  else
    oof_ews_resolve_async (self->client, self->mailbox, wanted, cancellable, resolved_cb,
                           g_steal_pointer (&task));
}

static void
oof_ews_directory_iface_init (OofDirectoryInterface *iface)
{
  iface->list_async = oof_ews_directory_list_async;
  iface->list_finish = oof_ews_directory_finish;
  iface->expand_async = oof_ews_directory_expand_async;
  iface->expand_finish = oof_ews_directory_finish;
  iface->resolve_async = oof_ews_directory_resolve_async;
  iface->resolve_finish = oof_ews_directory_finish;
}

static void
oof_ews_directory_finalize (GObject *object)
{
  OofEwsDirectory *self = OOF_EWS_DIRECTORY (object);

  g_object_unref (self->client);
  g_free (self->mailbox);
  G_OBJECT_CLASS (oof_ews_directory_parent_class)->finalize (object);
}

static void
oof_ews_directory_class_init (OofEwsDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_ews_directory_finalize;
}

static void
oof_ews_directory_init (OofEwsDirectory *self)
{
}

OofEwsDirectory *
oof_ews_directory_new (OofEwsClient *client, const char *mailbox)
{
  OofEwsDirectory *self;

  g_return_val_if_fail (OOF_IS_EWS_CLIENT (client), NULL);

  self = g_object_new (OOF_TYPE_EWS_DIRECTORY, NULL);
  self->client = g_object_ref (client);
  self->mailbox = g_strdup (mailbox);
  return self;
}
