#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The places that administrators use, end to end: test-admin.py BUILD-DIR [TEST…]; prints TAP. Runs inside
session.sh."""
import time

from drive import wait
from window_case import WindowCase, day, main


def iso(offset):
    return time.strftime("%Y-%m-%d", day(offset))


class AdminTest(WindowCase):
    def test_dry_run_then_a_part_is_applied(self):
        tenant = self.tenant
        first, second = tenant.address("Bernd Krause"), tenant.address("Dieter Lang")
        tenant.oofctl("run")
        for person in (first, second):
            tenant.oofctl("absence", "add", person, "--from", iso(0), "--to", iso(4), "--subject", "Urlaub")
        app = self.start("--connection", tenant.connection, "--place", "oof-task")
        app.get("label", "^Nothing has been looked at yet$", seconds=60)
        app.click("^Dry run$")
        app.get("label", "^Dry run at .*: 2 would change", seconds=60)
        self.assertEqual(tenant.control(f"/mailboxes/{first}")["state"], "disabled")
        app.set_text("^Filter the differences$", "krause")
        app.click("^Apply to 1 mailbox$")
        app.get("label", "^Run at .*: 1 changed", seconds=60)
        self.assertEqual(tenant.control(f"/mailboxes/{first}")["state"], "scheduled")
        self.assertEqual(tenant.control(f"/mailboxes/{second}")["state"], "disabled")
        app.click("^Run now$")
        wait(lambda: tenant.control(f"/mailboxes/{second}")["state"] == "scheduled", "the second mailbox", 60)
        app.get("label", "^Run at .*: 1 changed", seconds=60)
        self.assertEqual(app.unnamed(), [])


if __name__ == "__main__":
    main(AdminTest, __file__)
