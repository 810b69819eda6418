"""Runs every benchmark, each in a process of its own: `python -m benchmarks [--json]`.

Ends with 1 when a demanded ratio is not reached or a benchmark could not be run.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

BENCHMARKS = (
    "worktime",
    "steps",
    "inbox",
    "marks",
    "papers",
    "sheets",
    "figures",
    "plans",
    "report",
)
# What a line of the table shows of a result, and as what.
SHOWN = {
    "marks": "two marks take {ratio} of setting {pages} pages (at most {demanded_ratio}); with "
    "opening the keys {ratio_with_opening}",
    "papers": "a decree takes {ratio} of LibreOffice's time (at most {demanded_ratio}); a changed "
    "preview {preview_ratio} of the first (at most {demanded_preview}); {megabytes_after_20} MB "
    "after 20 papers, {megabytes_after_200} after 200",
    "figures": "{rows} rows at {rows_per_second} rows/s; ten times the rows take {growth} times "
    "ten times the time (at most {most_growth}); {found} of {planted} planted mistakes found",
    "plans": "{rows} rows are read {ratio} times as fast as openpyxl reads them (at least "
    "{demanded_ratio}); the child's peak {peak_mb} MB (below {demanded_mb}); the whole child "
    "{whole_ratio}",
    "report": "{pages} pages, {tables} tables, {charts} charts in {pdf_ms} ms: {over_typst} of "
    "Typst alone (at most {over_typst_demanded}), {of_weasyprint} of WeasyPrint (at most "
    "{of_weasyprint_demanded}); Word {word_over_pdf} of the PDF (at most "
    "{word_over_pdf_demanded}); a changed chapter {preview} of its first preview (at most "
    "{preview_demanded}); n^{exponent} with the tables (at most {exponent_demanded}); peak "
    "{peak_mb} MB (below {peak_mb_demanded}), {growth} after 50 reports of after 10 (at most "
    "{growth_demanded})",
    "sheets": "a form of {answers} answers is read in {read_ms} ms (less than {demanded_ms}), "
    "{ratio} of openpyxl's bare load (at most {demanded_ratio}); {whole_ms} ms with the confined "
    "child",
    "worktime": "{ratio} times as fast as businesstimedelta (at least {demanded_ratio}), "
    "{agreed} of {questions} answers agree",
    "steps": "{ours_per_second} steps/s, SpiffWorkflow {spiff_per_second}: ratio {ratio} "
    "(at least {demanded_ratio}); after {many_returns} returns {growth} times the work "
    "(at most {most_growth})",
    "inbox": "beside 10^5 open and 10^5 finished journeys the slowest page takes {sqlite_ratio} "
    "times as long on SQLite, {postgresql_ratio} on PostgreSQL (at most {demanded_ratio})",
}


def main() -> int:
    """Run all, show what came of them, and answer with the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="all figures, as JSON")
    options = parser.parse_args()
    results = []
    for name in BENCHMARKS:
        results.append(_run(name))
        if not options.json:
            print(_line(results[-1]), flush=True)
    if options.json:
        print(json.dumps(results, indent=2))
    return 0 if all(result["ok"] for result in results) else 1


def _run(name: str) -> dict[str, Any]:
    """The result of one benchmark; its last line is JSON, and what it complains of is passed on."""
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    try:
        result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return {
            "benchmark": name,
            "ok": False,
            "fault": f"NOT RUN: it ended with {done.returncode}",
        }
    return result


def _line(result: dict[str, Any]) -> str:
    name = result["benchmark"]
    said = result["fault"] if "fault" in result else SHOWN[name].format(**result)
    return f"{'ok  ' if result['ok'] else 'FAIL'}  {name:<10}{said}"


if __name__ == "__main__":
    sys.exit(main())
