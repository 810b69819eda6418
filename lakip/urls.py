"""The site at a glance."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from lakip.pages import (
    accounts,
    bukti,
    cara,
    catatan,
    data,
    dokumen,
    isi,
    kabar,
    kalender,
    kinerja,
    kop,
    lampiran,
    langkah,
    laporan,
    meja,
    naskah,
    nomor,
    opd,
    orang,
    penerima,
    pengiriman,
    periksa,
    periksa_bab,
    permintaan,
    rencana_impor,
    sop,
    susun,
    tanda,
    terima,
    tulis,
    verifikasi,
)  # fmt: skip


class Base36Converter(StringConverter):
    """A person in a mailed link: no dash, so that the first dash begins the key."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36Converter, "base36")

urlpatterns = [
    path("", meja.meja, name="meja"),
    path("sehat/", meja.health, name="sehat"),
    # A year's report
    path("laporan/", laporan.reports, name="laporan"),
    path("laporan/baru/", laporan.begin, name="laporan-baru"),
    path("laporan/<uuid:journey>/", laporan.journey, name="perjalanan"),
    path("laporan/<uuid:journey>/dokumen/", laporan.documents, name="perjalanan-dokumen"),
    path("laporan/<uuid:journey>/riwayat/", laporan.history, name="riwayat"),
    path("laporan/<uuid:journey>/batalkan/", laporan.cancel, name="batalkan"),
    path("laporan/<uuid:journey>/langkah/<slug:step>/", langkah.step, name="langkah"),
    # The moves and acts of a turn
    path("giliran/<uuid:turn>/selesai/", langkah.finish, name="selesai"),
    path("giliran/<uuid:turn>/kembalikan/", langkah.send_back, name="kembalikan"),
    path("giliran/<uuid:turn>/tarik/", langkah.withdraw, name="tarik"),
    path("giliran/<uuid:turn>/tugas/<slug:duty>/", langkah.tick, name="tugas"),
    path("giliran/<uuid:turn>/surat/<slug:paper>/", langkah.file_paper, name="surat"),
    path("giliran/<uuid:turn>/tanda-tangan/<slug:paper>/", tanda.sign_letter, name="tanda-tangan"),
    # Drafting a paper
    path("giliran/<uuid:turn>/susun/<slug:paper>/", susun.draft, name="susun"),
    path("giliran/<uuid:turn>/susun/<slug:paper>/simpan/", susun.save, name="susun-simpan"),
    path("giliran/<uuid:turn>/susun/<slug:paper>/terbit/", susun.file, name="susun-terbit"),
    path("giliran/<uuid:turn>/susun/<slug:paper>/baku/", susun.keep_wording, name="susun-baku"),
    path(
        "giliran/<uuid:turn>/susun/<slug:paper>/<int:page>.png",
        susun.picture,
        name="susun-halaman",
    ),
    path("giliran/<uuid:turn>/tim/", langkah.name_member, name="tim"),
    path("giliran/<uuid:turn>/tim/<int:member>/", langkah.remove_member, name="tim-hapus"),
    # Writing the report: its manuscript, its chapters, one place of it
    path("laporan/<uuid:journey>/arsip.zip", laporan.dossier, name="arsip"),
    path("laporan/<uuid:journey>/naskah/", naskah.manuscript, name="naskah"),
    path("laporan/<uuid:journey>/naskah/<slug:chapter>/", naskah.chapter, name="naskah-bab"),
    path(
        "laporan/<uuid:journey>/naskah/<slug:chapter>/<int:page>.png",
        naskah.picture,
        name="naskah-halaman",
    ),
    path("laporan/<uuid:journey>/tulis/", tulis.write, name="tulis"),
    path("laporan/<uuid:journey>/tulis/mulai/", tulis.begin, name="tulis-mulai"),
    path("laporan/<uuid:journey>/tulis/simpan/", tulis.save, name="tulis-simpan"),
    path("laporan/<uuid:journey>/tulis/pratinjau/", tulis.preview, name="tulis-pratinjau"),
    path("laporan/<uuid:journey>/tulis/kembali/", tulis.go_back, name="tulis-kembali"),
    path("laporan/<uuid:journey>/tulis/pakai/", tulis.use_again, name="tulis-pakai"),
    path("laporan/<uuid:journey>/lampiran/tambah/", lampiran.add, name="lampiran-tambah"),
    path(
        "laporan/<uuid:journey>/lampiran/<uuid:attachment>/keluarkan/",
        lampiran.leave_out,
        name="lampiran-keluarkan",
    ),
    path("laporan/<uuid:journey>/lampiran/<uuid:attachment>/", lampiran.file, name="lampiran"),
    path(
        "laporan/<uuid:journey>/gambar/<str:sha256>.jpg",
        lampiran.picture,
        name="lampiran-gambar",
    ),
    path("giliran/<uuid:turn>/periksa/", periksa.bench, name="periksa"),
    path("giliran/<uuid:turn>/periksa/daftar/", periksa.judge, name="periksa-daftar"),
    path("giliran/<uuid:turn>/periksa/catat/", periksa_bab.note, name="periksa-catat"),
    path(
        "giliran/<uuid:turn>/periksa/catat/simpan/",
        periksa_bab.put,
        name="periksa-simpan-catatan",
    ),
    path("giliran/<uuid:turn>/perubahan/", periksa_bab.changes, name="periksa-perubahan"),
    path(
        "giliran/<uuid:turn>/periksa/bab/<slug:chapter>/",
        periksa_bab.chapter,
        name="periksa-bab",
    ),
    path(
        "giliran/<uuid:turn>/catatan/<uuid:remark>/jawab/", periksa.answer, name="periksa-jawab"
    ),
    path("giliran/<uuid:turn>/catatan/<uuid:remark>/tutup/", periksa.close, name="periksa-tutup"),
    path("giliran/<uuid:turn>/catatan/<uuid:remark>/buka/", periksa.reopen, name="periksa-buka"),
    path("giliran/<uuid:turn>/terbit-laporan/", naskah.file, name="laporan-terbit"),
    # The data of a year: who was asked, and what came back
    path("laporan/<uuid:journey>/data/", data.data, name="data"),
    path("laporan/<uuid:journey>/data/buat/", data.make, name="data-buat"),
    path("data/<uuid:data>/", permintaan.request_page, name="permintaan-data"),
    path("data/<uuid:data>/kirim/", data.send, name="data-kirim"),
    path("data/<uuid:data>/ingatkan/", data.remind, name="data-ingatkan"),
    path("data/<uuid:data>/simpan/", permintaan.save, name="permintaan-simpan"),
    path("data/<uuid:data>/unggah/", permintaan.upload, name="permintaan-unggah"),
    path("data/<uuid:data>/serahkan/", permintaan.hand_in, name="permintaan-serahkan"),
    path("data/<uuid:data>/pastikan/", permintaan.confirm, name="permintaan-pastikan"),
    path("data/<uuid:data>/terima/", permintaan.accept, name="permintaan-terima"),
    path("data/<uuid:data>/kembalikan/", permintaan.send_back, name="permintaan-kembalikan"),
    path("data/<uuid:data>/format.xlsx", permintaan.workbook, name="permintaan-unduh"),
    # The report goes out: who gets it, by which way, and what proves it
    path("laporan/<uuid:journey>/pengiriman/", pengiriman.deliveries, name="pengiriman"),
    path("laporan/<uuid:journey>/pengiriman/tambah/", pengiriman.add, name="pengiriman-tambah"),
    path("laporan/<uuid:journey>/pengiriman/surat/", pengiriman.letters, name="pengiriman-surat"),
    path("pengiriman/<uuid:delivery>/", penerima.delivery, name="penerima"),
    path("pengiriman/<uuid:delivery>/kirim/", penerima.send, name="penerima-kirim"),
    path("pengiriman/<uuid:delivery>/terima/", penerima.receive, name="penerima-terima"),
    path("pengiriman/<uuid:delivery>/unggah/", penerima.uploaded, name="penerima-unggah"),
    path("pengiriman/<uuid:delivery>/arsip/", penerima.archive, name="penerima-arsip"),
    path("pengiriman/<uuid:delivery>/alasan/", penerima.excuse, name="penerima-alasan"),
    path("pengiriman/<uuid:delivery>/ubah/", penerima.change, name="penerima-ubah"),
    path("pengiriman/<uuid:delivery>/lepas/", penerima.leave_off, name="penerima-lepas"),
    path("pengiriman/<uuid:delivery>/bukti/<uuid:receipt>/", penerima.proof, name="penerima-bukti"),
    # The report behind a link, for a recipient without an account
    path("terima/<str:token>/", terima.parcel, name="terima"),
    path("terima/<str:token>/berkas/<int:number>/", terima.file, name="terima-berkas"),
    path("terima/<str:token>/konfirmasi/", terima.confirm, name="terima-konfirmasi"),
    # One format behind a link, for somebody without an account
    path("isi/<str:token>/", isi.fill, name="isi"),
    path("isi/<str:token>/simpan/", isi.save, name="isi-simpan"),
    path("isi/<str:token>/unggah/", isi.upload, name="isi-unggah"),
    path("isi/<str:token>/serahkan/", isi.hand_in, name="isi-serahkan"),
    path("isi/<str:token>/format.xlsx", isi.workbook, name="isi-unduh"),
    # Performance: plan, figures, evidence, and the way they are computed
    path("kinerja/", kinerja.performance, name="kinerja"),
    path("kinerja/<uuid:agency>/<int:year>/", kinerja.year_page, name="kinerja-tahun"),
    path("kinerja/<uuid:agency>/cara/", cara.arithmetic, name="cara-menghitung"),
    # A plan comes in from a workbook, and goes out as one
    path("rencana/impor/", rencana_impor.import_first, name="rencana-impor-baru"),
    path("rencana/templat.xlsx", rencana_impor.template, name="rencana-contoh"),
    path("rencana/<uuid:plan>/impor/", rencana_impor.import_plan, name="rencana-impor"),
    path("rencana/<uuid:plan>/impor/terapkan/", rencana_impor.apply, name="rencana-terapkan"),
    path("rencana/<uuid:plan>/ekspor.xlsx", rencana_impor.export, name="rencana-ekspor"),
    path("indikator/<uuid:indicator>/", kinerja.indicator, name="indikator"),
    path("indikator/<uuid:indicator>/realisasi/", bukti.put_actual, name="indikator-realisasi"),
    path("indikator/<uuid:indicator>/bukti/", bukti.add, name="indikator-bukti"),
    path("bukti/<uuid:evidence>/", bukti.evidence, name="bukti"),
    # Documents
    path("dokumen/<uuid:document>/", dokumen.document, name="dokumen"),
    path("versi/<uuid:version>/unduh/", dokumen.download, name="unduh"),
    path("versi/<uuid:version>/halaman/<int:page>.png", dokumen.picture, name="halaman"),
    path("versi/<uuid:version>/rapat.ics", dokumen.meeting, name="rapat"),
    path("berkas/<uuid:rendition>/unduh/", dokumen.download_rendition, name="berkas"),
    path("nomor/", nomor.register, name="nomor"),
    # Whether a paper is the one that was signed: open to everybody
    path("verifikasi/", verifikasi.check, name="verifikasi"),
    path("verifikasi/<slug:token>/", verifikasi.paper, name="verifikasi-surat"),
    # News, people, the map
    path("kabar/", kabar.news, name="kabar"),
    path("kabar/dibaca/", kabar.read, name="kabar-dibaca"),
    path("orang/", orang.people, name="orang"),
    path("orang/baru/", orang.add_person, name="orang-baru"),
    path("orang/jabatan/", orang.appoint, name="jabatan-baru"),
    path("orang/jabatan/<int:office>/akhiri/", orang.end_office, name="jabatan-akhiri"),
    path("sop/", sop.sop, name="sop"),
    path("kalender/", kalender.calendar, name="kalender"),
    path("catatan/", catatan.ledger, name="catatan"),
    path("kop/<uuid:agency>/", kop.letterhead, name="kop"),
    path("kop/<uuid:agency>/logo/", kop.logo, name="kop-logo"),
    # Operators
    path("opd/", opd.agencies, name="opd"),
    path("opd/baru/", opd.add_agency, name="opd-baru"),
    path("opd/kalender/<int:government>/", kalender.correct, name="kalender-koreksi"),
    path("opd/kalender/hari/<int:day>/hapus/", kalender.drop_day, name="kalender-hapus"),
    # Signing in
    path("akun/", accounts.account, name="akun"),
    path("akun/sertifikat/", tanda.certify, name="sertifikat"),
    path("akun/sertifikat/cabut/", tanda.revoke, name="sertifikat-cabut"),
    path("masuk/", accounts.sign_in, name="account_login"),
    path("keluar/", accounts.sign_out, name="account_logout"),
    path("sandi/lupa/", accounts.forgot, name="account_reset_password"),
    path("sandi/lupa/terkirim/", accounts.forgot_sent, name="account_reset_password_done"),
    path(
        "sandi/baru/<base36:uidb36>-<str:key>/",
        accounts.choose_password,
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/baru/selesai/",
        accounts.password_chosen,
        name="account_reset_password_from_key_done",
    ),
    path("sandi/ganti/", accounts.change_password, name="account_change_password"),
]  # fmt: skip
