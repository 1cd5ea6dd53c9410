/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-render.h"

#include <string.h>

/* Every variable and marker, with both prefixes, filled and empty, in both replies, as text and as
 * HTML. The values stand here once more, written by hand. */

typedef struct
{
  const char *name;
  const char *full;  /* a day by the hour, with everything */
  const char *empty; /* an absence without end, with nothing */
} Value;

static const Value values[] = {
  { "ooffrom", "11.06.2027", "11.06.2027" },
  { "oofto", "11.06.2027", "" },
  { "oofat", "11.06.2027", "" },
  { "oofback", "14.06.2027", "" },
  { "oofTimeFrom", "09:30", "" },
  { "oofTimeTo", "14:00", "" },
  { "Timezone", "W. Europe Standard Time", "W. Europe Standard Time" },
  { "TimezoneValue", "UTC+02:00", "UTC+02:00" },
  { "personalInfo", "Zimmer <3> & \"4\"", "" },
  { "EventSubject", "Urlaub & <mehr>", "" },
  { "oofforwardornot", "", "nicht" },
  { "oofforwardornotol", "", "not" },
  { "oofforwarduser", "<d:displayName> & 'x'", "" },
};

typedef struct
{
  const char *name;
  gboolean full[2]; /* whether its line is kept: internal, external */
  gboolean empty[2];
} Marker;

static const Marker markers[] = {
  { "oofforwardtrue", { TRUE, TRUE }, { FALSE, FALSE } },
  { "oofforwardfalse", { FALSE, FALSE }, { TRUE, TRUE } },
  { "oofforwardusertrue", { TRUE, TRUE }, { FALSE, FALSE } },
  { "oofforwarduserfalse", { FALSE, FALSE }, { TRUE, TRUE } },
  { "oofexternal", { FALSE, TRUE }, { FALSE, TRUE } },
  { "oofinternal", { TRUE, FALSE }, { TRUE, FALSE } },
  { "oofNotTimeFrom", { FALSE, FALSE }, { TRUE, TRUE } },
  { "oofNotTimeTo", { FALSE, FALSE }, { TRUE, TRUE } },
  { "NoForwardRequired", { TRUE, TRUE }, { TRUE, TRUE } },
};

static const char *const attributes[] = {
  "givenName",  "sn",          "displayName",
  "title",      "mail",        "telephoneNumber",
  "mobile",     "homePhone",   "facsimileTelephoneNumber",
  "department", "company",     "streetAddress",
  "postalCode", "l",           "st",
  "co",         "wWWHomePage", "physicalDeliveryOfficeName",
  "xData1",     "xData2",      "xData3",
  "xData4",     "xData5",      "xData6",
  "xData7",     "xData8",      "xData9",
  "xData10",    "xData11",     "xData12",
  "xData13",    "xData14",
};

static OofPerson *
new_person (const char *who, gboolean full)
{
  OofPerson *person = oof_person_new ("id", who, "");

  for (guint i = 0; full && i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *value = g_strdup_printf ("<%c:%s> & 'x'", who[0], attributes[i]);
      oof_person_set (person, attributes[i], value);
    }
  return person;
}

static OofAbsence *
new_absence (gboolean full)
{
  OofAbsence *absence = oof_absence_new ("p@kontor.example", "Europe/Berlin");

  absence->first_day = oof_day_from_ymd (2027, 6, 11);
  absence->open_end = !full;
  absence->all_day = !full;
  if (!full)
    return absence;
  oof_instant_parse ("2027-06-11T07:30:00Z", &absence->window.from, NULL);
  oof_instant_parse ("2027-06-11T12:00:00Z", &absence->window.to, NULL);
  absence->deputy = g_strdup ("d@kontor.example");
  absence->forward_to = g_strdup ("d@kontor.example");
  absence->note = g_strdup ("Zimmer <3> & \"4\"");
  g_free (absence->subject);
  absence->subject = g_strdup ("Urlaub & <mehr>");
  return absence;
}

static char *
render (const char *body, gboolean html, gboolean full, OofRenderTarget target)
{
  g_autoptr (OofPerson) person = new_person ("p@kontor.example", full);
  g_autoptr (OofPerson) deputy = new_person ("d@kontor.example", TRUE);
  g_autoptr (OofAbsence) absence = new_absence (full);
  g_autoptr (OofOptions) options = oof_options_new ();
  g_autoptr (OofTemplate) tmpl = oof_template_new ("x", html, body);
  OofRenderInput input = { .person = person,
                           .deputy = full ? deputy : NULL,
                           .forward = full ? deputy : NULL,
                           .absence = absence,
                           .options = options };
  g_autoptr (OofRendered) rendered = oof_render (tmpl, &input, target);

  g_assert_cmpuint (rendered->unknown->len, ==, 0);
  return g_strdup (html ? rendered->html : rendered->text);
}

static char *
escape (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "&", "&amp;", 0);
  g_string_replace (out, "<", "&lt;", 0);
  g_string_replace (out, ">", "&gt;", 0);
  g_string_replace (out, "\"", "&quot;", 0);
  g_string_replace (out, "'", "&#39;", 0);
  return g_string_free (out, FALSE);
}

/* @value: (nullable): the line is not kept. */
static void
check (const char *prefix,
       const char *name,
       gboolean html,
       gboolean full,
       OofRenderTarget target,
       const char *value)
{
  g_autofree char *line = g_strconcat (prefix, name, "|y", NULL);
  g_autofree char *body = html ? g_strdup_printf ("<p>a</p><p>%s</p><p>b</p>", line)
                               : g_strdup_printf ("a\n%s\nb", line);
  g_autofree char *escaped = value != NULL && html ? escape (value) : g_strdup (value);
  g_autofree char *kept = html ? g_strdup_printf ("<p>a</p><p>%s|y</p><p>b</p>", escaped)
                               : g_strdup_printf ("a\n%s|y\nb", escaped);
  g_autofree char *found = render (body, html, full, target);

  g_assert_cmpstr (found, ==, value != NULL ? kept : html ? "<p>a</p><p>b</p>" : "a\nb");
}

/* All combinations of one name. @full, @empty: (nullable) what ##name gives, by target. */
static guint
check_name (const char *name,
            const char *full,
            const char *empty,
            const char *const kept_full[2],
            const char *const kept_empty[2])
{
  guint n = 0;

  for (int html = 0; html < 2; html++)
    for (int target = 0; target < 2; target++, n += 4)
      {
        check ("@@", name, html, TRUE, target, full);
        check ("@@", name, html, FALSE, target, empty);
        check ("##", name, html, TRUE, target, kept_full[target]);
        check ("##", name, html, FALSE, target, kept_empty[target]);
      }
  return n;
}

static guint
check_value (const char *name, const char *full, const char *empty)
{
  const char *kept_full = *full != '\0' ? full : NULL;
  const char *kept_empty = *empty != '\0' ? empty : NULL;

  return check_name (name, full, empty, (const char *const[2]){ kept_full, kept_full },
                     (const char *const[2]){ kept_empty, kept_empty });
}

static guint
check_attribute (const char *attribute)
{
  g_autofree char *person = g_strdup_printf ("<p:%s> & 'x'", attribute);
  g_autofree char *deputy = g_strdup_printf ("<d:%s> & 'x'", attribute);
  g_autofree char *name = g_strconcat ("oofforward", attribute, NULL);
  gboolean address = g_str_equal (attribute, "mail");

  return check_value (attribute, person, address ? "p@kontor.example" : "")
         + check_value (name, deputy, "");
}

static guint
check_marker (const Marker *marker)
{
  const char *full[2], *empty[2];

  for (int target = 0; target < 2; target++)
    {
      full[target] = marker->full[target] ? "" : NULL;
      empty[target] = marker->empty[target] ? "" : NULL;
    }
  return check_name (marker->name, "", "", full, empty);
}

static void
test_table (void)
{
  guint n = 0, names = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++, names++)
    n += check_value (values[i].name, values[i].full, values[i].empty);
  for (guint i = 0; i < G_N_ELEMENTS (markers); i++, names++)
    n += check_marker (&markers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++, names += 2)
    n += check_attribute (attributes[i]);

  /* None is left out: 16 combinations of each. */
  g_assert_cmpuint (names, ==, g_strv_length ((char **) oof_render_list_names ()));
  g_assert_cmpuint (n, ==, 16 * names);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render-table/all", test_table);
  return g_test_run ();
}
