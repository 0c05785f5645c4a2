"""`python -m bench.run`: measure VănThư beside its peers and write the page of numbers."""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bench import peers
from bench.cases import ROOT, TWO_PAGES, Case, WrongResult, load_cases
from bench.contenders import Contender, DocxtplDocx, OneShot, VanThuDocx, VanThuPdf, open_pool
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
from bench.report import Results, page


def measure(plan: Plan) -> Results:
    """Measure everything; a peer that cannot be had is named in the results."""
    cases = load_cases()
    two_pages = next(case for case in cases if case.label == TWO_PAGES)
    results = Results(plan, [case.label for case in cases])
    _compare(results, cases)
    with ExitStack() as stack:
        _say("mọi biểu mẫu")
        pool = open_pool(stack, workers=1)
        results.forms = form_times(pool, plan.form_docx_rounds, plan.form_pdf_rounds)
    with ExitStack() as stack:
        if plan.memory:
            _say("bộ nhớ")
            results.memory = memory_mb(VanThuPdf(open_pool(stack, workers=1)), two_pages)
    with ExitStack() as stack:
        _say("một và hai LibreOffice")
        pools = {workers: VanThuPdf(open_pool(stack, workers=workers)) for workers in (1, 2)}
        results.throughput = documents_a_second(pools, two_pages, plan)
    return results


def _compare(results: Results, cases: list[Case]) -> None:
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


def main() -> None:
    """Measure, print the page, and write it."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few runs: does it work at all?")
    parser.add_argument(
        "--memory",
        action=argparse.BooleanOptionalAction,
        help="memory at the 100th and the 1,000th document (default: not with --quick)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        help="the page to write (default: docs/benchmarks.md; none with --quick)",
    )
    chosen = parser.parse_args()
    plan = QUICK if chosen.quick else FULL
    if chosen.memory is not None:
        plan = replace(plan, memory=chosen.memory)
    try:
        text = page(measure(plan))
    except (OfficeMissing, WrongResult) as error:
        parser.exit(1, f"{error}\n")
    sys.stdout.write(text)
    output = chosen.output or (None if chosen.quick else ROOT / "docs" / "benchmarks.md")
    if output:
        output.parent.mkdir(exist_ok=True)
        output.write_text(text)


if __name__ == "__main__":
    main()
