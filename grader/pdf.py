"""Typesets a PDF from a template and data; equal data give equal bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

__all__ = ["UnprintableError", "typeset"]

TEMPLATES = Path(__file__).parent / "templates"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class UnprintableError(ValueError):
    """The data hold a script for which no font is installed."""


def typeset(template: str, data: Mapping[str, Any], at: datetime = EPOCH) -> bytes:
    """Return the PDF/UA-1 of `templates/<template>` for `data` (JSON), dated `at`.

    The data reach the template as text, never as markup. Typst's own fonts are used, so that every computer makes
    the same file; only for a script that they lack (Javanese, Balinese, Chinese …) those of the computer.
    Raises UnprintableError when those lack it too.
    """
    import typst  # large, and most commands make no PDF

    for ignore_system_fonts in (True, False):
        compiler = typst.Compiler(
            TEMPLATES / template,
            root=TEMPLATES,
            ignore_system_fonts=ignore_system_fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        try:
            content = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=at)
        except typst.TypstError as fault:
            if "could not be displayed" not in str(fault):
                raise
        else:
            assert isinstance(content, bytes)  # noqa: S101 (a PDF is one file; only images come page by page)
            return content
    raise UnprintableError(template)
