#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""oof-sim as a program: its one line, its connection file, its options, its end."""
import base64
import configparser
import json
import os
import ssl
import stat
import subprocess
import sys
import unittest
import urllib.error
import urllib.request

PROGRAM = sys.argv.pop(1)
CTL = os.path.join(os.path.dirname(PROGRAM), "oofctl")
MEMBERS = ["graph", "authority", "tenant", "ews", "autodiscover", "control", "connection"]


class Sim:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, text=True)
        self.line = json.loads(self.process.stdout.readline())
        self.connection = configparser.RawConfigParser()
        self.connection.read(self.line["connection"], encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.terminate()
        rest = self.process.stdout.read()
        code = self.process.wait(20)
        self.process.stdout.close()
        assert code == 0 and rest == "", (code, rest)
        assert not os.path.exists(os.path.dirname(self.line["connection"]))


def fetch(url, data=None, headers=None, context=None):
    request = urllib.request.Request(url, data, headers or {})
    try:
        with urllib.request.urlopen(request, timeout=10, context=context) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


class Program(unittest.TestCase):
    def test_cloud_has_no_server_of_its_own(self):
        with Sim("--scenario", "cloud") as sim:
            self.assertNotIn("ews", sim.connection)
            self.assertEqual(fetch(sim.line["ews"], b"<x/>", {"Content-Type": "text/xml"})[0], 404)
        with Sim("--scenario", "hybrid") as sim:
            self.assertIn("ews", sim.connection)
            self.assertEqual(sim.connection["service-mailbox"]["route"], "graph")

    def test_line_and_files(self):
        with Sim("--scenario", "demo", "--people", "40") as sim:
            self.assertEqual(list(sim.line), MEMBERS)
            self.assertTrue(sim.line["graph"].startswith("http://127.0.0.1:"))
            self.assertEqual(sorted(sim.connection.sections()),
                             ["ews", "graph", "person", "policy", "runner", "service-mailbox"])
            folder = os.path.dirname(sim.line["connection"])
            self.assertEqual(stat.S_IMODE(os.stat(folder).st_mode), 0o700)
            for name in os.listdir(folder):
                mode = stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode)
                self.assertEqual(mode, 0o600)
            self.assertEqual(fetch(sim.line["control"] + "/requests")[0], 200)
            self.assertEqual(fetch(sim.line["authority"] + "/nowhere")[0], 404)

    def test_more_groups(self):
        def names(path):
            done = subprocess.run([CTL, "--connection", sim.line["connection"], "--json", *path], capture_output=True, check=True, timeout=120)
            return [each["name"] for each in json.loads(done.stdout)[path[0]]]
        with Sim("--people", "200", "--groups", "30") as sim:
            groups = names(["groups"])
            self.assertIn("Alle Benutzer", groups)
            self.assertIn("Abteilung 30", groups)
            self.assertGreater(max(map(len, groups)), 100)
            self.assertTrue(any("\u0590" <= name[0] <= "\u06ff" for name in groups), groups)
            people = names(["people"])
            self.assertIn("Anna Meier", people)
            self.assertGreater(max(map(len, people)), 100)

    def test_roles(self):
        with Sim("--people", "40", "--as", "person") as sim:
            self.assertFalse(sim.connection.has_section("runner"))
            self.assertFalse(sim.connection.has_section("ews"))
        with Sim("--people", "40", "--as", "runner") as sim:
            self.assertFalse(sim.connection.has_section("person"))
        with Sim("--scenario", "onprem", "--people", "40", "--as", "person") as sim:
            self.assertEqual(list(sim.connection["ews"]), ["url"])
            self.assertEqual(sim.connection["person"]["auth"], "basic")

    def test_onprem_over_tls(self):
        with Sim("--scenario", "onprem", "--tls") as sim:
            ews = sim.connection["ews"]
            self.assertTrue(ews["url"].startswith("https://127.0.0.1:"))
            self.assertEqual(ews["url"], sim.line["ews"])
            self.assertFalse(sim.connection.has_section("graph"))
            with open(ews["secret-file"], encoding="utf-8") as file:
                login = base64.b64encode(f"{ews['user']}:{file.read()}".encode()).decode()
            context = ssl.create_default_context(cafile=ews["ca-file"])
            self.assertEqual(fetch(ews["url"], b"<a/>", context=context)[0], 401)
            status = fetch(ews["url"], b"<a/>", {"Authorization": "Basic " + login,
                                                 "Content-Type": "text/xml"}, context)[0]
            self.assertNotIn(status, (200, 401))
            self.assertEqual(fetch(sim.line["graph"] + "/users")[0], 404)

    def test_clock_and_public(self):
        with Sim("--people", "40", "--now", "2027-02-01T08:00:00Z",
                 "--public", "http://127.0.0.1:4012/v1.0", "--latency", "1",
                 "--fault", "login.token:unavailable:2") as sim:
            url = sim.line["authority"] + "/organizations/oauth2/v2.0/token"
            self.assertEqual([fetch(url, b"x=1")[0] for _ in range(3)], [503, 503, 400])
            now = json.loads(fetch(sim.line["control"] + "/clock")[1])["now"]
            self.assertTrue(now.startswith("2027-02-01T08:00:"))

    def test_usage(self):
        for arguments in (["--scenario", "moon"], ["--as", "nobody"], ["--now", "soon"],
                          ["--people", "-1"], ["--groups", "1001"], ["--wrong"], ["more"], ["--fault", "x"],
                          ["--latency", "-5"]):
            done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=20)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.stdout, b"")
        done = subprocess.run([PROGRAM, "--listen", "192.0.2.1:0"], capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 2)
        done = subprocess.run([PROGRAM, "--version"], capture_output=True, timeout=20)
        self.assertTrue(done.stdout.startswith(b"oof-sim "))

    def test_dies_with_parent(self):
        reader, writer = os.pipe()
        parent = subprocess.Popen([sys.executable, "-c",
                                   "import subprocess, sys\n"
                                   "sim = subprocess.Popen([sys.argv[1], '--people', '40',"
                                   " '--die-with-parent'], stdout=subprocess.PIPE, text=True,"
                                   " close_fds=False)\n"
                                   "print(sim.stdout.readline(), end='', flush=True)\n"
                                   "sys.stdin.read()\n", PROGRAM],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                  pass_fds=[writer])
        os.close(writer)
        line = json.loads(parent.stdout.readline())
        parent.kill()
        parent.wait(20)
        # The tenant holds the last writing end: the end of the file is its end.
        self.assertEqual(os.read(reader, 1), b"")
        self.assertFalse(os.path.exists(line["connection"]))
        os.close(reader)
        parent.stdin.close()
        parent.stdout.close()


if __name__ == "__main__":
    unittest.main()
