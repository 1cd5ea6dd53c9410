/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

/* How the dialog calls each option, and what it is. */
static const struct
{
  const char *name;
  const char *title;
  const char *meaning;
} options[] = {
  { "leadDays", N_ ("Lead time in days"), N_ ("lead time in days") },
  { "dayDifference", N_ ("Day difference"), N_ ("reading window in days") },
  { "maxMonths", N_ ("Longest absence in months"), N_ ("longest absence in months") },
  { "weekStart", N_ ("Week start"), N_ ("first day of the week") },
  { "workingDays", N_ ("Working days"), N_ ("working days in a week") },
  { "holidays", N_ ("Holiday calendar"),
    N_ ("holiday calendar of everybody whose region has none") },
  { "setOnly", N_ ("Only set, never switch off"), N_ ("only set, never switch off") },
  { "timeOfDay", N_ ("Allow planning by the hour"), N_ ("times of day allowed") },
  { "templateChoice", N_ ("Allow choosing a template"), N_ ("templates can be chosen") },
  { "calendarOptions", N_ ("Show calendar options (not recommended)"),
    N_ ("show calendar options in planning") },
  { "resourceMailbox", N_ ("Put appointments in a resource mailbox"),
    N_ ("mailbox whose calendar gets a copy of every entry") },
  { "helpName", N_ ("Name for help"), N_ ("name for help") },
  { "helpAddress", N_ ("E-mail for help"), N_ ("e-mail address for help") },
  { "subjectFromList", N_ ("Subject only from the list"), N_ ("subjects from the list only") },
  { "saveState", N_ ("Save the absence state"), N_ ("save the absence state found in Exchange") },
  { "templateFolder", N_ ("Template directory"), N_ ("folder that templates are imported from") },
  { "font", N_ ("Font"), N_ ("font of text templates") },
  { "fontSize", N_ ("Font size in points"),
    N_ ("size of the font in points; 0: as the reader has it") },
  { "fontColor", N_ ("Font colour"), N_ ("colour of the font") },
  { "dateFormat", N_ ("Date format"), N_ ("form of dates; empty: that of the language") },
  { "timeFormat", N_ ("Time format"), N_ ("form of times of day; empty: that of the language") },
  { "audience", N_ ("Who outside gets a reply"), N_ ("external audience") },
  { "zone", N_ ("Time zone"), N_ ("time zone") },
  { "language", N_ ("Language"), N_ ("language") },
  { "peopleGroup", N_ ("Only members of this group"), N_ ("only members of this group") },
  { "driftRestore", N_ ("Restore ours"), N_ ("write ours again when somebody changed a reply") },
  { "hashTexts", N_ ("Texts as hashes"),
    N_ ("keep hashes instead of texts; then texts cannot be undone") },
  { "logDays", N_ ("Keep the log for days"), N_ ("days that the log of a run is kept") },
  { "forwardRequired", N_ ("Forwarding required (/fwr)"), N_ ("forwarding required") },
  { "forwardWord", N_ ("Word of @@oofforwardornotol"), N_ ("word for “not” in templates") },
  { "externalForward", N_ ("Forwarding to other organisations"),
    N_ ("forwarding to external addresses allowed") },
  { "mailDeputy", N_ ("Mail to the deputy"), N_ ("tell deputies by mail") },
  { "mailPerson", N_ ("Mail to the absent person"), N_ ("tell absent people by mail") },
  { "mailAdministrators", N_ ("Mail to the administrators"),
    N_ ("tell administrators by mail when a run needs somebody") },
  { "mailAccess", N_ ("Allow access to mails"), N_ ("access to mails") },
  { "taskAccess", N_ ("Allow access to tasks"), N_ ("access to tasks") },
  { "calendarAccess", N_ ("Allow access to calendars"), N_ ("access to calendars") },
  { "accessGroup", N_ ("Only this group"),
    N_ ("only this group uses the rights of the service account") },
  { "hiddenCategories", N_ ("Hide categories"), N_ ("hidden categories, separated by semicolons") },
  { "delegateRights", N_ ("Allow delegate permissions"), N_ ("allow delegate permissions") },
  { "delegateCalendar", N_ ("Calendar"), N_ ("highest level for the calendar, 0 to 3") },
  { "delegateTasks", N_ ("Tasks"), N_ ("highest level for tasks, 0 to 3") },
  { "delegateInbox", N_ ("Inbox"), N_ ("highest level for the inbox, 0 to 3") },
  { "delegateContacts", N_ ("Contacts"), N_ ("highest level for contacts, 0 to 3") },
  { "delegateNotes", N_ ("Notes"), N_ ("highest level for notes, 0 to 3") },
};

const char *
oof_words_option (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (g_str_equal (options[i].name, name))
      return _ (options[i].meaning);
  return name;
}

const char *
oof_words_option_title (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (g_str_equal (options[i].name, name))
      return _ (options[i].title);
  return name;
}
