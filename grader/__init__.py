"""Everything that a trainer or a school runs: class folders, marking, decisions, records."""

import sys

# jsonschema, which nbgrader loads, imports a grammar of IRIs (2.6 s) for a format that nobody here checks.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
