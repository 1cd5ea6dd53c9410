/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/oof-subjects-page.h"

#include <glib/gi18n.h>

#include "app/oof-session-documents.h"
#include "ui/lists/oof-line-words.h"
#include "ui/lists/oof-list-frame.h"
#include "ui/lists/oof-look-picker.h"
#include "ui/oof-subject-swatch.h"
#include "ui/parts/oof-choice-row.h"
#include "ui/parts/oof-rows.h"

struct _OofSubjectsPage
{
  AdwBin parent_instance;

  OofListFrame *frame; /* (owned by the widget tree) */
  GtkEditable *name;   /* (owned by the widget tree), as all of the form */
  OofChoiceRow *template_row;
  OofLookPicker *look;
  OofSwitchRow *administrators;
  OofSwitchRow *confidential;
  OofSwitchRow *closure;
  gboolean filling; /* the form is filled by program */
};

G_DEFINE_FINAL_TYPE (OofSubjectsPage, oof_subjects_page, ADW_TYPE_BIN)

/* The kind. */

static gpointer
copy_subject (gconstpointer line)
{
  return oof_subject_copy (line);
}

static gboolean
equal_subjects (gconstpointer one, gconstpointer other)
{
  const OofSubject *a = one;
  const OofSubject *b = other;

  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->color, b->color) == 0
         && g_strcmp0 (a->pattern, b->pattern) == 0
         && g_strcmp0 (a->template_name, b->template_name) == 0
         && a->confidential == b->confidential && a->administrators == b->administrators
         && a->closure == b->closure;
}

static const char *
get_subject_name (gconstpointer line)
{
  return ((const OofSubject *) line)->name;
}

static gpointer
create_subject (OofSession *session, GPtrArray *lines)
{
  g_autofree char *name = oof_line_words_make_name (_ ("New subject"), lines, get_subject_name);

  return oof_subject_new (name);
}

static GtkWidget *
create_subject_picture (gconstpointer line)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();
  GtkWidget *swatch = oof_subject_swatch_new ();
  g_autoptr (OofSubject) subject = oof_subject_copy (line);

  g_ptr_array_set_free_func (subjects, (GDestroyNotify) oof_subject_unref);
  g_ptr_array_add (subjects, oof_subject_ref (subject));
  oof_subject_swatch_set_subject (OOF_SUBJECT_SWATCH (swatch), subjects, subject->name);
  return swatch;
}

static char *
describe_subject (OofSession *session, gconstpointer line)
{
  const OofSubject *subject = line;

  return oof_line_words_join ((const char *[]){
      subject->closure ? _ ("closure") : "", subject->confidential ? _ ("confidential") : "",
      subject->administrators ? _ ("administrators only") : "",
      subject->template_name != NULL ? subject->template_name : "", NULL });
}

static const OofListKind subject_kind = {
  .title = N_ ("Subjects"),
  .about = N_ ("What an absence is called, and how it looks in every calendar."),
  .empty = N_ ("No subjects yet. Add one; until then any text will do."),
  .add = N_ ("Add a subject"),
  .remove = N_ ("Remove the subject"),
  .ordered = TRUE,
  .get = oof_session_get_subjects,
  .copy = copy_subject,
  .free = (GDestroyNotify) oof_subject_unref,
  .equal = equal_subjects,
  .get_name = get_subject_name,
  .create = create_subject,
  .check = oof_subjects_check,
  .create_picture = create_subject_picture,
  .describe = describe_subject,
  .save_async = oof_session_save_subjects_async,
  .save_finish = oof_session_save_subjects_finish,
};

/* The form. */

static void
selected_cb (OofListFrame *frame, gpointer user_data)
{
  OofSubjectsPage *self = OOF_SUBJECTS_PAGE (user_data);
  OofSubject *subject = oof_list_frame_get_selected (frame);

  if (subject == NULL)
    return;
  self->filling = TRUE;
  oof_line_words_fill_templates (self->template_row, oof_list_frame_get_session (frame));
  gtk_editable_set_text (self->name, subject->name);
  oof_choice_row_set_value (self->template_row,
                            subject->template_name != NULL ? subject->template_name : "");
  oof_look_picker_set (self->look, subject->color, subject->pattern);
  oof_switch_row_set_active (self->administrators, subject->administrators);
  oof_switch_row_set_active (self->confidential, subject->confidential);
  oof_switch_row_set_active (self->closure, subject->closure);
  self->filling = FALSE;
}

static void
changed_cb (OofSubjectsPage *self)
{
  OofSubject *subject = oof_list_frame_get_selected (self->frame);

  if (self->filling || subject == NULL)
    return;
  oof_line_words_set (&subject->name, gtk_editable_get_text (self->name), FALSE);
  oof_line_words_set (&subject->template_name, oof_choice_row_get_value (self->template_row), TRUE);
  subject->administrators = oof_switch_row_get_active (self->administrators);
  subject->confidential = oof_switch_row_get_active (self->confidential);
  subject->closure = oof_switch_row_get_active (self->closure);
  oof_list_frame_edited (self->frame);
}

/* Only who chooses one gets a colour of the palette instead of the own one. */
static void
look_changed_cb (OofSubjectsPage *self)
{
  OofSubject *subject = oof_list_frame_get_selected (self->frame);

  if (self->filling || subject == NULL)
    return;
  oof_line_words_set (&subject->color, oof_look_picker_get_color (self->look), TRUE);
  oof_line_words_set (&subject->pattern, oof_look_picker_get_pattern (self->look), TRUE);
  oof_list_frame_edited (self->frame);
}

static void
oof_subjects_page_class_init (OofSubjectsPageClass *klass)
{
  g_type_ensure (OOF_TYPE_SWITCH_ROW);
  g_type_ensure (OOF_TYPE_CHOICE_ROW);
  g_type_ensure (OOF_TYPE_LOOK_PICKER);
}

static void
oof_subjects_page_init (OofSubjectsPage *self)
{
}

GtkWidget *
oof_subjects_page_new (OofSession *session)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofSubjectsPage *self = g_object_new (OOF_TYPE_SUBJECTS_PAGE, NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/io/github/oofmanager/OofManager/ui/lists/oof-subjects-page.ui");
  self->name = GTK_EDITABLE (gtk_builder_get_object (builder, "name"));
  self->template_row = OOF_CHOICE_ROW (gtk_builder_get_object (builder, "template_row"));
  self->look = OOF_LOOK_PICKER (gtk_builder_get_object (builder, "look"));
  self->administrators = OOF_SWITCH_ROW (gtk_builder_get_object (builder, "administrators"));
  self->confidential = OOF_SWITCH_ROW (gtk_builder_get_object (builder, "confidential"));
  self->closure = OOF_SWITCH_ROW (gtk_builder_get_object (builder, "closure"));
  self->frame = OOF_LIST_FRAME (oof_list_frame_new (
      session, &subject_kind, GTK_WIDGET (gtk_builder_get_object (builder, "form"))));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->frame));
  g_signal_connect_object (self->frame, "selected", G_CALLBACK (selected_cb), self, 0);
  selected_cb (self->frame, self);
  GObject *fields[] = { G_OBJECT (self->name), G_OBJECT (self->template_row),
                        G_OBJECT (self->administrators), G_OBJECT (self->confidential),
                        G_OBJECT (self->closure) };
  const char *details[] = { "notify::text", "notify::value", "notify::active", "notify::active",
                            "notify::active" };
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_signal_connect_object (fields[i], details[i], G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->look, "changed", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
