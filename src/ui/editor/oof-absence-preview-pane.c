/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-preview-pane.h"

#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "app/oof-words.h"
#include "ui/editor/oof-editor-words.h"

/* Of what the text check finds more is only counted. */
#define MAX_FINDINGS 6

struct _OofAbsencePreviewPane
{
  AdwBin parent_instance;

  GtkLabel *length;
  GtkLabel *replies;
  GtkLabel *here;
  GtkLabel *effect;
  GtkToggleButton *internal;
  GtkStack *paper;
  GtkLabel *text;
  GtkLabel *empty;
  GtkBox *remarks;

  char *texts[2];   /* (owned) (nullable) by OofRenderTarget */
  char *reasons[2]; /* (owned) (nullable) why there is no such text */
};

G_DEFINE_FINAL_TYPE (OofAbsencePreviewPane, oof_absence_preview_pane, ADW_TYPE_BIN)

/* The paper. */

static void
update_paper (OofAbsencePreviewPane *self)
{
  OofRenderTarget target =
      gtk_toggle_button_get_active (self->internal) ? OOF_RENDER_INTERNAL : OOF_RENDER_EXTERNAL;
  const char *text = self->texts[target];
  const char *reason = self->reasons[target];
  gboolean has_text = text != NULL && *text != '\0';

  gtk_label_set_label (self->text, has_text ? text : "");
  gtk_label_set_label (self->empty, reason != NULL ? reason : "");
  gtk_stack_set_visible_child_name (self->paper, has_text ? "text" : "empty");
}

static void
target_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  update_paper (OOF_ABSENCE_PREVIEW_PANE (user_data));
}

/* @rendered: (nullable); @reason: (nullable) why nobody gets it, whatever it says */
static void
set_text (OofAbsencePreviewPane *self,
          OofRenderTarget target,
          const OofRendered *rendered,
          const char *reason)
{
  gboolean sent = rendered != NULL && *rendered->text != '\0' && reason == NULL;

  g_free (self->texts[target]);
  g_free (self->reasons[target]);
  self->texts[target] = sent ? g_strdup (rendered->text) : NULL;
  self->reasons[target] =
      g_strdup (reason != NULL ? reason : _ ("The template gives no text here."));
}

static void
show_texts (OofAbsencePreviewPane *self, const OofAbsencePreview *preview)
{
  const char *internal = NULL;
  const char *external = NULL;

  if (preview->tmpl == NULL)
    internal = external = _ ("There is no template for this person, so no reply is sent.");
  else if (preview->audience == OOF_AUDIENCE_NONE)
    external = _ ("Nobody outside gets a reply.");
  set_text (self, OOF_RENDER_INTERNAL, preview->internal, internal);
  set_text (self, OOF_RENDER_EXTERNAL, preview->external, external);
  update_paper (self);
}

/* The summary. */

static char *
words_window (OofRange window, const char *zone)
{
  g_autofree char *from = oof_words_instant (window.from, zone);
  g_autofree char *to = oof_words_instant (window.to, zone);

  if (window.to == OOF_INSTANT_FOREVER)
    /* Translators: %s is a day and a time */
    return g_strdup_printf (_ ("from %s, no end"), from);
  return g_strdup_printf ("%s – %s", from, to);
}

/* Decisions 4: the operator's own time, where its clock shows another one. */
static void
show_here (OofAbsencePreviewPane *self, OofRange window, const char *zone)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *here = g_time_zone_get_identifier (local);
  OofInstant end = window.to != OOF_INSTANT_FOREVER ? window.to : window.from;
  gboolean differs = oof_zone_is_known (here)
                     && (oof_zone_offset (here, window.from) != oof_zone_offset (zone, window.from)
                         || oof_zone_offset (here, end) != oof_zone_offset (zone, end));
  g_autofree char *words = differs ? words_window (window, here) : NULL;
  g_autofree char *utc = words_window (window, "UTC");
  g_autofree char *tooltip = g_strdup_printf ("UTC: %s", utc);

  gtk_label_set_label (self->here, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->here), tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self->here), differs);
}

static const char *
words_effect (OofEffect effect, gboolean has_runner)
{
  switch (effect)
    {
    case OOF_EFFECT_NONE:
      return _ ("calendar entry only, no reply");
    case OOF_EFFECT_NOW:
      return has_runner ? _ ("now: the absence has begun")
                        : _ ("at the next run: the absence has begun");
    case OOF_EFFECT_SCHEDULED:
      return _ ("on the minute, by Exchange itself");
    case OOF_EFFECT_AT_RUN:
      return _ ("at the first run after the start");
    default:
      g_return_val_if_reached ("");
    }
}

static gboolean
is_over (OofSession *session, const OofAbsence *draft)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (session));

  return oof_absence_get_state (draft, now) == OOF_ABSENCE_ENDED;
}

static void
show_summary (OofAbsencePreviewPane *self,
              OofSession *session,
              const OofAbsence *draft,
              const OofAbsencePreview *preview)
{
  gboolean over = is_over (session, draft);
  gboolean replies = preview->effect != OOF_EFFECT_NONE && !over;
  g_autofree char *length = oof_editor_words_length (draft, oof_session_get_options (session));
  g_autofree char *window = words_window (preview->window, draft->zone);

  gtk_label_set_label (self->length, length);
  gtk_label_set_label (self->replies, replies ? window : "–");
  gtk_label_set_label (self->effect,
                       over ? _ ("none: it is over already")
                            : words_effect (preview->effect, oof_session_has_runner (session)));
  show_here (self, preview->window, draft->zone);
}

/* The remarks. */

static void
add_remark (OofAbsencePreviewPane *self, const char *icon_name, const char *look, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (box, "remark");
  gtk_widget_add_css_class (box, look);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->remarks, box);
}

static void
add_warning (OofAbsencePreviewPane *self, const char *text)
{
  add_remark (self, "dialog-warning-symbolic", "trouble", text);
}

static void
add_hint (OofAbsencePreviewPane *self, const char *text)
{
  add_remark (self, "dialog-information-symbolic", "hint", text);
}

/* What another line of the summary says in its own words. */
static gboolean
is_said_elsewhere (const OofTemplateFinding *finding)
{
  return g_str_equal (finding->code, "ends-in-past")
         || g_str_equal (finding->code, "empty-external")
         || g_str_equal (finding->code, "empty-text");
}

/* What a text has wrong twice, or inside and outside, is said once. Returns: how many. */
static guint
add_findings (OofAbsencePreviewPane *self, GPtrArray *findings)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const OofTemplateFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *words = oof_words_finding (finding);
      /* Translators: %s is a remark of the text check */
      g_autofree char *text = g_strdup_printf (_ ("Text check: %s"), words);

      if (is_said_elsewhere (finding) || g_hash_table_contains (said, text))
        continue;
      if (g_hash_table_size (said) < MAX_FINDINGS)
        add_warning (self, text);
      g_hash_table_add (said, g_steal_pointer (&text));
    }
  guint n = g_hash_table_size (said);
  if (n > MAX_FINDINGS)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("and %u more", "and %u more", n - MAX_FINDINGS), n - MAX_FINDINGS);
      add_hint (self, more);
    }
  return n;
}

static void
add_text_check (OofAbsencePreviewPane *self,
                OofSession *session,
                const OofAbsence *draft,
                const OofAbsencePreview *preview)
{
  OofPerson *person = oof_session_get_person (session, draft->person);

  if (preview->tmpl == NULL)
    {
      add_warning (self, _ ("No template was found: add one, or give the group one."));
      return;
    }
  if (person == NULL)
    return;
  g_autoptr (OofAbsence) copy = oof_absence_copy (draft);
  g_autoptr (GPtrArray) findings = oof_session_check_text (session, preview->tmpl, person, copy);
  if (add_findings (self, findings) == 0)
    add_remark (self, "object-select-symbolic", "fine", _ ("Text check: nothing to remark"));
}

static void
add_outside (OofAbsencePreviewPane *self, const OofAbsencePreview *preview)
{
  gboolean no_text = preview->external == NULL || *preview->external->text == '\0';

  if (preview->tmpl == NULL)
    return;
  if (preview->audience == OOF_AUDIENCE_NONE || no_text)
    add_hint (self, _ ("Nobody outside gets a reply"));
  else if (preview->audience == OOF_AUDIENCE_CONTACTS)
    add_hint (self, _ ("Outside only the contacts of the mailbox get a reply"));
  else if (preview->audience == OOF_AUDIENCE_MAILBOX)
    add_hint (self, _ ("Who outside gets a reply stays as it is in the mailbox"));
}

/* Whether another absence runs whose reply the draft would replace: then Exchange forgets whom it
 * has answered (decisions 7). */
static gboolean
replaces_running (OofSession *session, const OofAbsence *draft, OofInstant now)
{
  g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (session, draft->person);
  g_autoptr (OofAbsence) copy = oof_absence_copy (draft);

  if (oof_absence_find_counting (absences, now) == NULL)
    return FALSE;
  copy->created_at = now;
  g_ptr_array_add (absences, oof_absence_ref (copy));
  return oof_absence_find_counting (absences, now) == copy;
}

/* (nullable) the day on which the clocks change between the two ends */
static char *
find_clock_change (const OofAbsence *draft)
{
  OofRange range = oof_absence_get_range (draft);
  OofDay first, last;
  int offset;

  oof_absence_get_days (draft, &first, &last);
  if (draft->open_end || last == OOF_DAY_NONE
      || oof_zone_offset (draft->zone, range.from) == oof_zone_offset (draft->zone, range.to))
    return NULL;
  offset = oof_zone_offset (draft->zone, range.from);
  while (first < last
         && oof_zone_offset (draft->zone, oof_zone_day_start (draft->zone, first + 1)) == offset)
    first++;
  return oof_words_day (first);
}

static void
show_remarks (OofAbsencePreviewPane *self,
              OofSession *session,
              const OofAbsence *draft,
              const OofAbsencePreview *preview)
{
  OofInstant now = oof_clock_now (oof_session_get_clock (session));
  g_autofree char *change = find_clock_change (draft);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->remarks))) != NULL)
    gtk_box_remove (self->remarks, child);
  add_text_check (self, session, draft, preview);
  add_outside (self, preview);
  if (is_over (session, draft))
    add_warning (self, _ ("It is over already: no reply is sent"));
  else if (replaces_running (session, draft, now))
    add_remark (self, "mail-reply-sender-symbolic", "hint",
                _ ("A reply is running: earlier senders are answered once more"));
  if (change != NULL)
    {
      /* Translators: %s is a day: summer time begins or ends */
      g_autofree char *text = g_strdup_printf (_ ("The clocks change on %s"), change);
      add_remark (self, "alarm-symbolic", "hint", text);
    }
}

/* The class. */

static void
oof_absence_preview_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), OOF_TYPE_ABSENCE_PREVIEW_PANE);

  G_OBJECT_CLASS (oof_absence_preview_pane_parent_class)->dispose (object);
}

static void
oof_absence_preview_pane_finalize (GObject *object)
{
  OofAbsencePreviewPane *self = OOF_ABSENCE_PREVIEW_PANE (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    {
      g_free (self->texts[i]);
      g_free (self->reasons[i]);
    }

  G_OBJECT_CLASS (oof_absence_preview_pane_parent_class)->finalize (object);
}

static void
oof_absence_preview_pane_class_init (OofAbsencePreviewPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oof_absence_preview_pane_dispose;
  object_class->finalize = oof_absence_preview_pane_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/editor/oof-absence-preview-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, length);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, replies);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, here);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, effect);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, internal);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, paper);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, text);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, empty);
  gtk_widget_class_bind_template_child (widget_class, OofAbsencePreviewPane, remarks);
  gtk_widget_class_bind_template_callback (widget_class, target_toggled_cb);
}

static void
oof_absence_preview_pane_init (OofAbsencePreviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
oof_absence_preview_pane_show (OofAbsencePreviewPane *self,
                               OofSession *session,
                               const OofAbsence *draft,
                               const OofAbsencePreview *preview)
{
  g_return_if_fail (OOF_IS_ABSENCE_PREVIEW_PANE (self));
  g_return_if_fail (draft != NULL);
  g_return_if_fail (preview != NULL);

  show_summary (self, session, draft, preview);
  show_texts (self, preview);
  show_remarks (self, session, draft, preview);
}

void
oof_absence_preview_pane_clear (OofAbsencePreviewPane *self)
{
  g_return_if_fail (OOF_IS_ABSENCE_PREVIEW_PANE (self));

  GtkWidget *child;

  gtk_label_set_label (self->length, "–");
  gtk_label_set_label (self->replies, "–");
  gtk_label_set_label (self->effect, "–");
  gtk_widget_set_visible (GTK_WIDGET (self->here), FALSE);
  set_text (self, OOF_RENDER_INTERNAL, NULL, "");
  set_text (self, OOF_RENDER_EXTERNAL, NULL, "");
  update_paper (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->remarks))) != NULL)
    gtk_box_remove (self->remarks, child);
}
