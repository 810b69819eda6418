"""A small sound edition for tests, the ways to break it, and the faults that are then found."""

import pytest

from lakip.sop import reading
from lakip.sop.reading import EditionFaults

SMALL = """\
[edition]
slug = "kecil"
title = "SOP kecil"
begins_with = "permintaan"
registered_by = ["staf"]
cancelled_by = ["kepala"]
revision_within = "2 hari"

[[role]]
slug = "kepala"
name = "Kepala"
short = "Kepala"

[[role]]
slug = "staf"
name = "Staf"
short = "Staf"

[[role]]
slug = "tim"
name = "Tim"
short = "Tim"
team = true

[[paper]]
slug = "permintaan"
name = "Permintaan"

[[paper]]
slug = "draft"
name = "Draft"

[[paper]]
slug = "surat"
name = "Surat"
ratified_from = "draft"

[[paper]]
slug = "lampiran"
name = "Lampiran"

[[step]]
slug = "susun"
title = "Susun"
text = "Menyusun draft"
by = "staf"
act = "prepare"
needs = ["permintaan"]
within = "1 hari"
gives = "draft"
also_gives = ["lampiran"]

[[step.duty]]
slug = "menulis"
text = "Menulis"
by = "staf"

[[step]]
slug = "paraf"
title = "Paraf"
text = "Memaraf draft"
by = "kepala"
act = "review"
needs = ["draft"]
within = "15 menit"
gives = "draft"
returns_to = "susun"

[[step]]
slug = "sahkan"
title = "Sahkan"
text = "Mengesahkan"
by = "kepala"
joined_by = ["staf"]
act = "ratify"
needs = ["draft"]
within = "1 jam"
gives = "surat"

[[step.duty]]
slug = "membaca"
text = "Membaca"
by = "kepala"

[[step.duty]]
slug = "mencatat"
text = "Mencatat"
by = "staf"

[[step]]
slug = "kirim"
title = "Kirim"
text = "Mengirimkan"
by = "staf"
act = "distribute"
needs = ["surat"]
within = "1 minggu"
gives = "surat"
"""


def faults_of(text: str) -> tuple[str, ...]:
    """All that is wrong with the text; it must not be read."""
    with pytest.raises(EditionFaults) as caught:
        reading.read(text)
    return caught.value.faults


def changed(*changes: tuple[str, str]) -> str:
    """The small edition with each first occurrence replaced."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def in_step(slug: str, old: str, new: str) -> str:
    """The small edition with a replacement after the header of that step."""
    head, step, rest = SMALL.partition(f'[[step]]\nslug = "{slug}"')
    assert old in step + rest, old
    return head + (step + rest).replace(old, new, 1)


def line_of(text: str, header: str, nth: int = 0) -> int:
    """The line of the n-th such header, counted by eye: from 1."""
    return [n for n, line in enumerate(text.split("\n"), start=1) if line == header][nth]
