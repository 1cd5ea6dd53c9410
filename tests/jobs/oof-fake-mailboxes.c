/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-fake-mailboxes.h"

#include "core/oof-error.h"

static void mailboxes_iface_init (OofMailboxServiceInterface *iface);
static void directory_iface_init (OofDirectoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OofFakeMailboxes,
                               oof_fake_mailboxes,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_MAILBOX_SERVICE,
                                                      mailboxes_iface_init))
G_DEFINE_FINAL_TYPE_WITH_CODE (OofFakeDirectory,
                               oof_fake_directory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OOF_TYPE_DIRECTORY, directory_iface_init))

typedef struct
{
  GTask *task;
  OofFakeMailbox *mailbox; /* (nullable) */
  gpointer value;
  GError *error;
} Answer;

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;
  OofFakeMailboxes *self = g_task_get_source_object (answer->task);

  self->n_running--;
  if (answer->mailbox)
    answer->mailbox->n_running--;
  if (answer->error)
    g_task_return_error (answer->task, answer->error);
  else if (answer->value)
    g_task_return_pointer (answer->task, answer->value, (GDestroyNotify) oof_mailbox_state_free);
  else
    g_task_return_boolean (answer->task, TRUE);
  g_object_unref (answer->task);
  g_free (answer);
  return G_SOURCE_REMOVE;
}

static void
answer (GTask *task, OofFakeMailbox *mailbox, gpointer value, GError *error)
{
  Answer *later = g_new0 (Answer, 1);

  later->task = task;
  later->mailbox = mailbox;
  later->value = value;
  later->error = error;
  g_idle_add (answer_cb, later);
}

static OofFakeMailbox *
begin (OofFakeMailboxes *self, const char *address)
{
  OofFakeMailbox *mailbox = oof_fake_mailboxes_get (self, address);

  self->n_running++;
  self->peak = MAX (self->peak, self->n_running);
  if (mailbox)
    {
      mailbox->n_running++;
      self->peak_per_mailbox = MAX (self->peak_per_mailbox, mailbox->n_running);
    }
  return mailbox;
}

static void
show (OofFakeMailbox *mailbox)
{
  oof_reply_state_unref (mailbox->visible);
  mailbox->visible = oof_reply_state_ref (mailbox->reply);
}

static GError *
read_mailbox (OofFakeMailbox *mailbox)
{
  mailbox->n_reads++;
  if (mailbox->n_reads > mailbox->n_reads_before_error && mailbox->n_read_errors > 0)
    {
      mailbox->n_read_errors--;
      return g_error_new (OOF_ERROR, mailbox->read_error, "a read fault on demand");
    }
  if (mailbox->lag_left == 0)
    show (mailbox);
  else if (mailbox->lag_left != G_MAXUINT)
    mailbox->lag_left--;
  return NULL;
}

static void
read_async (OofMailboxService *service,
            const char *address,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  OofFakeMailboxes *self = OOF_FAKE_MAILBOXES (service);
  OofFakeMailbox *mailbox = begin (self, address);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  /* The answer may have come in before the cancellation did. */
  g_task_set_check_cancellable (task, FALSE);
  if (!mailbox)
    error = g_error_new (OOF_ERROR, OOF_ERROR_NOT_FOUND, "%s: no mailbox", address);
  else
    error = read_mailbox (mailbox);
  g_cancellable_cancel (self->cancel_on_read);
  answer (task, mailbox,
          error ? NULL : oof_mailbox_state_new (mailbox->visible, "Europe/Berlin", "de-DE"), error);
}

static OofMailboxState *
read_finish (OofMailboxService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
rewrite (OofFakeMailboxes *self, const char *html)
{
  if (!self->rewrites || !*html)
    return g_strdup (html);
  return g_strconcat ("<html>\r\n<head><style>p{}</style></head>", html, "\r\n</html>", NULL);
}

static void
write_mailbox (OofFakeMailboxes *self, OofFakeMailbox *mailbox, OofReplyState *wanted)
{
  g_autofree char *internal = rewrite (self, wanted->internal);
  g_autofree char *external = rewrite (self, wanted->external);

  oof_reply_state_unref (mailbox->reply);
  mailbox->reply =
      oof_reply_state_new (wanted->status, wanted->audience, wanted->window, internal, external);
  mailbox->lag_left = mailbox->lag;
  mailbox->n_writes++;
  self->n_writes++;
}

static gboolean
taken_back_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  ((OofFakeMailbox *) g_task_get_task_data (task))->n_standing--;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "taken back");
  return G_SOURCE_REMOVE;
}

/* Takes @task. */
static void
stand_in_line (GTask *task, OofFakeMailbox *mailbox)
{
  g_autoptr (GSource) source = NULL;

  g_assert_nonnull (g_task_get_cancellable (task));
  mailbox->n_standing++;
  g_task_set_task_data (task, mailbox, NULL);
  source = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (source, G_SOURCE_FUNC (taken_back_cb), task, g_object_unref);
  g_source_attach (source, NULL);
}

static void
write_async (OofMailboxService *service,
             const char *address,
             OofReplyState *current,
             OofReplyState *wanted,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  OofFakeMailboxes *self = OOF_FAKE_MAILBOXES (service);
  OofFakeMailbox *mailbox = oof_fake_mailboxes_get (self, address);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_assert_nonnull (mailbox);
  g_task_set_check_cancellable (task, FALSE);
  if (mailbox->in_line && mailbox->n_write_errors == 0)
    {
      stand_in_line (task, mailbox);
      return;
    }
  begin (self, address);
  g_assert_true (oof_reply_state_identical (current, mailbox->visible));
  g_assert_false (oof_reply_state_identical (current, wanted));
  if (mailbox->n_write_errors > 0)
    {
      mailbox->n_write_errors--;
      error = g_error_new (OOF_ERROR, mailbox->write_error, "a write fault on demand");
    }
  if (!error || mailbox->write_applies)
    write_mailbox (self, mailbox, wanted);
  g_cancellable_cancel (self->cancel_on_write);
  answer (task, mailbox, NULL, error);
}

static gboolean
write_finish (OofMailboxService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mailboxes_iface_init (OofMailboxServiceInterface *iface)
{
  iface->read_async = read_async;
  iface->read_finish = read_finish;
  iface->write_async = write_async;
  iface->write_finish = write_finish;
}

static void
fake_mailbox_free (gpointer data)
{
  OofFakeMailbox *self = data;

  oof_reply_state_unref (self->reply);
  oof_reply_state_unref (self->visible);
  g_free (self);
}

static void
oof_fake_mailboxes_finalize (GObject *object)
{
  OofFakeMailboxes *self = OOF_FAKE_MAILBOXES (object);

  g_hash_table_unref (self->mailboxes);
  g_clear_object (&self->cancel_on_write);
  g_clear_object (&self->cancel_on_read);
  G_OBJECT_CLASS (oof_fake_mailboxes_parent_class)->finalize (object);
}

static void
oof_fake_mailboxes_class_init (OofFakeMailboxesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_fake_mailboxes_finalize;
}

static void
oof_fake_mailboxes_init (OofFakeMailboxes *self)
{
  self->mailboxes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, fake_mailbox_free);
}

OofFakeMailboxes *
oof_fake_mailboxes_new (void)
{
  return g_object_new (OOF_TYPE_FAKE_MAILBOXES, NULL);
}

OofFakeMailbox *
oof_fake_mailboxes_add (OofFakeMailboxes *self, const char *address)
{
  OofFakeMailbox *mailbox = g_new0 (OofFakeMailbox, 1);
  OofRange none = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

  mailbox->reply = oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_ALL, none, "", "");
  mailbox->visible = oof_reply_state_ref (mailbox->reply);
  g_hash_table_insert (self->mailboxes, g_strdup (address), mailbox);
  return mailbox;
}

OofFakeMailbox *
oof_fake_mailboxes_get (OofFakeMailboxes *self, const char *address)
{
  return g_hash_table_lookup (self->mailboxes, address);
}

void
oof_fake_mailbox_set (OofFakeMailbox *self, OofReplyState *reply)
{
  oof_reply_state_unref (self->reply);
  self->reply = reply;
  show (self);
}

/* The directory */

static void
directory_list_async (OofDirectory *directory,
                      const char *const *groups,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  OofFakeDirectory *self = OOF_FAKE_DIRECTORY (directory);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_strfreev (self->listed);
  self->listed = g_strdupv ((char **) groups);
  if (self->list_error >= 0)
    g_task_return_new_error (task, OOF_ERROR, self->list_error, "no list");
  else
    g_task_return_pointer (task, g_ptr_array_ref (self->people),
                           (GDestroyNotify) g_ptr_array_unref);
}

static gpointer
directory_finish (OofDirectory *directory, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
directory_expand_async (OofDirectory *directory,
                        const char *group,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  OofFakeDirectory *self = OOF_FAKE_DIRECTORY (directory);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *members = g_hash_table_lookup (self->groups, group);
  gint64 code = OOF_ERROR_NOT_FOUND;
  g_auto (GStrv) addresses = NULL;
  GPtrArray *list;

  if (!members || members[0] == '!')
    {
      if (members)
        g_ascii_string_to_signed (members + 1, 10, 0, 99, &code, NULL);
      g_task_return_new_error (task, OOF_ERROR, (int) code, "cannot expand %s", group);
      return;
    }
  list = g_ptr_array_new_with_free_func (g_free);
  addresses = g_strsplit (members, ",", -1);
  for (char **address = addresses; *address; address++)
    g_ptr_array_add (list, g_strdup (*address));
  g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
}

static void
directory_iface_init (OofDirectoryInterface *iface)
{
  iface->list_async = directory_list_async;
  iface->list_finish = (gpointer) directory_finish;
  iface->expand_async = directory_expand_async;
  iface->expand_finish = (gpointer) directory_finish;
}

static void
oof_fake_directory_finalize (GObject *object)
{
  OofFakeDirectory *self = OOF_FAKE_DIRECTORY (object);

  g_ptr_array_unref (self->people);
  g_hash_table_unref (self->groups);
  g_strfreev (self->listed);
  G_OBJECT_CLASS (oof_fake_directory_parent_class)->finalize (object);
}

static void
oof_fake_directory_class_init (OofFakeDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_fake_directory_finalize;
}

static void
oof_fake_directory_init (OofFakeDirectory *self)
{
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_person_unref);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->list_error = -1;
}

OofFakeDirectory *
oof_fake_directory_new (void)
{
  return g_object_new (OOF_TYPE_FAKE_DIRECTORY, NULL);
}
