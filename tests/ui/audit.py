# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader and a keyboard meet in a window: every control with its name and role, and the way of Tab through
them, judged by where they stand. The tree and the focus come over the accessibility bus; the keys are real."""
import re
import subprocess
import time

from drive import Atspi, GLib, clean

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
WINDOW_COORDINATES = GLib.Variant("(u)", (1,))
# What takes the keys must be one of these (as GTK calls them on the bus): anything else says nothing to a screen reader.
# A "group" is drawn by ourselves, a calendar or the timeline: its name is the cell with the cursor.
ROLES = ("button", "checkbox", "check box", "column header", "combo box", "group", "label", "link", "list", "list item", "menu item", "radio", "radio button", "row", "search box",
         "slider", "spin button", "switch", "tab", "table", "tab list", "text box", "toggle button", "tree grid", "grid")
# Of these one is a stop of Tab, the arrows go on to those beside it.
BY_ARROWS = ("checkbox", "column header", "list item", "row", "tab", "radio", "menu item")
TYPE_NAME = re.compile(r"(Gtk|Adw|Oof)\w+$")
STATE = Atspi.StateType
SLACK = 6  # pixels by which neighbours may stand askew or overlap


def has(node, *states):
    bits = node["states"][0] | node["states"][1] << 32
    return all(bits >> int(state) & 1 for state in states)


def above(node):
    """The node, then what it stands in, up to the window."""
    while node:
        yield node
        node = node["parent"]


def stands_in(node, other):
    return any(each is other for each in above(node))


def describe(node):
    return f"{node['role']} {clean(node['label'])!r}"


class Tree:
    """One reading of the whole tree: role, name, states and place in the window of every node."""

    def __init__(self, snapshot):
        self.snapshot = snapshot
        self.nodes = {}
        self._add(snapshot.root, None)
        self._wait()

    def _wait(self):
        while self.snapshot.waiting:
            GLib.MainContext.default().iteration(True)

    def _add(self, path, parent):
        node = {"path": path, "parent": parent, "children": [], "label": "", "role": "", "states": [0, 0], "extents": (0, 0, 0, 0)}
        self.nodes[path] = node
        ask = self.snapshot.ask
        ask(node, "label", "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name")))
        ask(node, "role", ACCESSIBLE, "GetRoleName", None)
        ask(node, "states", ACCESSIBLE, "GetState", None)
        ask(node, "children", ACCESSIBLE, "GetChildren", None, self._descend)

    def _descend(self, node):
        for _, path in node["children"]:
            self._add(path, node)

    def measure(self, nodes):
        """Where these stand now: the way of Tab scrolls."""
        for node in nodes:
            self.snapshot.ask(node, "extents", COMPONENT, "GetExtents", WINDOW_COORDINATES)
        self._wait()

    def pick(self, root, x, y):
        """What a pointer would meet there: pages of a stack that are not shown keep their place in the tree."""
        answer = self.snapshot.now(self.snapshot.name, root["path"], COMPONENT, "GetAccessibleAtPoint", GLib.Variant("(iiu)", (x, y, 1)))
        return self.nodes.get(answer[1])


class Walk:
    """The way of Tab through the window that has the focus, once around."""

    def __init__(self, app, rtl=False):
        self.app = app
        self.rtl = rtl
        self.focus = None
        self.moved = False
        self.n_silent = 0
        self.stops = []
        self.steps_back = []
        self.faults = []
        self.tree = Tree(app.snapshot)
        bus = app.snapshot.bus
        watch = bus.signal_subscribe(app.snapshot.name, "org.a11y.atspi.Event.Object", "StateChanged", None, "focused", 0, self._focused)
        self.go_around()
        bus.signal_unsubscribe(watch)
        if len(self.steps_back) > 1:  # one is the end of the way
            self.faults += self.steps_back

    def _focused(self, _bus, _sender, path, _interface, _name, arguments):
        if arguments[1]:
            self.focus = path
        self.moved = True

    def tab(self):
        """The node that has the focus after one more Tab, None where it does not speak: the rows of libadwaita 1.2 with
        an entry are silent. One that came meanwhile makes the whole tree be read again."""
        self.focus, self.moved = None, False
        subprocess.run(["xdotool", "key", "--clearmodifiers", "Tab"], check=True)
        self.listen(1.5, lambda: self.moved)
        if self.focus is None and self.moved:
            self.listen(0.2, lambda: self.focus)
        if self.focus is not None and self.focus not in self.tree.nodes:
            self.tree = Tree(self.app.snapshot)
        return self.tree.nodes.get(self.focus)

    @staticmethod
    def listen(seconds, is_done):
        end = time.monotonic() + seconds
        while not is_done() and time.monotonic() < end:
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.005)

    def go_around(self, limit=250):
        silent = 0
        alone = [node for node in self.tree.nodes.values() if has(node, STATE.FOCUSED)]
        for _ in range(limit):
            node = self.tab()
            if node is None:
                silent += 1
                if silent > 8 and alone and not self.stops:  # the one control there is
                    self.stops = alone
                    return
                if silent > 8:
                    self.faults.append(f"Tab stays at {describe(self.stops[-1])}" if self.stops else "Tab goes nowhere")
                    return
                continue
            self.n_silent += silent
            silent = 0
            if self.stops:
                self.judge(self.stops[-1], node)
            if node["path"] in [stop["path"] for stop in self.stops]:
                return
            self.stops.append(node)
        self.faults.append(f"Tab never comes around; after {limit} it is at {describe(self.stops[-1])}")

    def measure_at_rest(self, nodes, most=20):
        """What scrolls to the focus takes its time: until two readings are the same."""
        last = None
        for _ in range(most):
            self.tree.measure(nodes)
            if last == (last := [node["extents"] for node in nodes]):
                return
            self.listen(0.05, lambda: False)

    def judge(self, before, after):
        """The way goes on to the right or downwards, seen in what holds both: from one section to the next, or inside one
        from control to control."""
        before = self.tree.nodes.get(before["path"])
        if before is None:  # the way itself exchanged what is shown
            return
        first, second = list(above(before))[::-1], list(above(after))[::-1]
        depth = next((i for i, (a, b) in enumerate(zip(first, second)) if a is not b), None)
        if depth is None:  # into what it stood on, or out of it
            return
        pairs = [(first[depth], second[depth]), (before, after)]
        self.measure_at_rest([node for pair in pairs for node in pair])
        if not any(goes_on(a["extents"], b["extents"], self.rtl) for a, b in pairs):
            self.steps_back.append(f"Tab goes back from {describe(before)} {before['extents']} to {describe(after)} {after['extents']}")


def goes_on(before, after, rtl=False):
    """Below, beside, or on it: the button in an entry."""
    (x, y, width, height), (to_x, to_y, to_width, to_height) = before, after
    if to_y >= y + height - SLACK or x <= to_x and to_x + to_width <= x + width and y <= to_y and to_y + to_height <= y + height:
        return True
    beside = to_x + to_width <= x + SLACK if rtl else to_x >= x + width - SLACK
    return beside and to_y + to_height > y + SLACK


def audit(app, rtl=False):
    """The faults of the window that has the focus, as sentences; none is an empty list. Real keys are pressed."""
    walk = Walk(app, rtl)
    tree = walk.tree
    faults = list(walk.faults)
    tree.measure(tree.nodes.values())
    scopes = {get_scope(tree.nodes[stop["path"]])["path"] for stop in walk.stops if stop["path"] in tree.nodes}
    for stop in walk.stops:
        if stop["role"] == "generic" and stop["children"]:  # what scrolls in a question of libadwaita 1.7
            continue
        if stop["role"] not in ROLES:
            faults.append(f"{describe(stop)} has a role that says nothing")
        if not is_named(stop):
            faults.append(f"{describe(stop)} at {stop['extents']} takes the keys and has no name")
    controls = [node for node in tree.nodes.values() if node["path"] != app.snapshot.root and get_scope(node)["path"] in scopes and is_control(tree, node)]
    faults += [f"{describe(node)} at {node['extents']} has no name" for node in controls if not is_named(node)]
    missed = [node for node in controls if not is_reached(walk, node)]
    if sum(node["role"] == "text box" for node in missed) <= walk.n_silent:
        missed = [node for node in missed if node["role"] != "text box"]
    return faults + [f"{describe(node)} at {node['extents']} is not reached by Tab" for node in missed]


def get_scope(node):
    """What Tab goes around in: the popover in which it stands, else the window."""
    return next((popover for each in above(node) if (popover := find_popover(each))), list(above(node))[-2])


def find_popover(node):
    """Its content has a name with GTK 4.8; later ones show it as what is in a button and higher than that."""
    if node["label"] == "GtkPopoverContent":
        return node["parent"]
    parent = node["parent"]
    return node if parent and parent["role"] in ("button", "combo box") and node["extents"][3] > parent["extents"][3] + SLACK else None


def is_named(node):
    return bool(node["label"].strip()) and not TYPE_NAME.match(node["label"].strip())


def is_control(tree, node):
    """What holds others is one only where it takes the keys itself. GTK 4.18 says of what stands in a greyed row that it
    takes them."""
    if any(each["role"] == "list item" and not has(each, STATE.SENSITIVE) for each in above(node)):
        return False
    return has(node, STATE.FOCUSABLE, STATE.SENSITIVE, STATE.VISIBLE) and node["role"] not in ("generic", "group", "widget", "list") and is_shown(tree, node)


def is_shown(tree, node):
    """What is scrolled out of sight, or where only what holds it is met, is as much there as what holds it."""
    for each in above(node):
        x, y, width, height = each["extents"]
        if width <= 0 or height <= 0:
            return False
        found = tree.pick(get_scope(node), x + width // 2, y + height // 2)
        if found is not None and stands_in(found, each):
            return True
        if found is not None and not stands_in(each, found):
            return False
    return False


def is_reached(walk, node):
    """The buttons of the title bar belong to the window manager's keys. A group is drawn by ourselves: its own keys go
    about inside."""
    if node["role"] == "button" and node["label"] in ("Minimize", "Maximize", "Restore", "Close") and node["extents"][1] < 24:
        return True
    stops = [walk.tree.nodes[stop["path"]] for stop in walk.stops if stop["path"] in walk.tree.nodes]
    if any(stands_in(stop, node) for stop in stops):
        return True
    if node["role"] in BY_ARROWS and any(stop["role"] == node["role"] and stands_in(stop, node["parent"]) or stop is node["parent"] for stop in stops):
        return True
    return any(stop["role"] == "group" and stands_in(node, stop) for stop in stops)
