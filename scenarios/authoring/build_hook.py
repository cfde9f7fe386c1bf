"""Compiles the content while the package is built or installed, so that what is installed can be played."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileContent(BuildHookInterface[Any]):  # type: ignore[misc, unused-ignore]  # hatchling is only there to build
    """Writes `scenarios/compiled/` from the YAML of the tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile before files are collected."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from scenarios.authoring.compile import compile_content
            from scenarios.authoring.gather import gather

            compile_content(gather(root), root / "scenarios" / "compiled")
        finally:
            sys.path.remove(str(root))
