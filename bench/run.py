"""`python -m bench.run`: measure VănThư beside its peers and write the page of numbers."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench import peers
from bench.batches import batch_times
from bench.cases import ROOT, SIZES, TWO_PAGES, Case, WrongResult, load_cases
from bench.conformity import check_times
from bench.contenders import Contender, DocxtplDocx, OneShot, VanThuDocx, VanThuPdf, open_pool
from bench.desk import desk_times
from bench.dossiers import dossier_times
from bench.finishing import finish_times
from bench.forms import form_times
from bench.install import PeerMissing
from bench.measure import (
    FULL,
    QUICK,
    Plan,
    documents_a_second,
    docx_times,
    memory_mb,
    pdf_times,
    steps,
)
from bench.office import OfficeMissing
from bench.report import page
from bench.results import Results


def measure(plan: Plan, names: Collection[str]) -> Results:
    """Measure the parts of these names; a peer that cannot be had is named in the results."""
    results = Results(plan, names, list(SIZES))
    for name, part in PARTS.items():
        if name in names:
            part(results)
    return results


def _forms(results: Results) -> None:
    plan = results.plan
    with ExitStack() as stack:
        _say("mọi biểu mẫu")
        pool = open_pool(stack, workers=1)
        results.forms = form_times(pool, plan.form_docx_rounds, plan.form_pdf_rounds)


def _memory(results: Results) -> None:
    with ExitStack() as stack:
        if results.plan.memory:
            _say("bộ nhớ")
            results.memory = memory_mb(VanThuPdf(open_pool(stack, workers=1)), _two_pages())


def _throughput(results: Results) -> None:
    with ExitStack() as stack:
        _say("một và hai LibreOffice")
        pools = {workers: VanThuPdf(open_pool(stack, workers=workers)) for workers in (1, 2)}
        results.throughput = documents_a_second(pools, _two_pages(), results.plan)


def _dossiers(results: Results) -> None:
    with ExitStack() as stack:
        _say("cả hồ sơ")
        pools = {workers: open_pool(stack, workers=workers) for workers in (1, 2)}
        results.dossiers = dossier_times(pools, results.plan.dossier_rounds)


def _checks(results: Results) -> None:
    with ExitStack() as stack:
        _say("kiểm tra thể thức")
        pool = open_pool(stack, workers=1)
        results.checks = check_times(pool, results.plan.check_rounds)


def _finishing(results: Results) -> None:
    with ExitStack() as stack:
        _say("chỗ ký và thông tin tệp")
        pool = open_pool(stack, workers=1)
        results.finishing = finish_times(pool, results.plan.finish_rounds)


def _desk(results: Results) -> None:
    _say("bàn làm việc")
    results.desk = desk_times(results.plan.desk_keys, results.plan.desk_visits)


def _batches(results: Results) -> None:
    _say("đợt cuối năm")
    results.batch = batch_times(results.plan.batch_records, results.plan.desk_keys)


def _two_pages() -> Case:
    return next(case for case in load_cases() if case.label == TWO_PAGES)


def _peers(results: Results) -> None:
    cases = load_cases()
    plan = results.plan
    with ExitStack() as stack:
        vanthu = VanThuPdf(open_pool(stack, workers=1))
        pdf: list[Contender] = [vanthu, OneShot(_folder(stack))]
        docx: list[Contender] = [VanThuDocx(), DocxtplDocx()]
        results.missing = _add_peers(stack, pdf, docx)
        _say("lập DOCX")
        results.docx = docx_times(docx, cases, plan)
        _say("lập PDF")
        results.pdf = pdf_times(pdf, cases, plan)
        _say("từng bước của VănThư")
        results.steps = {case.label: steps(vanthu, case, plan.rounds_of(case)) for case in cases}


def _add_peers(stack: ExitStack, pdf: list[Contender], docx: list[Contender]) -> list[str]:
    """Add the peers that can be had; return why the others cannot."""
    missing = []
    try:
        pdf.append(stack.enter_context(peers.unoserver(_folder(stack))))
    except PeerMissing as reason:
        missing.append(str(reason))
    try:
        carbone_docx, *carbone_pdf = stack.enter_context(peers.carbone(_folder(stack)))
        docx.append(carbone_docx)
        pdf.extend(carbone_pdf)
    except PeerMissing as reason:
        missing.append(str(reason))
    for reason in missing:
        _say(f"bỏ qua {reason}")
    return missing


def _folder(stack: ExitStack) -> Path:
    cleanup = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
    return Path(stack.enter_context(cleanup))


def _say(text: str) -> None:
    sys.stderr.write(f"{text}…\n")


PARTS: Final[Mapping[str, Callable[[Results], None]]] = {
    "peers": _peers,
    "forms": _forms,
    "memory": _memory,
    "throughput": _throughput,
    "dossiers": _dossiers,
    "check": _checks,
    "finishing": _finishing,
    "desk": _desk,
    "batch": _batches,
}
"""What can be measured, in the order of doing."""


def _names(text: str) -> tuple[str, ...]:
    """Return the names of parts that somebody has listed with commas."""
    names = tuple(name.strip() for name in text.split(","))
    if unknown := set(names) - set(PARTS):
        known = ", ".join(PARTS)
        raise argparse.ArgumentTypeError(f"no part {', '.join(sorted(unknown))}; there is: {known}")
    return names


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few runs: does it work at all?")
    parser.add_argument(
        "--only",
        type=_names,
        metavar="PART,…",
        help=f"measure these parts alone, and only print: {', '.join(PARTS)}",
    )
    parser.add_argument(
        "--memory",
        action=argparse.BooleanOptionalAction,
        help="memory at the 100th and the 1,000th document (default: not with --quick)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        help="the page to write (default: docs/benchmarks.md; none with --quick or --only)",
    )
    return parser


def main() -> None:
    """Measure, print the page, and write it."""
    parser = _options()
    chosen = parser.parse_args()
    plan = QUICK if chosen.quick else FULL
    if chosen.memory is not None:
        plan = replace(plan, memory=chosen.memory)
    try:
        text = page(measure(plan, chosen.only or tuple(PARTS)))
    except (OfficeMissing, WrongResult) as error:
        parser.exit(1, f"{error}\n")
    sys.stdout.write(text)
    partial = chosen.quick or chosen.only
    output = chosen.output or (None if partial else ROOT / "docs" / "benchmarks.md")
    if output:
        output.parent.mkdir(exist_ok=True)
        output.write_text(text)


if __name__ == "__main__":
    main()
