/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/options/oof-options-table.h"

#include <glib/gi18n.h>

#define CALENDAR   OOF_OPTIONS_CALENDAR
#define ADMIN      OOF_OPTIONS_ADMINISTRATOR
#define USERS      OOF_OPTIONS_USERS
#define ACCESS     OOF_OPTIONS_ACCESS
#define PARAMETERS OOF_OPTIONS_PARAMETERS
#define TASK       OOF_OPTIONS_TASK

/* original.md 3, decisions 12, docs/options.md */
/* clang-format off */
const OofOptionEntry oof_options_table[] = {
  { CALENDAR, N_ ("Week"), "weekStart", N_ ("Week start"), N_ ("First day in every calendar; working days are counted from it") },
  { CALENDAR, NULL, "workingDays", N_ ("Working days"), N_ ("How many from the week start; they decide “back on”") },
  { CALENDAR, NULL, "holidays", N_ ("Holiday calendar"), N_ ("Its days are no working days; empty: none") },
  { CALENDAR, N_ ("Planning"), "maxMonths", N_ ("Longest absence in months"), N_ ("A longer one is refused, or chained on request") },
  { CALENDAR, NULL, "timeOfDay", N_ ("Allow planning by the hour"), N_ ("Clock times stand beside the dates") },
  { CALENDAR, NULL, "templateChoice", N_ ("Allow choosing a template"), N_ ("Without it the template of the group counts") },
  { CALENDAR, NULL, "calendarOptions", N_ ("Show calendar options (not recommended)"), N_ ("Standard, only a calendar entry, or no calendar entry") },
  { CALENDAR, NULL, "setOnly", N_ ("Only set, never switch off"), N_ ("The OOF task switches replies on and leaves switching off to people") },
  { CALENDAR, NULL, NULL, N_ ("Saving creates an appointment"), N_ ("Always off, as in the original: the plan itself is the appointment") },
  { CALENDAR, N_ ("Reading and copies"), "dayDifference", N_ ("Day difference"), N_ ("People with an absence this many days around today are read at every run; the others in turn within 24 hours") },
  { CALENDAR, NULL, "resourceMailbox", N_ ("Put appointments in a resource mailbox"), N_ ("The OOF task keeps a copy of every absence in its calendar, without what is confidential; the runner needs rights there") },
  { ADMIN, N_ ("Help"), "helpName", N_ ("Name for help"), N_ ("Said with every refusal") },
  { ADMIN, NULL, "helpAddress", N_ ("E-mail for help"), N_ ("Said with every refusal") },
  { ADMIN, NULL, NULL, N_ ("Administrator password"), N_ ("Not needed: the sign-in decides, and “Administrator” under Users") },
  { ADMIN, N_ ("Absences"), "subjectFromList", N_ ("Subject only from the list"), N_ ("Other subjects are refused; the list is the place Subjects") },
  { ADMIN, NULL, "saveState", N_ ("Save the absence state"), N_ ("People who are away without an absence are shown as absent") },
  { ADMIN, NULL, NULL, N_ ("Timeline for everybody"), N_ ("Not possible: it would need rights on the service mailbox for everybody") },
  { ADMIN, NULL, NULL, N_ ("Reset OOF rules"), N_ ("Not possible: neither Graph nor EWS can do it") },
  { ADMIN, N_ ("Templates"), "templateFolder", N_ ("Template directory"), N_ ("The folder that the import of templates opens") },
  { ADMIN, NULL, "font", N_ ("Font"), N_ ("Of text templates; empty: the reader's own") },
  { ADMIN, NULL, "fontSize", N_ ("Font size in points"), N_ ("0: the reader's own") },
  { ADMIN, NULL, "fontColor", N_ ("Font colour"), N_ ("As #1a5fb4; empty: the reader's own") },
  { ADMIN, NULL, NULL, N_ ("Use HTML format"), N_ ("Chosen for each template, in its editor") },
  { ADMIN, NULL, "dateFormat", N_ ("Date format"), N_ ("As dd.MM.yyyy; empty: that of the language") },
  { ADMIN, NULL, "timeFormat", N_ ("Time format"), N_ ("As HH:mm; empty: that of the language") },
  { USERS, N_ ("People"), "peopleGroup", N_ ("Only members of this group"), N_ ("Address of a directory group; empty: everybody with a mailbox") },
  { USERS, NULL, "zone", N_ ("Time zone"), N_ ("Of a mailbox that has none") },
  { USERS, NULL, "language", N_ ("Language"), N_ ("Of a mailbox that has none, and of dates in its replies") },
  { USERS, NULL, NULL, N_ ("Who plans for others"), N_ ("Account, language, alias, groups and administrators are the place Users") },
  { ACCESS, N_ ("Access to other mailboxes"), NULL, N_ ("Kept for the move"), N_ ("Nothing on this page has an effect so far: access to other mailboxes is not built") },
  { ACCESS, NULL, "mailAccess", N_ ("Allow access to mails"), N_ ("Shows the button for the inbox of an absent person") },
  { ACCESS, NULL, "taskAccess", N_ ("Allow access to tasks"), N_ ("Shows the button for the tasks") },
  { ACCESS, NULL, "calendarAccess", N_ ("Allow access to calendars"), N_ ("Shows the button for the calendar") },
  { ACCESS, NULL, "accessGroup", N_ ("Only this group"), N_ ("Its members use the rights of the service account, all others their own; address, empty: nobody") },
  { ACCESS, NULL, "hiddenCategories", N_ ("Hide categories"), N_ ("Elements with one of these are not shown; separated by semicolons") },
  { ACCESS, N_ ("Delegate permissions"), "delegateRights", N_ ("Allow delegate permissions"), N_ ("Up to the levels below") },
  { ACCESS, NULL, "delegateCalendar", N_ ("Calendar"), N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateTasks", N_ ("Tasks"), N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateInbox", N_ ("Inbox"), N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateContacts", N_ ("Contacts"), N_ ("Highest level that can be given") },
  { ACCESS, NULL, "delegateNotes", N_ ("Notes"), N_ ("Highest level that can be given") },
  { PARAMETERS, N_ ("Replies"), "audience", N_ ("Who outside gets a reply"), N_ ("Where neither template nor absence says so") },
  { PARAMETERS, NULL, "forwardWord", N_ ("Word of @@oofforwardornotol"), N_ ("Printed where mail is not forwarded, for another language") },
  { PARAMETERS, NULL, NULL, "/oofreset", N_ ("Not an option: oofctl run --reset, so that senders are answered once more") },
  { PARAMETERS, N_ ("Forwarding"), "forwardRequired", N_ ("Forwarding required (/fwr)"), N_ ("No absence without forwarding, except with a template that says ##NoForwardRequired") },
  { PARAMETERS, NULL, "externalForward", N_ ("Forwarding to other organisations"), N_ ("Tenants block it by default, and the runner's own policy must allow it, too") },
  { TASK, N_ ("Runs"), "leadDays", N_ ("Lead time in days"), N_ ("So early an absence is written, and Exchange switches by itself on the minute") },
  { TASK, NULL, "driftRestore", N_ ("Restore ours"), N_ ("A reply that somebody changed is written again, instead of kept and reported") },
  { TASK, NULL, "logDays", N_ ("Keep the log for days"), N_ ("Logs of older runs are removed") },
  { TASK, NULL, "hashTexts", N_ ("Texts as hashes"), N_ ("The state pages hold no texts; then the text of a reply cannot be undone") },
  { TASK, N_ ("Mails"), "mailDeputy", N_ ("Mail to the deputy"), N_ ("When an absence names, changes or releases them") },
  { TASK, NULL, "mailPerson", N_ ("Mail to the absent person"), N_ ("When an absence is planned, changes or ends") },
  { TASK, NULL, "mailAdministrators", N_ ("Mail to the administrators"), N_ ("When a run failed or somebody has to decide, once for each new reason") },
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

const OofOptionEntry *
oof_options_table_find (const char *name)
{
  for (const OofOptionEntry *entry = oof_options_table; entry->title != NULL; entry++)
    if (g_strcmp0 (entry->name, name) == 0)
      return entry;
  return NULL;
}
