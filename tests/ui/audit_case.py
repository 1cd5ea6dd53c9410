# SPDX-License-Identifier: GPL-3.0-or-later
"""What the audits of places and of dialogs share."""
from audit import audit
from window_case import WindowCase

# A place, and words that are there when it has been read.
PLACES = {
    "home": "read live",
    "overview": "of .* absences$",
    "timeline": "^Today$",
    "details": "^As of",
    "templates": "^Standard, .*for everybody",
    "subjects": "^Urlaub",
    "groups": "^Vertrieb, .*priority",
    "users": "administrator",
    "oof-task": "^Last run",
    "migration": "^Checks",
}


class AuditCase(WindowCase):
    def open(self, place="home", **options):
        app = self.start("--connection", self.tenant.connection, "--place", place, **options)
        app.get(None, PLACES.get(place, "read live"))
        return app

    def assert_accessible(self, rtl=False):
        """A key that came late on a busy machine looks like a fault once; what is wrong is wrong again."""
        faults = audit(self.app, rtl)
        if faults:
            faults = audit(self.app, rtl)
        self.assertEqual(faults, [])
