# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK 4 window through accessibility (AT-SPI), and through real keys where a person would type.

What AT-SPI can and cannot do in GTK 4.8: actions and texts work; screen positions, grabbing the focus and
activating rows do not (select, then Enter). Run with /usr/bin/python3, inside session.sh."""
import os
import pathlib
import re
import shlex
import signal
import subprocess
import time
import warnings

import gi

warnings.simplefilter("ignore")
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# OOF_PATIENCE: how many times longer everything may take here. It only says when a test gives up.
PATIENCE = int(os.environ.get("OOF_PATIENCE", "1"))
Atspi.set_timeout(20000 * PATIENCE, 30000 * PATIENCE)
BUTTON = ("push button", "button", "toggle button")
ENTRY = ("text", "entry")
A_WHILE = 120  # seconds; only what fails waits so long, and a machine may be busy
NAMED = BUTTON + ENTRY + ("check box", "switch", "menu item", "list item", "radio button", "combo box", "spin button", "link")


class NotFound(AssertionError):
    pass


def wait(function, what, seconds=A_WHILE):
    """The first true value of `function`; errors of a tree that is changing count as not yet."""
    end = time.monotonic() + seconds * PATIENCE
    last = None
    while time.monotonic() < end:
        try:
            value = function()
            if value:
                return value
        except (GLib.Error, NotFound) as error:
            last = error
        time.sleep(0.03)
    raise NotFound(f"waited for {what}" + (f": {last}" if last else ""))


def clean(name):
    """GTK 4.8 names a button with a mnemonic by its raw label and its child's: "_Save Save"."""
    return re.sub(r"^(.+) \1$", r"\1", (name or "").replace("_", ""))


def children(pid):
    """The processes below this one."""
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text(encoding="utf-8").split()):
            yield child
            yield from children(child)


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Snapshot:
    """The whole tree of one program, read with calls that do not wait for each other: libatspi asks one thing at
    a time, which takes seconds for a list of some hundred rows."""

    def __init__(self, pid):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 10000).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.waiting = 0
        for name, path in self.now("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "org.a11y.atspi.Accessible", "GetChildren"):
            if self.now("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,))) == pid:
                self.name, self.root = name, path

    def now(self, name, path, interface, method, arguments=None):
        return self.bus.call_sync(name, path, interface, method, arguments, None, 0, 10000).unpack()[0]

    def ask(self, node, key, interface, method, arguments, then=None):
        def answered(bus, result):
            self.waiting -= 1
            try:
                node[key] = bus.call_finish(result).unpack()[0]
            except GLib.Error:  # it went meanwhile: the rest of the tree did not
                return
            if then:
                then(node)
        self.waiting += 1
        self.bus.call(self.name, node["path"], interface, method, arguments, None, 0, 10000, None, answered)

    def add(self, path, place=(), paths=()):
        node = {"path": path, "place": place, "paths": paths, "label": "", "children": []}
        self.ask(node, "label", "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", ("org.a11y.atspi.Accessible", "Name")), self.read_text)
        self.ask(node, "children", "org.a11y.atspi.Accessible", "GetChildren", None, self.descend)
        self.nodes.append(node)

    def read_text(self, node):
        """What says something (role status or alert) has no name in GTK 4.18, but a text."""
        if not node["label"]:
            self.ask(node, "label", "org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (0, -1)))

    def descend(self, node):
        for index, (_, path) in enumerate(node["children"]):
            self.add(path, (*node["place"], index), (*node["paths"], path))

    def read(self):
        """The name of each node (roles are called otherwise on the bus than in libatspi)."""
        self.nodes = []
        self.add(self.root)
        while self.waiting:
            GLib.MainContext.default().iteration(True)
        return [node["label"] or "" for node in self.nodes]

    def find(self, pattern):
        """Where the nodes are whose name has the pattern, in the order of the tree: object paths from the root down."""
        self.read()
        found = [node for node in self.nodes if re.search(pattern, clean(node["label"]))]
        return [node["paths"] for node in sorted(found, key=lambda node: node["place"])]


class App:
    def __init__(self, arguments, log, environment=None):
        self.log = open(log, "w+", encoding="utf-8")
        # OOF_WINDOW_COMMAND: how the program is started where it is installed in a sandbox; its last word names it.
        self.sandbox = shlex.split(os.environ.get("OOF_WINDOW_COMMAND", ""))
        command = [*self.sandboxed(environment or {}), *arguments[1:]] if self.sandbox else arguments
        self.process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=self.log, stderr=subprocess.STDOUT)
        self.root = wait(self._find, "the application on the accessibility bus", 60)
        self.root.set_cache_mask(Atspi.Cache.NONE)
        wait(lambda: self.root.get_child_count() > 0, "the first window", 60)
        self.snapshot = Snapshot(self.root.get_process_id())

    def sandboxed(self, environment):
        """A sandbox has folders of its own: what a test says about them has to be told to it."""
        return [*self.sandbox[:-1], *(f"--env={name}={value}" for name, value in environment.items()), self.sandbox[-1]]

    def _find(self):
        if self.process.poll() is not None:
            raise SystemExit(f"the program ended with {self.process.returncode}: {self.output()}")
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and self._is_ours(child):
                return child
        return None

    def _is_ours(self, root):
        """A sandbox talks to the bus through a process of its own: there the name has to do."""
        if self.sandbox:
            return root.get_name() in ("oof-manager", "OOF Manager")
        return root.get_process_id() == self.process.pid

    def _terminate(self):
        """The signal reaches what runs inside the sandbox, not the sandbox itself."""
        for pid in children(self.process.pid) if self.sandbox else []:
            with open(f"/proc/{pid}/comm", encoding="utf-8") as name:
                if name.read().strip() == "oof-manager":
                    os.kill(pid, signal.SIGTERM)
                    return
        self.process.terminate()

    def kill(self):
        """The machine is switched off. Below a sandbox everything has ended with it, so that the next start meets nobody."""
        below = list(children(self.process.pid))
        self.process.kill()
        self.process.wait()
        wait(lambda: not any(map(is_running, below)), "the end of the sandbox")
        self.log.close()

    def output(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            return log.read()

    # The tree.

    def walk(self, node=None):
        node = node or self.root
        yield node
        try:
            count = node.get_child_count()
        except GLib.Error:  # it went while we walked: the rest of the tree did not
            return
        for index in range(count):
            try:
                child = node.get_child_at_index(index)
            except GLib.Error:
                child = None
            if child:
                yield from self.walk(child)

    @classmethod
    def called(cls, node):
        return node.get_name() or (cls.text(node) if node.get_text_iface() else "")

    @staticmethod
    def visible(node):
        return node.get_state_set().contains(Atspi.StateType.VISIBLE)

    @staticmethod
    def children(node):
        children = [node.get_child_at_index(index) for index in range(node.get_child_count())]
        return [child for child in children if child]

    def at(self, paths):
        """The node at the end of these object paths. Asked one by one, a stack puts a page of its own between itself
        and each of its children."""
        node = self.root
        for path in paths:
            children = self.children(node)
            if path not in (child.path for child in children):
                children = [below for child in children for below in self.children(child)]
            node = next((child for child in children if child.path == path), None)
            if node is None:
                return None
        return node

    def each(self, roles, name):
        """What is visible of these roles (None: any) and whose name has the pattern, in the order of the tree. The fast
        reading says where they are (it also sees the hidden pages of stacks); what has moved meanwhile is left out."""
        roles = (roles,) if isinstance(roles, str) else roles
        for paths in self.snapshot.find(name):
            try:
                node = self.at(paths)
                if node and (roles is None or node.get_role_name() in roles) and re.search(name, clean(self.called(node))) and self.visible(node):
                    yield node
            except GLib.Error:
                pass

    def get(self, roles, name, seconds=A_WHILE):
        return wait(lambda: next(self.each(roles, name), None), f"{roles} {name!r}", seconds)

    def has(self, roles, name):
        return next(self.each(roles, name), None) is not None

    def label(self, name, seconds=A_WHILE):
        return self.get("label", name, seconds=seconds).get_name()

    # Actions.

    @staticmethod
    def is_modal(window):
        return window.get_state_set().contains(Atspi.StateType.MODAL)

    def is_behind(self, node):
        """In a window that a pointer does not reach, as a modal one stands before it."""
        windows = self.children(self.root)
        while node and not any(node.path == window.path for window in windows):
            node = node.get_parent()
        return node is not None and not self.is_modal(node) and any(map(self.is_modal, windows))

    def click(self, name, roles=BUTTON):
        def act():
            for node in self.each(roles, name):
                if self.is_behind(node):
                    continue
                action = node.get_action_iface()
                if action and Atspi.Action.get_n_actions(node) > 0 and node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                    return Atspi.Action.do_action(node, 0)
            return False
        wait(act, f"a button {name!r} that can be pressed")

    def set_text(self, name, text):
        node = self.get(ENTRY, name)
        assert Atspi.EditableText.set_text_contents(node, text)
        wait(lambda: self.text(node) == text, f"the text {text!r} in {name!r}")

    @staticmethod
    def text(node):
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    # Real input.

    @staticmethod
    def mouse(*words):
        subprocess.run(["xdotool", *map(str, words)], check=True)
        time.sleep(0.15)

    def keys(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)
        time.sleep(0.15)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)
        time.sleep(0.15)

    def tab_to(self, node, limit=40):
        """Tab, as a person without a mouse does, until `node` has the focus."""
        for _ in range(limit):
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return
            self.keys("Tab")
        raise NotFound(f"{node.get_name()!r} never gets the focus")

    def shot(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        time.sleep(0.6)  # let transitions end; only the picture depends on it
        subprocess.run(["import", "-window", "root", path], check=False, stderr=subprocess.DEVNULL)

    @staticmethod
    def nameless(role, name):
        return role in NAMED and (not name.strip() or re.fullmatch(r"(Gtk|Adw|Oof)\w+", name.strip()))

    def closes_toast(self, node):
        """The button with which libadwaita 1.2 closes a toast, to which it gives no name: an icon, last beside the
        toast's text."""
        parent = node.get_parent()
        count = parent.get_child_count()
        beside = [parent.get_child_at_index(i) for i in range(count)] if count in (2, 3) else []
        return bool(beside) and node.get_name() == "GtkImage" and beside[-1].path == node.path \
            and any(part.get_role_name() == "label" for part in self.walk(beside[0]))

    @staticmethod
    def above(node):
        """What holds it, from near to far, to find it by."""
        names = []
        while node := node.get_parent():
            names.append(node.get_name() or node.get_role_name())
        return names[:10]

    def unnamed(self):
        """Controls that a screen reader could not name."""
        bad = []
        for node in self.walk():
            try:
                role, name = node.get_role_name(), node.get_name() or ""
                if self.nameless(role, name) and node.get_state_set().contains(Atspi.StateType.FOCUSABLE) and self.visible(node) \
                        and not self.closes_toast(node):
                    bad.append((role, name, self.above(node)))
            except GLib.Error:
                pass
        return bad

    def quit(self):
        """A clean end, so that leak checkers report; SIGTERM is handled by the program."""
        if self.process.poll() is None:
            self._terminate()
            try:
                self.process.wait(30 * PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        code = self.process.returncode
        output = self.output()
        self.log.close()
        return code, output
