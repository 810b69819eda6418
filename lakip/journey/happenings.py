"""Happenings: the sentence, the icon and the recipients of each, said once.

The history shows the sentence; the notice carries it; nobody else words it again.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class ToThem:
    """What somebody is told of what was done with them; `page` is where the notice leads."""

    subject: str
    sentence: str
    page: str


@dataclass(frozen=True)
class Happening:
    """One kind of thing that happens. `tells` names a rule of `telling.recipients`.

    `page` is the one of the journey's pages that the notice leads to; `to_them` is for the person
    whom it concerns, who is told in words of their own.
    """

    kind: str
    icon: str
    sentence: str
    tells: str = ""
    subject: str = ""
    page: str = ""
    to_them: ToThem | None = None


BEGUN = Happening(
    "begun",
    "clipboard-text",
    "{by} mendaftarkan permintaan penyusunan dari {sender}, nomor {number_of_letter}.",
    tells="next",
    subject="Giliran Anda: {next}",
)
FINISHED = Happening(
    "finished",
    "circle-check",
    "{by} menyelesaikan langkah {number}, {title}.",
    tells="next",
    subject="Giliran Anda: {next}",
)
COMPLETED = Happening(
    "completed",
    "shield-check",
    "{by} menyelesaikan langkah {number}, {title}. Penyusunan selesai.",
    tells="everybody",
    subject="Selesai: {report}",
)
SENT_BACK = Happening(
    "sent_back",
    "arrow-back-up",
    "{by} mengembalikan dari langkah {number}, {title}: {note}",
    tells="next",
    subject="Dikembalikan untuk direvisi: {next}",
)
WITHDRAWN = Happening(
    "withdrawn",
    "refresh",
    "{by} menarik kembali langkah {number}, {title}.",
    tells="waiting",
    subject="Ditarik kembali: {title}",
)
CANCELLED = Happening(
    "cancelled",
    "ban",
    "{by} membatalkan {cancelled}: {note}",
    tells="everybody",
    subject="Dibatalkan: {report}",
)
# What is cancelled with the report that it runs inside of is told once, with the report.
CANCELLED_INSIDE = replace(CANCELLED, tells="")
LINKED_BEGUN = Happening(
    "linked_begun",
    "sitemap",
    "{by} memulai {linked}.",
    tells="next",
    subject="Giliran Anda: {next}",
)
LINKED_COMPLETED = Happening(
    "linked_completed",
    "shield-check",
    "{by} menyelesaikan langkah {number}, {title}. {linked} selesai.",
    tells="next",
    subject="{linked} selesai; giliran Anda: {next}",
)
LINKED_RUN = Happening("linked_run", "sitemap", "{by} memulai {linked}.")
LINKED_ENDED = Happening("linked_ended", "shield-check", "{by} menyelesaikan {linked}.")
LINKED_CANCELLED = Happening("linked_cancelled", "ban", "{by} membatalkan {linked}: {note}")
FILED = Happening("filed", "upload", "{by} menyimpan {paper}, versi {version}.")
ATTACHED = Happening("attached", "upload", "{by} melampirkan “{attachment}” pada laporan.")
TAKEN_OUT = Happening(
    "taken_out", "arrow-back-up", "{by} mengeluarkan lampiran “{attachment}” dari laporan."
)
REMARKED = Happening("remarked", "pencil", "{by} mencatat perbaikan {remark} pada {spot}.")
REMARK_ANSWERED = Happening("remark_answered", "pencil", "{by} menjawab catatan {remark}, {spot}.")
REMARK_CLOSED = Happening("remark_closed", "circle-check", "{by} menutup catatan {remark}, {spot}.")
REMARK_REOPENED = Happening(
    "remark_reopened", "arrow-back-up", "{by} membuka kembali catatan {remark}, {spot}."
)
SIGNED = Happening("signed", "signature", "{by} menandatangani {paper}, versi {version}.")
NUMBERED = Happening("numbered", "list-check", "{by} memberi nomor {given} pada {paper}.")
TICKED = Happening("ticked", "list-check", "{by} mencentang: {duty}.")
UNTICKED = Happening("unticked", "circle-dashed", "{by} menghapus centang: {duty}.")
NAMED = Happening("named", "user-plus", "{by} mencantumkan {member} sebagai {standing} tim.")
UNNAMED = Happening("unnamed", "users", "{by} mengeluarkan {member} dari tim.")
MEMBER_LEFT = Happening(
    "member_left",
    "users",
    "{by} mengeluarkan {member} ({standing}) dari tim penyusun: {note}",
    tells="team",
    subject="Tim penyusun berubah: {report}",
    page="/laporan/{journey}/tim/",
    to_them=ToThem(
        "Anda keluar dari tim penyusun: {report}",
        "{by} mengeluarkan Anda dari tim penyusun: {note}\n"
        "Giliran tim tidak lagi menjadi tugas Anda. Yang sudah Anda kerjakan tetap tersimpan.",
        page="/",  # The report's own pages may be closed to them now.
    ),
)
MEMBER_JOINED = Happening(
    "member_joined",
    "user-plus",
    "{by} menambahkan {member} ke tim penyusun sebagai {standing}: {note}",
    tells="team",
    subject="Tim penyusun berubah: {report}",
    page="/laporan/{journey}/tim/",
    to_them=ToThem(
        "Anda masuk tim penyusun: {report}",
        "{by} menambahkan Anda ke tim penyusun sebagai {standing}: {note}\n"
        "Giliran tim sekarang juga menjadi tugas Anda.",
        page="/laporan/{journey}/",
    ),
)
STANDING_CHANGED = Happening(
    "standing_changed",
    "users-group",
    "{by} mengubah kedudukan {member} dalam tim penyusun dari {was} menjadi {standing}: {note}",
    tells="team",
    subject="Tim penyusun berubah: {report}",
    page="/laporan/{journey}/tim/",
    to_them=ToThem(
        "Kedudukan Anda dalam tim berubah: {report}",
        "{by} mengubah kedudukan Anda dalam tim penyusun dari {was} menjadi {standing}: {note}",
        page="/laporan/{journey}/tim/",
    ),
)
# What became of the team after the SK was ratified; it is no act within the turn that is open.
OF_THE_TEAM = (MEMBER_LEFT, MEMBER_JOINED, STANDING_CHANGED)
APPOINTED = Happening(
    "appointed", "user-circle", "{by} mencatat {member} sebagai {office}, mulai {starts}."
)
OFFICE_ENDED = Happening("office_ended", "lock", "{by} mengakhiri {office}, {member}.")
CERTIFICATE_MADE = Happening("certificate_made", "signature", "{by} membuat sertifikat.")
CERTIFICATE_REVOKED = Happening("certificate_revoked", "lock", "{by} mencabut sertifikatnya.")
OFFICE_WITHDRAWN = Happening(
    "office_withdrawn", "arrow-back-up", "{by} mencabut penunjukan {member} sebagai {office}."
)
PERSON_LEFT = Happening("person_left", "ban", "{by} mencatat {member} tidak aktif: {note}")
PERSON_RETURNED = Happening("person_returned", "user-plus", "{by} mengaktifkan lagi {member}.")
PERSON_MOVED = Happening("person_moved", "arrow-right", "{by} mencatat {member} pindah ke {opd}.")
BIDANG_ADDED = Happening("bidang_added", "plus", "{by} menambah bidang {name}.")
BIDANG_RENAMED = Happening("bidang_renamed", "pencil", "{by} mengubah nama {was} menjadi {name}.")
BIDANG_REMOVED = Happening("bidang_removed", "x", "{by} menghapus bidang {name}.")

DATA_FORMATS_MADE = Happening(
    "data_formats_made",
    "file-spreadsheet",
    "{by} membuat format data untuk {count} bidang atau instansi.",
)
DATA_SENT = Happening("data_sent", "send", "{by} mengirim permintaan data kepada {whom} ({way}).")
DATA_REMINDED = Happening("data_reminded", "bell", "{by} mengingatkan {whom} tentang datanya.")
DATA_HANDED_IN = Happening("data_handed_in", "upload", "{by} menyerahkan data {whom}.")
DATA_CONFIRMED = Happening("data_confirmed", "circle-check", "{by} memastikan data {whom}.")
DATA_RETURNED = Happening(
    "data_returned", "arrow-back-up", "{by} mengembalikan data {whom}: {note}"
)
DATA_ACCEPTED = Happening("data_accepted", "shield-check", "{by} menerima data {whom}.")

DELIVERY_ADDED = Happening("delivery_added", "user-plus", "{by} menambah penerima {whom}.")
DELIVERY_CHANGED = Happening("delivery_changed", "pencil", "{by} mengubah cara mengirim ke {whom}.")
RECIPIENT_LEFT_OFF = Happening(
    "recipient_left_off", "users", "{by} mengeluarkan {whom} dari daftar penerima tahunan."
)
DELIVERY_SENT = Happening("delivery_sent", "send", "{by} mengirim laporan kepada {whom} ({way}).")
DELIVERY_RECEIVED = Happening(
    "delivery_received", "circle-check", "Laporan diterima {whom}; dicatat oleh {by}."
)
DELIVERY_CONFIRMED = Happening(
    "delivery_confirmed",
    "circle-check",
    "{whom} mengonfirmasi lewat tautan bahwa laporan sudah diterima.",
)
DELIVERY_EXCUSED = Happening(
    "delivery_excused", "alert-triangle", "{by} mencatat mengapa tanpa bukti dari {whom}: {note}"
)
PUBLISHED = Happening(
    "published",
    "eye",
    "{by} menerbitkan laporan di laman publik.",
    tells="everybody",
    subject="Terbit: Laporan Kinerja {year}",
)
UNPUBLISHED = Happening(
    "unpublished",
    "arrow-back-up",
    "{by} menarik laporan dari laman publik: {note}",
    tells="everybody",
    subject="Ditarik dari laman publik: Laporan Kinerja {year}",
)

ALL = {
    happening.kind: happening
    for happening in (
        BEGUN, FINISHED, COMPLETED, SENT_BACK, WITHDRAWN, CANCELLED, FILED, ATTACHED,
        TAKEN_OUT, REMARKED, REMARK_ANSWERED, REMARK_CLOSED, REMARK_REOPENED, SIGNED,
        NUMBERED, TICKED, UNTICKED,
        NAMED, UNNAMED, *OF_THE_TEAM, APPOINTED, OFFICE_ENDED, CERTIFICATE_MADE,
        CERTIFICATE_REVOKED, OFFICE_WITHDRAWN, PERSON_LEFT, PERSON_RETURNED, PERSON_MOVED,
        BIDANG_ADDED, BIDANG_RENAMED, BIDANG_REMOVED,
        DATA_FORMATS_MADE, DATA_SENT, DATA_REMINDED, DATA_HANDED_IN, DATA_CONFIRMED,
        DATA_RETURNED, DATA_ACCEPTED, DELIVERY_ADDED, DELIVERY_CHANGED, RECIPIENT_LEFT_OFF,
        DELIVERY_SENT,
        DELIVERY_RECEIVED, DELIVERY_CONFIRMED, DELIVERY_EXCUSED, PUBLISHED, UNPUBLISHED,
        LINKED_BEGUN, LINKED_COMPLETED, LINKED_RUN, LINKED_ENDED, LINKED_CANCELLED,
    )
}  # fmt: skip
