/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-variable-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-words.h"
#include "core/oof-render.h"

/* One name. */

#define OOF_TYPE_VARIABLE_PROPOSAL (oof_variable_proposal_get_type ())
G_DECLARE_FINAL_TYPE (OofVariableProposal, oof_variable_proposal, OOF, VARIABLE_PROPOSAL, GObject)

struct _OofVariableProposal
{
  GObject parent_instance;

  const char *name; /* (not owned) static */
  char *meaning;    /* (owned) */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (OofVariableProposal,
                               oof_variable_proposal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, NULL))

static void
oof_variable_proposal_finalize (GObject *object)
{
  g_free (OOF_VARIABLE_PROPOSAL (object)->meaning);

  G_OBJECT_CLASS (oof_variable_proposal_parent_class)->finalize (object);
}

static void
oof_variable_proposal_class_init (OofVariableProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oof_variable_proposal_finalize;
}

static void
oof_variable_proposal_init (OofVariableProposal *self)
{
}

/* All of them. */

struct _OofVariableProvider
{
  GObject parent_instance;
};

/* "@@" or "##" before @iter: its character, else 0. */
static gunichar
get_prefix (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;

  if (!gtk_text_iter_backward_char (&before))
    return 0;
  gunichar ch = gtk_text_iter_get_char (&before);
  if ((ch != '@' && ch != '#') || !gtk_text_iter_backward_char (&before))
    return 0;
  return gtk_text_iter_get_char (&before) == ch ? ch : 0;
}

static char *
oof_variable_provider_get_title (GtkSourceCompletionProvider *provider)
{
  return g_strdup (_ ("Variables"));
}

static gboolean
oof_variable_provider_is_trigger (GtkSourceCompletionProvider *provider,
                                  const GtkTextIter *iter,
                                  gunichar ch)
{
  return (ch == '@' || ch == '#') && get_prefix (iter) == ch;
}

static void
fill (GListStore *store, const char *typed, gunichar prefix)
{
  const char *const *names = oof_render_list_names ();
  g_autofree char *folded = g_ascii_strdown (typed, -1);

  g_list_store_remove_all (store);
  for (; *names != NULL; names++)
    {
      g_autofree char *name = g_ascii_strdown (*names, -1);
      if (strstr (name, folded) == NULL || (prefix == '@' && oof_render_is_marker (*names)))
        continue;
      g_autoptr (OofVariableProposal) proposal = g_object_new (OOF_TYPE_VARIABLE_PROPOSAL, NULL);
      proposal->name = *names;
      proposal->meaning = oof_words_variable (*names);
      g_list_store_append (store, proposal);
    }
}

/* What is typed behind the prefix. @prefix: (out) 0: this is no variable. (transfer full) */
static char *
get_typed (GtkSourceCompletionContext *context, gunichar *prefix)
{
  GtkTextIter start, end;

  *prefix = 0;
  if (!gtk_source_completion_context_get_bounds (context, &start, &end))
    return g_strdup ("");
  *prefix = get_prefix (&start);
  return gtk_text_iter_get_text (&start, &end);
}

static GListModel *
oof_variable_provider_populate (GtkSourceCompletionProvider *provider,
                                GtkSourceCompletionContext *context,
                                GError **error)
{
  GListStore *store = g_list_store_new (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL);
  gunichar prefix;
  g_autofree char *typed = get_typed (context, &prefix);

  if (prefix != 0)
    fill (store, typed, prefix);
  return G_LIST_MODEL (store);
}

static void
oof_variable_provider_refilter (GtkSourceCompletionProvider *provider,
                                GtkSourceCompletionContext *context,
                                GListModel *model)
{
  gunichar prefix;
  g_autofree char *typed = get_typed (context, &prefix);

  if (prefix != 0)
    fill (G_LIST_STORE (model), typed, prefix);
  else
    g_list_store_remove_all (G_LIST_STORE (model));
}

static void
oof_variable_provider_display (GtkSourceCompletionProvider *provider,
                               GtkSourceCompletionContext *context,
                               GtkSourceCompletionProposal *proposal,
                               GtkSourceCompletionCell *cell)
{
  OofVariableProposal *variable = OOF_VARIABLE_PROPOSAL (proposal);

  switch ((int) gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      gtk_source_completion_cell_set_text (cell, variable->name);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
      gtk_source_completion_cell_set_text (cell, variable->meaning);
      break;
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
      break;
    }
}

static void
oof_variable_provider_activate (GtkSourceCompletionProvider *provider,
                                GtkSourceCompletionContext *context,
                                GtkSourceCompletionProposal *proposal)
{
  GtkTextIter start, end;

  if (!gtk_source_completion_context_get_bounds (context, &start, &end))
    return;
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (&start);
  /* The name that stood behind the caret goes with the half that stood before it. */
  while (g_ascii_isalnum ((char) MIN (gtk_text_iter_get_char (&end), 127)))
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, OOF_VARIABLE_PROPOSAL (proposal)->name, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
provider_iface_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->get_title = oof_variable_provider_get_title;
  iface->is_trigger = oof_variable_provider_is_trigger;
  iface->populate = oof_variable_provider_populate;
  iface->refilter = oof_variable_provider_refilter;
  iface->display = oof_variable_provider_display;
  iface->activate = oof_variable_provider_activate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OofVariableProvider,
                               oof_variable_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      provider_iface_init))

static void
oof_variable_provider_class_init (OofVariableProviderClass *klass)
{
}

static void
oof_variable_provider_init (OofVariableProvider *self)
{
}

GtkSourceCompletionProvider *
oof_variable_provider_new (void)
{
  return g_object_new (OOF_TYPE_VARIABLE_PROVIDER, NULL);
}
