"""Writes the data format of one bidang or outside agency as a workbook, and the master of all.

The same form gives the same bytes. What is locked, coloured and listed is a help for who fills it;
what comes back is judged by `sheets_reading`, whatever Excel let pass.
"""

from collections.abc import Sequence

from lakip.performance.forms import Form
from lakip.performance.sheets_budget import write_budget
from lakip.performance.sheets_cover import TITLE, write_cover
from lakip.performance.sheets_indicators import write_indicators
from lakip.performance.sheets_look import Book
from lakip.performance.sheets_master import write_overview, write_unit
from lakip.performance.sheets_seal import MASTER, seal


def write(form: Form, *, secret: bytes) -> bytes:
    """The workbook that one unit fills in and returns."""
    book = Book(title=TITLE.format(year=form.year), author=form.agency)
    write_cover(book, form)
    if form.rows:
        write_indicators(book, form)
    if form.budget:
        write_budget(book, form)
    seal(book, forms=[form], secret=secret)
    return book.finished()


def master(forms: Sequence[Form], *, secret: bytes) -> bytes:
    """One workbook with a sheet for each unit, to read and to file; nothing is filled in it."""
    first = forms[0]
    book = Book(title=TITLE.format(year=first.year), author=first.agency)
    names = write_overview(book, forms)
    for form, name in zip(forms, names, strict=True):
        write_unit(book, form, name=name)
    seal(book, forms=forms, secret=secret, marker=MASTER)
    return book.finished()
