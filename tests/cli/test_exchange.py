# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange on premises: how an account proves itself, certificates, routes."""
import random
import re

import harness
from harness import SimCase, oofctl


class ExchangeCase(SimCase):
    scenario = "onprem"

    def connect(self, change):
        with open(self.sim.connection, encoding="utf-8") as file:
            return self.write("connection.ini", change(file.read()))

    def test_ntlm(self):
        path = self.connect(lambda text: text.replace("auth=basic", "auth=ntlm"))
        before = self.sim.ask("/requests")["total"]
        result = oofctl("--json", "people", connection=path)
        self.assertEqual(result.code, 0, str(result))
        self.assertGreater(len(result.json()["people"]), 30)
        person = self.find_free()[0]["address"]
        result = oofctl("--json", "status", person, connection=path)
        self.assertEqual(result.json()["people"][0]["state"], "disabled", str(result))
        self.assertGreater(self.sim.ask("/requests")["total"], before)

    def test_ntlm_large(self):
        """A document whose write is larger than 60 kB."""
        path = self.connect(lambda text: text.replace("auth=basic", "auth=ntlm"))
        text = "".join(f"{random.Random(line).getrandbits(400):x}\n" for line in range(1200))
        result = oofctl("template", "set", "Lang", "--file", self.write("lang.txt", text), connection=path)
        self.assertEqual(result.code, 0, str(result))
        result = oofctl("template", "show", "Lang", connection=path)
        self.assertIn(text.splitlines()[-1], result.out)

    def test_ntlm_of_nobody(self):
        path = self.connect(lambda text: re.sub("user=.*", "user=MFA\\\\\\\\nobody", text).replace("auth=basic", "auth=ntlm"))
        result = oofctl("people", connection=path)
        self.assertEqual(result.code, 3, str(result))

    def find_exchange(self, *faults):
        base = self.sim.answer["autodiscover"]
        path = self.connect(lambda text: re.sub("url=.*", f"url=\nautodiscover={base}", text))
        for fault in faults:
            self.sim.ask("/fault", {"match": fault, "kind": "unavailable", "times": 4})
        return oofctl("people", connection=path)

    def test_autodiscover(self):
        result = self.find_exchange()
        self.assertEqual(result.code, 0, str(result))
        self.assertEqual(self.sim.ask("/requests")["byKind"].get("autodiscover.pox", 0), 0)

    def test_autodiscover_pox(self):
        result = self.find_exchange("autodiscover.json")
        self.sim.ask("/reset", {})
        self.assertEqual(result.code, 0, str(result))

    def test_basic_needs_tls(self):
        path = self.connect(lambda text: text.replace("http://127.0.0.1", "http://localhost"))
        result = oofctl("people", connection=path)
        self.assertEqual(result.code, 2, str(result))


class TlsCase(ExchangeCase):
    arguments = ("--tls",)

    test_basic_needs_tls = None

    def test_own_authority(self):
        result = oofctl("people", connection=self.sim.connection)
        self.assertEqual(result.code, 0, str(result))

    def test_untrusted_certificate_is_shown(self):
        path = self.connect(lambda text: re.sub("ca-file=.*\n", "", text))
        result = oofctl("people", connection=path)
        self.assertEqual(result.code, 4, str(result))
        for words in ("its issuer is unknown here", "CN=localhost", "oof-sim test authority", "SHA-256"):
            self.assertIn(words, result.error)


if __name__ == "__main__":
    harness.main()
