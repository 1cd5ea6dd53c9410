# SPDX-License-Identifier: GPL-3.0-or-later
"""The browser of a person who signs in, played by a plain HTTP client."""
import html
import re
import urllib.error
import urllib.parse
import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def fetch(url, form=None):
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
    try:
        return opener.open(url, form, timeout=30)
    except urllib.error.HTTPError as answer:
        return answer


def decide(link, decision="accept", **more):
    """Sends the form behind the link; gives where the browser is sent then."""
    page = fetch(link).read().decode()
    fields = {html.unescape(name): html.unescape(value) for name, value in
              re.findall(r'<input[^>]* name="([^"]*)" value="([^"]*)"', page)}
    fields.update(more, decision=decision)
    return fetch(link, urllib.parse.urlencode(fields).encode()).headers.get("Location")
