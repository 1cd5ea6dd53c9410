/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-zones.h"

#include "core/oof-zones-table.h"

static void
test_known (void)
{
  g_assert_cmpstr (oof_zones_iana_from_windows ("W. Europe Standard Time"), ==, "Europe/Berlin");
  g_assert_cmpstr (oof_zones_iana_from_windows ("w. europe standard time"), ==, "Europe/Berlin");
  g_assert_cmpstr (oof_zones_iana_from_windows ("Nepal Standard Time"), ==, "Asia/Kathmandu");
  g_assert_cmpstr (oof_zones_windows_from_iana ("Europe/Vienna"), ==, "W. Europe Standard Time");
  g_assert_cmpstr (oof_zones_windows_from_iana ("America/New_York"), ==, "Eastern Standard Time");
  g_assert_cmpstr (oof_zones_windows_from_iana ("Asia/Katmandu"), ==, "Nepal Standard Time");
  g_assert_cmpstr (oof_zones_windows_from_iana ("Asia/Kathmandu"), ==, "Nepal Standard Time");
  g_assert_cmpstr (oof_zones_windows_from_iana ("UTC"), ==, "UTC");
}

static void
test_any (void)
{
  g_assert_cmpstr (oof_zones_iana_from_any ("Pacific Standard Time"), ==, "America/Los_Angeles");
  g_assert_cmpstr (oof_zones_iana_from_any ("Europe/Zurich"), ==, "Europe/Zurich");
  g_assert_cmpstr (oof_zones_iana_from_any ("UTC"), ==, "UTC");
  g_assert_cmpstr (oof_zones_iana_from_any ("Etc/UTC"), ==, "UTC");
  g_assert_cmpstr (oof_zones_iana_from_any ("tzone://Microsoft/Utc"), ==, "UTC");
}

static void
test_unknown (void)
{
  const char *names[] = { "", "Customized Time Zone", "Europe/Atlantis", "../../etc/passwd" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_null (oof_zones_iana_from_any (names[i]));
      g_assert_null (oof_zones_windows_from_iana (names[i]));
    }
}

/* Every row is found, and names something that exists. */
static void
test_tables (void)
{
  g_assert_cmpuint (oof_zones_n_by_windows, >=, 139);
  for (gsize i = 0; i < oof_zones_n_by_windows; i++)
    {
      const OofZonePair *pair = &oof_zones_by_windows[i];
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (pair->other);

      g_assert_cmpstr (oof_zones_iana_from_windows (pair->name), ==, pair->other);
      g_assert_nonnull (zone);
      g_assert_nonnull (oof_zones_windows_from_iana (pair->other));
    }
  for (gsize i = 0; i < oof_zones_n_by_iana; i++)
    {
      const OofZonePair *pair = &oof_zones_by_iana[i];

      g_assert_cmpstr (oof_zones_windows_from_iana (pair->name), ==, pair->other);
      g_assert_nonnull (oof_zones_iana_from_windows (pair->other));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zones/known", test_known);
  g_test_add_func ("/zones/any", test_any);
  g_test_add_func ("/zones/unknown", test_unknown);
  g_test_add_func ("/zones/tables", test_tables);
  return g_test_run ();
}
