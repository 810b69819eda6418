"""The console command: every verb it names is there, and what is not there gets a sentence."""

import importlib.util

import pytest
from django.core.management import get_commands

from lakip import command


def test_help_names_every_verb_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    said = capsys.readouterr().out
    for group, verbs in command.VERBS.items():
        assert group in said
        for verb in verbs:
            assert f"  {verb.usage} " in said
            assert verb.purpose in said
            assert verb.usage.split()[0] == verb.name
    assert max(len(line) for line in said.splitlines()) <= 90


@pytest.mark.parametrize("name", command.names())
def test_each_verb_is_there(name: str) -> None:
    package = get_commands()[name]
    assert importlib.util.find_spec(f"{package}.management.commands.{name}")


def test_an_unknown_verb_gets_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["bakup"]) == 2
    assert "lakip backup?" in capsys.readouterr().err


def test_what_is_not_named_cannot_be_reached(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["flush"]) == 2
    assert "“flush” tidak ada" in capsys.readouterr().err
