#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The places where absences are looked at and worked on, as a clerk uses them: test-views.py BUILD-DIR [TEST…]."""
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drive import wait  # noqa: E402
from drive import wait  # noqa: E402
from window_case import WindowCase, main  # noqa: E402


def iso(offset):
    """A day as people in the window's zone (TZ, see meson.build) count them."""
    return time.strftime("%Y-%m-%d", time.localtime(time.time() + offset * 86400))


class ViewsTest(WindowCase):
    def add(self, name, first, last, *more):
        person = self.tenant.address(name)
        self.tenant.oofctl("absence", "add", person, "--from", iso(first), "--to", iso(last), *more)
        return person

    def open_timeline(self):
        """Its frame has the focus, and is returned: walking all of the tree again and again takes long."""
        app = self.start("--connection", self.tenant.connection, "--place", "timeline")
        view = app.get(None, "^Alexander Ludwig, .*, present$", seconds=60)
        app.tab_to(view)
        return app, view

    def test_timeline_speaks_rows_and_cells(self):
        self.add("Benjamin Göbel", 0, 3, "--subject", "Urlaub")
        app, view = self.open_timeline()
        self.assertEqual(app.unnamed(), [])
        app.get("list item", "^Benjamin Göbel: Urlaub .*, running$")
        app.keys("Down")
        wait(lambda: re.match("Benjamin Göbel, .*, away, Urlaub, set by ", view.get_name()), "the cell of today")
        app.keys("Right", "Right", "Right", "Right")
        wait(lambda: re.match("Benjamin Göbel, .*, present$", view.get_name()), "the cell after it")

    def test_timeline_plans_for_selected_days(self):
        app, _ = self.open_timeline()
        app.keys("shift+Right", "shift+Right")
        app.get("label", "^3 days × 1 person$")
        app.keys("Return")
        self.assertEqual(app.text(app.get(("text", "entry"), "^First day")), iso(0))
        self.assertEqual(app.text(app.get(("text", "entry"), "^Last day")), iso(2))


if __name__ == "__main__":
    main(ViewsTest, __file__)
