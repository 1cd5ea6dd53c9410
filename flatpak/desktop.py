#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop behind the portals, as a person would have it answer: desktop.py FOLDER. xdg-desktop-portal itself is the real
one; it asks this for everything that would be shown. FOLDER/asked gets a line of JSON for each question, FOLDER/answers/METHOD
says what is answered (a path for files)."""
import json
import os
import pathlib
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

FOLDER = pathlib.Path(sys.argv[1])
NAME = "org.freedesktop.impl.portal.desktop.ooftest"
GIVEN, DENIED = 0, 1
ASK = "<arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
ANSWER = "<arg type='a{sv}' direction='in'/><arg type='u' direction='out'/><arg type='a{sv}' direction='out'/>"
TITLE = "<arg type='s' direction='in'/>"
XML = f"""<node>
<interface name='org.freedesktop.impl.portal.FileChooser'>
  <method name='OpenFile'>{ASK}{TITLE}{ANSWER}</method><method name='SaveFile'>{ASK}{TITLE}{ANSWER}</method>
  <method name='SaveFiles'>{ASK}{TITLE}{ANSWER}</method>
</interface>
<interface name='org.freedesktop.impl.portal.Access'>
  <method name='AccessDialog'>{ASK}{TITLE * 3}{ANSWER}</method>
</interface>
<interface name='org.freedesktop.impl.portal.Screenshot'>
  <method name='Screenshot'>{ASK}{ANSWER}</method><property name='version' type='u' access='read'/>
</interface>
<interface name='org.freedesktop.impl.portal.Notification'>
  <method name='AddNotification'>{TITLE * 2}<arg type='a{{sv}}' direction='in'/></method><method name='RemoveNotification'>{TITLE * 2}</method>
  <signal name='ActionInvoked'><arg type='s'/><arg type='s'/><arg type='s'/><arg type='av'/></signal>
</interface>
<interface name='org.freedesktop.impl.portal.Background'>
  <method name='GetAppState'><arg type='a{{sv}}' direction='out'/></method>
  <method name='NotifyBackground'><arg type='o' direction='in'/>{TITLE * 2}<arg type='u' direction='out'/><arg type='a{{sv}}' direction='out'/></method>
  <method name='EnableAutostart'>{TITLE}<arg type='b' direction='in'/><arg type='as' direction='in'/><arg type='u' direction='in'/><arg type='b' direction='out'/></method>
  <signal name='RunningApplicationsChanged'/>
</interface>
</node>"""


def answer_of(method):
    file = FOLDER / "answers" / method
    return file.read_text(encoding="utf-8") if file.exists() else None


def answer_files(method, _):
    path = answer_of(method)
    if not path:
        return DENIED, {}
    return GIVEN, {"uris": GLib.Variant("as", [pathlib.Path(path).as_uri()]), "writable": GLib.Variant("b", True)}


def answer_picture(method, _):
    path = answer_of(method)
    return (GIVEN, {"uri": GLib.Variant("s", pathlib.Path(path).as_uri())}) if path else (DENIED, {})


def answer_access(method, _):
    return (DENIED if answer_of(method) == "no" else GIVEN), {}


ASKED = {"OpenFile": answer_files, "SaveFile": answer_files, "SaveFiles": answer_files, "Screenshot": answer_picture, "AccessDialog": answer_access}


def call(_bus, _sender, _path, interface, method, arguments, invocation):
    with open(FOLDER / "asked", "a", encoding="utf-8") as log:
        log.write(json.dumps({"portal": interface.rsplit(".", 1)[1], "method": method, "arguments": arguments.unpack()}, default=str) + "\n")
    if method in ASKED:
        response, results = ASKED[method](method, arguments)
        invocation.return_value(GLib.Variant("(ua{sv})", (response, results)))
    elif method == "GetAppState":
        invocation.return_value(GLib.Variant("(a{sv})", ({},)))
    elif method == "NotifyBackground":
        invocation.return_value(GLib.Variant("(ua{sv})", (GIVEN, {"result": GLib.Variant("u", 1)})))
    elif method == "EnableAutostart":
        invocation.return_value(GLib.Variant("(b)", (False,)))
    else:
        invocation.return_value(None)


def acquired(bus, _name):
    for interface in Gio.DBusNodeInfo.new_for_xml(XML).interfaces:
        bus.register_object("/org/freedesktop/portal/desktop", interface, call, lambda *_: GLib.Variant("u", 2), None)


def describe():
    """How xdg-desktop-portal finds this, and the keyring for secrets; it chooses by the name of the desktop."""
    folder = FOLDER / "portals"
    folder.mkdir(parents=True, exist_ok=True)
    names = ";".join(interface.name for interface in Gio.DBusNodeInfo.new_for_xml(XML).interfaces)
    (folder / "oof-test.portal").write_text(f"[portal]\nDBusName={NAME}\nInterfaces={names}\nUseIn=gnome\n", encoding="utf-8")
    (folder / "gnome-keyring.portal").write_text("[portal]\nDBusName=org.freedesktop.secrets\nInterfaces=org.freedesktop.impl.portal.Secret\nUseIn=gnome\n",
                                                 encoding="utf-8")
    os.environ["XDG_DESKTOP_PORTAL_DIR"] = str(folder)


if __name__ == "__main__":
    describe()
    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, acquired, None, lambda *_: sys.exit("the name is lost"))
    GLib.MainLoop().run()
