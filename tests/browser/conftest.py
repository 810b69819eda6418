"""An installation that is really served, and browsers without and with JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.installation import Installation
from tests.browser.judging import Judge
from tests.browser.walking import Someone

PATIENCE = (
    20_000  # Milliseconds: two busy cores may take their time; a page that is there does not.
)
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demo's people and no report yet, behind a real `lakip serve`."""
    made = Installation(tmp_path_factory.mktemp("office"))
    made.people()
    with made.served():
        yield made


@pytest.fixture(scope="module")
def judge(browser: Browser) -> Iterator[Judge]:
    """The second browser, in which axe runs."""
    context = browser.new_context(locale="id-ID")
    yield Judge(context)
    context.close()


@pytest.fixture(scope="module")
def someone(
    browser: Browser, installation: Installation, judge: Judge
) -> Iterator[Callable[[str], Someone]]:
    """Makes people who sit at a browser of their own, in which no JavaScript runs."""
    contexts = []

    def sit_down(part: str) -> Someone:
        context = browser.new_context(
            base_url=installation.url, java_script_enabled=False, locale="id-ID"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Someone(part, context.new_page(), judge)

    yield sit_down
    for context in contexts:
        context.close()
