"""What can be wrong with an edition: each fault is named with its place, all in one pass."""

import pytest

from lakip.sop import reading
from lakip.sop.form import LONGEST_SLUG
from tests.sop.small import SMALL, changed, faults_of, in_step, line_of

STEPS = {"susun": 1, "paraf": 2, "sahkan": 3, "kirim": 4}
# The step whose text is changed, what stands there, what is put there, and what must be said.
STEP_FAULTS = [
    ("susun", 'by = "staf"', 'by = "camat"', "by menyebut pelaksana camat yang tidak ada."),
    ("sahkan", '["staf"]', '["camat"]', "joined_by menyebut pelaksana camat yang tidak ada."),
    ("susun", '"permintaan"', '"restu"', "needs menyebut surat restu yang tidak ada."),
    ("susun", 'gives = "draft"', 'gives = "x"', "gives menyebut surat x yang tidak ada."),
    ("susun", '["lampiran"]', '["x"]', "also_gives menyebut surat x yang tidak ada."),
    ("susun", '["permintaan"]', '["surat"]', "surat surat belum diberikan oleh langkah mana pun"),
    ("susun", '["permintaan"]', '["draft"]', "surat draft belum diberikan oleh langkah mana pun"),
    ("paraf", 'returns_to = "susun"', 'returns_to = "kirim"', "returns_to harus ke langkah seb"),
    ("paraf", 'returns_to = "susun"', 'returns_to = "paraf"', "returns_to harus ke langkah seb"),
    ("paraf", 'returns_to = "susun"', 'returns_to = "x"', "returns_to menyebut langkah x yang"),
    ("susun", '"1 hari"', '"sehari"', 'within: Batas waktu "sehari" tidak dapat dibaca.'),
    ("susun", '"1 hari"', '"0 hari"', 'within: Batas waktu "0 hari" harus lebih dari nol.'),
    ("susun", '"1 hari"', '"-1 hari"', "harus lebih dari nol."),
    ("susun", '"1 hari"', '"99999 hari"', "terlalu panjang"),
    ("paraf", 'text = "Memaraf draft"\n', "", "langkah ini kosong; isi text atau sedikitnya"),
    ("paraf", 'act = "review"', 'act = "baca"', "act baca tidak dikenal (assign, prepare, rev"),
    ("sahkan", 'gives = "surat"', 'gives = "draft"', "yang disahkan harus surat dengan ratified"),
    ("susun", 'gives = "draft"', 'gives = "surat"', "surat surat hanya lahir dari pengesahan."),
    ("susun", '["lampiran"]', '["surat"]', "surat surat hanya lahir dari pengesahan."),
    ("paraf", 'gives = "draft"', 'gives = "surat"', "surat surat yang diperiksa belum diberikan"),
    ("susun", 'act = "prepare"', 'act = "review"', "surat draft yang diperiksa belum diberikan"),
    ("susun", 'act = "prepare"', 'act = "distribute"', "surat draft yang dikirim belum diberi"),
    ("susun", 'title = "Susun"', "titel = 1", "kunci titel tidak dikenal."),
    ("susun", 'title = "Susun"\n', "", "title belum diisi."),
    ("susun", '"Susun"', '""', "title belum diisi."),
    ("susun", '"Susun"', '"  "', "title hanya berisi spasi."),
    ("susun", '"Susun"', "7", "title salah bentuk; seharusnya teks."),
    ("susun", '"Susun"', "['a']", "title salah bentuk; seharusnya teks."),
    ("susun", '"Susun"', '"\\u001b[2J"', "title memuat karakter kendali"),
    ("susun", '"Susun"', f'"{"a" * 161}"', "title terlalu panjang (161 huruf); paling banyak 160"),
    ("susun", '["permintaan"]', '"permintaan"', "needs salah bentuk; seharusnya daftar teks."),
    ("susun", '["permintaan"]', "[1]", "needs salah bentuk; seharusnya daftar teks."),
    ("susun", '["lampiran"]', "[['lampiran']]", "also_gives salah bentuk"),
    ("susun", '"1 hari"', "15", "within salah bentuk; seharusnya teks."),
    ("paraf", '"susun"', "true", "returns_to salah bentuk; seharusnya teks."),
    ("paraf", '"susun"', '"susun"\nreturns_are_ours = 1', "returns_are_ours salah bentuk; seharu"),
    ("susun", '"Susun"', '"Susun"\nruns = "tidak-ada"', "runs menyebut SOP tidak-ada yang tidak"),
]


@pytest.mark.parametrize(
    ("step", "old", "new", "says"), STEP_FAULTS, ids=[f"{f[0]}: {f[3][:40]}" for f in STEP_FAULTS]
)
def test_a_fault_of_a_step_is_named_with_its_line_and_step(
    step: str, old: str, new: str, says: str
) -> None:
    text = in_step(step, old, new)
    line = line_of(text, "[[step]]", STEPS[step] - 1)
    start = f"Baris {line}, langkah {STEPS[step]} ({step}): "
    assert [f for f in faults_of(text) if f.startswith(start) and says in f], faults_of(text)


ELSEWHERE = [
    ('name = "Staf"', 'nama = "Staf"', "Baris 14, pelaksana 2 (staf): kunci nama tidak dikenal."),
    ('name = "Staf"', 'nama = "Staf"', "Baris 14, pelaksana 2 (staf): name belum diisi."),
    ("team = true", 'team = "ya"', "Baris 19, pelaksana 3 (tim): team salah bentuk; seharusnya"),
    ('short = "Staf"', 'short = "Staf"\nteam = true', "hanya satu pelaksana boleh bertanda team"),
    ('slug = "staf"', 'slug = "kepala"', "slug kepala sudah dipakai (Baris 9, pelaksana 1 (kepal"),
    ('slug = "lampiran"', 'slug = "draft"', "Baris 38, surat 4 (draft): slug draft sudah dipakai"),
    ('slug = "paraf"', 'slug = "susun"', "langkah 2 (susun): slug susun sudah dipakai (Baris 42"),
    ('slug = "draft"', 'slug = "Draft SK"', 'slug "Draft SK" hanya boleh huruf kecil'),
    ('slug = "draft"', f'slug = "{"a" * (LONGEST_SLUG + 1)}"', f"panjang {LONGEST_SLUG} huruf."),
    ('slug = "kepala"', "slug = 3", "Baris 9, pelaksana 1: slug salah bentuk; seharusnya slug."),
    ('from = "draft"', 'from = "x"', "surat 3 (surat): ratified_from menyebut surat x yang tid"),
    ('from = "draft"', 'from = "surat"', "ratified_from: surat sendiri lahir dari pengesahan."),
    ('"permintaan"', '"x"', "Baris 1, [edition]: begins_with menyebut surat x yang tidak ada."),
    ('"permintaan"', '"surat"', "[edition]: begins_with: surat surat hanya lahir dari penges"),
    ('["staf"]', '["x"]', "[edition]: registered_by menyebut pelaksana x yang tidak ada."),
    ('["staf"]', "[['x']]", "[edition]: registered_by salah bentuk; seharusnya daftar teks."),
    ('["staf"]', "[]", "[edition]: registered_by belum diisi."),
    ('["staf"]', '["tim"]', "[edition]: registered_by: tim belum ada ketika permintaan didafta"),
    ('["kepala"]', '["x"]', "[edition]: cancelled_by menyebut pelaksana x yang tidak ada."),
    ('"2 hari"', '"dua hari"', '[edition]: revision_within: Batas waktu "dua hari" tidak dapat'),
    ('title = "SOP kecil"\n', "", "Baris 1, [edition]: title belum diisi."),
    ('title = "SOP kecil"', "judul = 1", "[edition]: kunci judul tidak dikenal."),
    ("[edition]", "[edisi]", "Berkas: bagian [edition] tidak ada."),
    ("[edition]", "[edisi]", "Baris 1, [edisi]: bagian ini tidak dikenal."),
    ('by = "staf"\n\n[[step]]', 'by = "tim"\n\n[[step]]', "Baris 53, langkah 1 (susun), tugas 1 ("),
    ('text = "Membaca"\n', "", "langkah 3 (sahkan), tugas 1 (membaca): text belum diisi."),
    ('slug = "mencatat"', 'slug = "membaca"', "tugas 2 (membaca): slug membaca sudah dipakai"),
    ('short = "Staf"', 'short = "Staf"\nunder = "camat"', "under menyebut pelaksana camat yang"),
    ('short = "Staf"', 'short = "Staf"\nunder = "staf"', "under: staf berada di bawah dirinya"),
]


@pytest.mark.parametrize(("old", "new", "says"), ELSEWHERE, ids=[e[2][:50] for e in ELSEWHERE])
def test_a_fault_elsewhere_is_named_with_its_place(old: str, new: str, says: str) -> None:
    found = faults_of(changed((old, new)))
    assert any(says in fault for fault in found), found


def test_a_duty_of_a_role_that_takes_no_part_is_named_at_the_dutys_own_line() -> None:
    text = in_step("sahkan", 'text = "Mencatat"\nby = "staf"', 'text = "Mencatat"\nby = "tim"')
    line = line_of(text, "[[step.duty]]", 2)
    assert faults_of(text) == (
        f"Baris {line}, langkah 3 (sahkan), tugas 2 (mencatat): tim tidak ikut dalam langkah ini.",
    )


def test_a_paper_that_is_given_only_later_is_not_given_yet() -> None:
    text = in_step("susun", '["permintaan"]', '["permintaan", "draft"]')
    assert len(faults_of(text)) == 1
    assert "surat draft belum diberikan oleh langkah mana pun sebelumnya." in faults_of(text)[0]


def test_one_file_with_many_faults_gets_all_of_them_in_the_order_of_the_file() -> None:
    """Faults of form and of sense together: a wrong key must not hide a wrong performer."""
    text = changed(
        ('title = "SOP kecil"', "judul = 2"),
        ("team = true", 'team = "ya"'),
        ('ratified_from = "draft"', 'ratified_from = "naskah"'),
        ('title = "Susun"', "titel = 1"),
        ('by = "staf"', 'by = "camat"'),
        ('within = "15 menit"', 'within = "sebentar"'),
        ('returns_to = "susun"', 'returns_to = "kirim"'),
        ('text = "Membaca"', 'text = ""'),
        ('needs = ["surat"]', 'needs = ["restu"]'),
    )
    assert [fault.split(": ", 1)[1][:32] for fault in faults_of(text)] == [
        "title belum diisi.",
        "kunci judul tidak dikenal.",
        "team salah bentuk; seharusnya tr",
        "ratified_from menyebut surat nas",
        "title belum diisi.",
        "kunci titel tidak dikenal.",
        "by menyebut pelaksana camat yang",
        "staf tidak ikut dalam langkah in",
        'within: Batas waktu "sebentar" t',
        "returns_to harus ke langkah sebe",
        "surat naskah yang disahkan belum",
        "text belum diisi.",
        "needs menyebut surat restu yang ",
    ]


def test_a_list_that_is_missing_altogether_is_said_once_and_not_at_every_use() -> None:
    text = SMALL[: SMALL.index("[[role]]")] + SMALL[SMALL.index("[[paper]]") :]
    assert faults_of(text) == ("Berkas: tidak memuat satu pun [[role]] (pelaksana).",)


WRONG_SHAPES = [
    "",
    "edition = 1\nrole = 1\npaper = 1\nstep = 1",
    "edition = []\nrole = [1]\npaper = ['a']\nstep = [[]]",
    "[[edition]]\n[role]\n[paper]\n[step]",
    "[edition]\n[[role]]\n[[paper]]\n[[step]]\n[[step.duty]]",
    "[edition]\n[[role]]\n[[paper]]\n[[step]]\nduty = 'x'",
    "[edition]\n[[role]]\n[[paper]]\n[[step]]\nduty = [1, 'x', []]",
    "[edition]\n[[role]]\n[[paper]]\n[[step]]\n[step.duty]\nslug = 1",
    "role = [{slug = {a = 1}, name = [[]], team = 2024-01-01}]",
    "step = [{slug = 'a', by = ['x'], act = {}, needs = [[]], returns_to = [], gives = 1.5}]",
    "step = [{slug = 'a', by = 'x', act = 'x', needs = [], gives = 'x', within = '1 hari'}]",
    "paper = [{slug = [1], ratified_from = [2]}, {ratified_from = 'a'}, {slug = ''}]",
    '"" = 1\n"a\\u001b" = 2',
]


@pytest.mark.parametrize("text", WRONG_SHAPES)
def test_whatever_shape_it_has_it_is_refused_with_sentences(text: str) -> None:
    for fault in faults_of(text):
        assert fault.endswith((".", ").")), fault
        assert fault.isprintable()


def test_the_name_of_a_strangers_table_cannot_command_the_terminal() -> None:
    assert all("\x1b" not in fault for fault in faults_of('"a\\u001b[2J" = 2'))


ONE_FAULT_ONLY = [
    ('title = "Susun"\n', "", "title belum diisi."),
    ('act = "prepare"\n', "", "act belum diisi."),
    ('within = "1 hari"\n', "", "within belum diisi."),
    ('within = "1 hari"', "within = 1", "within salah bentuk; seharusnya teks."),
    ('by = "staf"\nact = "prepare"', 'act = "prepare"', "by belum diisi."),
    ('text = "Menulis"\nby = "staf"', 'text = "Menulis"', "by belum diisi."),
    ('slug = "lampiran"\n', "", "slug belum diisi."),
    ('[[step.duty]]\nslug = "menulis"\n', "[[step.duty]]\n", "slug belum diisi."),
    ('slug = "kirim"\n', "", "slug belum diisi."),
    ('short = "Tim"\n', "", "short belum diisi."),
    ('gives = "surat"\n\n[[step.duty]]', "\n[[step.duty]]", "gives belum diisi."),
]


@pytest.mark.parametrize(
    ("old", "new", "says"), ONE_FAULT_ONLY, ids=[f"{o[:20]} {o[2]}" for o in ONE_FAULT_ONLY]
)
def test_one_slip_is_one_fault_and_no_more_than_what_follows_from_it(
    old: str, new: str, says: str
) -> None:
    found = faults_of(changed((old, new)))
    assert any(fault.endswith(says) for fault in found)
    # A name that is gone is then missed where it is used; nothing else may be said.
    rest = [fault for fault in found if not fault.endswith(says)]
    assert all("yang tidak ada." in fault or "belum diberikan" in fault for fault in rest), rest


def test_two_steps_without_a_slug_are_not_called_doubles() -> None:
    text = SMALL.replace('slug = "kirim"\n', "").replace('slug = "sahkan"\n', "")
    assert [fault.split(": ")[1] for fault in faults_of(text)] == ["slug belum diisi."] * 2


def test_a_draft_that_is_written_anew_has_to_be_ratified_anew() -> None:
    """Else the later step would wait for ever for a signature on the new version."""
    again = SMALL[SMALL.index("[[step]]") : SMALL.index('[[step]]\nslug = "paraf"')]
    again = again.replace('"susun"', '"susun-lagi"')
    at = SMALL.index('[[step]]\nslug = "kirim"')
    (needs, sends) = faults_of(SMALL[:at] + again + SMALL[at:])
    assert "surat surat belum diberikan oleh langkah mana pun sebelumnya." in needs
    assert "surat surat yang dikirim belum diberikan langkah sebelumnya." in sends


def test_a_draft_that_only_goes_along_has_to_be_ratified_anew_as_well() -> None:
    text = in_step("kirim", 'act = "distribute"', 'act = "prepare"\nalso_gives = ["draft"]')
    text = text.replace('needs = ["surat"]\nwithin = "1 minggu"\ngives = "surat"', "AKHIR")
    rest = 'needs = ["surat"]\nwithin = "1 minggu"\ngives = '
    last = '[[step]]\nslug = "tutup"\ntitle = "T"\ntext = "T"\nby = "staf"\nact = "prepare"\n'
    text = text.replace("AKHIR", f'{rest}"lampiran"\n\n{last}{rest}"lampiran"')
    (needs,) = faults_of(text)
    assert "langkah 5 (tutup): surat surat belum diberikan" in needs


def test_marking_a_paper_is_not_writing_it_anew() -> None:
    """A second look at the draft leaves the ratified paper ratified."""
    look = SMALL[SMALL.index('[[step]]\nslug = "paraf"') : SMALL.index('[[step]]\nslug = "sahkan"')]
    at = SMALL.index('[[step]]\nslug = "kirim"')
    reading.read(SMALL[:at] + look.replace('slug = "paraf"', 'slug = "lihat"') + SMALL[at:])


SOUND = [
    ('needs = ["permintaan"]', "needs = []"),
    ('also_gives = ["lampiran"]', 'also_gives = []\nsee = ""\nkelengkapan = ""\noutput = ""'),
    ('text = "Menyusun draft"', 'text = ""'),
    ("team = true", "team = false"),
    ('text = "Menyusun draft"', 'text = """Menyusun\n\tdraft\n"""'),
    ('returns_to = "susun"', ""),
    ("[[role]]", "[[ role ]] # pelaksana"),
]


@pytest.mark.parametrize(("old", "new"), SOUND)
def test_what_may_be_left_out_or_written_so_is_no_fault(old: str, new: str) -> None:
    reading.read(changed((old, new)))


EMPTY = ['returns_to = ""', 'by = ""', 'gives = ""', 'act = ""', 'within = ""']


@pytest.mark.parametrize("line", EMPTY)
def test_what_has_to_say_something_may_not_be_empty(line: str) -> None:
    key = line.split(" = ")[0]
    step = SMALL[SMALL.index('[[step]]\nslug = "paraf"') :]
    old = next(text for text in step.split("\n") if text.startswith(key))
    found = faults_of(in_step("paraf", old, line))
    assert [fault.split(": ")[1] for fault in found] == [f"{key} belum diisi."]


def test_a_table_written_as_something_else_is_told_how_to_be_written() -> None:
    assert "harus ditulis sebagai tabel [[role]]." in faults_of("role = [1]")[1]
    assert "harus ditulis sebagai tabel [[step.duty]]." in faults_of("step = [{duty = [1]}]")[-1]
    assert "Berkas: tidak memuat satu pun [[role]] (pelaksana)." in faults_of("role = []")


def test_a_place_that_cannot_be_told_is_not_invented() -> None:
    inline = SMALL[: SMALL.index("[[step]]")] + "\n[[step]]\n" + 'duty = [{ text = "a" }]\n'
    line = line_of(inline, "[[step]]")
    assert f"Baris {line}, langkah 1, tugas 1: by belum diisi." in faults_of(inline)
    assert "pelaksana 1: slug belum diisi." in faults_of("role = [{}]")


def test_the_faults_of_the_file_itself_come_first() -> None:
    assert faults_of("[[role]]\n[lain]")[0] == "Berkas: bagian [edition] tidak ada."
