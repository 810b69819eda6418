"""People who work without pause in an installation of their own, and tell what was acknowledged.

    LAKIP_HOME=… python -m tests.management.writers [SECONDS BETWEEN TURNS]

Prepares the demo government, prints `ready`, then one line of JSON for each act that came back.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import django
from django.conf import settings

WRITERS = 3
LINE = threading.Lock()


def say(told: dict[str, str] | str) -> None:
    """One line that the reader gets at once, whole."""
    with LINE:
        os.write(1, f"{told if isinstance(told, str) else json.dumps(told)}\n".encode())


def acknowledging(act: Callable[..., Any], describe: Callable[..., Any]) -> Callable[..., Any]:
    def told(**said: Any) -> Any:
        came = act(**said)
        say(describe(came, said))
        return came

    return told


def work(years: Iterator[int], pause: float) -> None:
    from django.db import connection

    from lakip.management import demo
    from lakip.management.rehearsal import Walk
    from tests.cast import MONDAY

    for year in years:
        walk = Walk(demo.prepare(at=MONDAY), year=year, starts=MONDAY)
        say({"journey": str(walk.journey.pk)})
        walk.play(returns=1, watch=lambda turn: time.sleep(pause))
    connection.close()


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lakip.settings"
    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Quick.
    from django.core.management import call_command

    from lakip.journey import acts, moves
    from lakip.management import demo
    from tests.cast import MONDAY

    call_command("migrate", verbosity=0)
    demo.prepare(at=MONDAY)
    acts.file_paper = acknowledging(
        acts.file_paper, lambda version, said: {"version": str(version.pk), "sha": version.sha256}
    )
    acts.tick = acknowledging(acts.tick, lambda _, said: {"tick": said["duty"]})
    moves.finish = acknowledging(moves.finish, lambda turn, said: {"turn": str(turn.pk)})
    moves.send_back = acknowledging(moves.send_back, lambda turn, said: {"turn": str(turn.pk)})
    say("ready")
    pause = float(sys.argv[1]) if len(sys.argv) > 1 else 0
    for number in range(WRITERS):
        years = iter(range(2000 + number, 2100, WRITERS))
        threading.Thread(target=work, args=(years, pause)).start()


if __name__ == "__main__":
    main()
