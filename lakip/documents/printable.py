"""What of a text can be printed: the one rule for a paper's PDF, its Word file and its checks."""

import unicodedata
from functools import lru_cache

# The fixed, figure, thin and other spaces, and the hyphen that does not break.
_REPLACED = {chr(code): " " for code in (*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)}
_REPLACED |= {"\t": " ", "\u2011": "-", "\u2028": "\n", "\u2029": "\n"}
_SHAPELESS = {"Cc", "Cf", "Cs"}
_NOT_XML = {"\ufffe", "\uffff"}


def printable(text: str) -> str:
    """The text without what has no shape: control characters, and marks that turn or join text.

    A mark that turns the reading order could make a paper read otherwise than it is stored. A
    space or hyphen of another breadth, as word processors paste them, becomes the plain one.
    Letters are composed at the end: what stood between a letter and its accent is gone by then.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = {ord(letter): _kept(letter) for letter in set(text)}
    return unicodedata.normalize("NFC", text.translate(kept))


@lru_cache(maxsize=4096)
def _kept(letter: str) -> str:
    is_shapeless = unicodedata.category(letter) in _SHAPELESS or letter in _NOT_XML
    return "" if is_shapeless and letter not in "\n\t" else _REPLACED.get(letter, letter)
