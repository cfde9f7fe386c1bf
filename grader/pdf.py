"""Typesets a PDF from a template and data; equal data give equal bytes."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from grader.faults import SebayaError

if TYPE_CHECKING:
    from typst import Compiler

__all__ = ["Press", "UnprintableError", "typeset", "unprintable"]

TEMPLATES = Path(__file__).parent / "templates"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
Standard = Literal["ua-1", "a-3a"]


class UnprintableError(ValueError):
    """The data hold a script for which no font is installed."""


class Press:
    """Sets one template of `templates/`, once or many times: what is made ready for the first serves the others.

    `standards` are those that every PDF keeps: PDF/UA-1 if not said; PDF/A-3a may carry files.
    """

    def __init__(self, template: str, *standards: Standard) -> None:
        self.template = template
        self.standards: list[Any] = list(standards) or ["ua-1"]
        self._compiler = cache(self._new_compiler)

    def typeset(self, data: Mapping[str, Any], at: datetime = EPOCH) -> bytes:
        """Return the PDF for `data` (JSON), dated `at`.

        The data reach the template as text, never as markup. Typst's own fonts are used, so that every computer makes
        the same file; only for a script that they lack (Javanese, Balinese, Chinese …) those of the computer.
        Raises UnprintableError when those lack it too.
        """
        import typst  # large, and most commands make no PDF

        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        for ignore_system_fonts in (True, False):
            compiler = self._compiler(ignore_system_fonts)
            try:
                content = compiler.compile(format="pdf", pdf_standards=self.standards, timestamp=at, sys_inputs=inputs)
            except typst.TypstError as fault:
                if "could not be displayed" not in str(fault):
                    raise
            else:
                assert isinstance(content, bytes)  # noqa: S101 (a PDF is one file; only images come page by page)
                return content
        raise UnprintableError(self.template)

    def _new_compiler(self, ignore_system_fonts: bool) -> "Compiler":
        import typst

        return typst.Compiler(TEMPLATES / self.template, root=TEMPLATES, ignore_system_fonts=ignore_system_fonts)


def typeset(template: str, data: Mapping[str, Any], at: datetime = EPOCH) -> bytes:
    """Return the PDF/UA-1 of `templates/<template>` for `data`, dated `at`. Raises UnprintableError as `Press` does."""
    return Press(template).typeset(data, at)


def unprintable(codes: Iterable[str]) -> SebayaError:
    """Return the error that names the trainees whose names cannot be set."""
    named = ", ".join(codes)
    return SebayaError(
        id=f"Nama ditulis dengan aksara yang hurufnya belum terpasang di komputer ini: {named}. "
        "Pasang huruf Noto untuk aksara itu, lalu ulangi.",
        en=f"The name is in a script for which this computer has no font: {named}. "
        "Install the Noto font of that script, then try again.",
    )
