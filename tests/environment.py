"""Where the tests run: a pytest plugin that is loaded before Django's settings are.

Each process of a test run gets its own LAKIP_HOME in a temporary folder, and the database is
SQLite in it unless LAKIP_DATABASE names a PostgreSQL server. What this machine cannot offer is
listed as NOT RUN and fails the run: a test that silently stayed away proves nothing.

What tests write lies in memory where there is room, so that flushing it, which the databases and
the store of papers do as in earnest, costs no wait. `--basetemp` keeps it elsewhere.
"""

import atexit
import gc
import os
import shutil

import hypothesis
import pytest
from django.conf import settings
from django.test import TransactionTestCase
from django.test.utils import override_settings

from tests import scratch

ON_POSTGRESQL = bool(os.environ.get("LAKIP_DATABASE"))
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_RUN = "NOT RUN: this machine has no "

home = scratch.folder("test")
# Threads that a test left behind may still write here, hence ignore_errors.
atexit.register(shutil.rmtree, home, ignore_errors=True)
(home / "staticfiles").mkdir()
os.environ["LAKIP_HOME"] = str(home)
# Playwright keeps an event loop in the test's own thread, and Django takes that for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Two busy cores make any deadline a lottery; the failing example is printed to be replayed.
# The gate tries the same examples each time; only the soak looks for ones that nobody has seen.
hypothesis.settings.register_profile("gate", deadline=None, print_blob=True, derandomize=True)
hypothesis.settings.register_profile("soak", deadline=None, print_blob=True)
hypothesis.settings.load_profile("gate")


def chromium() -> str | None:
    """The path of the system's Chromium, or None when there is none."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def missing() -> set[str]:
    """What the caller said this machine lacks, and what is plainly not there."""
    named = set(filter(None, os.environ.get("LAKIP_NOT_AVAILABLE", "").split(",")))
    found = {"chromium": chromium(), "poppler": shutil.which("pdfsig")}
    found["libreoffice"] = shutil.which("soffice")
    found["zbar"] = shutil.which("zbarimg")
    return named | {part for part, path in found.items() if not path}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="also run the long trials")
    parser.addoption("--pictures", action="store_true", help="renew the pictures of the guide")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.soak:
        hypothesis.settings.load_profile("soak")
    if config.option.basetemp is None:  # The workers are told theirs by the first process.
        config.option.basetemp = str(scratch.folder("files"))
        atexit.register(shutil.rmtree, config.option.basetemp, ignore_errors=True)
    # Pages are tested without the manifest that `lakip serve` makes from the static files.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # Argon2 is slow on purpose: of a test that begins an office it would take nine tenths.
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain}, PASSWORD_HASHERS=quick
    ).enable()
    # Registered now, after pytest-playwright, because the later fixture wins.
    config.pluginmanager.register(SystemChromium(), "system-chromium")


class SystemChromium:
    @pytest.fixture(scope="session")
    @classmethod
    def browser_type_launch_args(cls, browser_type_launch_args: dict) -> dict:
        """Drives the system's Chromium; root needs it without its sandbox."""
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        return {**browser_type_launch_args, "executable_path": chromium(), "args": flags}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    absent = missing()
    chosen, left_out = [], []
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        (chosen if _belongs(item, soak=config.getoption("--soak")) else left_out).append(item)
        if item.get_closest_marker("browser") and "chromium" in absent:
            item.add_marker(pytest.mark.skip(reason=NOT_RUN + "chromium"))
        for needed in item.iter_markers("needs"):
            for part in absent.intersection(needed.args):
                item.add_marker(pytest.mark.skip(reason=NOT_RUN + part))
    items[:] = chosen
    config.hook.pytest_deselected(items=left_out)


def _belongs(item: pytest.Item, *, soak: bool) -> bool:
    """SQLite runs everything; PostgreSQL runs again what touches the database."""
    if item.get_closest_marker("soak") and not soak:
        return False
    if not ON_POSTGRESQL:
        return not item.get_closest_marker("postgres")
    if item.get_closest_marker("postgres") or item.get_closest_marker("both"):
        return True
    return _touches_database(item) and not item.get_closest_marker("browser")


def _touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
    case = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or fixtures.intersection(getattr(item, "fixturenames", ()))
        or (case and issubclass(case, TransactionTestCase))
    )


def _not_run(session: pytest.Session) -> list[str]:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", ()) if reporter else ()
    reasons = ((report.nodeid, str(report.longrepr)) for report in skipped)
    return [
        f"NOT RUN {node} (no {reason.rpartition(NOT_RUN)[2].rstrip(chr(39) + ')')})"
        for node, reason in reasons
        if NOT_RUN in reason
    ]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays to the end; the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _not_run(session) and session.exitstatus in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if lines := _not_run(terminalreporter._session):
        terminalreporter.section("NOT RUN", red=True)
        for line in lines:
            terminalreporter.line(line, red=True)
