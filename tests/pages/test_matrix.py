"""Every URL x every role x another agency: nothing comes out, and the matrix can fail."""

import logging

import pytest

from lakip.journey.doors import JourneyQuerySet, TurnQuerySet
from lakip.journey.models import Turn
from tests.pages import matrix


@pytest.fixture
def world(db: None, caplog: pytest.LogCaptureFixture) -> matrix.World:
    caplog.set_level(logging.CRITICAL)  # Thousands of refusals are the point here, not news.
    return matrix.build()


def test_every_url_says_who_may_come() -> None:
    unsaid = [str(p.pattern) for p in matrix.patterns() if not getattr(p.callback, "policy", "")]
    assert unsaid == []


def test_the_matrix_is_wide_enough(world: matrix.World) -> None:
    assert len(world.actors) >= 13
    assert sum(1 for _ in matrix.asks(world)) > 5000


def test_nothing_leaks(world: matrix.World) -> None:
    assert list(matrix.leaks(world)) == []


@pytest.mark.parametrize("door", [JourneyQuerySet, TurnQuerySet])
def test_a_door_left_open_is_noticed(
    world: matrix.World, door: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "within", lambda self, reach: self.all())
    assert next(matrix.leaks(world), None) is not None


def test_only_the_performer_can_finish_by_any_url(world: matrix.World) -> None:
    turn = Turn.objects.get(pk=world.ids["dinsos"]["turn"])
    for ask in matrix.asks(world, methods=("post",)):
        if "/selesai/" not in ask.url or ask.actor == "dinsos sekretaris":
            continue
        matrix._client(world.actors[ask.actor]).post(ask.url, matrix.SENT)
    assert Turn.objects.get(pk=turn.pk).is_open
