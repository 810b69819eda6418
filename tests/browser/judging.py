"""Judges a page as it was met: axe, the console, and no sideways scrolling, at two widths.

The people of the walk have no JavaScript, and axe is JavaScript. So the page that a person
sees, also the answer to a press that was refused, is shown again under its own address to a
second browser that has it.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, Route

WIDTHS = (1280, 390)
HEIGHT = 900
RUN_AXE = 'axe.run({resultTypes: ["violations"]})'
UNFOLD = "document.querySelectorAll('details:not(.more)').forEach(fold => { fold.open = true })"
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
TAG = re.compile(r"<[a-z][^>]*>")
VARIABLE = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|(?:value|href|action)="[^"]*"|[0-9]+')


@dataclass
class Faults:
    """What a page said to the console, and what its scripts broke."""

    said: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Hear the page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _console(self, message: ConsoleMessage) -> None:
        refused = re.search(r"status of 4\d\d", message.text)
        place = urldefrag(message.location["url"])[0]
        own = message.page is not None and place == urldefrag(message.page.url)[0]
        # A page that is a refusal is an answer of its own; a part of a page that is missing is not.
        if message.type in ("error", "warning") and not (refused and own):
            self.said.append(f"{place}: {message.text}")


class Judge:
    """Looks at each different page once, at both widths."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.faults = Faults()
        self.faults.listen(self.page)
        self.seen: list[frozenset[str]] = []

    def judge(self, seen: Page, answer: Response | None = None) -> None:
        """Show the page again where axe can run, unless one of its shape was judged before."""
        html, url = seen.content(), urldefrag(seen.url)[0]
        shape = shape_of(html)
        if any(shape <= other for other in self.seen):
            return
        self.seen.append(shape)
        headers = {"content-type": "text/html; charset=utf-8"}
        if answer and (policy := answer.headers.get("content-security-policy")):
            headers["content-security-policy"] = policy

        def show(route: Route) -> None:
            route.fulfill(body=html, headers=headers)

        self.page.route(url, show)
        self.page.goto(url)
        self.page.unroute(url, show)
        assert_sound(self.page)
        assert not self.faults.said, self.faults.said


def shape_of(html: str) -> frozenset[str]:
    """The different tags of a page, without what is only this page's: numbers, addresses, words.

    Two pages of one shape are judged alike, and so is a page of which another holds every part:
    a list of three ticked duties teaches nothing that a list of two did not.
    """
    return frozenset(VARIABLE.sub("", tag) for tag in TAG.findall(html))


def assert_sound(page: Page, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """No axe violation and no sideways scrolling at both widths, with every fold open."""
    page.evaluate(UNFOLD)
    page.evaluate(Axe().axe_script)  # Once for all widths: it is half a megabyte.
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found = AxeResults(page.evaluate(RUN_AXE))
        assert not found.violations_count, f"{page.url} at {width}: {found.generate_report()}"
        over = page.evaluate(SIDEWAYS)
        assert over <= 0, f"{page.url} at {width} scrolls sideways by {over}"
