/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/oof-sim-old-calendar.h"

#include "sim/oof-sim-zone.h"

#define DAY (86400 * (gint64) G_USEC_PER_SEC)
/* An absence starts every second week of each person. */
#define STEP 14

static const gchar *const subjects[] = { "Urlaub", "Fortbildung", "Dienstreise", "krank" };

typedef enum
{
  ODD_LEFT,
  ODD_NOBODY,
  ODD_TWICE,
  ODD_EMPTY_SPAN,
  ODD_LONG,
  ODD_AMBIGUOUS,
  ODD_MEETING,
  ODD_NO_SUBJECT,
  N_ODD
} Odd;

typedef struct
{
  OofSimTenant *tenant;
  OofSimMailbox *mailbox;
  OofSimCalendar *calendar;
  GPtrArray *people; /* (owned) of OofSimPerson* */
  guint n_written;
} Filling;

static OofSimItem *
add_item (Filling *filling, const gchar *subject, gint64 start, gint64 end, gboolean all_day)
{
  OofSimItem *item = oof_sim_item_new ();

  oof_sim_set_string (&item->subject, subject);
  oof_sim_set_string (&item->start_zone, all_day ? "W. Europe Standard Time" : "UTC");
  oof_sim_set_string (&item->end_zone, item->start_zone);
  oof_sim_set_string (&item->show_as, "oof");
  item->start = start;
  item->end = end;
  item->all_day = all_day;
  oof_sim_mailbox_add_item (filling->mailbox, filling->calendar, item,
                            oof_sim_tenant_now (filling->tenant));
  return item;
}

/* Local midnight in Berlin, DAYS from today. */
static gint64
midnight (const Filling *filling, gint days)
{
  g_autoptr (GTimeZone) zone = oof_sim_zone_new ("Europe/Berlin");
  gint64 noon = oof_sim_zone_midnight (zone, oof_sim_tenant_now (filling->tenant)) + DAY / 2;

  return oof_sim_zone_midnight (zone, noon + days * DAY);
}

/* Half of them lie behind, half ahead. */
static void
add_regular (Filling *filling)
{
  guint n = filling->n_written++;
  const OofSimPerson *person = filling->people->pdata[n % filling->people->len];
  const OofSimPerson *deputy = filling->people->pdata[(n + 1) % filling->people->len];
  gint round = (gint) (n / filling->people->len);
  gint first = (round % 2 == 0 ? 1 : -1) * (round / 2 + 1) * STEP;
  gboolean by_hour = n % 5 == 4;
  gint64 start = midnight (filling, first);
  const gchar *subject = subjects[n % G_N_ELEMENTS (subjects)];
  g_autofree gchar *text = g_strdup_printf ("%s - %s", person->display_name, subject);
  OofSimItem *item = add_item (filling, text, by_hour ? start + DAY / 3 : start,
                               by_hour ? start + DAY / 2 : start + (1 + n % 3) * DAY, !by_hour);

  g_autofree gchar *body = g_strdup_printf ("Benutzer: %s\r\nVertretung: %s\r\nNotiz: Nr. %u\r\n",
                                            person->mail, deputy->mail, n);

  oof_sim_set_string (&item->body, body);
  oof_sim_set_string (&item->location, deputy->display_name);
}

static void
add_odd (Filling *filling, guint number)
{
  const OofSimPerson *person = filling->people->pdata[number % filling->people->len];
  gint64 start = midnight (filling, 400 + (gint) number);
  g_autofree gchar *own = g_strdup_printf ("%s - Urlaub", person->display_name);
  g_autofree gchar *part = g_strdup_printf ("%s - Urlaub", person->given_name);

  switch ((Odd) (number % N_ODD))
    {
    case ODD_LEFT:
      add_item (filling, "Waldemar Ehemals - Urlaub", start, start + DAY, TRUE);
      return;
    case ODD_NOBODY:
      add_item (filling, "Urlaub", start, start + DAY, TRUE);
      return;
    case ODD_TWICE:
      if (filling->calendar->items->len > 0)
        {
          OofSimItem *copy = oof_sim_item_copy (
              filling->calendar->items->pdata[filling->calendar->items->len - 1]);
          add_item (filling, copy->subject, copy->start, copy->end, copy->all_day);
          oof_sim_item_free (copy);
        }
      return;
    case ODD_EMPTY_SPAN:
      add_item (filling, own, start, start, FALSE);
      return;
    case ODD_LONG:
      add_item (filling, own, start, start + 400 * DAY, TRUE);
      return;
    case ODD_AMBIGUOUS:
      add_item (filling, part, start, start + DAY, TRUE);
      return;
    case ODD_MEETING:
      add_item (filling, "Jour fixe", start + DAY / 3, start + DAY / 2, FALSE);
      return;
    case ODD_NO_SUBJECT:
    case N_ODD:
    default:
      add_item (filling, "", start, start + DAY, TRUE);
      return;
    }
}

void
oof_sim_old_calendar_fill (OofSimTenant *tenant, guint count, guint odd)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  Filling filling = { .tenant = tenant, .mailbox = tenant->service->mailbox, .people = people };
  guint every = odd > 0 ? count / odd : 0;
  guint n_odd = 0;

  filling.calendar = oof_sim_mailbox_get_default_calendar (filling.mailbox);
  for (guint i = 0; i < tenant->people->len; i++)
    {
      OofSimPerson *person = tenant->people->pdata[i];

      if (person->purpose == OOF_SIM_PURPOSE_USER && person != tenant->service)
        g_ptr_array_add (people, person);
    }
  for (guint i = 0; i < count && people->len > 0; i++)
    if (n_odd < odd && i % every == every - 1)
      add_odd (&filling, n_odd++);
    else
      add_regular (&filling);
}
