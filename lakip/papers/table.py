"""The papers that bring a workbench or are drafted here: filled once, at start-up."""

from lakip.papers import (
    disposisi,
    draft_sk_tim,
    lembar_pengesahan,
    permintaan_data,
    rapat,
    rencana_kerja,
    reviu,
    reviu_catatan,
    sk_tim,
    undangan,
)
from lakip.papers.format_data import workbench as format_data
from lakip.papers.pengiriman import letters
from lakip.papers.pengiriman import workbench as pengiriman
from lakip.papers.verifikasi import workbench as verifikasi

PAPERS = (
    sk_tim, disposisi, draft_sk_tim, undangan, rapat, rencana_kerja, permintaan_data,
    lembar_pengesahan, letters, pengiriman, format_data, verifikasi, reviu, reviu_catatan,
)  # fmt: skip


def lay_out_all() -> None:
    """Put every paper's workbench on the engine's table, and its form on the drafting desk."""
    for paper in PAPERS:
        paper.lay_out()
