#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every place as a screen reader and a keyboard meet it (audit.py): test-places.py BUILD-DIR [TEST…]; prints TAP. Runs
inside session.sh."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from audit_case import PLACES, AuditCase  # noqa: E402
from window_case import main  # noqa: E402


class PlacesTest(AuditCase):
    pass


def add_place(place):
    def test(self):
        self.open(place)
        self.assert_accessible()
    setattr(PlacesTest, "test_place_" + place.replace("-", "_"), test)


for each in PLACES:
    add_place(each)

if __name__ == "__main__":
    main(PlacesTest, __file__)
