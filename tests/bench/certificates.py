"""Printing certificates measured: a class of them beside typst alone, which sets the very same pages.

`python tests/bench/certificates.py [--quick] [--out FOLDER]` prints a table with ratios and writes
`certificates.json`. Every measurement has a process of its own, because typst remembers what it has set; both ways
make typst ready once, keep to the same standards and write their PDFs into an empty folder.
"""

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "grader"))
from certified import TODAY, certified_class
from machine import about
from measure import settle, told

from grader.course import Course
from grader.credential.making import make_issuer
from grader.referral import Contact, ReferralMap, write_map

REPEATS = 7
SIZES, SMALL_SIZES = (10, 100, 1_000), (2, 10)
NAMES = "Sari Made Yosef Ani Dani Putri Rahmat Lestari Wulandari Saputra Ningrum Dewi"
HEAD = """
| certificates | ours, ms each | typst, ms each | ratio | least–most | processor | MiB | MiB, typst | issuing, ms |
| --: | --: | --: | --: | --: | --: | --: | --: | --: |"""
MOST = 1.5
"""So many times as long as typst alone a class of 1,000 may take."""


def class_of(root: Path, count: int) -> Course:
    """Make a class of `count` who were certified."""
    names = NAMES.split()
    people = (
        (f"N{number:05}", f"{names[number % 12]} {names[number // 12 % 12]} {number}", "T2") for number in range(count)
    )
    course = certified_class(root, people)
    write_map(course, ReferralMap((Contact("Bu Rina", "pembina"), Contact("Pak Adi", "pembina", is_deputy=True))))
    return course


Took = tuple[float, float]
"""Seconds on the clock, and seconds of all processors."""


def ours(root: Path) -> Took:
    """Read the register, check its chain, pack and write every certificate: `sebaya certificate` once all is issued."""
    from grader.certificate import write_certificates
    from grader.credential.issue import issue

    credentials = issue(Course(root), today=TODAY)
    began = _now()
    printed = write_certificates(Course(root), credentials, today=TODAY)
    took = _since(began)
    _must(len(printed.paths) == len(credentials) and not printed.without, "certificates are missing")
    return took


def issued(root: Path) -> Took:
    """Issue every credential: sign it twice, verify it, put it on record."""
    from grader.credential.issue import issue

    began = _now()
    issue(Course(root), today=TODAY)
    return _since(began)


def alone(root: Path) -> Took:
    """Set the pages with typst, one compile each, and write them; the QR codes are there already."""
    import typst

    from grader.pdf import TEMPLATES

    pages = json.loads((root / "pages.json").read_text(encoding="utf-8"))
    folder = root / "alone"
    folder.mkdir()
    began = _now()
    compiler = typst.Compiler(TEMPLATES / "certificate.typ", root=TEMPLATES, ignore_system_fonts=True)
    for code, data, day in pages:
        at = datetime.fromisoformat(day).replace(tzinfo=UTC)
        content = compiler.compile(
            format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=at, sys_inputs={"data": data}
        )
        (folder / f"{code}.pdf").write_bytes(content)
    return _since(began)


WAYS: dict[str, Callable[[Path], Took]] = {"ours": ours, "typst": alone}


class Bench:
    """The measurements of one class of `count`, which lies in `root`."""

    def __init__(self, root: Path, count: int, repeats: int) -> None:
        self.root, self.count, self.repeats = root, count, repeats
        self.found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        class_of(root, count)
        self.issuing, _ = issued(root)
        self._keep_pages()

    def run(self) -> None:
        """Measure both ways in turn, each in a process of its own, and compare what they made, byte by byte."""
        for _ in range(self.repeats):
            for way in WAYS:
                shutil.rmtree(self.root / "alone", ignore_errors=True)
                for path in (self.root / "records").glob("certificate.*"):
                    path.unlink()
                settle()
                command = [sys.executable, __file__, "--way", way, "--class", str(self.root)]
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                self.found[way].append(json.loads(done.stdout))
                made = (
                    (self.root / "records").glob("certificate.*.pdf")
                    if way == "ours"
                    else (self.root / "alone").iterdir()
                )
                hashes = {
                    path.name.removeprefix("certificate."): hashlib.sha256(path.read_bytes()).digest() for path in made
                }
                _must(hashes == self.hashes, f"{way} made other files")
        told(f"  {self.count:,}: {self.told()}")

    def least(self, way: str, measure: str = "seconds") -> float:
        """What a way takes for the class at best: whatever else the machine does only adds. `measure` as in runs."""
        return min(run[measure] for run in self.found[way])

    def ratio(self, measure: str = "seconds") -> float:
        """How many times as much as typst alone we take."""
        return self.least("ours", measure) / self.least("typst", measure)

    def told(self) -> str:
        """One line of the table."""
        paired = [own["seconds"] / theirs["seconds"] for own, theirs in zip(*self.found.values(), strict=True)]
        cells = [
            *(f"{self.least(way) / self.count * 1000:.2f}" for way in WAYS),
            f"{self.ratio():.2f}",
            f"{min(paired):.2f}–{max(paired):.2f}",
            f"{self.ratio('processor'):.2f}",
            *(f"{self.least(way, 'peak_mib'):.0f}" for way in WAYS),
            f"{self.issuing / self.count * 1000:.1f}",
        ]
        return f"| {self.count:,} | {' | '.join(cells)} |"

    def to_json(self) -> dict[str, Any]:
        """Return all runs."""
        return {
            "count": self.count,
            "runs": self.found,
            "ratio": self.ratio(),
            "issuing_seconds": self.issuing,
        }

    def _keep_pages(self) -> None:
        """Keep what our way hands to typst, and what becomes of it."""
        from grader import certificate

        pages: list[tuple[str, str, str]] = []

        class Recording(certificate.Press):
            def typeset(self, data: Any, at: Any = None) -> bytes:
                (one,) = data["certificates"]
                pages.append((codes[one["jwt"]], json.dumps(data, ensure_ascii=False), at.date().isoformat()))
                return super().typeset(data, at)

        from grader.credential.status import credentials_of

        codes = {one.jwt: one.trainee for one in credentials_of(Course(self.root))}
        usual, certificate.Press = certificate.Press, Recording  # type: ignore[misc]
        try:
            ours(self.root)
        finally:
            certificate.Press = usual  # type: ignore[misc]
        (self.root / "pages.json").write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
        made = (self.root / "records").glob("certificate.*.pdf")
        self.hashes = {
            path.name.removeprefix("certificate."): hashlib.sha256(path.read_bytes()).digest() for path in made
        }


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes, each once: whether it runs, not how fast")
    parser.add_argument("--out", type=Path, default=Path("build/bench"), help="where the results go")
    parser.add_argument("--way", choices=tuple(WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--class", type=Path, dest="root", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.way:
        _ready()
        seconds, processor = WAYS[wanted.way](wanted.root)
        print(json.dumps({"seconds": seconds, "processor": processor, "peak_mib": _peak_mib()}))
        return
    wanted.out.mkdir(parents=True, exist_ok=True)
    benches = []
    with tempfile.TemporaryDirectory(prefix="sebaya-bench-") as folder:
        os.environ["SEBAYA_ISSUER"] = str(Path(folder) / "issuer")
        machine = about(" ".join(["python tests/bench/certificates.py", *(["--quick"] if wanted.quick else [])]))
        make_issuer(Path(folder) / "issuer", "SMP Contoh", "https://contoh.sch.id/sebaya")
        for count in SMALL_SIZES if wanted.quick else SIZES:
            told(f"a class of {count:,}")
            benches.append(Bench(Path(folder) / str(count), count, 1 if wanted.quick else REPEATS))
            benches[-1].run()
    results = {"machine": machine, "most": MOST, "classes": [bench.to_json() for bench in benches]}
    (wanted.out / "certificates.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(HEAD, *(bench.told() for bench in benches), sep="\n")


def _ready() -> None:
    """Import what both ways need, which costs each process the same once."""
    import typst  # noqa: F401
    import zxingcpp  # noqa: F401

    import grader.certificate
    import grader.credential.issue  # noqa: F401


def _now() -> Took:
    return time.perf_counter(), time.process_time()


def _since(began: Took) -> Took:
    seconds, processor = _now()
    return seconds - began[0], processor - began[1]


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _must(is_so: bool, problem: str) -> None:
    if not is_so:
        raise SystemExit(f"wrong: {problem}")


if __name__ == "__main__":
    main()
