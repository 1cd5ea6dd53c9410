/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-seed.h"

#include "sim/oof-sim-seed-private.h"
#include "sim/oof-sim-zone.h"

#include <gio/gio.h>

#define DATABASE_PATH "/io/github/oofmanager/sim/database.json"
#define PROPERTY_SET  "78daff46-7f2e-494a-a88b-3c79c88ebb10"
#define DAY           (86400 * (gint64) G_USEC_PER_SEC)

JsonObject *
oof_sim_seed_begin (OofSimSeed *seed, const gchar *key)
{
  JsonObject *object = json_object_new ();
  g_autofree gchar *write =
      g_strdup_printf ("%016" G_GINT64_MODIFIER "x", oof_sim_random_next (&seed->random));

  json_object_set_int_member (object, "v", 1);
  json_object_set_string_member (object, "key", key);
  json_object_set_int_member (object, "rev", 1);
  json_object_set_string_member (object, "w", write);
  return object;
}

void
oof_sim_seed_set_data (OofSimItem *item, const gchar *key, const gchar *name, JsonObject *json)
{
  g_autofree gchar *text = oof_sim_json_to_ascii (json);

  oof_sim_item_set_property (item, PROPERTY_SET, "OofKey", OOF_SIM_PROPERTY_STRING, key);
  oof_sim_item_set_property (item, PROPERTY_SET, "OofRev", OOF_SIM_PROPERTY_INTEGER, "1");
  oof_sim_item_set_property (item, PROPERTY_SET, name, OOF_SIM_PROPERTY_STRING, text);
}

void
oof_sim_seed_add_document (
    OofSimSeed *seed, const gchar *key, JsonObject *document, const gchar *summary, gint64 created)
{
  OofSimItem *item = oof_sim_item_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree gchar *body = g_strdup_printf ("%s\ndo not edit; edit in OOF Manager\n", summary);

  oof_sim_zone_parse ("2000-01-01T00:00:00", utc, &item->start);
  item->end = item->start + DAY;
  item->all_day = TRUE;
  oof_sim_set_string (&item->subject, key);
  oof_sim_set_string (&item->body, body);
  oof_sim_set_string (&item->show_as, "free");
  oof_sim_seed_set_data (item, key, "OofDoc", document);
  oof_sim_mailbox_add_item (seed->tenant->service->mailbox, seed->documents, item, created);
}

gchar *
oof_sim_seed_address (const OofSimSeed *seed, const gchar *local)
{
  return g_strdup_printf ("%s@%s", local, seed->tenant->domain);
}

/* An appointment of somebody else in the default calendar, which no program of ours may touch. */
static void
add_foreign_item (OofSimSeed *seed)
{
  OofSimMailbox *mailbox = seed->tenant->service->mailbox;
  OofSimItem *item = oof_sim_item_new ();
  g_autoptr (GTimeZone) zone = oof_sim_zone_new ("Europe/Berlin");

  oof_sim_set_string (&item->subject, "Wartung USV im Serverraum");
  oof_sim_set_string (&item->body, "Bitte Türen offen lassen.");
  oof_sim_set_string (&item->location, "Serverraum, Halle 2");
  oof_sim_set_string (&item->start_zone, "W. Europe Standard Time");
  oof_sim_set_string (&item->end_zone, "W. Europe Standard Time");
  item->start = oof_sim_zone_midnight (zone, seed->now) + DAY * 3 + DAY / 24 * 9;
  item->end = item->start + DAY / 24 * 2;
  item->reminder = TRUE;
  oof_sim_mailbox_add_item (mailbox, oof_sim_mailbox_get_default_calendar (mailbox), item,
                            seed->now - 20 * DAY);
}

void
oof_sim_seed_fill (OofSimTenant *tenant)
{
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (DATABASE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) node = oof_sim_json_parse (bytes);
  OofSimSeed seed = { .tenant = tenant, .data = json_node_get_object (node) };

  seed.random = oof_sim_random_new (tenant->seed, "database");
  seed.now = oof_sim_tenant_now (tenant);
  seed.documents = oof_sim_mailbox_add_calendar (tenant->service->mailbox, "OOF Manager");
  seed.templates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);
  seed.absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  seed.outside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  oof_sim_seed_documents (&seed);
  oof_sim_seed_absences (&seed);
  add_foreign_item (&seed);
  oof_sim_seed_replies (&seed);
  g_ptr_array_unref (seed.templates);
  g_ptr_array_unref (seed.groups);
  g_ptr_array_unref (seed.absences);
  g_hash_table_unref (seed.outside);
  oof_options_unref (seed.options);
}
