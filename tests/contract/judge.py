#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request that leaves the program, judged by the published descriptions.

The main job is run with oofctl through a recording proxy (EWS: each request and each answer must be valid
by envelope.xsd) and through Prism, a validating proxy written by neither side (Graph: openapi-subset.yaml; a
wrong request answers 422, a wrong answer of the simulated tenant 500; what is inside a batch is judged on its own). The descriptions lie in a folder
"shared" beside or above the checkout; without them, or without npm, the test says so and is skipped.

The contract suite is judged as well, by what the simulated tenant received (--record): EWS bodies by the schema, Graph
requests by Prism, which answers them from the description alone.

Usage: judge.py BUILD-DIR SOURCE-DIR [ews|graph|suite]; prints TAP."""
import configparser
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

BUILD = pathlib.Path(sys.argv[1])
SOURCE = pathlib.Path(sys.argv[2])
SHARED = next((folder / "shared" for folder in SOURCE.parents if (folder / "shared").is_dir()), SOURCE.parent / "shared")
PRISM = "@stoplight/prism-cli@5.14.2"  # newer ones hang on malformed JSON under Node 20


class Simulator:
    """oof-sim as a child process; `line` is the JSON it prints."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([BUILD / "oof-sim", "--listen", "127.0.0.1:0", "--die-with-parent", *arguments], stdout=subprocess.PIPE, text=True)
        self.line = json.loads(self.process.stdout.readline())

    def connection(self, section, key, value):
        """A copy of the connection file, beside it, that goes through a proxy."""
        path = pathlib.Path(self.line["connection"])
        file = configparser.RawConfigParser()
        file.optionxform = str
        file.read(path)
        file[section][key] = value
        copy = path.with_name("judged.ini")
        with open(copy, "w", encoding="utf-8") as out:
            file.write(out, space_around_delimiters=False)
        return str(copy)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()


class Recorder(http.server.ThreadingHTTPServer):
    """Passes everything on to `upstream` and keeps the bodies of both directions."""

    daemon_threads = True

    def __init__(self, upstream):
        super().__init__(("127.0.0.1", 0), RecorderHandler)
        self.upstream = urllib.parse.urlsplit(upstream)
        self.bodies = []
        self.unpacked = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


class RecorderHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def ask(self, method, path, body, headers):
        upstream = http.client.HTTPConnection(self.server.upstream.hostname, self.server.upstream.port, timeout=30)
        upstream.request(method, path, body, headers)
        answer = upstream.getresponse()
        text = answer.read()
        upstream.close()
        return answer, text

    def unpack(self, batch):
        """Each request inside a batch once more, on its own: a judge sees only the outer one."""
        for inner in json.loads(batch)["requests"]:
            assert inner["method"] == "GET", f"a batch that writes: {inner}"
            self.ask("GET", "/v1.0" + inner["url"], None, {"Authorization": self.headers["Authorization"], **inner.get("headers", {})})
            self.server.unpacked += 1

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer, text = self.ask(self.command, self.path, body, {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")})
        self.server.bodies += [("request", body), ("answer", text)]
        if self.path.endswith("/$batch"):
            self.unpack(body)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PATCH = do_DELETE = pass_on

    def log_message(self, *_):
        pass


def oofctl(connection, *arguments, codes=(0,)):
    done = subprocess.run([BUILD / "oofctl", "--connection", connection, "--json", *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode in codes, f"oofctl {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-3000:]}"
    return json.loads(done.stdout) if done.stdout else {}


def run_main_job(connection):
    """Everything that oofctl can ask of a server, ending as it began."""
    people = oofctl(connection, "people")["people"]
    named = {person["name"]: person["address"] for person in people}
    absent, deputy = named["Bernd Krause"], named["Carla Wolf"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as template:
        template.write("Grüße & <Dank>, @@displayName ist bis @@oofto nicht da.\n##oofforwardusertrue @@oofforwarddisplayName hilft.\n")
        template.flush()
        oofctl(connection, "template", "set", "Urteil", "--file", template.name)
    ids = oofctl(connection, "absence", "add", absent, "--from", day(0), "--to", day(12), "--subject", "Urlaub", "--template", "Urteil", "--deputy", deputy, "--forward", deputy, "--no-copy")["ids"]
    ids += oofctl(connection, "absence", "add", deputy, "--from", day(1), "--time-from", "08:00", "--time-to", "12:30", "--subject", "Arzt", "--audience", "contacts")["ids"]
    ids += oofctl(connection, "absence", "add", named["Dieter Lang"], "--from", day(0), "--open-end", "--no-calendar")["ids"]
    first = oofctl(connection, "run")
    assert first["changed"] == 3 and first["failed"] == 0, first
    assert oofctl(connection, "run")["changed"] == 0
    oofctl(connection, "status", absent, deputy)
    oofctl(connection, "who-gets", absent, "--sender", "stranger")
    oofctl(connection, "absence", "list")
    oofctl(connection, "groups")
    for key in ids:
        oofctl(connection, "absence", "cancel", key)
    assert oofctl(connection, "run")["changed"] == 3


def day(offset):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + offset * 86400))


def judge_ews():
    schema = SHARED / "ews-schema/envelope.xsd"
    if not schema.is_file():
        return "the schema is not here"
    with Simulator("--scenario", "onprem") as simulator, tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(simulator.line["ews"])
        path = urllib.parse.urlsplit(simulator.line["ews"]).path
        run_main_job(simulator.connection("ews", "url", f"http://127.0.0.1:{recorder.server_port}{path}"))
        recorder.shutdown()
        assert len(recorder.bodies) > 100, f"only {len(recorder.bodies)} messages"
        validate(schema, recorder.bodies, pathlib.Path(folder))
        print(f"# {len(recorder.bodies)} EWS messages are valid")
    return None


def validate(schema, messages, folder):
    """Each of the (kind, bytes) by envelope.xsd."""
    files = []
    for number, (kind, body) in enumerate(messages):
        file = folder / f"{number:05}-{kind}.xml"
        file.write_bytes(body)
        files.append(file)
    for start in range(0, len(files), 500):
        done = subprocess.run(["xmllint", "--nonet", "--noout", "--huge", "--schema", schema, *files[start:start + 500]], capture_output=True, text=True, timeout=300)
        wrong = [line[:600] for line in done.stderr.splitlines() if not line.endswith("validates")]
        assert done.returncode == 0, "\n".join(wrong[:40])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def install_prism():
    """In the build folder, once. None when npm is not here or its registry cannot be reached."""
    folder = BUILD / "judge"
    program = folder / "node_modules/@stoplight/prism-cli/dist/index.js"
    if program.is_file():
        return program
    if not shutil.which("npm") or not shutil.which("node"):
        return None
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text('{"name":"judge","private":true}\n', encoding="utf-8")
    done = subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PRISM], cwd=folder, capture_output=True, text=True, timeout=240)
    return program if done.returncode == 0 and program.is_file() else None


def wait_for_port(port, process):
    for _ in range(600):
        assert process.poll() is None, "the judge ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the judge did not start")


def judge_graph():
    description = SHARED / "graph/openapi-subset.yaml"
    if not description.is_file():
        return "the description is not here"
    prism = install_prism()
    if prism is None:
        return "npm cannot install Prism here"
    port = free_port()
    recorder = Recorder(f"http://127.0.0.1:{port}")
    public = f"http://127.0.0.1:{recorder.server_port}/v1.0"
    with Simulator("--scenario", "demo", "--public", public) as simulator, tempfile.TemporaryFile("w+") as log:
        upstream = simulator.line["control"].removesuffix("/_sim")
        try:
            with running_prism([prism, "proxy", description, upstream], port, log):
                run_main_job(simulator.connection("graph", "endpoint", public))
        finally:
            recorder.shutdown()
        log.seek(0)
        lines = log.read().splitlines()
        wrong = [line for line in lines if re.search(r"violation|did not pass|Violation|✖", line)]
        asked = sum("Request received" in line for line in lines)
        assert not wrong, "\n".join(wrong[:40])
        assert asked > 50, f"only {asked} requests went through the judge"
        print(f"# {asked} Graph requests and their answers pass the judge, {recorder.unpacked} of them out of batches")
    return None


@contextlib.contextmanager
def running_prism(arguments, port, log):
    judge = subprocess.Popen(["node", *arguments, "--host", "127.0.0.1", "--port", str(port), "--errors"],
                             stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "NO_COLOR": "1"})
    try:
        wait_for_port(port, judge)
        yield
    finally:
        judge.terminate()
        judge.wait(20)


def record_suite(folder):
    """What the contract suite sent, each request once: a set of (method, target, headers, body)."""
    path = folder / "record.jsonl"
    done = subprocess.run([BUILD / "tests/contract/test-contract"], capture_output=True, text=True, timeout=1500, cwd=SOURCE,
                          env={**os.environ, "OOF_CONTRACT_RECORD": str(path)})
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    seen = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            request = json.loads(line)
            headers = {name.lower(): value for name, value in request["headers"].items()}
            kept = tuple((name, headers[name]) for name in ("content-type", "prefer", "if-match", "consistencylevel", "accept") if name in headers)
            seen.add((request["method"], request["target"], kept, request.get("body", "")))
    return sorted(seen)


def list_graph_requests(requests):
    """Those of Graph, and those inside of batches."""
    for method, target, headers, body in requests:
        # A link that Graph gave carries what its description demands of the first request.
        if not target.startswith("/v1.0/") or "$deltatoken=" in target or "/delta?$skiptoken=" in target:
            continue
        yield method, target, dict(headers), body
        if target.endswith("/$batch"):
            for inner in json.loads(body)["requests"]:
                yield inner["method"], "/v1.0" + inner["url"], {name.lower(): value for name, value in inner.get("headers", {}).items()}, json.dumps(inner["body"]) if "body" in inner else ""


def ask_prism(port, method, target, headers, body):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, target, body.encode() if body else None, {"Authorization": "Bearer x", **headers})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    # What the judge thinks of the request; its own answers, made up from examples, do not matter.
    return f"{method} {target[:200]}: {answer.status} {text[:600]!r}" if answer.status in (400, 404, 405, 415, 422) and b"stoplight" in text else None


def judge_suite():
    schema, description = SHARED / "ews-schema/envelope.xsd", SHARED / "graph/openapi-subset.yaml"
    if not os.environ.get("OOF_LONG"):
        return "it takes minutes: tools/test --long"
    if not schema.is_file() or not description.is_file():
        return "the descriptions are not here"
    prism = install_prism()
    if prism is None:
        return "npm cannot install Prism here"
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+") as log:
        requests = record_suite(pathlib.Path(folder))
        soap = [("request", body.encode()) for _, target, _, body in requests if target.lower().startswith("/ews/")]
        assert len(soap) > 200, f"only {len(soap)} EWS requests"
        validate(schema, soap, pathlib.Path(folder))
        port = free_port()
        with running_prism([prism, "mock", description], port, log):
            verdicts = [ask_prism(port, *request) for request in list_graph_requests(requests)]
        wrong = [verdict for verdict in verdicts if verdict]
        assert not wrong, "\n".join(wrong[:20])
        assert len(verdicts) > 200, f"only {len(verdicts)} Graph requests"
        print(f"# the contract suite: {len(soap)} different EWS requests are valid, {len(verdicts)} different Graph requests pass the judge")
    return None


def main():
    cases = {"ews": ("every EWS request and answer is valid by the schema", judge_ews),
             "graph": ("every Graph request and answer passes the judge", judge_graph),
             "suite": ("every request of the contract suite passes", judge_suite)}
    wanted = sys.argv[3:] or list(cases)
    print(f"1..{len(wanted)}")
    failed = False
    for number, name in enumerate(wanted, 1):
        title, case = cases[name]
        try:
            skipped = case()
            print(f"ok {number} - {title}" + (f" # SKIP {skipped}" if skipped else ""))
        except Exception as error:
            failed = True
            print(f"not ok {number} - {title}")
            print("\n".join("# " + line for line in f"{type(error).__name__}: {error}".splitlines()))
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
