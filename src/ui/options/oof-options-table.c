/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/options/oof-options-table.h"

#include <glib/gi18n.h>

#include "app/oof-words.h"

#define CALENDAR   OOF_OPTIONS_CALENDAR
#define ADMIN      OOF_OPTIONS_ADMINISTRATOR
#define USERS      OOF_OPTIONS_USERS
#define ACCESS     OOF_OPTIONS_ACCESS
#define PARAMETERS OOF_OPTIONS_PARAMETERS
#define TASK       OOF_OPTIONS_TASK

/* original.md 3, decisions 12, docs/options.md */
/* clang-format off */
const OofOptionEntry oof_options_table[] = {
  { CALENDAR, N_ ("Week"), "weekStart", NULL, N_ ("First day in every calendar; working days are counted from it") },
  { CALENDAR, NULL, "workingDays", NULL, N_ ("How many from the week start; they decide “back on”") },
  { CALENDAR, NULL, "holidays", NULL, N_ ("Its days are no working days; empty: none") },
  { CALENDAR, N_ ("Planning"), "maxMonths", NULL, N_ ("A longer one is refused, or chained on request") },
  { CALENDAR, NULL, "timeOfDay", NULL, N_ ("Clock times stand beside the dates") },
  { CALENDAR, NULL, "templateChoice", NULL, N_ ("Without it the template of the group counts") },
  { CALENDAR, NULL, "calendarOptions", NULL, N_ ("Standard, only a calendar entry, or no calendar entry") },
  { CALENDAR, NULL, "setOnly", NULL, N_ ("The OOF task switches replies on and leaves switching off to people") },
  { CALENDAR, NULL, NULL, N_ ("Saving creates an appointment"), N_ ("Always off, as in the original: the plan itself is the appointment") },
  { CALENDAR, N_ ("Reading and copies"), "dayDifference", NULL, N_ ("People with an absence this many days around today are read at every run; the others in turn within 24 hours") },
  { CALENDAR, NULL, "resourceMailbox", NULL, N_ ("The OOF task keeps a copy of every absence in its calendar, without what is confidential; the runner needs rights there") },
  { ADMIN, N_ ("Help"), "helpName", NULL, N_ ("Said with every refusal") },
  { ADMIN, NULL, "helpAddress", NULL, N_ ("Said with every refusal") },
  { ADMIN, NULL, NULL, N_ ("Administrator password"), N_ ("Not needed: the sign-in decides, and “Administrator” under Users") },
  { ADMIN, N_ ("Absences"), "subjectFromList", NULL, N_ ("Other subjects are refused; the list is the place Subjects") },
  { ADMIN, NULL, "saveState", NULL, N_ ("People who are away without an absence are shown as absent") },
  { ADMIN, NULL, NULL, N_ ("Timeline for everybody"), N_ ("Not possible: it would need rights on the service mailbox for everybody") },
  { ADMIN, NULL, NULL, N_ ("Reset OOF rules"), N_ ("Not possible: neither Graph nor EWS can do it") },
  { ADMIN, N_ ("Templates"), "templateFolder", NULL, N_ ("The folder that the import of templates opens") },
  { ADMIN, NULL, "font", NULL, N_ ("Of text templates; empty: the reader's own") },
  { ADMIN, NULL, "fontSize", NULL, N_ ("0: the reader's own") },
  { ADMIN, NULL, "fontColor", NULL, N_ ("As #1a5fb4; empty: the reader's own") },
  { ADMIN, NULL, NULL, N_ ("Use HTML format"), N_ ("Chosen for each template, in its editor") },
  { ADMIN, NULL, "dateFormat", NULL, N_ ("As dd.MM.yyyy; empty: that of the language") },
  { ADMIN, NULL, "timeFormat", NULL, N_ ("As HH:mm; empty: that of the language") },
  { USERS, N_ ("People"), "peopleGroup", NULL, N_ ("Address of a directory group; empty: everybody with a mailbox") },
  { USERS, NULL, "zone", NULL, N_ ("Of a mailbox that has none") },
  { USERS, NULL, "language", NULL, N_ ("Of a mailbox that has none, and of dates in its replies") },
  { USERS, NULL, NULL, N_ ("Who plans for others"), N_ ("Account, language, alias, groups and administrators are the place Users") },
  { ACCESS, N_ ("Access to other mailboxes"), NULL, N_ ("Kept for the move"), N_ ("Nothing on this page has an effect so far: access to other mailboxes is not built") },
  { ACCESS, NULL, "mailAccess", NULL, N_ ("Shows the button for the inbox of an absent person") },
  { ACCESS, NULL, "taskAccess", NULL, N_ ("Shows the button for the tasks") },
  { ACCESS, NULL, "calendarAccess", NULL, N_ ("Shows the button for the calendar") },
  { ACCESS, NULL, "accessGroup", NULL, N_ ("Its members use the rights of the service account, all others their own; address, empty: nobody") },
  { ACCESS, NULL, "hiddenCategories", NULL, N_ ("Elements with one of these are not shown; separated by semicolons") },
  { ACCESS, N_ ("Delegate permissions"), "delegateRights", NULL, N_ ("Up to the levels below") },
  { ACCESS, NULL, "delegateCalendar", NULL, N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateTasks", NULL, N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateInbox", NULL, N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateContacts", NULL, N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateNotes", NULL, N_ ("Highest level that can be given") },
  { PARAMETERS, N_ ("Replies"), "audience", NULL, N_ ("Where neither template nor absence says so") },
  { PARAMETERS, NULL, "forwardWord", NULL, N_ ("Printed where mail is not forwarded, for another language") },
  { PARAMETERS, NULL, NULL, "/oofreset", N_ ("Not an option: oofctl run --reset, so that senders are answered once more") },
  { PARAMETERS, N_ ("Forwarding"), "forwardRequired", NULL, N_ ("No absence without forwarding, except with a template that says ##NoForwardRequired") },
  { PARAMETERS, NULL, "externalForward", NULL, N_ ("Tenants block it by default, and the runner's own policy must allow it, too") },
  { TASK, N_ ("Runs"), "leadDays", NULL, N_ ("So early an absence is written, and Exchange switches by itself on the minute") },
  { TASK, NULL, "driftRestore", NULL, N_ ("A reply that somebody changed is written again, instead of kept and reported") },
  { TASK, NULL, "logDays", NULL, N_ ("Logs of older runs are removed") },
  { TASK, NULL, "hashTexts", NULL, N_ ("The state pages hold no texts; then the text of a reply cannot be undone") },
  { TASK, N_ ("Mails"), "mailDeputy", NULL, N_ ("When an absence names, changes or releases them") },
  { TASK, NULL, "mailPerson", NULL, N_ ("When an absence is planned, changes or ends") },
  { TASK, NULL, "mailAdministrators", NULL, N_ ("When a run failed or somebody has to decide, once for each new reason") },
  { CALENDAR, NULL, NULL, NULL, NULL },
};
/* clang-format on */

const char *
oof_options_page_title (OofOptionsPage page)
{
  static const char *const titles[OOF_N_OPTIONS_PAGES] = {
    N_ ("Exchange"), N_ ("Calendar"),   N_ ("Administrator"), N_ ("Users"),
    N_ ("Access"),   N_ ("Parameters"), N_ ("OOF task"),      N_ ("Licence"),
  };

  return titles[page];
}

const char *
oof_options_entry_get_title (const OofOptionEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  return entry->name != NULL ? oof_words_option_title (entry->name) : _ (entry->title);
}

const OofOptionEntry *
oof_options_table_find (const char *name)
{
  for (const OofOptionEntry *entry = oof_options_table; entry->effect != NULL; entry++)
    if (g_strcmp0 (entry->name, name) == 0)
      return entry;
  return NULL;
}
