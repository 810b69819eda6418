"""The process that sets papers: it takes a sheet through its standard input and gives pages back.

It imports neither Django nor the project's models, so it starts in a tenth of a second, and it can
be ended at any moment: what Typst keeps in memory between papers, and a paper that never comes to
an end, stay in here. `lakip/documents/press.py` starts it and knows how to ask.

A request is a message of JSON; the answer is JSON that says how many parts follow, each a message
of its own (`lakip/documents/messages.py`).
"""

import base64
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import typst

from lakip.documents.messages import receive, send

LIBRARY = Path(__file__).resolve().parent.parent / "typst"
STANDARDS = ["a-2a", "ua-1"]  # PDF/A-2a to be kept for decades, PDF/UA-1 to be read aloud.
# Papers of a hundred pages take less than a fifth of it; the time limit is the caller's.
MOST_MEMORY = 3 * 1024**3
MOST_CPU_SECONDS = 120
# Words that stand where Typst does not take them are left out with no more than a warning.
IGNORED = "ignored"
MAINS = {"report": "report.typ", "drawings": "report_drawings.typ"}


class Press:
    """Typst with the library and the fonts laid out."""

    def __init__(self) -> None:
        self._library = {path.name: path.read_bytes() for path in sorted(LIBRARY.glob("*.typ"))}
        self._compiler = typst.Compiler(
            root=str(LIBRARY),  # Nothing outside of it can be read.
            font_paths=[str(LIBRARY / "fonts")],
            ignore_system_fonts=True,
        )

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        """What comes back for one request: either the parts or what went wrong, for the log."""
        try:
            parts = self._compile(request)
        except (typst.TypstError, RuntimeError, ValueError) as error:
            return {"fault": str(error)}, []
        return {"fault": ""}, parts

    def _compile(self, request: dict[str, Any]) -> list[bytes]:
        # The stubs of typst name neither files by name nor standards by their words.
        files: Any = {
            # Typst takes the file named main.typ for the first one.
            "main.typ": self._library[MAINS.get(request["sheet"].get("kind"), "sheet.typ")],
            **self._library,
            "sheet.json": json.dumps(request["sheet"]).encode(),
            # Files handed over have to be text, so the picture goes as a list of its bytes.
            "logo.json": json.dumps(list(base64.b64decode(request["logo"]))).encode(),
        }
        if request["ppi"]:
            told: Any = {"format": "png", "ppi": request["ppi"]}
        else:
            told = {
                "format": "pdf",
                "pdf_standards": STANDARDS,
                "timestamp": request["made_at"],
            }
        made: Any
        made, warnings = self._compiler.compile_with_warnings(input=files, **told)
        for warning in warnings:
            if IGNORED in warning.message:
                raise RuntimeError(warning.message)
        return made if isinstance(made, list) else [made]


def memory() -> int:
    """The bytes this process holds now; where that is not told, the most it ever held."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # In bytes on macOS.
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit_memory() -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (OSError, ValueError):  # macOS knows the limit and refuses to set it.
        return


def _limit_time() -> None:
    """A paper without end stops even when nobody is left to end this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + MOST_CPU_SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def main() -> None:
    """Answer requests until the standard input ends, which it does when the caller ends."""
    _limit_memory()
    press = Press()
    into, out = sys.stdin.buffer, sys.stdout.buffer
    while (message := receive(into)) is not None:
        _limit_time()
        head, parts = press.answer(json.loads(message))
        try:
            send(out, json.dumps({**head, "parts": len(parts), "memory": memory()}).encode())
            for part in parts:
                send(out, part)
        except BrokenPipeError:  # Nobody is left to read it.
            return


if __name__ == "__main__":
    main()
