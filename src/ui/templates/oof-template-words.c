/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/templates/oof-template-words.h"

#include <glib/gi18n.h>

#include "app/oof-session-templates.h"
#include "app/oof-words.h"
#include "ui/lists/oof-line-words.h"

/* More groups than this are counted instead of named. */
#define MAX_NAMED 2

char *
oof_template_words_groups (const char *const *groups)
{
  guint n = groups != NULL ? g_strv_length ((GStrv) groups) : 0;

  if (n == 0)
    return g_strdup (_ ("all groups"));
  if (n > MAX_NAMED)
    return g_strdup_printf (ngettext ("%u group", "%u groups", n), n);
  return g_strjoinv (", ", (GStrv) groups);
}

/* (transfer full) */
static char *
dup_languages (const OofTemplate *tmpl)
{
  g_autoptr (GPtrArray) codes = oof_template_list_languages (tmpl);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (names, (gpointer) oof_words_language (g_ptr_array_index (codes, i)));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (GStrv) names->pdata);
}

char *
oof_template_words_form (const OofTemplate *tmpl)
{
  g_return_val_if_fail (tmpl != NULL, NULL);

  g_autofree char *languages = dup_languages (tmpl);
  g_autofree char *groups = oof_template_words_groups ((const char *const *) tmpl->groups);
  g_autofree char *only =
      /* Translators: %s names groups: nobody else may choose the template */
      tmpl->groups != NULL ? g_strdup_printf (_ ("only %s"), groups) : g_strdup ("");

  return oof_line_words_join (
      (const char *[]){ tmpl->html ? _ ("HTML") : _ ("Text"), languages,
                        tmpl->external != NULL ? _ ("own external text") : "", only, NULL });
}

char *
oof_template_words_uses (OofSession *session, const char *name)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_autoptr (OofTemplateUses) uses = oof_session_list_template_uses (session, name);
  guint n_groups = uses->groups->len;
  guint n_absences = uses->absences->len;
  g_autofree char *groups =
      g_strdup_printf (ngettext ("%u group", "%u groups", n_groups), n_groups);
  g_autofree char *absences =
      g_strdup_printf (ngettext ("%u absence", "%u absences", n_absences), n_absences);

  if (n_groups == 0 && n_absences == 0)
    return g_strdup (_ ("not used"));
  if (n_absences == 0)
    return g_steal_pointer (&groups);
  if (n_groups == 0)
    return g_steal_pointer (&absences);
  return g_strdup_printf ("%s, %s", groups, absences);
}

#define NAMED_USERS 3 /* people whose absences are named; of the rest the number is said */

/* "the groups Produktion, Vertrieb" */
static void
add_names (GPtrArray *parts, const char *one, const char *several, GPtrArray *names)
{
  if (names->len == 0)
    return;
  guint n = names->len;
  g_ptr_array_add (names, NULL);
  g_autofree char *joined = g_strjoinv (", ", (char **) names->pdata);
  g_ptr_array_add (parts, g_strdup_printf ("%s %s", n == 1 ? one : several, joined));
}

static void
add_absent (GPtrArray *parts, OofSession *session, GPtrArray *absences)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < absences->len; i++)
    {
      const char *address = ((OofAbsence *) g_ptr_array_index (absences, i))->person;
      OofPerson *person = oof_session_get_person (session, address);
      const char *name = person != NULL ? person->name : address;
      if (!g_ptr_array_find_with_equal_func (people, name, g_str_equal, NULL))
        g_ptr_array_add (people, g_strdup (name));
    }
  guint others = people->len > NAMED_USERS ? people->len - NAMED_USERS : 0;
  g_ptr_array_set_size (people, (int) MIN (people->len, NAMED_USERS));
  if (others > 0)
    g_ptr_array_add (people, g_strdup_printf (ngettext ("%u other", "%u others", others), others));
  /* Translators: followed by names of people */
  add_names (parts, _ ("absences of"), _ ("absences of"), people);
}

char *
oof_template_words_users (OofSession *session, const OofTemplate *tmpl)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);
  g_return_val_if_fail (tmpl != NULL, NULL);

  g_autoptr (OofTemplateUses) uses = oof_session_list_template_uses (session, tmpl->name);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  GPtrArray *subjects = oof_session_get_subjects (session);

  for (guint i = 0; i < uses->groups->len; i++)
    g_ptr_array_add (groups, ((OofGroup *) g_ptr_array_index (uses->groups, i))->name);
  for (guint i = 0; i < subjects->len; i++)
    {
      OofSubject *subject = g_ptr_array_index (subjects, i);
      if (subject->template_name != NULL && oof_template_has_name (tmpl, subject->template_name))
        g_ptr_array_add (named, subject->name);
    }
  /* Translators: followed by names */
  add_names (parts, _ ("the group"), _ ("the groups"), groups);
  /* Translators: followed by names */
  add_names (parts, _ ("the subject"), _ ("the subjects"), named);
  add_absent (parts, session, uses->absences);
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

char *
oof_template_words_saved (OofSession *session, OofInstant saved_at, const char *saved_by)
{
  g_return_val_if_fail (OOF_IS_SESSION (session), NULL);

  OofPerson *person = saved_by != NULL ? oof_session_get_person (session, saved_by) : NULL;
  const char *who = person != NULL ? person->name : saved_by != NULL ? saved_by : "";
  g_autofree char *when =
      saved_at != OOF_INSTANT_NONE
          ? oof_words_instant (saved_at, oof_session_get_options (session)->zone)
          : g_strdup ("");

  return oof_line_words_join ((const char *[]){ when, who, NULL });
}
