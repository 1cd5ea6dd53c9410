/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-clock.h"
#include "core/oof-directory.h"
#include "core/oof-error.h"
#include "core/oof-item-store.h"
#include "core/oof-mailbox-service.h"
#include "core/oof-token-source.h"

/* One object behind every port. It notes what was asked for and answers with it. */
#define TEST_TYPE_PORTS (test_ports_get_type ())
G_DECLARE_FINAL_TYPE (TestPorts, test_ports, TEST, PORTS, GObject)

struct _TestPorts
{
  GObject parent_instance;

  GString *calls;
  guint in_flight; /* reads that are not answered yet */
  guint peak;
};

static void
note (gpointer self, const char *call, const char *argument)
{
  GString *calls = TEST_PORTS (self)->calls;

  g_string_append_printf (calls, "%s%s(%s)", calls->len ? " " : "", call, argument ? argument : "");
}

static void
answer (gpointer self,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data,
        gpointer value,
        GDestroyNotify destroy)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, answer);
  g_task_return_pointer (task, value, destroy);
}

static gpointer
finish_pointer (gpointer self, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, self));
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
finish_array (gpointer self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static gboolean
finish_boolean (gpointer self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error) != NULL;
}

static OofInstant
ports_now (OofClock *self)
{
  return 4711;
}

static void
clock_init (OofClockInterface *iface)
{
  iface->now = ports_now;
}

static void
ports_list_people (OofDirectory *self,
                   const char *const *groups,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  note (self, "list", groups ? groups[0] : NULL);
  answer (self, cancellable, callback, user_data, g_ptr_array_new (),
          (GDestroyNotify) g_ptr_array_unref);
}

static void
ports_expand (OofDirectory *self,
              const char *group,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  note (self, "expand", group);
  answer (self, cancellable, callback, user_data, g_ptr_array_new (),
          (GDestroyNotify) g_ptr_array_unref);
}

static void
ports_resolve (OofDirectory *self,
               const char *text,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  note (self, "resolve", text);
  answer (self, cancellable, callback, user_data, g_ptr_array_new (),
          (GDestroyNotify) g_ptr_array_unref);
}

static void
directory_init (OofDirectoryInterface *iface)
{
  iface->list_async = ports_list_people;
  iface->list_finish = (gpointer) finish_array;
  iface->expand_async = ports_expand;
  iface->expand_finish = (gpointer) finish_array;
  iface->resolve_async = ports_resolve;
  iface->resolve_finish = (gpointer) finish_array;
}

static void
ports_list_items (OofItemStore *self,
                  OofCalendar calendar,
                  OofRange range,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autofree char *argument =
      g_strdup_printf ("%d, %d, %d", calendar, (int) range.from, (int) range.to);

  note (self, "list", argument);
  answer (self, cancellable, callback, user_data, g_ptr_array_new (),
          (GDestroyNotify) g_ptr_array_unref);
}

static void
ports_find_items (OofItemStore *self,
                  OofCalendar calendar,
                  const char *key,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  note (self, "find", key);
  answer (self, cancellable, callback, user_data, g_ptr_array_new (),
          (GDestroyNotify) g_ptr_array_unref);
}

static void
ports_create (OofItemStore *self,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  note (self, "create", item->key);
  answer (self, cancellable, callback, user_data, oof_item_copy (item),
          (GDestroyNotify) oof_item_unref);
}

static void
ports_update (OofItemStore *self,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  note (self, "update", item->key);
  answer (self, cancellable, callback, user_data, oof_item_copy (item),
          (GDestroyNotify) oof_item_unref);
}

static void
ports_remove (OofItemStore *self,
              OofItem *item,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  note (self, "remove", item->key);
  answer (self, cancellable, callback, user_data, self, NULL);
}

static void
item_store_init (OofItemStoreInterface *iface)
{
  iface->list_async = ports_list_items;
  iface->list_finish = (gpointer) finish_array;
  iface->find_async = ports_find_items;
  iface->find_finish = (gpointer) finish_array;
  iface->create_async = ports_create;
  iface->create_finish = (gpointer) finish_pointer;
  iface->update_async = ports_update;
  iface->update_finish = (gpointer) finish_pointer;
  iface->remove_async = ports_remove;
  iface->remove_finish = (gpointer) finish_boolean;
}

static gboolean
fail_cb (gpointer user_data)
{
  GTask *task = user_data;
  int code = GPOINTER_TO_INT (g_task_get_task_data (task));

  TEST_PORTS (g_task_get_source_object (task))->in_flight--;
  g_task_return_new_error (task, OOF_ERROR, code, "as the address says");
  return G_SOURCE_REMOVE;
}

/* Refuses "forbidden@b" and "signed-out@b", later. */
static gboolean
refuse (gpointer self,
        const char *address,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  OofError code =
      g_str_equal (address, "forbidden@b") ? OOF_ERROR_FORBIDDEN : OOF_ERROR_AUTH_REQUIRED;

  if (code != OOF_ERROR_FORBIDDEN && !g_str_equal (address, "signed-out@b"))
    return FALSE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, refuse);
  g_task_set_task_data (task, GINT_TO_POINTER (code), NULL);
  TEST_PORTS (self)->in_flight++;
  TEST_PORTS (self)->peak = MAX (TEST_PORTS (self)->peak, TEST_PORTS (self)->in_flight);
  g_idle_add_full (G_PRIORITY_LOW, fail_cb, g_object_ref (task), g_object_unref);
  return TRUE;
}

static void
ports_read (OofMailboxService *self,
            const char *address,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (OofReplyState) reply =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, (OofRange){ 0, 0 }, address, NULL);

  note (self, "read", address);
  if (refuse (self, address, cancellable, callback, user_data))
    return;
  answer (self, cancellable, callback, user_data,
          oof_mailbox_state_new (reply, "Europe/Berlin", NULL),
          (GDestroyNotify) oof_mailbox_state_free);
}

static void
ports_write (OofMailboxService *self,
             const char *address,
             OofReplyState *current,
             OofReplyState *wanted,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autofree char *argument =
      g_strconcat (address, ", ", current->internal, ", ", wanted->internal, NULL);

  note (self, "write", argument);
  answer (self, cancellable, callback, user_data, self, NULL);
}

static void
mailbox_service_init (OofMailboxServiceInterface *iface)
{
  iface->read_async = ports_read;
  iface->read_finish = (gpointer) finish_pointer;
  iface->write_async = ports_write;
  iface->write_finish = (gpointer) finish_boolean;
}

static void
ports_get_token (OofTokenSource *self,
                 const char *refused,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  note (self, "token", refused);
  answer (self, cancellable, callback, user_data, g_strdup ("fresh"), g_free);
}

static void
token_source_init (OofTokenSourceInterface *iface)
{
  iface->get_token_async = ports_get_token;
  iface->get_token_finish = (gpointer) finish_pointer;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestPorts,
                               test_ports,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_CLOCK, clock_init)
                                   G_IMPLEMENT_INTERFACE (OOF_TYPE_DIRECTORY, directory_init)
                                       G_IMPLEMENT_INTERFACE (OOF_TYPE_ITEM_STORE, item_store_init)
                                           G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILBOX_SERVICE,
                                                                  mailbox_service_init)
                                               G_IMPLEMENT_INTERFACE (OOF_TYPE_TOKEN_SOURCE,
                                                                      token_source_init))

static void
test_ports_init (TestPorts *self)
{
  self->calls = g_string_new (NULL);
}

static void
test_ports_finalize (GObject *object)
{
  g_string_free (TEST_PORTS (object)->calls, TRUE);
  G_OBJECT_CLASS (test_ports_parent_class)->finalize (object);
}

static void
test_ports_class_init (TestPortsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_ports_finalize;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_clock (void)
{
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);

  g_assert_cmpint (oof_clock_now (OOF_CLOCK (ports)), ==, 4711);
}

static void
test_directory (void)
{
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  OofDirectory *directory = OOF_DIRECTORY (ports);
  const char *groups[] = { "g@kontor.example", NULL };
  g_autoptr (GAsyncResult) listed = NULL, expanded = NULL, resolved = NULL;
  g_autoptr (GPtrArray) people = NULL, members = NULL, matches = NULL;

  oof_directory_list_async (directory, groups, NULL, keep_result, &listed);
  oof_directory_expand_async (directory, "g", NULL, keep_result, &expanded);
  oof_directory_resolve_async (directory, "an", NULL, keep_result, &resolved);
  wait_for (&resolved);
  people = oof_directory_list_finish (directory, listed, NULL);
  members = oof_directory_expand_finish (directory, expanded, NULL);
  matches = oof_directory_resolve_finish (directory, resolved, NULL);
  g_assert_true (people && members && matches);
  g_assert_cmpstr (ports->calls->str, ==, "list(g@kontor.example) expand(g) resolve(an)");
}

static void
test_item_store_reads (void)
{
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  OofItemStore *store = OOF_ITEM_STORE (ports);
  g_autoptr (GAsyncResult) listed = NULL, found = NULL;
  g_autoptr (GPtrArray) items = NULL, hits = NULL;

  oof_item_store_list_async (store, OOF_CALENDAR_DOCUMENTS, (OofRange){ 5, 9 }, NULL, keep_result,
                             &listed);
  oof_item_store_find_async (store, OOF_CALENDAR_ABSENCES, "a:1", NULL, keep_result, &found);
  wait_for (&found);
  items = oof_item_store_list_finish (store, listed, NULL);
  hits = oof_item_store_find_finish (store, found, NULL);
  g_assert_true (items && hits);
  g_assert_cmpstr (ports->calls->str, ==, "list(1, 5, 9) find(a:1)");
}

static void
test_item_store_writes (void)
{
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  OofItemStore *store = OOF_ITEM_STORE (ports);
  g_autoptr (OofItem) item = oof_item_new (OOF_CALENDAR_ABSENCES);
  g_autoptr (GAsyncResult) created = NULL, updated = NULL, removed = NULL;
  g_autoptr (OofItem) first = NULL, second = NULL;

  item->key = g_strdup ("a:1");
  item->categories = g_strsplit ("planned", ",", -1);
  oof_item_store_create_async (store, item, NULL, keep_result, &created);
  oof_item_store_update_async (store, item, NULL, keep_result, &updated);
  oof_item_store_remove_async (store, item, NULL, keep_result, &removed);
  wait_for (&removed);
  first = oof_item_store_create_finish (store, created, NULL);
  second = oof_item_store_update_finish (store, updated, NULL);
  g_assert_true (oof_item_store_remove_finish (store, removed, NULL));
  g_assert_cmpstr (ports->calls->str, ==, "create(a:1) update(a:1) remove(a:1)");
  g_assert_cmpstr (first->categories[0], ==, "planned");
  g_assert_true (first != second && first->key != item->key);
  g_assert_cmpstr (first->zone, ==, "UTC");
  g_assert_cmpint (first->created, ==, OOF_INSTANT_NONE);
}

static void
test_mailbox_service (void)
{
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  OofMailboxService *service = OOF_MAILBOX_SERVICE (ports);
  g_autoptr (OofReplyState) wanted =
      oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, (OofRange){ 0, 0 }, "new", NULL);
  g_autoptr (GAsyncResult) read = NULL, written = NULL;
  g_autoptr (OofMailboxState) state = NULL;

  oof_mailbox_service_read_async (service, "a@b", NULL, keep_result, &read);
  wait_for (&read);
  state = oof_mailbox_service_read_finish (service, read, NULL);
  g_assert_cmpstr (state->reply->internal, ==, "a@b");
  g_assert_cmpstr (state->zone, ==, "Europe/Berlin");
  g_assert_null (state->language);

  oof_mailbox_service_write_async (service, "a@b", state->reply, wanted, NULL, keep_result,
                                   &written);
  wait_for (&written);
  g_assert_true (oof_mailbox_service_write_finish (service, written, NULL));
  g_assert_cmpstr (ports->calls->str, ==, "read(a@b) write(a@b, a@b, new)");
}

static GPtrArray *
read_many (TestPorts *ports,
           const char *const *addresses,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  oof_mailbox_service_read_many_async (OOF_MAILBOX_SERVICE (ports), addresses, cancellable,
                                       keep_result, &result);
  wait_for (&result);
  return oof_mailbox_service_read_many_finish (OOF_MAILBOX_SERVICE (ports), result, error);
}

/* The default: one error costs the others nothing, and the order stays. */
static void
test_read_many (void)
{
  static const char *const addresses[] = { "a@b",         "forbidden@b", "c@b",
                                           "a@b",         "forbidden@b", "forbidden@b",
                                           "forbidden@b", "forbidden@b", "z@b",
                                           NULL };
  static const char *const none[] = { NULL };
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings = read_many (ports, addresses, NULL, &error);
  g_autoptr (GPtrArray) empty = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (readings->len, ==, G_N_ELEMENTS (addresses) - 1);
  for (guint i = 0; i < readings->len; i++)
    {
      const OofMailboxReading *reading = readings->pdata[i];

      g_assert_cmpstr (reading->address, ==, addresses[i]);
      if (g_str_equal (addresses[i], "forbidden@b"))
        g_assert_error (reading->error, OOF_ERROR, OOF_ERROR_FORBIDDEN);
      else
        g_assert_cmpstr (reading->state->reply->internal, ==, addresses[i]);
      g_assert_true ((reading->state == NULL) != (reading->error == NULL));
    }
  g_assert_cmpuint (ports->peak, >, 1);
  g_assert_cmpuint (ports->peak, <=, 4);

  empty = read_many (ports, none, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->len, ==, 0);
}

/* A refused account is not knocked at again and again. */
static void
test_read_many_signed_out (void)
{
  static const char *const addresses[] = {
    "signed-out@b", "signed-out@b", "signed-out@b", "signed-out@b", "e@b", "f@b", NULL
  };
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings = read_many (ports, addresses, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < readings->len; i++)
    g_assert_error (((OofMailboxReading *) readings->pdata[i])->error, OOF_ERROR,
                    OOF_ERROR_AUTH_REQUIRED);
  g_assert_null (strstr (ports->calls->str, "read(e@b)"));

  g_cancellable_cancel (cancellable);
  g_assert_null (read_many (ports, addresses, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_changes_unsupported (void)
{
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  OofItemStore *store = OOF_ITEM_STORE (ports);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  oof_item_store_changes_async (store, OOF_CALENDAR_ABSENCES, NULL, NULL, keep_result, &result);
  wait_for (&result);
  g_assert_null (oof_item_store_changes_finish (store, result, &error));
  g_assert_error (error, OOF_ERROR, OOF_ERROR_UNSUPPORTED);
}

/* The cancellable and the error come through, too. */
static void
test_token_source (void)
{
  g_autoptr (TestPorts) ports = g_object_new (TEST_TYPE_PORTS, NULL);
  OofTokenSource *source = OOF_TOKEN_SOURCE (ports);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) given = NULL, refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  oof_token_source_get_token_async (source, NULL, NULL, keep_result, &given);
  g_cancellable_cancel (cancellable);
  oof_token_source_get_token_async (source, "old", cancellable, keep_result, &refused);
  wait_for (&given);
  wait_for (&refused);
  token = oof_token_source_get_token_finish (source, given, NULL);
  g_assert_cmpstr (token, ==, "fresh");
  g_assert_null (oof_token_source_get_token_finish (source, refused, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (ports->calls->str, ==, "token() token(old)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ports/clock", test_clock);
  g_test_add_func ("/core/ports/directory", test_directory);
  g_test_add_func ("/core/ports/item-store-reads", test_item_store_reads);
  g_test_add_func ("/core/ports/item-store-writes", test_item_store_writes);
  g_test_add_func ("/core/ports/mailbox-service", test_mailbox_service);
  g_test_add_func ("/core/ports/read-many", test_read_many);
  g_test_add_func ("/core/ports/read-many-signed-out", test_read_many_signed_out);
  g_test_add_func ("/core/ports/changes-unsupported", test_changes_unsupported);
  g_test_add_func ("/core/ports/token-source", test_token_source);
  return g_test_run ();
}
