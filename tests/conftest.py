"""What tests of every part may ask for."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright
from postgres import Postgres, find_programs, postgres
from restarting import Restarting

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def no_issuer_of_this_person(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keys that tests make never lie where whoever runs them keeps their own."""
    os.environ["SEBAYA_ISSUER"] = str(tmp_path_factory.mktemp("issuer") / "penerbit")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A PostgreSQL server for this process; without Debian's programs its tests are reported as skipped."""
    if find_programs() is None:
        missing = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("SEBAYA_REQUIRE_POSTGRES"):
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Make a folder of that name once for all processes of a run; nobody changes what is in it."""
    base = tmp_path_factory.getbasetemp()
    whole_run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder, made = whole_run / f"once-{name}", whole_run / f"once-{name}.made"
        with (whole_run / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                made.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def demo_folder(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Where `sebaya demo` ran: its class is `kelas`, what it printed `printed.txt`. Nobody changes it."""

    def make(folder: Path) -> None:
        from rich.console import Console

        from grader.demo import run_demo

        with (folder / "printed.txt").open("w", encoding="utf-8") as printed:
            run_demo(folder / "kelas", Console(file=printed, width=160))

    return made_once("demo", make)


@pytest.fixture(scope="session")
def released_class(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The example class with M2 released, to copy."""
    from grader.example import example_course

    return made_once("released", lambda folder: example_course(folder / "kelas")) / "kelas"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Debian's Chromium. Without one the tests are skipped, or fail where SEBAYA_REQUIRE_BROWSER is 1."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("SEBAYA_REQUIRE_BROWSER") == "1":
            pytest.fail("SEBAYA_REQUIRE_BROWSER=1, and there is no chromium")
        pytest.skip("there is no chromium")
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def profile(
    chromium_path: str, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Restarting]]:
    """Browser profiles on disk: such a one compiles Jupyter's scripts once, which spares a quarter."""
    opened = []

    def launch(**options: Any) -> Restarting:
        def start() -> BrowserContext:
            return playwright.chromium.launch_persistent_context(
                tmp_path_factory.mktemp("chromium"), executable_path=chromium_path, args=CHROMIUM_FLAGS, **options
            )

        opened.append(Restarting(start))
        return opened[-1]

    yield launch
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def chromium(profile: Callable[..., Restarting]) -> Restarting:
    """One profile for all tests of a process."""
    return profile(reduced_motion="reduce")


@pytest.fixture(scope="session")
def browser(chromium_path: str, playwright: Playwright) -> Iterator[Restarting]:
    """A browser for tests that open fresh profiles."""
    started = Restarting(lambda: playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS))
    yield started
    started.close()
