"""What somebody typed, without the letters that nobody can see.

A control character stops PostgreSQL, and a mark that turns the reading order lets a name read
otherwise than it is stored. Both come along when text is copied from a PDF or typed by a machine.
"""

from lakip.documents.printable import printable


def line(text: str) -> str:
    """One line: blanks around it are gone, and those within it are single."""
    return " ".join(printable(text.replace("\r", "\n")).split())


def lines(text: str) -> str:
    """Text of several lines, each ended in the same way."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))
