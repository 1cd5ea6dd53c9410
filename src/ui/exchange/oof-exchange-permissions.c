/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exchange/oof-exchange-page-private.h"

#include <glib/gi18n.h>

#include "app/oof-permissions.h"
#include "ui/exchange/oof-exchange-rows.h"
#include "ui/signin/oof-sign-in-window.h"

/* Whose click brings what is missing. */
static const char *
say_who (const OofPermission *permission, gboolean runner)
{
  if (permission->by_administrator)
    return runner ? _ ("missing: an administrator agrees to the runner's application")
                  : _ ("missing: an administrator agrees to the application for people");
  return _ ("missing: comes when you sign in with “Also change plans”");
}

static char *
describe (const OofPermission *permission, gboolean runner)
{
  const char *state = permission->verdict == OOF_PERMISSION_HELD ? _ ("granted")
                      : permission->verdict == OOF_PERMISSION_UNKNOWN
                          ? _ ("not known: the token does not tell")
                      : permission->needed ? say_who (permission, runner)
                                           : _ ("not granted; needed only when an option asks "
                                                "for it");

  return g_strdup_printf ("%s: %s", permission->permission, state);
}

/* Words that stand in a sentence elsewhere begin a line here. (transfer full) */
static char *
begin_line (const char *words)
{
  const char *rest = g_utf8_next_char (words);
  g_autofree char *first = g_utf8_strup (words, rest - words);

  return g_strconcat (first, rest, NULL);
}

static void
add_permission (AdwPreferencesGroup *group, const OofPermission *permission, gboolean runner)
{
  g_autofree char *state = describe (permission, runner);
  g_autofree char *title = begin_line (oof_words_feature (permission->feature));
  GtkWidget *row = oof_exchange_rows_add_words (group, title, state);
  gboolean held = permission->verdict == OOF_PERMISSION_HELD;
  gboolean missing = permission->verdict == OOF_PERMISSION_MISSING && permission->needed;
  GtkWidget *icon = gtk_image_new_from_icon_name (held      ? "object-select-symbolic"
                                                  : missing ? "dialog-warning-symbolic"
                                                            : "dialog-question-symbolic");

  if (held)
    gtk_widget_add_css_class (icon, "fine-icon");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

static void
consent_cb (GtkButton *button, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);
  gboolean runner = g_object_get_data (G_OBJECT (button), "runner") != NULL;

  _oof_exchange_page_present (self, oof_sign_in_window_new_for_consent (
                                        oof_session_get_connection (self->session), runner));
}

static void
writing_cb (GtkButton *button, gpointer user_data)
{
  OofExchangePage *self = OOF_EXCHANGE_PAGE (user_data);

  _oof_exchange_page_present (
      self, oof_sign_in_window_new (oof_session_get_connection (self->session), TRUE));
}

static void
add_ways (OofExchangePage *self, AdwPreferencesGroup *group, gboolean runner)
{
  GtkWidget *row = oof_exchange_rows_add_words (
      group, _ ("More permissions"),
      runner ? _ ("An administrator agrees to the runner's application for the whole organisation.")
             : _ ("You agree for yourself, or an administrator for everybody."));
  GtkWidget *bar =
      oof_exchange_rows_add_bar (group, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  GtkWidget *button;

  if (!runner)
    oof_exchange_rows_add_button (bar, _ ("Sign in to _change plans…"), G_CALLBACK (writing_cb),
                                  self);
  button = oof_exchange_rows_add_button (bar, _ ("_Administrator…"), G_CALLBACK (consent_cb), self);
  if (runner)
    g_object_set_data (G_OBJECT (button), "runner", self);
}

static void
add_list (OofExchangePage *self, gboolean runner)
{
  g_autoptr (GPtrArray) list = oof_session_dup_permissions (self->session, runner);
  AdwPreferencesGroup *group;

  if (list->len == 0)
    return;
  group = oof_exchange_rows_add_group (
      ADW_PREFERENCES_PAGE (self),
      runner ? _ ("Permissions of the runner") : _ ("Permissions of the person"), NULL);
  for (guint i = 0; i < list->len; i++)
    add_permission (group, g_ptr_array_index (list, i), runner);
  add_ways (self, group, runner);
}

void
_oof_exchange_page_add_permissions (OofExchangePage *self)
{
  if (self->session == NULL)
    return;
  add_list (self, TRUE);
  add_list (self, FALSE);
}
