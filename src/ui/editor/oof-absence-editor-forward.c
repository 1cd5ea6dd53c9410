/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor/oof-absence-editor-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/oof-words.h"
#include "ui/editor/oof-choice.h"

/* The choices of where to. */
#define TO_DEPUTY  0
#define TO_ADDRESS 1

void
_oof_absence_editor_init_forward (OofAbsenceEditor *self)
{
  const char *names[] = { _ ("to the deputy"), _ ("to another address"), NULL };

  oof_choice_set_names (self->forward_to, _ ("Forward to"), names, NULL);
}

void
_oof_absence_editor_fold_forward (OofAbsenceEditor *self)
{
  gboolean forwards = !gtk_toggle_button_get_active (self->forward_none);

  gtk_widget_set_visible (self->forward_box, forwards);
  gtk_widget_set_visible (GTK_WIDGET (self->forward_address),
                          gtk_drop_down_get_selected (self->forward_to) == TO_ADDRESS);
}

gboolean
_oof_absence_editor_fill_forward (OofAbsenceEditor *self, OofAbsence *draft)
{
  g_clear_pointer (&draft->forward_to, g_free);
  draft->forward_copy = gtk_toggle_button_get_active (self->forward_copy);
  if (gtk_toggle_button_get_active (self->forward_none))
    {
      draft->forward_copy = FALSE;
      return TRUE;
    }
  if (gtk_drop_down_get_selected (self->forward_to) == TO_DEPUTY)
    draft->forward_to = self->deputy != NULL ? g_strdup (self->deputy->address) : NULL;
  else
    {
      g_autofree char *address =
          g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->forward_address))));
      if (strchr (address, '@') != NULL)
        draft->forward_to = g_ascii_strdown (address, -1);
    }
  return draft->forward_to != NULL;
}

/* "mfa.example": what follows the @. */
static const char *
get_domain (const char *address)
{
  const char *at = strrchr (address, '@');

  return at != NULL ? at + 1 : address;
}

/* What the person, and who gets the mail, will notice of it. (transfer full) */
static char *
words_consequence (OofAbsenceEditor *self, const OofAbsence *draft)
{
  OofPerson *target = oof_session_get_person (self->session, draft->forward_to);
  const char *to = target != NULL ? target->name : draft->forward_to;
  OofRange range = oof_absence_get_range (draft);
  g_autofree char *end = draft->open_end ? g_strdup (_ ("it is switched off"))
                                         : oof_words_instant (range.to, draft->zone);
  g_autofree char *words = g_strdup_printf (
      draft->forward_copy
          /* Translators: who gets the mail; whose mail; an instant */
          ? _ ("%s receives every mail to %s until %s; the originals stay in the mailbox.")
          : _ ("%s receives every mail to %s until %s; the originals go to Deleted Items."),
      to, self->person->name, end);

  if (target != NULL
      || g_ascii_strcasecmp (get_domain (draft->forward_to), get_domain (draft->person)) == 0)
    return g_steal_pointer (&words);
  return g_strdup_printf (
      _ ("%s The address is outside the organisation: Exchange blocks such forwards unless an "
         "administrator allows them."),
      words);
}

void
_oof_absence_editor_show_forward (OofAbsenceEditor *self, const OofAbsence *draft)
{
  g_autofree char *words = draft->forward_to != NULL ? words_consequence (self, draft) : NULL;

  gtk_label_set_label (self->forward_words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->forward_words), words != NULL);
}

void
_oof_absence_editor_set_forward (OofAbsenceEditor *self, const OofAbsence *absence)
{
  gboolean to_deputy = g_strcmp0 (absence->forward_to, absence->deputy) == 0;

  if (absence->forward_to == NULL)
    return;
  gtk_toggle_button_set_active (absence->forward_copy ? self->forward_copy : self->forward_only,
                                TRUE);
  gtk_drop_down_set_selected (self->forward_to, to_deputy ? TO_DEPUTY : TO_ADDRESS);
  if (!to_deputy)
    gtk_editable_set_text (GTK_EDITABLE (self->forward_address), absence->forward_to);
}
