/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration/oof-migration-pages.h"

#include <glib/gi18n.h>

const OofMigrationPage oof_migration_pages[] = {
  { "welcome", N_ ("Welcome"), N_ ("Migration to the CI-Cloud version"),
    N_ ("The desktop version and the cloud version keep absences, templates and everything that "
        "matters in a service mailbox. It is the database, so your data stay with you, and that "
        "makes the migration simple."),
    N_ ("Choose whether this is the real move or a trial. What you do is kept on this machine; you "
        "can stop at any page and go on later.") },
  { "checks", N_ ("Checks"), N_ ("Checks"),
    N_ ("Where your mailboxes live decides which of three scenarios is yours; the rest decides "
        "whether you can begin."),
    N_ ("Each check says what was seen and when. Mend what is wrong, then check again.") },
  { "desktop", N_ ("Prepare desktop"), N_ ("Prepare the desktop version"),
    N_ ("The desktop version should be up to date, and its settings documented. Skip these steps "
        "when it does not open any more because EWS basic authentication was switched off."),
    N_ ("The window title or the page “Lizenz” of the desktop version shows its number.") },
  { "screenshots", N_ ("Screenshots"), N_ ("Screenshots"),
    N_ ("With pictures of the options pages from “Exchange” to “Lizenz” and of the “Betreffs” your "
        "settings are documented, and can be carried over."),
    N_ ("Copy each field by eye. Black out what nobody needs to see before the picture is "
        "stored; no password belongs into it.") },
  { "cloud", N_ ("Prepare cloud"), N_ ("Prepare the cloud"),
    N_ ("What the vendor's portal calls access and tokens is an app registration with an "
        "administrator's consent here."),
    N_ ("The check “Rights” reads the token and every mailbox.") },
  { "scenario", N_ ("Scenario"), N_ ("Your scenario"),
    N_ ("What is to be set depends on where the mailboxes live."),
    N_ ("Each setting is tested against a mailbox of its side.") },
  { "existing", N_ ("Existing data"), N_ ("Existing data"),
    N_ ("Appointments of the desktop version are read from the calendar of the service mailbox "
        "and taken over. The old entries stay as they are."),
    N_ ("Counts for each person and kind before and after must agree; what is ambiguous is "
        "listed.") },
  { "rehearsal", N_ ("Rehearsal"), N_ ("Rehearsal"),
    N_ ("The OOF task runs without writing anything."),
    N_ ("The texts that it would write are compared with what Exchange holds today.") },
  { "cutover", N_ ("Cut-over"), N_ ("Cut-over"),
    N_ ("Up to here everything can be taken back. The cut-over saves the options, and from then on "
        "the OOF task runs at every full hour: this is the point of no return."),
    N_ ("Overview → Log shows the first run.") },
  { "afterwards", N_ ("Afterwards"), N_ ("Afterwards"),
    N_ ("What is left over of the desktop version would work against the new one."),
    N_ ("What is not done yet stays on Home as a reminder.") },
  { "report", N_ ("Report"), N_ ("Report"),
    N_ ("What was seen, decided and carried over, for the files and for a signature."),
    N_ ("A copy is kept in the service mailbox.") },
  { NULL, NULL, NULL, NULL, NULL },
};

#define S1 OOF_STEP_SCENARIO_1
#define S2 OOF_STEP_SCENARIO_2
#define S3 OOF_STEP_SCENARIO_3

const OofMigrationStep oof_migration_steps[] = {
  { "trial-mailbox", "welcome", OOF_STEP_TRIAL, "service-licence",
    N_ ("If you only want to test the CI-Cloud version first, create a new service mailbox (user "
        "with a mailbox that costs) in M365 for the time being"),
    N_ ("The connection names this mailbox; its address should say that it is a trial") },
  { "support", "desktop", OOF_STEP_ALWAYS, NULL,
    N_ ("Check BEFORE the update whether you have support"),
    N_ ("A support contract for the desktop version, at the vendor's") },
  { "update", "desktop", OOF_STEP_ALWAYS, NULL,
    N_ ("Update the CI-Out-of-Office Manager to the latest version; update only if you have "
        "support"),
    N_ ("Is not needed for the migration; refused here as long as the support is not "
        "checked") },
  { "document", "screenshots", OOF_STEP_ALWAYS, NULL,
    N_ ("Make screenshots of the options from “Exchange” to “Lizenz”"),
    N_ ("One slot for each page: file, drop or paste") },
  { "document-subjects", "screenshots", OOF_STEP_ALWAYS, NULL,
    N_ ("Do not forget to make a screenshot of your “Betreffs”"),
    N_ ("They become the list of subjects") },
  { "register", "cloud", OOF_STEP_ALWAYS, NULL,
    N_ ("Sign in or register at the CI-Cloud portal: https://cloud.ci-solution.com/"),
    N_ ("Two app registrations in Microsoft Entra: a public client for people, a confidential one "
        "for the runner") },
  { "billing", "cloud", OOF_STEP_ALWAYS, NULL,
    N_ ("Activate the service in the CI-Cloud portal under Abrechnung"),
    N_ ("Nothing is billed here; the licences of Microsoft 365 are what counts") },
  { "basic-access", "cloud", OOF_STEP_ALWAYS, NULL,
    N_ ("Grant the basic access first: it is needed so that your users can sign in with their M365 "
        "account"),
    N_ ("Admin consent for the people's client: User.Read.All, GroupMember.ReadBasic.All, "
        "Calendars.ReadWrite.Shared") },
  { "licensing-group", "cloud", OOF_STEP_ALWAYS, NULL,
    N_ ("Choose a group for the billing (recommended): user synchronisation and licensing"),
    N_ ("Options can limit the people to one group; RBAC for Applications or an application "
        "access policy limits the runner to it") },
  { "graph-token", "cloud", OOF_STEP_ALWAYS, "rights",
    N_ ("Grant the CI-Out-of-Office Manager Microsoft Graph token"),
    N_ ("Admin consent for the runner: MailboxSettings.ReadWrite, Calendars.ReadWrite, "
        "User.Read.All, GroupMember.ReadBasic.All") },
  { "ews-token", "cloud", OOF_STEP_EWS, "ews-cloud",
    N_ ("If you have active absences you also need the EWS token, because forwards that were set "
        "through EWS cannot be deleted through the Microsoft Graph token"),
    N_ ("The leftovers list has the PowerShell line for each such rule; it works without the "
        "token, too") },
  { "move-service-mailbox", "scenario", S2, "service-mailbox",
    N_ ("A migration is not possible yet, the service mailbox has to be migrated to M365 first"),
    N_ ("Move it with a migration batch (New-MoveRequest), then check again") },
  { "service-mailbox", "scenario", S1 | S3, "service-mailbox",
    N_ ("Enter the service mailbox in the CI-Cloud portal under the CI-Out-of-Office Manager and "
        "click on the tick"),
    N_ ("[service-mailbox] of the connection, route=graph") },
  { "open", "scenario", S1 | S3, NULL,
    N_ ("Click on the OOF symbol: the CI-Out-of-Office Manager opens"),
    N_ ("You are looking at it") },
  { "own-exchange", "scenario", S3, NULL,
    N_ ("Click on the menu symbol, open the options and remove the tick at “Kein eigener Exchange "
        "Server”"),
    N_ ("Options → Exchange: the connection gets a section [ews]") },
  { "local-ad-user", "scenario", S3, "rights",
    N_ ("Take the settings for the local Active Directory user over from the desktop version"),
    N_ ("user= and auth= in [ews]; its password goes into the Secret Service or a credential, "
        "never into the file") },
  { "local-exchange", "scenario", S3, "mailboxes",
    N_ ("Take the settings for the local Exchange server over from the desktop version"),
    N_ ("url= in [ews], or empty: found by Autodiscover") },
  { "read-calendar", "existing", S1 | S3, NULL, N_ ("The service mailbox is our database"),
    N_ ("Read the old appointments of its calendar; nothing is changed") },
  { "map", "existing", S1 | S3, NULL,
    N_ ("Your absence appointments are stored in a service mailbox"),
    N_ ("Rules say who is meant, with which subject and deputy; look at what is ambiguous") },
  { "import", "existing", S1 | S3, NULL, N_ ("This principle makes a migration simple"),
    N_ ("Takes the coming appointments over; they can be taken back") },
  { "templates", "existing", S1 | S3, NULL, N_ ("Your templates are stored in the service mailbox"),
    N_ ("“oofctl template import FOLDER” or Templates → Import, with both readings of the "
        "forwarding markers") },
  { "reconcile", "existing", S1 | S3, NULL,
    N_ ("All that matters is stored in the service mailbox"),
    N_ ("Counts for each person and kind, before and after") },
  { "rehearse", "rehearsal", S1 | S3, NULL, N_ ("The settings should look as above"),
    N_ ("A dry run of the OOF task") },
  { "save-options", "cutover", S1 | S3, NULL,
    N_ ("Click on Speichern. To activate the OOF task you must have saved the settings at least "
        "once"),
    N_ ("The cut-over saves the options of the service mailbox") },
  { "hourly-task", "cutover", S1 | S3, NULL, N_ ("The OOF task then always runs at the full hour"),
    N_ ("A server with oofctl run --watch, or “oofctl timer install” on a workstation") },
  { "calendar-settings", "afterwards", S1 | S3 | OOF_STEP_REMIND, NULL,
    N_ ("Check the calendar settings: public calendars are not supported by MS Graph. Use a "
        "resource mailbox instead"),
    N_ ("Options → Calendar: the resource mailbox that gets copies") },
  { "old-task", "afterwards", S1 | S3 | OOF_STEP_REMIND, "old-task",
    N_ ("Disable the task locally"),
    N_ ("In the Windows task scheduler; the check sees whether replies still change at full "
        "hours") },
  { "logon-script", "afterwards", S1 | S3 | OOF_STEP_REMIND, NULL,
    N_ ("Check logon script / GPO (CCS-Net)"),
    N_ ("Take CCS-Net.vbs out; on Linux workstations “oofctl ccs” goes into the autostart") },
  { "ci-toolbar", "afterwards", S1 | S3 | OOF_STEP_REMIND, NULL,
    N_ ("Adapt the target of “Starte bei Klick auf OOF-Manager” if the CI-Toolbar is used"),
    N_ ("Remove the target that names the desktop version") },
  { "remove-old", "afterwards", S1 | S3 | OOF_STEP_REMIND, NULL,
    N_ ("“Delete” the OOF Manager locally"), N_ ("Remove its folder from the net drive") },
  { "leftovers", "afterwards", S1 | S3 | OOF_STEP_REMIND, "foreign-rules",
    N_ ("The forward of active absences that were set through EWS cannot be deleted through the "
        "Graph token"),
    N_ ("Run the lines of the leftovers list, then check again") },
  { "remove-trial", "afterwards", OOF_STEP_TRIAL | OOF_STEP_REMIND, NULL,
    N_ ("A new service mailbox for the time being"),
    N_ ("Remove the trial's mailbox and its connection") },
  { "sign-off", "report", S1 | S3, NULL, N_ ("That was it"), N_ ("Print the report and sign it") },
  { NULL, NULL, 0, NULL, NULL, NULL },
};
