"""Plans and earlier figures: in by a workbook or CSV, with a preview; out as a workbook."""
