/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/oof-status-card.h"

#include <glib/gi18n.h>

#include "app/oof-session-runner.h"
#include "app/oof-session-who-gets.h"
#include "app/oof-words.h"
#include "ui/oof-wrap-box.h"

/* How long the answer to a request stays in the card. */
#define NEWS_SECONDS 3600

struct _OofStatusCard
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *back;
  OofWrapBox *facts;
  GtkWidget *request;
  GtkLabel *request_asked;
  GtkSpinner *request_spinner;
  GtkImage *request_icon;
  GtkLabel *request_state;
  GtkSpinner *spinner;
  GtkWidget *retry;
  GtkWidget *apply;
  GtkWidget *keep;
  GtkWidget *restore;
  GtkWidget *extend;
  GtkWidget *switch_off;
};

G_DEFINE_FINAL_TYPE (OofStatusCard, oof_status_card, ADW_TYPE_BIN)

static const char *const moods[] = { "away", "planned", "present", "trouble", NULL };

static void
oof_status_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), OOF_TYPE_STATUS_CARD);

  G_OBJECT_CLASS (oof_status_card_parent_class)->dispose (object);
}

static void
oof_status_card_class_init (OofStatusCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oof_status_card_dispose;
  g_type_ensure (OOF_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/oof-status-card.ui");
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, icon);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, headline);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, back);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, facts);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, request);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, request_asked);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, request_spinner);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, request_icon);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, request_state);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, retry);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, apply);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, keep);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, restore);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, extend);
  gtk_widget_class_bind_template_child (widget_class, OofStatusCard, switch_off);
}

static void
oof_status_card_init (OofStatusCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_fact (OofStatusCard *self, const char *icon_name, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 80);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  /* Beside one of two lines it would wrap, too, to be as high. */
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "fact");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  oof_wrap_box_append (self->facts, box);
}

/* @mood: one of moods[]; @icon_name stands in the circle. */
static void
set_head (OofStatusCard *self,
          const char *mood,
          const char *icon_name,
          const char *headline,
          const char *back)
{
  oof_wrap_box_remove_all (self->facts);
  for (int i = 0; moods[i] != NULL; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), moods[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), mood);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->back, back != NULL ? back : "");
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_visible (self->retry, FALSE);
  gtk_widget_set_visible (self->apply, FALSE);
  gtk_widget_set_visible (self->keep, FALSE);
  gtk_widget_set_visible (self->restore, FALSE);
  gtk_widget_set_visible (self->extend, FALSE);
  gtk_widget_set_visible (self->switch_off, FALSE);
}

void
oof_status_card_show_busy (OofStatusCard *self)
{
  g_return_if_fail (OOF_IS_STATUS_CARD (self));

  set_head (self, "present", "oof-reply-symbolic", _ ("Reading the mailbox…"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
}

void
oof_status_card_show_error (OofStatusCard *self, const GError *error)
{
  g_return_if_fail (OOF_IS_STATUS_CARD (self));
  g_return_if_fail (error != NULL);

  g_autofree char *words = oof_words_error (error);
  set_head (self, "trouble", "dialog-warning-symbolic", _ ("The mailbox could not be read"), NULL);
  add_fact (self, "dialog-information-symbolic", words);
  gtk_widget_set_visible (self->retry, TRUE);
}

/* The live absence that runs now, else the next one. (nullable) */
static OofAbsence *
find_absence (OofSession *session, OofPerson *person, OofInstant now)
{
  g_autoptr (GPtrArray) absences = oof_session_dup_absences_of (session, person->address);
  OofAbsence *counting = oof_absence_find_counting (absences, now);
  OofAbsence *next = NULL;

  if (counting != NULL)
    return counting;
  for (guint i = 0; i < absences->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (absences, i);
      if (oof_absence_get_state (absence, now) == OOF_ABSENCE_PLANNED
          && (next == NULL
              || oof_absence_get_range (absence).from < oof_absence_get_range (next).from))
        next = absence;
    }
  return next;
}

static char *
make_back (OofSession *session, OofAbsence *absence)
{
  OofDay first, last;

  oof_absence_get_days (absence, &first, &last);
  if (last == OOF_DAY_NONE)
    return NULL;
  g_autofree char *day =
      oof_words_day_long (oof_options_get_back_on (oof_session_get_options (session), last));
  /* Translators: "back on Monday 7 December" */
  return g_strdup_printf (_ ("back on %s"), day);
}

static void
show_absence (OofStatusCard *self, OofSession *session, OofAbsence *absence, OofInstant now)
{
  gboolean running = oof_range_contains (oof_absence_get_range (absence), now);
  g_autofree char *back = make_back (session, absence);
  g_autofree char *headline = NULL;
  OofDay first, last;

  oof_absence_get_days (absence, &first, &last);
  g_autofree char *start = oof_words_day_long (first);
  g_autofree char *end = last != OOF_DAY_NONE ? oof_words_day_long (last) : NULL;
  if (running && end == NULL)
    headline = g_strdup (_ ("Away, no end planned"));
  else if (running)
    headline = g_strdup_printf (_ ("Away until %s"), end);
  else
    headline = g_strdup_printf (_ ("Present, away from %s"), start);
  set_head (self, running ? "away" : "planned", running ? "oof-reply-symbolic" : "alarm-symbolic",
            headline, back);
}

static void
show_nothing_planned (OofStatusCard *self, gboolean answers)
{
  if (answers)
    set_head (self, "away", "oof-reply-symbolic", _ ("Replies are on without an absence"), NULL);
  else
    set_head (self, "present", "object-select-symbolic", _ ("Present"), _ ("no absence planned"));
}

static char *
make_reply_words (OofReplyState *reply, const char *zone)
{
  g_autofree char *from = oof_words_instant (reply->window.from, zone);
  g_autofree char *to = oof_words_instant (reply->window.to, zone);

  switch (reply->status)
    {
    case OOF_REPLY_SCHEDULED:
      return g_strdup_printf (_ ("Replies %s – %s"), from, to);
    case OOF_REPLY_ENABLED:
      return g_strdup (_ ("Replies on until switched off"));
    case OOF_REPLY_DISABLED:
    default:
      return g_strdup (_ ("Replies off"));
    }
}

static const char *
get_verdict_icon (OofVerdict verdict)
{
  if (verdict == OOF_VERDICT_AS_PLANNED)
    return "object-select-symbolic";
  return verdict == OOF_VERDICT_TO_DO ? "alarm-symbolic" : "dialog-warning-symbolic";
}

/* What waits says until when. */
static char *
make_plan_words (OofSession *session, OofPlan *plan, const char *zone)
{
  OofInstant next = oof_session_get_next_run (session);

  if (plan->verdict != OOF_VERDICT_TO_DO || next == OOF_INSTANT_NONE)
    return oof_words_plan (plan);
  g_autofree char *time = oof_words_time (next, zone);
  /* Translators: %s is a time */
  return g_strdup_printf (_ ("waits for the next run of the OOF task, %s"), time);
}

/* What can be done about it: one decision where somebody changed the reply after us. */
static void
show_buttons (OofStatusCard *self, OofPlan *plan, OofAbsence *absence, OofInstant at)
{
  gboolean answers = oof_reply_state_answers_at (plan->current, at);
  gboolean running = absence != NULL && oof_range_contains (oof_absence_get_range (absence), at);
  gboolean outside = plan->verdict == OOF_VERDICT_CHANGED_OUTSIDE;

  gtk_widget_set_visible (self->apply, plan->verdict == OOF_VERDICT_TO_DO);
  gtk_widget_set_visible (self->keep, outside && absence != NULL);
  gtk_widget_set_visible (self->restore, outside || plan->verdict == OOF_VERDICT_ON_HOLD);
  gtk_widget_set_visible (self->extend, running && !outside);
  gtk_widget_set_visible (self->switch_off, answers && !outside);
}

/* @forward: (nullable) */
static void
add_forward (OofStatusCard *self, OofSession *session, OofPerson *person, OofForward *forward)
{
  g_autoptr (OofForward) seen = oof_session_see_forward (session, person->address, forward);
  g_autofree char *words =
      seen != NULL ? oof_words_forward (seen, oof_session_get_forward_target (session, seen))
                   : NULL;

  if (words != NULL)
    add_fact (self,
              seen->kind == OOF_FORWARD_OURS ? "mail-forward-symbolic" : "dialog-warning-symbolic",
              words);
}

void
oof_status_card_show_plan (OofStatusCard *self,
                           OofSession *session,
                           OofPerson *person,
                           OofPlan *plan,
                           OofForward *forward,
                           OofInstant at,
                           gboolean live)
{
  g_return_if_fail (OOF_IS_STATUS_CARD (self));
  g_return_if_fail (plan != NULL);

  const char *zone = person->zone != NULL ? person->zone : oof_session_get_options (session)->zone;
  OofAbsence *absence = find_absence (session, person, at);

  if (absence != NULL)
    show_absence (self, session, absence, at);
  else
    show_nothing_planned (self, oof_reply_state_answers_at (plan->current, at));

  g_autofree char *reply = make_reply_words (plan->current, zone);
  add_fact (self, "mail-reply-sender-symbolic", reply);
  if (plan->current->status != OOF_REPLY_DISABLED)
    {
      g_autofree char *outside = g_strdup_printf (
          /* Translators: who outside the organisation gets a reply */
          _ ("Outside: %s"), oof_words_audience (plan->current->audience));
      add_fact (self, "system-users-symbolic", outside);
    }
  add_forward (self, session, person, forward);
  g_autofree char *time = oof_words_time (at, zone);
  g_autofree char *words = make_plan_words (session, plan, zone);
  g_autofree char *verdict = g_strdup_printf (
      /* Translators: "as planned · read live 14:02" */
      live ? _ ("%s · read live %s")
           /* Translators: "as planned · published by the runner 14:02" */
           : _ ("%s · published by the runner %s"),
      words, time);
  add_fact (self, get_verdict_icon (plan->verdict), verdict);
  show_buttons (self, plan, absence, at);
}

static char *
make_unknown_words (OofSession *session, const char *zone)
{
  OofInstant next = oof_session_get_next_run (session);

  if (next == OOF_INSTANT_NONE)
    return g_strdup (_ ("No run has looked at this mailbox, and the OOF task is not active"));
  g_autofree char *time = oof_words_time (next, zone);
  /* Translators: %s is a time */
  return g_strdup_printf (
      _ ("No run has looked at this mailbox; the runner reads it at the next one, %s"), time);
}

void
oof_status_card_show_unknown (OofStatusCard *self, OofSession *session, OofPerson *person)
{
  g_return_if_fail (OOF_IS_STATUS_CARD (self));
  g_return_if_fail (OOF_IS_SESSION (session) && person != NULL);

  const char *zone = person->zone != NULL ? person->zone : oof_session_get_options (session)->zone;
  OofInstant now = oof_clock_now (oof_session_get_clock (session));
  OofAbsence *absence = find_absence (session, person, now);
  g_autofree char *words = make_unknown_words (session, zone);

  if (absence != NULL)
    show_absence (self, session, absence, now);
  else
    set_head (self, "present", "dialog-question-symbolic", _ ("Not seen yet"), NULL);
  add_fact (self, "dialog-information-symbolic", words);
  gtk_widget_set_visible (self->apply, absence != NULL);
}

/* While somebody waits for one answer there is no second question. */
static void
set_buttons_sensitive (OofStatusCard *self, gboolean sensitive)
{
  GtkWidget *const buttons[] = { self->apply, self->keep, self->restore, self->switch_off };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_sensitive (buttons[i], sensitive);
}

static const char *
get_request_icon (OofRequestState state)
{
  switch (state)
    {
    case OOF_REQUEST_DONE:
      return "object-select-symbolic";
    case OOF_REQUEST_REFUSED:
    case OOF_REQUEST_FAILED:
      return "dialog-warning-symbolic";
    case OOF_REQUEST_ASKED:
    case OOF_REQUEST_RUNNING:
    default:
      return "alarm-symbolic";
    }
}

/* (nullable) one that was answered long ago is no news */
static OofRequest *
find_request (OofSession *session, OofPerson *person)
{
  OofRequest *request = oof_session_get_request (session, person->address);
  OofInstant now = oof_clock_now (oof_session_get_clock (session));

  return request == NULL || oof_request_is_open (request)
                 || now - request->answered_at < NEWS_SECONDS
             ? request
             : NULL;
}

void
oof_status_card_show_request (OofStatusCard *self, OofSession *session, OofPerson *person)
{
  g_return_if_fail (OOF_IS_STATUS_CARD (self));
  g_return_if_fail (OOF_IS_SESSION (session) && person != NULL);

  const char *zone = person->zone != NULL ? person->zone : oof_session_get_options (session)->zone;
  OofRequest *request = find_request (session, person);
  gboolean waits = request != NULL && oof_session_waits_for (session, request);

  gtk_widget_set_visible (self->request, request != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->request_spinner), waits);
  gtk_spinner_set_spinning (self->request_spinner, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->request_icon), !waits);
  set_buttons_sensitive (self, !waits);
  if (request == NULL)
    return;
  g_autofree char *asked = oof_words_request_asked (request, zone);
  g_autofree char *state =
      waits ? g_strdup (oof_words_request_waiting (request)) : oof_words_request (request, zone);
  gtk_label_set_label (self->request_asked, asked);
  gtk_label_set_label (self->request_state, state);
  gtk_image_set_from_icon_name (self->request_icon, get_request_icon (request->state));
}
