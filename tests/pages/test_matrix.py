"""Every URL x every role x another agency: nothing comes out, and the matrix can fail."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from lakip.journey.doors import JourneyQuerySet, TurnQuerySet
from lakip.journey.models import Turn
from tests.pages import matrix


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[matrix.World]:
    """The world, made once. What a test does in it is undone with the test, by its savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield matrix.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(
    built: matrix.World,
    db: None,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> matrix.World:
    caplog.set_level(logging.CRITICAL)  # Thousands of refusals are the point here, not news.
    # The answers alone are judged; Django's client would also copy what each template was given.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    return built


def test_every_url_says_who_may_come() -> None:
    unsaid = [str(p.pattern) for p in matrix.patterns() if not getattr(p.callback, "policy", "")]
    assert unsaid == []


def test_the_matrix_is_wide_enough(world: matrix.World) -> None:
    assert len(world.actors) >= 13
    assert sum(1 for _ in matrix.asks(world)) > 5000


@pytest.mark.parametrize("method", matrix.METHODS)
def test_nothing_leaks(world: matrix.World, method: str) -> None:
    assert list(matrix.leaks(world, methods=(method,))) == []


@pytest.mark.parametrize(("door", "method"), [(JourneyQuerySet, "get"), (TurnQuerySet, "post")])
def test_a_door_left_open_is_noticed(
    world: matrix.World, door: type, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "within", lambda self, reach: self.all())
    # One method of the matrix is enough to notice it, so the whole matrix notices it too.
    assert next(matrix.leaks(world, methods=(method,)), None) is not None


def test_only_the_performer_can_finish_by_any_url(world: matrix.World) -> None:
    turn = Turn.objects.get(pk=world.ids["dinsos"]["turn"])
    for ask in matrix.asks(world, methods=("post",)):
        if "/selesai/" not in ask.url or ask.actor == "dinsos sekretaris":
            continue
        matrix._client(world.actors[ask.actor]).post(ask.url, matrix.SENT)
    assert Turn.objects.get(pk=turn.pk).is_open
