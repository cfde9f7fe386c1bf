"""Compiled samples in place of the installed content."""

from pathlib import Path

import pytest

from scenarios import content

SAMPLES = Path(__file__).parents[1] / "samples" / "compiled"


@pytest.fixture
def samples(monkeypatch):
    """Play the samples; the folder that holds them."""
    monkeypatch.setattr(content, "COMPILED", SAMPLES)
    content.dialogue.cache_clear()
    yield SAMPLES
    content.dialogue.cache_clear()
