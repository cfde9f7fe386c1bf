import shutil
from pathlib import Path

import pytest
from patching import VALID


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the valid content tree, to be spoilt."""
    return Path(shutil.copytree(VALID, tmp_path / "content"))
