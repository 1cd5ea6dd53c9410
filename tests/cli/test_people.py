# SPDX-License-Identifier: GPL-3.0-or-later
"""People by CSV: merged with the directory, exported, refused as a whole; over both protocols."""
import harness
from harness import SimCase

MANY = 10000


class People:
    """What the file says beside the directory."""

    def import_text(self, text, *words, code=0):
        return self.expect(code, self.run_ctl("people", "import", self.write("people.csv", text), *words, "--quiet"))

    def test_import(self):
        [person] = self.find_free()[:1]
        address = person["address"]
        self.import_text("address,region,workDays,homePhone,xData14\n" +
                         f'{address},Testland,"mo,tu",0931 4711,Büro 7\n')
        found = next(line for line in self.ask_ctl("people")["people"] if line["address"] == address)
        self.assertEqual((found["region"], found["workDays"], found["name"]), ("Testland", "1,2", person["name"]))
        template = self.write("t.txt", "##oofinternal @@oofback / @@homePhone / @@xData14\n")
        self.expect(0, self.run_ctl("template", "set", "Import", "--file", template))
        [key] = self.ask_ctl("absence", "add", address, "--from", "2027-01-04", "--to", "2027-01-05")["ids"]
        text = self.expect(0, self.run_ctl("template", "render", "Import", "--person", address, "--absence", key)).out
        self.assertIn("11", text)  # Monday, since from Wednesday on nobody works
        self.assertIn("0931 4711 / Büro 7", text)

        exported = self.expect(0, self.run_ctl("people", "export")).out
        self.assertEqual(exported, '"address","name","zone","language","region","workDays","homePhone","xData14"\r\n'
                         f'"{address}","{address}","","","Testland","1,2","0931 4711","Büro 7"\r\n')
        bad = self.import_text(f"address,zone\n{address},Europe/Berlin\nx,\nneu@x.example,Mars\n", code=2)
        for words in ("line 3, column address", "line 4, column zone", "2 of 3 rows"):
            self.assertIn(words, bad.error)
        self.import_text("address,gibtsnicht\n", code=2)
        self.assertEqual(self.expect(0, self.run_ctl("people", "export")).out, exported)
        self.import_text("address\n", "--replace")
        self.assertEqual(self.expect(0, self.run_ctl("people", "export")).out.count("\n"), 1)

    def test_mailboxes(self):
        """What Get-Mailbox says stays known: who-gets and status have the reason for the silence."""
        address = self.find_free()[1]["address"]
        self.ask_ctl("absence", "add", address, "--from", "2026-11-23", "--to", "2026-11-27", "--on-conflict", "keep")
        self.ask_ctl("run", "--person", address)
        for target, reason in (("weg@contoso.example", "smtp-forward"), ("", "sent")):
            file = self.write("m.csv", f"PrimarySmtpAddress,ForwardingSmtpAddress\n{address},{target}\n")
            self.run_ctl("doctor", address, "--mailboxes", file)
            self.assertEqual(self.ask_ctl("who-gets", address, "--sender", "stranger")["reason"], reason)
            [row] = self.run_ctl("status", address, "--json").json()["people"]
            self.assertEqual((row["forwarding"]["kind"], row["forwarding"]["to"]),
                             ("smtp", target) if target else ("none", None))
            self.assertEqual(self.expect(0, self.run_ctl("people", "export")).out.count("\n"), 1)

    def test_unknown(self):
        """Without Graph the directory is what the groups and the file say."""
        self.import_text("address,name\nneu@x.example,Neue Person\n")
        addresses = [line["address"] for line in self.ask_ctl("people")["people"]]
        self.assertEqual("neu@x.example" in addresses, self.scenario == "onprem")
        self.import_text("address\n", "--replace")


class CloudTest(People, SimCase):
    scenario = "demo"

    def test_many(self):
        rows = "".join(f"p{i}@x.example,Person {i},BY,Wert {i}\n" for i in range(MANY))
        self.import_text("address,name,region,xData1\n" + rows, "--replace")
        self.assertEqual(self.expect(0, self.run_ctl("people", "export")).out.count("\n"), MANY + 1)
        before = self.sim.ask("/requests")["total"]
        done = self.ask_ctl("people", "import", self.write("one.csv", "address,name\np7@x.example,Neu\n"))
        self.assertEqual(done, {"imported": 1, "total": MANY})
        self.assertLess(self.sim.ask("/requests")["total"] - before, 40)
        self.assertIn('"Neu"', self.expect(0, self.run_ctl("people", "export")).out)
        self.import_text("address\n", "--replace")


class OnPremTest(People, SimCase):
    scenario = "onprem"


if __name__ == "__main__":
    harness.main()
