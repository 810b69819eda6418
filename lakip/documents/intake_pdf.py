"""Intake of PDF: its objects are walked for scripts, programs and attachments.

Nothing is altered (a signed PDF must stay byte for byte) and no page or picture is decoded.
"""

import re
from pathlib import Path

import pikepdf

from lakip.documents.intake import (
    DAMAGED,
    DEFAULT,
    Accepted,
    Limits,
    Refused,
    Unfit,
    Verdict,
    answer,
    first_look,
    refuse_zip_behind,
)

_PRINT_AGAIN = "Cetak ulang ke PDF dari aplikasinya, lalu unggah lagi."
_SCRIPT = f"PDF ini memuat skrip (JavaScript). {_PRINT_AGAIN}"
_LAUNCH = f"PDF ini dapat menjalankan program atau mengirim data keluar. {_PRINT_AGAIN}"
_ATTACHED = (
    "PDF ini membawa lampiran berkas di dalamnya. Keluarkan lampirannya, unggah sebagai berkas "
    "tersendiri, lalu unggah PDF tanpa lampiran."
)
_MEDIA = f"PDF ini memuat video, suara, atau objek 3D. {_PRINT_AGAIN}"
_FORM = f"PDF ini memuat formulir XFA yang dapat berubah isinya. {_PRINT_AGAIN}"
_LOCKED = (
    "PDF ini dikunci dengan kata sandi atau pembatasan. Simpan salinan tanpa penguncian, lalu "
    "unggah lagi."
)
_INTRICATE = f"PDF ini terlalu rumit untuk diperiksa. {_PRINT_AGAIN}"

# Values of /S in an action, /Subtype in an annotation and /Type in a stream (ISO 32000-2, 12.6.4).
_BY_VALUE = {
    ("/S", "/JavaScript"): _SCRIPT,
    ("/S", "/Rendition"): _MEDIA,
    ("/S", "/RichMediaExecute"): _MEDIA,
    ("/S", "/Launch"): _LAUNCH,
    ("/S", "/ImportData"): _LAUNCH,
    ("/S", "/SubmitForm"): _LAUNCH,
    ("/S", "/GoToE"): _ATTACHED,
    ("/Subtype", "/FileAttachment"): _ATTACHED,
    ("/Subtype", "/RichMedia"): _MEDIA,
    ("/Subtype", "/Movie"): _MEDIA,
    ("/Subtype", "/Sound"): _MEDIA,
    ("/Subtype", "/3D"): _MEDIA,
    ("/Type", "/EmbeddedFile"): _ATTACHED,
}
# A key with a value of this kind; a font that happens to be named /JS is a dictionary.
_BY_KEY = {
    "/JS": ((pikepdf.String, pikepdf.Stream), _SCRIPT),
    "/EF": ((pikepdf.Dictionary,), _ATTACHED),
    "/XFA": ((pikepdf.Array, pikepdf.Stream), _FORM),
}
_KEYS = frozenset(key for key, _ in _BY_VALUE)
# Only objects whose text has one of these names are walked: fifty times faster on large files.
_WORDS = re.compile(
    "|".join({f"{n}\\b" for n in (*_BY_KEY, *(v for _, v in _BY_VALUE), "/URI")}).encode()
)
_SCRIPT_LINKS = (b"javascript:", b"vbscript:", b"data:")


def inspect_pdf(path: Path, *, name: str, limits: Limits = DEFAULT) -> Verdict:
    """Refuse a PDF that is damaged, locked, also another format, or more than paper."""
    try:
        kind = first_look(path, name=name, limits=limits)
        _check_ends(path.read_bytes())
        with pikepdf.open(path, suppress_warnings=True, attempt_recovery=False) as pdf:
            reasons = _reasons(pdf, limits)
    except Unfit as unfit:
        return Refused((str(unfit),))
    except pikepdf.PasswordError:
        return Refused((_LOCKED,))
    except (pikepdf.PikepdfError, ValueError, TypeError, RuntimeError):
        return Refused((DAMAGED,))
    return Refused(tuple(reasons)) if reasons else Accepted(kind.media_type)


def _check_ends(data: bytes) -> None:
    """A PDF ends with its end mark; what stands behind it belongs to another format."""
    if not data.rstrip(b"\0\t\n\f\r ").endswith(b"%%EOF"):
        raise Unfit(f"PDF ini terpotong atau memuat data lain di belakangnya. {_PRINT_AGAIN}")
    refuse_zip_behind(data)


def _reasons(pdf: pikepdf.Pdf, limits: Limits) -> list[str]:
    """Every reason against this PDF, each once."""
    if pdf.is_encrypted:
        return [_LOCKED]
    pages = len(pdf.pages)
    if pages == 0:
        raise Unfit(DAMAGED)
    if pages > limits.pages:
        return [
            f"PDF ini berisi {pages} halaman; paling banyak {limits.pages}. "
            "Bagi menjadi beberapa berkas, lalu unggah lagi."
        ]
    objects = [pdf.trailer, *pdf.objects]
    if len(objects) > limits.pdf_objects:
        return [_INTRICATE]
    found: dict[str, None] = {}
    for each in objects:
        # Numbers and the like come as Python's own and cannot be suspected.
        if isinstance(each, pikepdf.Object) and _WORDS.search(_text(each)):
            _walk(each, found)
    return list(found)


def _text(each: pikepdf.Object) -> bytes:
    """An object as text with every name in its plain spelling; of a stream only its dictionary."""
    return (each.stream_dict if isinstance(each, pikepdf.Stream) else each).unparse(resolved=True)


def _walk(top: pikepdf.Object, found: dict[str, None]) -> None:
    """Look at one object and at all that lies directly inside it.

    References are not followed, for the caller looks at every numbered object itself.
    """
    if isinstance(top, pikepdf.Name):
        # A name with a number of its own has one use: to hide from readers of dictionaries.
        found.update({reason: None for (_, v), reason in _BY_VALUE.items() if v == str(top)})
    stack = [top]
    while stack:
        each = stack.pop()
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            stack.extend(_look(each, found))
        elif isinstance(each, pikepdf.Array):
            stack.extend(child for child in each if _direct(child))


def _look(each: pikepdf.Object, found: dict[str, None]) -> list[pikepdf.Object]:
    """Note what speaks against a dictionary or stream; gives the containers inside it."""
    inside = []
    for key, value in each.items():
        if key in _BY_KEY and isinstance(value, _BY_KEY[key][0]):
            found[_BY_KEY[key][1]] = None
        elif key in _KEYS and isinstance(value, pikepdf.Name):
            reason = _BY_VALUE.get((key, str(value)))
            if reason:
                found[reason] = None
        elif key == "/URI" and _is_script(value):
            found[_SCRIPT] = None
        if _direct(value):
            inside.append(value)
    return inside


def _is_script(value: object) -> bool:
    """True for the address of a link that runs a script instead of opening a page."""
    return isinstance(value, pikepdf.String) and bytes(value).strip().lower().startswith(
        _SCRIPT_LINKS
    )


def _direct(value: object) -> bool:
    """True for a dictionary or array that is written inside its parent."""
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect


if __name__ == "__main__":
    answer(inspect_pdf)
