/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-group.h"
#include "core/oof-planner.h"
#include "sim/oof-sim-seed-private.h"
#include "sim/oof-sim-zone.h"

#include <string.h>

/* How long ago the last run was. */
#define RUN_AGE (25 * 60 * (gint64) G_USEC_PER_SEC)

/* The replies in the making. */
typedef struct
{
  OofSimSeed *seed;
  GHashTable *people; /* (owned) address -> OofPerson */
  GHashTable *pages;  /* (owned) key "s:3f" -> JsonObject "mailboxes" */
  gchar *run;         /* (owned) */
  gchar *run_at;      /* (owned) */
} Replies;

/* The person as the directory gives it to the program: names of template attributes. Without Graph
 * nobody tells the language. */
static OofPerson *
make_person (const OofSimTenant *tenant, const OofSimPerson *person)
{
  OofPerson *made = oof_person_new (person->id, person->mail, person->display_name);
  const struct
  {
    const gchar *name;
    const gchar *value;
  } attributes[] = { { "givenName", person->given_name },
                     { "sn", person->surname },
                     { "displayName", person->display_name },
                     { "title", person->job_title },
                     { "mail", person->mail },
                     { "telephoneNumber", person->phone },
                     { "mobile", person->mobile },
                     { "facsimileTelephoneNumber", person->fax },
                     { "department", person->department },
                     { "company", person->company },
                     { "streetAddress", person->street },
                     { "postalCode", person->postal_code },
                     { "l", person->city },
                     { "st", person->state },
                     { "co", person->country },
                     { "physicalDeliveryOfficeName", person->office },
                     { "xData1", person->extension_attribute1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    oof_person_set (made, attributes[i].name, attributes[i].value);
  made->zone = g_strdup (person->zone);
  made->language = tenant->has_graph ? g_strdup (person->locale) : NULL;
  return made;
}

static GHashTable *
make_people (OofSimTenant *tenant)
{
  GHashTable *people =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_person_unref);

  for (guint i = 0; i < tenant->people->len; i++)
    {
      const OofSimPerson *person = tenant->people->pdata[i];

      g_hash_table_insert (people, g_strdup (person->mail), make_person (tenant, person));
    }
  return people;
}

static JsonObject *
state_to_json (const OofReplyState *state)
{
  JsonObject *object = json_object_new ();
  g_autofree gchar *from = oof_instant_format (state->window.from);
  g_autofree gchar *to = oof_instant_format (state->window.to);

  json_object_set_string_member (object, "state", oof_reply_status_to_string (state->status));
  json_object_set_string_member (object, "audience", oof_audience_to_string (state->audience));
  if (state->status == OOF_REPLY_SCHEDULED)
    {
      json_object_set_string_member (object, "from", from);
      json_object_set_string_member (object, "to", to);
    }
  json_object_set_string_member (object, "internal", state->internal);
  json_object_set_string_member (object, "external", state->external);
  return object;
}

/* What Exchange gives back of the reply it holds. */
static OofReplyState *
read_back (const OofSimMailbox *mailbox, const OofReplyState *written)
{
  return oof_reply_state_new (written->status, written->audience, written->window,
                              mailbox->reply->internal, mailbox->reply->external);
}

static void
record_write (Replies *replies,
              const OofSimPerson *person,
              const OofPlan *plan,
              const OofReplyState *returned)
{
  g_autofree gchar *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, person->mail, -1);
  g_autofree gchar *key = g_strdup_printf ("s:%.2s", digest);
  JsonObject *mailboxes = g_hash_table_lookup (replies->pages, key);
  JsonObject *record = json_object_new ();

  if (mailboxes == NULL)
    {
      mailboxes = json_object_new ();
      g_hash_table_insert (replies->pages, g_steal_pointer (&key), mailboxes);
    }
  json_object_set_string_member (record, "absence", plan->absence->key);
  json_object_set_string_member (record, "run", replies->run);
  json_object_set_string_member (record, "seenAt", replies->run_at);
  json_object_set_object_member (record, "written", state_to_json (plan->wanted));
  json_object_set_object_member (record, "returned", state_to_json (returned));
  json_object_set_object_member (record, "previous", state_to_json (plan->current));
  json_object_set_object_member (record, "seen", state_to_json (returned));
  json_object_set_object_member (mailboxes, person->mail, record);
}

/* Sets the reply as the run would have, at its time. */
static void
apply (OofSimSeed *seed, OofSimPerson *person, const OofReplyState *wanted)
{
  static const OofSimReplyState states[] = { [OOF_REPLY_DISABLED] = OOF_SIM_REPLY_DISABLED,
                                             [OOF_REPLY_SCHEDULED] = OOF_SIM_REPLY_SCHEDULED,
                                             [OOF_REPLY_ENABLED] = OOF_SIM_REPLY_ENABLED };
  gboolean scheduled = wanted->status == OOF_REPLY_SCHEDULED;
  OofSimReply reply = { .state = states[wanted->status],
                        .start = scheduled ? wanted->window.from * G_USEC_PER_SEC : 0,
                        .end = scheduled ? wanted->window.to * G_USEC_PER_SEC : 0,
                        .internal = wanted->internal,
                        .external = wanted->external };

  if (wanted->audience == OOF_AUDIENCE_ALL)
    reply.audience = OOF_SIM_AUDIENCE_ALL;
  else if (wanted->audience == OOF_AUDIENCE_CONTACTS)
    reply.audience = OOF_SIM_AUDIENCE_CONTACTS;
  oof_sim_mailbox_set_reply (person->mailbox, &reply, seed->now);
  person->mailbox->writes = 0;
}

/* What the person put in the place of our reply afterwards. */
static void
apply_outside (OofSimSeed *seed, OofSimPerson *person, const gchar *key)
{
  const gchar *text = g_hash_table_lookup (seed->outside, key);
  g_autoptr (OofSimReply) reply = NULL;

  if (text == NULL)
    return;
  reply = oof_sim_reply_copy (person->mailbox->reply);
  oof_sim_set_string (&reply->internal, text);
  oof_sim_set_string (&reply->external, text);
  oof_sim_mailbox_set_reply (person->mailbox, reply, seed->now);
  person->mailbox->writes = 0;
}

static void
plan_person (Replies *replies, OofSimPerson *person, GPtrArray *absences)
{
  OofSimSeed *seed = replies->seed;
  OofGroup *group = oof_groups_find_for (seed->groups, person->mail);
  OofRange never = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };
  g_autoptr (OofReplyState) current =
      oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, never, "", "");
  OofPlannerInput input = { .person = g_hash_table_lookup (replies->people, person->mail),
                            .absences = absences,
                            .templates = seed->templates,
                            .group_template = group == NULL ? NULL : group->template_name,
                            .people = replies->people,
                            .options = seed->options,
                            .current = current,
                            .now = seed->now / G_USEC_PER_SEC };
  g_autoptr (OofPlan) plan = oof_planner_plan (&input);
  g_autoptr (OofReplyState) returned = NULL;

  if (plan->wanted == NULL)
    return;
  apply (seed, person, plan->wanted);
  returned = read_back (person->mailbox, plan->wanted);
  record_write (replies, person, plan, returned);
  apply_outside (seed, person, plan->absence->key);
}

/* The absences of that person. (transfer container) */
static GPtrArray *
list_absences (OofSimSeed *seed, const gchar *address)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < seed->absences->len; i++)
    if (strcmp (((OofAbsence *) seed->absences->pdata[i])->person, address) == 0)
      g_ptr_array_add (found, seed->absences->pdata[i]);
  return found;
}

static void
add_pages (Replies *replies)
{
  GHashTableIter iter;
  gpointer key, mailboxes;

  g_hash_table_iter_init (&iter, replies->pages);
  while (g_hash_table_iter_next (&iter, &key, &mailboxes))
    {
      g_autoptr (JsonObject) page = oof_sim_seed_begin (replies->seed, key);

      json_object_set_object_member (page, "mailboxes", json_object_ref (mailboxes));
      oof_sim_seed_add_document (replies->seed, key, page, "Zustand der Postfächer",
                                 replies->seed->now - RUN_AGE);
    }
}

static void
add_log (Replies *replies, guint unchanged)
{
  g_autofree gchar *lower = g_ascii_strdown (replies->run, -1);
  g_autofree gchar *key = g_strconcat ("l:", lower, NULL);
  g_autofree gchar *by = oof_sim_seed_address (replies->seed, "anna.meier");
  g_autoptr (JsonObject) log = oof_sim_seed_begin (replies->seed, key);

  json_object_set_string_member (log, "run", replies->run);
  json_object_set_string_member (log, "at", replies->run_at);
  json_object_set_string_member (log, "by", by);
  json_object_set_int_member (log, "changed", 0);
  json_object_set_int_member (log, "unchanged", unchanged);
  json_object_set_int_member (log, "failed", 0);
  json_object_set_int_member (log, "seconds", 2);
  json_object_set_array_member (log, "people", json_array_new ());
  oof_sim_seed_add_document (replies->seed, key, log, "Lauf des OOF-Tasks",
                             replies->seed->now - RUN_AGE);
}

void
oof_sim_seed_replies (OofSimSeed *seed)
{
  OofSimTenant *tenant = seed->tenant;
  Replies replies = { .seed = seed };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *stamp = oof_sim_zone_format (utc, seed->now - RUN_AGE, "%Y%m%dT%H%M%SZ");

  replies.people = make_people (tenant);
  replies.pages =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  replies.run = g_strdup_printf ("%s-%08x", stamp, (guint) oof_sim_random_next (&seed->random));
  replies.run_at = oof_sim_zone_format (utc, seed->now - RUN_AGE, "%Y-%m-%dT%H:%M:%SZ");
  for (guint i = 0; i < tenant->people->len; i++)
    {
      OofSimPerson *person = tenant->people->pdata[i];
      g_autoptr (GPtrArray) absences = list_absences (seed, person->mail);

      if (absences->len > 0)
        plan_person (&replies, person, absences);
    }
  add_pages (&replies);
  add_log (&replies, tenant->people->len - 1);
  g_hash_table_unref (replies.people);
  g_hash_table_unref (replies.pages);
  g_free (replies.run);
  g_free (replies.run_at);
}
