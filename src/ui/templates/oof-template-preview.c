/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-preview.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-session-templates.h"
#include "ui/editor/oof-date-entry.h"
#include "ui/oof-person-popover.h"
#include "ui/oof-rich-text-view.h"
#include "ui/oof-wrap-box.h"
#include "ui/parts/oof-spoken.h"

/* What somebody types is shown when they pause; of a large text the pause is longer. */
#define PAUSE       150
#define LONG_PAUSE  800
#define LARGE_BYTES (64 * 1024)

struct _OofTemplatePreview
{
  AdwBin parent_instance;

  GtkMenuButton *person_button;
  GtkLabel *person_label;
  OofDateEntry *first;
  OofDateEntry *last;
  GtkMenuButton *deputy_button;
  GtkLabel *deputy_label;
  GtkCheckButton *forward;
  GtkToggleButton *internal;
  GtkToggleButton *source;
  GtkStack *stack;
  GtkScrolledWindow *paper;
  GtkLabel *empty;
  OofPersonPopover *people;   /* (owned by the widget tree) */
  OofPersonPopover *deputies; /* (owned by the widget tree) */
  OofRichTextView *view;      /* (owned by the widget tree) */

  OofSession *session; /* (owned) */
  OofTemplate *tmpl;   /* (owned) (nullable) */
  OofPerson *person;   /* (owned) (nullable) */
  OofAbsence *absence; /* (owned) (nullable) */
  guint pause;         /* 0: everything is shown */
  gboolean filling;    /* fields are filled by program */
};

G_DEFINE_FINAL_TYPE (OofTemplatePreview, oof_template_preview, ADW_TYPE_BIN)

static guint rendered_signal;

/* The paper. */

static void
show_rendered (OofTemplatePreview *self, const OofRendered *rendered)
{
  gboolean is_internal = gtk_toggle_button_get_active (self->internal);

  if (*rendered->html == '\0')
    {
      gtk_label_set_label (self->empty, is_internal ? _ ("Nothing is left of the text: no reply.")
                                                    : _ ("Nobody outside gets a reply."));
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (gtk_toggle_button_get_active (self->source))
    oof_rich_text_view_show_plain (self->view, rendered->html);
  else
    oof_rich_text_view_show_html (self->view, rendered->html);
  gtk_stack_set_visible_child_name (self->stack, "paper");
}

static void
render (OofTemplatePreview *self)
{
  OofRenderTarget target =
      gtk_toggle_button_get_active (self->internal) ? OOF_RENDER_INTERNAL : OOF_RENDER_EXTERNAL;

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->tmpl == NULL || self->person == NULL)
    {
      gtk_label_set_label (self->empty, self->person == NULL ? _ ("There are no people yet.") : "");
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  g_autoptr (OofRendered) rendered =
      oof_session_render_template (self->session, self->tmpl, self->person, self->absence, target);
  show_rendered (self, rendered);
  g_signal_emit (self, rendered_signal, 0);
}

static gboolean
paused_cb (gpointer user_data)
{
  OofTemplatePreview *self = OOF_TEMPLATE_PREVIEW (user_data);

  self->pause = 0;
  render (self);
  return G_SOURCE_REMOVE;
}

static gsize
measure (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

static void
render_soon (OofTemplatePreview *self)
{
  gboolean large = self->tmpl != NULL && oof_template_preview_is_large (self->tmpl);

  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (large ? LONG_PAUSE : PAUSE, paused_cb, self);
}

/* What is tried. */

static void
name_button (GtkMenuButton *button, const char *title, const char *value)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", title, value);

  oof_spoken_set_name (GTK_WIDGET (button), name);
}

static void
fill_fields (OofTemplatePreview *self)
{
  const char *address = self->absence != NULL ? self->absence->deputy : NULL;
  OofPerson *deputy = address != NULL ? oof_session_get_person (self->session, address) : NULL;
  const char *person = self->person != NULL ? self->person->name : "–";
  const char *name = deputy != NULL ? deputy->name : address != NULL ? address : _ ("none");
  OofDay first, last;

  self->filling = TRUE;
  gtk_label_set_label (self->person_label, person);
  name_button (self->person_button, _ ("Tried with"), person);
  gtk_label_set_label (self->deputy_label, name);
  name_button (self->deputy_button, _ ("Deputy"), name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.no-deputy", address != NULL);
  if (self->absence != NULL)
    {
      oof_absence_get_days (self->absence, &first, &last);
      oof_date_entry_set_day (self->first, first);
      oof_date_entry_set_day (self->last, last != OOF_DAY_NONE ? last : first);
      gtk_check_button_set_active (self->forward, self->absence->forward_to != NULL);
    }
  self->filling = FALSE;
}

/* A copy, since the example may be an absence that is stored. */
static void
set_person (OofTemplatePreview *self, OofPerson *person)
{
  oof_person_ref (person);
  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->absence, oof_absence_unref);
  self->person = person;
  g_autoptr (OofAbsence) example = oof_session_dup_example_absence (self->session, person);
  self->absence = oof_absence_copy (example);
  fill_fields (self);
}

/* Who is signed in is a better example than whoever comes first in the alphabet. */
static void
choose_first_person (OofTemplatePreview *self)
{
  GPtrArray *people = oof_session_get_people (self->session);
  const char *author = oof_session_get_author (self->session);
  OofPerson *person = author != NULL ? oof_session_get_person (self->session, author) : NULL;

  if (person == NULL && people->len > 0)
    person = g_ptr_array_index (people, 0);
  if (person != NULL)
    set_person (self, person);
  else
    fill_fields (self);
}

static void
person_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  OofTemplatePreview *self = OOF_TEMPLATE_PREVIEW (user_data);

  set_person (self, oof_person_item_get_person (item));
  render (self);
}

/* Without a deputy the mail goes to nobody; with one it goes there. */
static void
set_deputy (OofTemplatePreview *self, const char *address)
{
  gboolean forward = gtk_check_button_get_active (self->forward);

  if (self->absence == NULL)
    return;
  g_free (self->absence->deputy);
  self->absence->deputy = g_strdup (address);
  g_clear_pointer (&self->absence->forward_to, g_free);
  self->absence->forward_to = forward ? g_strdup (address) : NULL;
  fill_fields (self);
  render (self);
}

static void
deputy_picked_cb (OofPersonPopover *popover, OofPersonItem *item, gpointer user_data)
{
  set_deputy (OOF_TEMPLATE_PREVIEW (user_data), oof_person_item_get_person (item)->address);
}

static void
no_deputy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_deputy (OOF_TEMPLATE_PREVIEW (widget), NULL);
}

/* Forwarded without a deputy: to oneself stands for somebody. */
static void
forward_toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  OofTemplatePreview *self = OOF_TEMPLATE_PREVIEW (user_data);
  OofAbsence *absence = self->absence;

  if (self->filling || absence == NULL)
    return;
  g_clear_pointer (&absence->forward_to, g_free);
  if (gtk_check_button_get_active (button))
    absence->forward_to =
        g_strdup (absence->deputy != NULL ? absence->deputy : self->person->address);
  render (self);
}

static void
dates_changed_cb (OofTemplatePreview *self)
{
  OofDay first = oof_date_entry_get_day (self->first);
  OofDay last = oof_date_entry_get_day (self->last);

  if (self->filling || self->absence == NULL || first == OOF_DAY_NONE || last == OOF_DAY_NONE)
    return;
  self->absence->all_day = TRUE;
  self->absence->open_end = FALSE;
  self->absence->first_day = first;
  self->absence->last_day = MAX (first, last);
  render_soon (self);
}

static void
view_toggled_cb (OofTemplatePreview *self)
{
  render (self);
}

/* The people may have been read anew. */
static void
session_changed_cb (OofSession *session, gpointer user_data)
{
  OofTemplatePreview *self = OOF_TEMPLATE_PREVIEW (user_data);

  oof_person_popover_set_people (self->people, oof_session_get_people (session));
  oof_person_popover_set_people (self->deputies, oof_session_get_people (session));
  if (self->person == NULL)
    choose_first_person (self);
}

/* The class. */

static void
oof_template_preview_dispose (GObject *object)
{
  OofTemplatePreview *self = OOF_TEMPLATE_PREVIEW (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), OOF_TYPE_TEMPLATE_PREVIEW);
  g_clear_pointer (&self->tmpl, oof_template_unref);
  g_clear_pointer (&self->person, oof_person_unref);
  g_clear_pointer (&self->absence, oof_absence_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (oof_template_preview_parent_class)->dispose (object);
}

static void
oof_template_preview_class_init (OofTemplatePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_template_preview_dispose;
  g_type_ensure (OOF_TYPE_DATE_ENTRY);
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/templates/oof-template-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, person_button);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, person_label);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, first);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, last);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, deputy_button);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, deputy_label);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, forward);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, internal);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, source);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, paper);
  gtk_widget_class_bind_template_child (widget_class, OofTemplatePreview, empty);
  gtk_widget_class_install_action (widget_class, "preview.no-deputy", NULL, no_deputy_action);

  rendered_signal = g_signal_new ("rendered", OOF_TYPE_TEMPLATE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
oof_template_preview_init (OofTemplatePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = OOF_RICH_TEXT_VIEW (oof_rich_text_view_new (_ ("Preview")));
  gtk_scrolled_window_set_child (self->paper, GTK_WIDGET (self->view));
  self->people = OOF_PERSON_POPOVER (oof_person_popover_new ());
  gtk_menu_button_set_popover (self->person_button, GTK_WIDGET (self->people));
  self->deputies = OOF_PERSON_POPOVER (oof_person_popover_new ());
  gtk_menu_button_set_popover (self->deputy_button, GTK_WIDGET (self->deputies));
  g_signal_connect_object (self->people, "picked", G_CALLBACK (person_picked_cb), self, 0);
  g_signal_connect_object (self->deputies, "picked", G_CALLBACK (deputy_picked_cb), self, 0);
  g_signal_connect_object (self->first, "changed", G_CALLBACK (dates_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->last, "changed", G_CALLBACK (dates_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->forward, "toggled", G_CALLBACK (forward_toggled_cb), self, 0);
  g_signal_connect_object (self->internal, "toggled", G_CALLBACK (view_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "toggled", G_CALLBACK (view_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
oof_template_preview_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofTemplatePreview *self = g_object_new (OOF_TYPE_TEMPLATE_PREVIEW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  session_changed_cb (session, self);
  return GTK_WIDGET (self);
}

void
oof_template_preview_show (OofTemplatePreview *self, OofTemplate *tmpl, gboolean now)
{
  g_return_if_fail (OOF_IS_TEMPLATE_PREVIEW (self));

  if (tmpl != NULL)
    oof_template_ref (tmpl);
  g_clear_pointer (&self->tmpl, oof_template_unref);
  self->tmpl = tmpl;
  if (now)
    render (self);
  else
    render_soon (self);
}

OofPerson *
oof_template_preview_get_person (OofTemplatePreview *self)
{
  g_return_val_if_fail (OOF_IS_TEMPLATE_PREVIEW (self), NULL);

  return self->person;
}

OofAbsence *
oof_template_preview_get_absence (OofTemplatePreview *self)
{
  g_return_val_if_fail (OOF_IS_TEMPLATE_PREVIEW (self), NULL);

  return self->absence;
}

gboolean
oof_template_preview_is_large (const OofTemplate *tmpl)
{
  g_return_val_if_fail (tmpl != NULL, FALSE);

  return measure (tmpl->body) + measure (tmpl->external) > LARGE_BYTES;
}
