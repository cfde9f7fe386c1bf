"""A class with certified trainees, an issuer of its own in a folder of the test."""

import shutil
from pathlib import Path

import pytest
from certified_class import certified_class

from grader.course import Course


@pytest.fixture(autouse=True)
def issuer_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a test's issuer lies; never the one of who runs the tests."""
    place = tmp_path / "penerbit"
    monkeypatch.setenv("SEBAYA_ISSUER", str(place))
    monkeypatch.delenv("SEBAYA_PASSPHRASE", raising=False)
    return place


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class of `certified_class`, to copy: its register takes time to make."""
    return certified_class(tmp_path_factory.mktemp("bersertifikat") / "kelas").root


@pytest.fixture
def course(certified: Path, tmp_path: Path) -> Course:
    """A copy of it, of which the test may do what it likes."""
    return Course(Path(shutil.copytree(certified, tmp_path / "kelas")))
