/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-sample.h"

#include "app/oof-paths.h"
#include "core/oof-error.h"
#include "format/oof-json.h"

/* The line that oof-sim prints is short; a longer one is not oof-sim's. */
#define MAX_LINE 8192

struct _OofSample
{
  GObject parent_instance;

  GSubprocess *process;    /* (owned) */
  GDataInputStream *lines; /* (owned) */
  char *connection;        /* (owned) */
};

G_DEFINE_FINAL_TYPE (OofSample, oof_sample, G_TYPE_OBJECT)

static void
oof_sample_dispose (GObject *object)
{
  OofSample *self = OOF_SAMPLE (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, 15);
  g_clear_object (&self->lines);
  g_clear_object (&self->process);

  G_OBJECT_CLASS (oof_sample_parent_class)->dispose (object);
}

static void
oof_sample_finalize (GObject *object)
{
  g_free (OOF_SAMPLE (object)->connection);

  G_OBJECT_CLASS (oof_sample_parent_class)->finalize (object);
}

static void
oof_sample_class_init (OofSampleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oof_sample_dispose;
  object_class->finalize = oof_sample_finalize;
}

static void
oof_sample_init (OofSample *self)
{
}

static char *
parse_line (const char *line, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, length);
  g_autoptr (OofJson) json = oof_json_parse (bytes, MAX_LINE, error);
  g_autofree char *connection = NULL;

  if (json == NULL || !oof_json_read_string (json, "connection", OOF_REQUIRED, &connection, error))
    return NULL;
  return g_steal_pointer (&connection);
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OofSample *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &length, &error);

  if (line == NULL)
    {
      if (error == NULL)
        error = g_error_new_literal (OOF_ERROR, OOF_ERROR_UNREACHABLE,
                                     "oof-sim ended before it was ready");
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->connection = parse_line (line, length, &error);
  if (self->connection == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

void
oof_sample_start_async (const char *scenario,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (scenario != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (OofSample) self = g_object_new (OOF_TYPE_SAMPLE, NULL);
  g_autofree char *program = oof_paths_find_program ("oof-sim");
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, oof_sample_start_async);
  if (program == NULL)
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND,
                               "oof-sim is neither beside this program nor in PATH");
      return;
    }
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--scenario",
                                    scenario, "--listen", "127.0.0.1:0", "--die-with-parent", NULL);
  if (self->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, cancellable, line_read_cb,
                                       g_object_ref (task));
}

OofSample *
oof_sample_start_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
oof_sample_get_connection (OofSample *self)
{
  g_return_val_if_fail (OOF_IS_SAMPLE (self), NULL);

  return self->connection;
}
