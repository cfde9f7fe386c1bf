"""Typesets a PDF from a template and data; equal data give equal bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

__all__ = ["typeset"]

TEMPLATES = Path(__file__).parent / "templates"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def typeset(template: str, data: Mapping[str, Any], at: datetime = EPOCH) -> bytes:
    """Return the PDF/UA-1 of `templates/<template>` for `data` (JSON), dated `at`.

    The data reach the template as text, never as markup. Only typst's own fonts are used, so that every
    computer makes the same file.
    """
    import typst  # large, and most commands make no PDF

    compiler = typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    content = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=at)
    assert isinstance(content, bytes)  # noqa: S101 (one PDF is one file; only images come page by page)
    return content
