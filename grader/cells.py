"""The cells of an assessment's notebook: no item text and no key, each only calls for its item.

So a correction of a text changes no cell, and nothing in a notebook can be read that should not be.
"""

__all__ = ["INTRO", "SUBMIT", "ask_source", "record_source", "text_source"]

INTRO = "from scenarios import intro; intro()"
SUBMIT = "from scenarios import submit; submit()"


def ask_source(item: str) -> str:
    """The code of the cell that shows an item."""
    return f'from scenarios import ask; ask("{item}")'


def record_source(item: str) -> str:
    """The released code of the cell that holds an item's points; the rest is a hidden test."""
    return f"# {item}"


def text_source(item: str) -> str:
    """The released text of the cell that a person marks."""
    return f"<!-- {item} -->"
