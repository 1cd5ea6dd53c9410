# SPDX-License-Identifier: GPL-3.0-or-later
"""oof-sim as a program: its line, its connection file, its exit codes."""
import configparser
import os
import socket
import subprocess

import harness
from harness import Case, Sim

MEMBERS = ["graph", "authority", "tenant", "ews", "autodiscover", "control", "connection"]


class SimTest(Case):
    def start(self, *arguments):
        """A start that must fail."""
        return harness.Result(subprocess.run([harness.OOF_SIM, *arguments], capture_output=True,
                                             timeout=harness.SECONDS, env=harness.make_env(), check=False))

    def run_sim(self, *arguments):
        sim = Sim(*arguments)
        self.addCleanup(sim.stop)
        return sim

    def ask(self, sim, *arguments):
        return self.expect(0, harness.oofctl(*arguments, "--json", connection=sim.connection)).json()

    def test_wrong_usage(self):
        for arguments in (["--nonsense"], ["--scenario", "nonsense"], ["--as", "nobody"], ["--now", "soon"]):
            with self.subTest(arguments):
                result = self.start(*arguments)
                self.assertEqual(result.code, 2, str(result))
                self.assertEqual(result.out, "")
                self.assertNotEqual(result.error, "")

    def test_wrong_values(self):
        for arguments in (["--listen", "0.0.0.0:0"], ["--listen", "127.0.0.1:99999"], ["--public", "nonsense"],
                          ["--now", "3000-01-01T00:00:00Z"], ["--people", "-1"], ["--fault", "any:nonsense"]):
            with self.subTest(arguments):
                self.assertEqual(self.start(*arguments).code, 2)

    def test_loopback_of_ipv6(self):
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError:
            self.skipTest("no IPv6 here")
        sim = self.run_sim("demo", "--listen", "[::1]:0", "--people", "20")
        self.assertRegex(sim.answer["graph"], r"^http://\[::1\]:\d+/v1.0$")
        self.assertEqual(len(self.ask(sim, "people")["people"]), 21)

    def test_scenario_of_a_file(self):
        file = self.write("scenario.json", '{"scenario":"onprem","people":25,"seed":7}')
        sim = self.run_sim(file)
        people = self.ask(sim, "people")["people"]
        self.assertEqual((len(people), {person["route"] for person in people}), (25, {"ews"}))
        self.assertEqual(len(self.ask(self.run_sim(file, "--people", "22"), "people")["people"]), 22)
        for text in ("", "[]", "{}", '{"scenario":"nonsense"}', '{"scenario":"demo","now":"soon"}', '{"scenario":"demo","x":1}',
                     '{"scenario":"demo","people":"many"}'):
            with self.subTest(text):
                self.assertEqual(self.start("--scenario", self.write("wrong.json", text)).code, 2)
        self.assertEqual(self.start("--scenario", self.folder.name).code, 2)

    def test_port_in_use(self):
        port = self.run_sim("demo").answer["control"].split(":")[2].split("/")[0]
        result = self.start("--listen", f"127.0.0.1:{port}")
        self.assertNotEqual(result.code, 0)
        self.assertEqual(result.out, "")

    def test_line(self):
        sim = self.run_sim("demo")
        self.assertEqual(list(sim.answer), MEMBERS)
        for member in ("graph", "authority", "ews", "autodiscover", "control"):
            self.assertTrue(sim.answer[member].startswith("http://127.0.0.1:"), member)

    def test_each_start_is_another_tenant(self):
        self.assertNotEqual(self.run_sim("demo").answer["tenant"], self.run_sim("demo").answer["tenant"])

    def test_connection_file_holds_no_secret(self):
        for scenario in ("demo", "onprem"):
            sim = self.run_sim(scenario)
            file = configparser.ConfigParser(interpolation=None)
            file.read(sim.connection, encoding="utf-8")
            paths = [file[group]["secret-file"] for group in file.sections() if "secret-file" in file[group]]
            self.assertNotEqual(paths, [])
            text = harness.pathlib.Path(sim.connection).read_text(encoding="utf-8")
            for path in paths:
                path = os.path.join(os.path.dirname(sim.connection), path)
                self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
                self.assertNotIn(harness.pathlib.Path(path).read_text(encoding="utf-8").strip(), text)

    def test_as(self):
        for role, there in (("person", [True, False]), ("runner", [False, True]), ("both", [True, True])):
            file = configparser.ConfigParser(interpolation=None)
            file.read(self.run_sim("demo", "--as", role).connection, encoding="utf-8")
            self.assertEqual([file.has_section("person"), file.has_section("runner")], there, role)

    def test_scenarios(self):
        """Where the mailboxes live, where the database does, and a group to distribute closures to."""
        for scenario, people, route, routes in (
            ("cloud", "0", "graph", {"graph"}),
            ("hybrid", "0", "graph", {"graph", "ews"}),
            ("hybrid-blocked", "0", "ews", None),
            ("onprem", "0", "ews", {"ews"}),
            ("large", "1200", "graph", {"graph"}),
        ):
            sim = self.run_sim(scenario, "--people", people)
            file = configparser.ConfigParser(interpolation=None)
            file.read(sim.connection, encoding="utf-8")
            self.assertEqual(file["service-mailbox"]["route"], route, scenario)
            found = self.ask(sim, "people")["people"]
            self.assertGreaterEqual(len(found), int(people) or 60, scenario)
            if routes is not None:
                status = self.ask(sim, "status", *[person["address"] for person in found[:60]])["people"]
                self.assertEqual({person["route"] for person in status}, routes, scenario)
            if scenario == "large":
                sizes = [group["members"] for group in self.ask(sim, "groups")["groups"] if group["template"]]
                self.assertTrue(any(100 <= size <= 300 for size in sizes), sizes)

    def test_ends_on_a_signal(self):
        self.assertIn(Sim("demo").stop(), (0, -15))


if __name__ == "__main__":
    harness.main()
