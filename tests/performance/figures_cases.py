"""Tables as reports print them, right and wrong, with the mistakes that must be found in them.

Each case is one table. `expects` names for a row the kinds of mistake in it; a row that is not
named must be quiet, except for the low-certainty kinds in `may`. Written from how such reports go
wrong: Indonesian and English figures, several years, sasaran with averages, budgets with
subtotals, indicators where less is better, zero and negative targets, ranges, ratios, grades.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lakip.performance.figures import Finding, check
from lakip.performance.tables import read_csv


@dataclass(frozen=True, kw_only=True)
class Case:
    """One table and what is wrong in it."""

    name: str
    table: str
    expects: Mapping[int, set[str]] = field(default_factory=dict)
    may: Mapping[int, set[str]] = field(default_factory=dict)

    def findings(self) -> list[Finding]:
        """What the checker says of the table."""
        return check(read_csv(self.table.strip().encode()))

    @property
    def rows(self) -> int:
        """How many data rows the table has."""
        return len(read_csv(self.table.strip().encode()).rows)


CASES = (
    Case(
        name="Dinas Kesehatan, one year, both polarities in a column",
        table="""
No;Indikator Kinerja;Satuan;Polaritas;Target 2024;Realisasi 2024;Capaian (%)
1;Angka Kematian Ibu;per 100.000 KH;Minimize;90;72,5;119,44
2;Angka Kematian Bayi;per 1.000 KH;Minimize;10;8;120,00
3;Prevalensi Stunting;%;Minimize;14;16,8;80,00
4;Cakupan Imunisasi Dasar Lengkap;%;Maximize;95;91,2;96,00
5;Usia Harapan Hidup;Tahun;Maximize;72,50;72,91;100,57
6;Prevalensi Gizi Buruk;%;Minimize;10;12;120,00
7;Cakupan Pelayanan Ibu Hamil;%;Maximize;90;81;110,00
8;Angka Kesakitan DBD;per 100.000;Minimize;49;40;118,73
9;Persentase Puskesmas Terakreditasi;%;Maximize;100;92,5;92,50
10;Rumah Sakit Terakreditasi;unit;Maximize;12;9;57,00
""",
        expects={6: {"formula"}, 7: {"formula"}, 8: {"arithmetic"}, 10: {"arithmetic"}},
    ),
    Case(
        name="less is better by t/r and by 2t-r in agencies of their own",
        table="""
OPD,Indikator,Satuan,Jenis Indikator,Target,Realisasi,Capaian
Dinas A,Angka kemiskinan,%,Negatif,10,8,125.00
Dinas A,Tingkat pengangguran terbuka,%,Negatif,10,12,83.33
Dinas B,Angka kemiskinan,%,Negatif,10,8,120.00
Dinas B,Tingkat pengangguran terbuka,%,Negatif,10,12,80.00
Dinas B,Jumlah pelanggaran disiplin,kasus,Negatif,10,25,0
Dinas C,Waktu tunggu pelayanan,menit,Negatif,30,20,133.33
Dinas C,Jumlah temuan BPK,temuan,Negatif,5,0,200
Dinas C,Jumlah temuan berulang,temuan,Negatif,0,0,100
Dinas C,Jumlah kecelakaan kerja,kasus,Negatif,0,3,100
Dinas C,Jumlah komplain,kasus,Negatif,20,15,25.00
""",
        expects={9: {"arithmetic"}, 10: {"formula"}},
        may={7: {"implausible"}},
    ),
    Case(
        name="polarity only in the words",
        table="""
Indikator Kinerja Utama,Satuan,Target,Realisasi,Capaian
Tingkat Pengangguran Terbuka,Persen,"5,20","5,72","110,00"
Persentase penurunan temuan,Persen,"55","44","80,00"
Persentase penduduk miskin,Persen,"12,00","11,40","105,00"
Persentase penanganan pengaduan masyarakat,Persen,"90","94,5","105,00"
Indeks Kepuasan Masyarakat,Indeks,"82,00","84,87","103,50"
Indeks Gini,Indeks,"0,360","0,342","105,00"
Response time kebakaran,Menit,15,12,"120,00"
Jumlah kunjungan wisatawan,orang,120.000,"131.540","109,62"
Indeks Risiko Bencana,Indeks,"130,00","117,00","90,00"
""",
        expects={1: {"formula"}, 9: {"formula"}},
    ),
    Case(
        name="English style with dots and thousands",
        table="""
Indicator,Unit,Target,Actual,Achievement (%)
Tourist arrivals,persons,"1,250,000","1,310,500",104.84
Rice production,ton,"48,500","47,215.5",97.35
Export value,million USD,120.5,131.2,108.88
Satisfaction index,points,85.00,83.30,98.00
Literacy rate,%,98.50,98.11,99.60
Vaccination coverage,%,95,88.4,93.50
Roads in good condition,km,"1,840","1,570",83.53
Water connections,units,"12,500","11,125",98.00
""",
        expects={6: {"arithmetic"}, 7: {"arithmetic"}, 8: {"arithmetic"}},
    ),
    Case(
        name="thousands with dots beside decimals with commas",
        table="""
Uraian|Satuan|Target|Realisasi|% Capaian
Produksi padi|ton|1.250|1.187|94,96
Produksi jagung|ton|8.400|8.925|106,25
Populasi sapi|ekor|12.500|11.875|95,00
Produksi daging|ton|925|1.008|108,97
Produksi telur|ton|3.150|2.940|93,33
Produksi susu|liter|1,5|1,38|92,00
Benih ikan|ekor|2.500.000|2.610.000|104,04
""",
        expects={7: {"arithmetic"}},
    ),
    Case(
        name="limits: 100 for all, and a limit that others break",
        table="""
agency,indikator,satuan,target,realisasi,capaian
Dinas P,Cakupan akta kelahiran,%,95,98,100
Dinas P,Cakupan KIA,%,60,71,100
Dinas P,Cakupan KTP,%,99,97,97.98
Dinas P,Jumlah layanan keliling,kali,24,30,100
Dinas Q,Cakupan air minum,%,80,84,105.00
Dinas Q,Cakupan sanitasi,%,75,81,108.00
Dinas Q,Rumah layak huni,unit,100,131,131.00
Dinas Q,Jalan kondisi mantap,%,70,77,110.00
Dinas Q,Luas RTH,ha,40,52,120.00
Dinas R,Nilai SAKIP,nilai,70,86,120
Dinas R,Indeks SPBE,indeks,2.60,3.38,120
""",
        expects={9: {"arithmetic"}},
    ),
    Case(
        name="truncated and rounded, one place and none",
        table="""
Indikator Kinerja,Satuan,Target,Realisasi,Capaian
Jumlah dokumen perencanaan,dokumen,7,6,"85,71"
Jumlah aparatur terlatih,orang,45,38,"84,4"
Jumlah desa digital,desa,33,29,88
Jumlah kelompok tani binaan,kelompok,70,66,94
Jumlah sarana ibadah,unit,9,7,"77,77"
Jumlah pelatihan,kali,12,11,92
Jumlah koperasi aktif,koperasi,230,187,"81,0"
Jumlah UMKM naik kelas,unit,120,103,"85,38"
Jumlah perpustakaan desa,unit,11,8,"72,72"
""",
        expects={7: {"arithmetic"}, 8: {"arithmetic"}},
    ),
    Case(
        name="digits changed places",
        table="""
Indikator,Satuan,Target,Realisasi,Capaian
Persentase guru bersertifikat,%,"78,50","74,92","95,44"
Angka melek huruf,%,"99,10","98,62","95,92"
Angka partisipasi sekolah,%,"97,25","95,80","89,51"
Rasio guru murid,rasio,1:20,"1:17,9","111,73"
Rasio dokter penduduk,rasio,1:2.500,1:3.125,"80,00"
Jumlah sekolah ramah anak,sekolah,64,56,"78,50"
""",
        expects={2: {"arithmetic"}, 3: {"arithmetic"}, 6: {"arithmetic"}},
    ),
    Case(
        name="capaian copied into realisasi",
        table="""
Indikator,Satuan,Target,Realisasi,Capaian
Jumlah nagari dengan bank sampah,nagari,15,"73,33","73,33"
Persentase temuan yang ditindaklanjuti,%,80,95,95
Persentase layanan tepat waktu,%,100,"97,5","97,5"
Persentase ASN berkinerja baik,%,85,81,"95,29"
Jumlah puskesmas rawat inap,unit,12,"91,67","763,92"
Nilai IKM,nilai,88,"86,24","98,00"
""",
        expects={1: {"pasted"}, 2: {"pasted"}, 5: {"pasted"}},
    ),
    Case(
        name="units missed by a factor",
        table="""
Indikator,Satuan,Target,Realisasi,Capaian (%)
Persentase jalan mantap,%,"0,85",83,"97,65"
Persentase rumah tangga berlistrik,%,95,"0,97","102,11"
Angka kematian bayi,per 1000 KH,12 per 1000 KH,13 per 1000 KH,"91,67"
Angka kematian ibu,per 100.000 KH,105 per 100.000 KH,"98 per 1000 KH","106,67"
Persentase sampah terkelola,%,70,66,"0,94"
Persentase drainase baik,%,80,78,"97,50"
Produksi perikanan,ton,12500,"11,9","95,20"
""",
        expects={1: {"unit"}, 2: {"unit"}, 4: {"unit"}, 5: {"unit"}, 7: {"unit"}},
    ),
    Case(
        name="a fraction against a percent, computed as it stands",
        table="""
Indikator,Satuan,Target,Realisasi,Capaian (%)
Persentase sekolah berakreditasi A,%,"0,90",92,"10222,22"
Persentase penduduk ber-KTP,%,99,98,"98,99"
Persentase arsip tertata,%,100,90,"90,00"
""",
        expects={1: {"unit"}},
    ),
    Case(
        name="a whole table that prints fractions of one",
        table="""
Indikator,Satuan,Target,Realisasi,Capaian
Cakupan A,%,80,76,"0,95"
Cakupan B,%,60,63,"1,05"
Cakupan C,%,50,45,"0,90"
Cakupan D,%,40,36,"0,85"
""",
        expects={4: {"arithmetic"}},
    ),
    Case(
        name="sasaran with averages, and an average of averages",
        table="""
Sasaran;Indikator Kinerja;Satuan;Target;Realisasi;Capaian
Sasaran 1;Cakupan PHBS;%;70;81,4;116,29
Sasaran 1;Cakupan desa siaga;%;100;100;100
Sasaran 1;Cakupan posyandu;%;50;65,74;131,48
;Rata-rata capaian sasaran 1;;;;115,92
Sasaran 2;Nilai SAKIP;nilai;70;68,6;98,00
Sasaran 2;Opini BPK;opini;WTP;WTP;100
;Rata-rata capaian sasaran 2;;;;96,50
;Rata-rata;;;;109,15
""",
        expects={7: {"total"}},
    ),
    Case(
        name="an average that leaves no doubt",
        table="""
No,Indikator,Target,Realisasi,Capaian
1,Jumlah dokumen,10,9,"90,00"
2,Jumlah laporan,12,12,"100,00"
3,Jumlah kegiatan,8,7,"87,50"
,Rata-rata,,,"94,50"
""",
        expects={4: {"total"}},
    ),
    Case(
        name="averages of limited figures, and a sum of capaian",
        table="""
No,Indikator,Satuan,Target,Realisasi,Capaian
1,Jumlah A,unit,10,16,"160,00"
2,Jumlah B,unit,10,9,"90,00"
,Jumlah,,,,"250,00"
,Rata-rata,,,,"105,00"
""",
        may={1: {"implausible"}},
    ),
    Case(
        name="budget with programmes, subtotals and a grand total",
        table="""
Program / Kegiatan;Pagu (Rp);Realisasi (Rp);%;Sisa
Belanja Pegawai;4.250.000.000;4.105.250.000;96,59;144.750.000
Belanja Barang dan Jasa;2.180.500.000;1.962.450.000;90,00;218.050.000
Belanja Modal;1.500.000.000;1.425.000.000;95,00;75.000.000
Jumlah;7.930.500.000;7.492.700.000;94,48;437.800.000
""",
    ),
    Case(
        name="budget with a wrong total, percentage and rest",
        table="""
Uraian;Anggaran;Realisasi;Serapan (%);Sisa Anggaran
Program Pelayanan Administrasi;1.200.500.000;1.140.475.000;95,00;60.025.000
Program Sarana Prasarana;800.250.000;720.225.000;91,00;80.025.000
Program Disiplin Aparatur;150.000.000;141.000.000;94,00;19.000.000
Program Kapasitas SDM;320.000.000;288.000.000;90,00;32.000.000
Total;2.470.750.000;2.298.700.000;93,04;172.050.000
""",
        expects={2: {"arithmetic"}, 3: {"arithmetic"}, 5: {"total"}},
        may={5: {"arithmetic"}},
    ),
    Case(
        name="subtotals and their total",
        table="""
Uraian,Pagu,Realisasi,Persentase
Belanja A1,100.000.000,95.000.000,"95,00"
Belanja A2,200.000.000,180.000.000,"90,00"
Sub Total,300.000.000,275.000.000,"91,67"
Belanja B1,400.000.000,380.000.000,"95,00"
Belanja B2,50.000.000,40.000.000,"80,00"
Sub Total,450.000.000,420.000.000,"93,33"
Grand Total,750.000.000,695.000.000,"92,67"
""",
    ),
    Case(
        name="programmes and their parts",
        table="""
Program/Kegiatan/Sub Kegiatan,Pagu,Realisasi,%
Program Pengelolaan Pendidikan,900.000.000,810.000.000,"90,00"
Kegiatan Pengelolaan SD,500.000.000,460.000.000,"92,00"
Kegiatan Pengelolaan SMP,400.000.000,350.000.000,"87,50"
Program Kurikulum,300.000.000,270.000.000,"90,00"
Kegiatan Penyusunan Kurikulum,180.000.000,160.000.000,"88,89"
Kegiatan Bimtek Kurikulum,150.000.000,110.000.000,"73,33"
Jumlah,1.200.000.000,1.080.000.000,"90,00"
""",
        expects={4: {"total"}},
    ),
    Case(
        name="savings and overspending",
        table="""
Program,Pagu,Realisasi,Serapan (%)
Program A,500.000.000,475.000.000,95.00
Program B,250.000.000,240.000.000,96.00
Program C,100.000.000,104.500.000,104.50
Program D,400.000.000,388.000.000,97.00
Program E,320.000.000,304.000.000,5.00
""",
        expects={3: {"implausible"}, 5: {"formula"}},
    ),
    Case(
        name="target and budget in one table",
        table="""
Sasaran,Indikator,Target,Realisasi,%,Pagu,Realisasi,%
Meningkatnya mutu,Nilai akreditasi,90,87.3,97.00,"1,250,000,000","1,187,500,000",95.00
Meningkatnya akses,Jumlah sekolah baru,4,3,75.00,"3,400,000,000","3,298,000,000",96.00
""",
        expects={2: {"arithmetic"}},
    ),
    Case(
        name="several years in two rows of headings",
        table="""
No;Indikator Kinerja;Satuan;2023;;;2024;;
;;;Target;Realisasi;Capaian;Target;Realisasi;Capaian
1;Indeks Reformasi Birokrasi;indeks;70;68,25;97,50;72;71,64;99,50
2;Nilai SAKIP;nilai;75;72;96,00;77;74,69;96,00
3;Indeks Kepuasan;indeks;82;83,64;102,00;84;85,26;101,50
4;Persentase temuan selesai;%;80;72;90,00;85;80,75;95,00
""",
        expects={2: {"arithmetic"}},
    ),
    Case(
        name="last year beside this year: jumps and targets lowered",
        table="""
Indikator;Satuan;Polaritas;Target 2023;Realisasi 2023;Target 2024;Realisasi 2024;Capaian 2024
Cakupan layanan air;%;positif;80;82;75;76;101,33
Jumlah wisatawan;orang;positif;50.000;48.200;52.000;241.000;463,46
Luas tanam;ha;positif;400;390;410;402;98,05
Persentase stunting;%;negatif;18;17,2;16;15,1;105,63
Nilai investasi;Rp miliar;positif;120;131;140;1,42;1,01
Tingkat kemantapan jalan;%;positif;64;65,2;67,83;67,83;100,00
""",
        expects={
            1: {"implausible"},
            2: {"implausible"},
            5: {"unit"},
            6: {"implausible"},
        },
        may={5: {"implausible"}},
    ),
    Case(
        name="categories of the default scale",
        table="""
Indikator,Satuan,Target,Realisasi,Capaian,Kategori
Indikator A,%,100,95,95.00,Sangat Tinggi
Indikator B,%,100,80,80.00,Tinggi
Indikator C,%,100,70,70.00,Sedang
Indikator D,%,100,90.5,90.50,Tinggi
Indikator E,%,100,55,55.00,Rendah
Indikator F,%,100,78,78.00,Sangat Tinggi
Indikator G,%,100,40,40.00,Sangat Rendah
Indikator H,%,100,99,99.00,Sedang
""",
        expects={6: {"category"}, 8: {"category"}},
    ),
    Case(
        name="categories of Madiun",
        table="""
Indikator Kinerja,Target,Realisasi,Capaian,Predikat
Jumlah A,20,20,100,Sangat Berhasil
Jumlah B,20,18,90,Berhasil
Jumlah C,20,12,60,Cukup Berhasil
Jumlah D,20,16,80,Berhasil
Jumlah E,20,9,45,Berhasil
""",
        expects={5: {"category"}},
    ),
    Case(
        name="a scale of letters that must be learned",
        table="""
Indikator,Target,Realisasi,Capaian,Kriteria
Sayur A,100,120,120,A
Sayur B,100,111,111,A
Sayur C,100,98,98,B
Sayur D,100,85,85,B
Sayur E,100,60,60,C
Sayur F,100,55,55,C
Sayur G,100,104,104,A
Sayur H,100,90,90,B
Sayur I,100,58,58,A
Sayur J,100,95,95,B
""",
        expects={9: {"category"}},
    ),
    Case(
        name="labels that say what they mean",
        table="""
Indikator,Target,Realisasi,Capaian,Keterangan
Jumlah A,10,12,120,Melampaui target
Jumlah B,10,10,100,Tercapai
Jumlah C,10,8,80,Tidak Tercapai
Jumlah D,10,7,70,Tercapai
Jumlah E,10,11,110,Belum tercapai
""",
        expects={4: {"category"}, 5: {"category"}},
    ),
    Case(
        name="texts beside the figures",
        table="""
Indikator;Satuan;Polaritas;Realisasi 2023;Target;Realisasi;Capaian;Analisis
Angka kemiskinan;%;negatif;11,2;10,5;10,9;96,19;Angka kemiskinan menurun dibanding tahun 2023 berkat bantuan tepat sasaran.
Nilai SAKIP;nilai;positif;68,4;70;67,2;96,00;Nilai meningkat dibandingkan tahun sebelumnya.
Cakupan imunisasi;%;positif;90;95;96,9;102,00;Realisasi telah melampaui target yang ditetapkan.
Persentase jalan baik;%;positif;60;70;66,5;95,00;Realisasi melampaui target tahun ini.
Prevalensi stunting;%;negatif;17;14;15,4;90,00;Prevalensi sudah berada di bawah target.
Indeks kepuasan;indeks;positif;82;84;85,68;102,00;Target tidak tercapai karena kurangnya petugas.
Jumlah UMKM binaan;unit;positif;100;120;108;90,00;Upaya untuk meningkatkan jumlah UMKM terus dilakukan agar mencapai target.
Jumlah perda;dokumen;positif;4;5;5;100,00;Realisasi sebesar 6 dokumen dari target 5 dokumen.
Opini publik;indeks;positif;70;72;73,44;102,00;Realisasi sebesar 73,44 atau mencapai 102,00 persen.
Persentase arsip;%;positif;60;65;63,05;97,00;Target belum tercapai namun meningkat dari tahun sebelumnya.
""",
        expects={
            2: {"text"},
            4: {"text"},
            5: {"text"},
            6: {"text"},
            8: {"text"},
        },
    ),
    Case(
        name="texts that contradict themselves, and a column naik/turun",
        table="""
Indikator,Realisasi 2022,Target 2023,Realisasi 2023,Capaian,Naik/Turun,Penjelasan
Jumlah kasus,45,40,52,70.00,Naik,"Kasus naik dari 45 menjadi 52."
Jumlah patroli,120,130,117,90.00,Naik,"Patroli turun dari 120 menjadi 117."
Jumlah pos,30,30,33,110.00,Naik,"Pos turun dari 30 menjadi 33."
""",
        expects={2: {"text"}, 3: {"text"}},
    ),
    Case(
        name="odd targets: negative growth, ranges, bounds, grades, yes and no",
        table="""
Indikator,Satuan,Polaritas,Target,Realisasi,Capaian
Pertumbuhan PAD,%,positif,-2.0,-1.0,150.00
Inflasi,%,negatif,2-4,3.1,100
Suhu ruang arsip,derajat,stabil,18-22,24.2,90.00
Kepuasan,nilai,positif,80-90,92,102.22
Waktu layanan,hari,negatif,maksimal 3 hari,2,100
Angka kesakitan,per 100.000,negatif,< 49,"56.23",85.24
Nilai RB,predikat,positif,BB,A,100
Opini BPK,opini,positif,WTP,WTP,100
Opini inspektorat,opini,positif,WTP,WDP,100
Tersedianya SOP,ya/tidak,positif,Ya,Tidak,100
Tersedianya DIP,ya/tidak,positif,Ada,Ada,100
""",
        expects={9: {"arithmetic"}, 10: {"arithmetic"}},
    ),
    Case(
        name="what cannot be judged",
        table="""
indikator,satuan,target,realisasi,capaian
Angka partisipasi,%,90,n/a,n/a
Angka kelulusan,%,,98,97
Persentase desa,%,76 (target 2016/RPJMD),50.79,230.86
Persentase guru,%,65,62.65,96...
Gerakan membaca,,232,232,
Jumlah buku,,4,2,-
Perbandingan,,3 dari 5,2 dari 5,70
""",
    ),
    Case(
        name="explained by the rounding of what is printed",
        table="""
indikator,satuan,target,realisasi,capaian
Tingkat layanan,%,100,"101,66","101,67"
Angka malaria,per 1000,1,"0,43","156,57"
Prevalensi HIV,persen,"0,49","0,01","198,58"
Indeks mutu,indeks,"3,25","3,10","95,40"
""",
        expects={3: {"arithmetic"}},
        may={2: {"implausible"}},
    ),
    Case(
        name="columns that tell the answer are not read",
        table="""
indikator,target,realisasi,capaian,formula,status,note,expected
Jumlah A,10,9,90,t/r,NOT REPRODUCED,wrong: should be 95,95
Jumlah B,10,8,82,r/t,reproduced,right,82
""",
        expects={2: {"arithmetic"}},
    ),
    Case(
        name="headings below titles, with numbers of the columns",
        table="""
LAPORAN KINERJA DINAS SOSIAL,,,,,
TAHUN 2024,,,,,
,,,,,
No,Indikator Kinerja,Satuan,Target,Realisasi,"Capaian
(%)"
(1),(2),(3),(4),(5),(6)
1,Jumlah PMKS dibina,orang,250,235,94.00
2,Jumlah panti terakreditasi,unit,6,5,93.33
""",
        expects={2: {"arithmetic"}},
    ),
    Case(
        name="quarters beside each other",
        table="""
Indikator,Satuan,Target TW I,Realisasi TW I,Capaian TW I,Target TW II,Realisasi TW II,Capaian TW II
Jumlah layanan,orang,50,45,90.00,50,52,104.00
Jumlah mediasi,kasus,10,8,80.00,10,9,95.00
""",
        expects={2: {"arithmetic"}},
    ),
    Case(
        name="against the end of the plan",
        table="""
Indikator;Satuan;Target 2024;Realisasi 2024;Capaian;Target akhir Renstra;Tingkat kemajuan terhadap akhir Renstra
Indeks A;indeks;70;71,40;102,00;80;89,25
Indeks B;indeks;60;57,00;95,00;75;79,00
""",
        expects={2: {"arithmetic"}},
    ),
    Case(
        name="a plan that was changed",
        table="""
Indikator,Target Murni,Target Perubahan,Realisasi,Capaian
Jumlah kontrak,40,50,45,90.00
Jumlah paket,20,30,24,120.00
Jumlah berita acara,20,30,24,85.00
""",
        expects={3: {"arithmetic"}},
    ),
    Case(
        name="right rows with unusual looks",
        table="""
Indikator,Satuan,Target,Realisasi,Capaian
Nilai ekspor,juta USD,"Rp 1,2 miliar","Rp 1,5 miliar","125,00"
Jumlah peserta,orang,200 orang,190 orang,95%
Layanan,%,"≥ 80","88","110,00 %"
Produksi,ton,"1.234,50","1.111,05","90,00"
Rata-rata lama sekolah,tahun,"8,40","8,19","97,50"
Jumlah rancangan perda,dokumen,2,3,150
""",
    ),
    Case(
        name="swapped: target divided by realisasi where more is better",
        table="""
Indikator,Satuan,polarity,Target,Realisasi,Capaian
Produksi beras,ton,positif,500,400,125
Jumlah atlet,orang,positif,80,100,80
Jumlah medali,buah,positif,20,22,110
Jumlah pelatih,orang,positif,16,12,25
""",
        expects={1: {"formula"}, 2: {"formula"}, 4: {"formula"}},
    ),
    Case(
        name="budget in millions, rounded",
        table="""
OPD,Pagu (Rp miliar),Realisasi (Rp miliar),Serapan (%)
Dinas Perhubungan,"41,3","27,9","67,48"
Dinas PUPR,"35,2","10,5","30,01"
Dinas Kesehatan,"52,8","39,6","78,00"
""",
        expects={3: {"arithmetic"}},
    ),
)


def outcomes() -> Iterator[tuple[str, str, bool, bool]]:
    """For each (case, kind): whether a row expects it and whether it was found there."""
    for case in CASES:
        found = {(one.row, one.kind.value) for one in case.findings()}
        expected = {(row, kind) for row, kinds in case.expects.items() for kind in kinds}
        for row, kind in sorted(found | expected):
            if (row, kind) in expected or kind not in case.may.get(row, set()):
                yield f"{case.name}, row {row}", kind, (row, kind) in expected, (row, kind) in found
