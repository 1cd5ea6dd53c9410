/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/oof-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *meaning;
} meanings[] = {
  { "leadDays", N_ ("lead time in days") },
  { "dayDifference", N_ ("reading window in days") },
  { "maxMonths", N_ ("longest absence in months") },
  { "weekStart", N_ ("first day of the week") },
  { "workingDays", N_ ("working days in a week") },
  { "holidays", N_ ("holiday calendar of everybody whose region has none") },
  { "setOnly", N_ ("only set, never switch off") },
  { "timeOfDay", N_ ("times of day allowed") },
  { "templateChoice", N_ ("templates can be chosen") },
  { "calendarOptions", N_ ("show calendar options in planning") },
  { "resourceMailbox", N_ ("mailbox whose calendar gets a copy of every entry") },
  { "helpName", N_ ("name for help") },
  { "helpAddress", N_ ("e-mail address for help") },
  { "subjectFromList", N_ ("subjects from the list only") },
  { "saveState", N_ ("save the absence state found in Exchange") },
  { "templateFolder", N_ ("folder that templates are imported from") },
  { "font", N_ ("font of text templates") },
  { "fontSize", N_ ("size of the font in points; 0: as the reader has it") },
  { "fontColor", N_ ("colour of the font") },
  { "dateFormat", N_ ("form of dates; empty: that of the language") },
  { "timeFormat", N_ ("form of times of day; empty: that of the language") },
  { "audience", N_ ("external audience") },
  { "zone", N_ ("time zone") },
  { "language", N_ ("language") },
  { "peopleGroup", N_ ("only members of this group") },
  { "driftRestore", N_ ("write ours again when somebody changed a reply") },
  { "hashTexts", N_ ("keep hashes instead of texts; then texts cannot be undone") },
  { "logDays", N_ ("days that the log of a run is kept") },
  { "forwardRequired", N_ ("forwarding required") },
  { "forwardWord", N_ ("word for “not” in templates") },
  { "externalForward", N_ ("forwarding to external addresses allowed") },
  { "mailDeputy", N_ ("tell deputies by mail") },
  { "mailPerson", N_ ("tell absent people by mail") },
  { "mailAdministrators", N_ ("tell administrators by mail when a run needs somebody") },
  { "mailAccess", N_ ("access to mails") },
  { "taskAccess", N_ ("access to tasks") },
  { "calendarAccess", N_ ("access to calendars") },
  { "accessGroup", N_ ("only this group uses the rights of the service account") },
  { "hiddenCategories", N_ ("hidden categories, separated by semicolons") },
  { "delegateRights", N_ ("allow delegate permissions") },
  { "delegateCalendar", N_ ("highest level for the calendar, 0 to 3") },
  { "delegateTasks", N_ ("highest level for tasks, 0 to 3") },
  { "delegateInbox", N_ ("highest level for the inbox, 0 to 3") },
  { "delegateContacts", N_ ("highest level for contacts, 0 to 3") },
  { "delegateNotes", N_ ("highest level for notes, 0 to 3") },
};

const char *
oof_words_option (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].name, name))
      return _ (meanings[i].meaning);
  return name;
}
