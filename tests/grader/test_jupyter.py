"""Jupyter's applications run as they are, without what they would load for nothing."""

import json
import os
import subprocess
import sys

APPLICATION = """
import json, sys
import jsonschema
from jsonschema import FormatChecker
print(json.dumps([__name__, sys.argv[1:], "lark" in sys.modules, sorted(FormatChecker.checkers)]))
"""


def test_an_application_gets_its_options_and_loads_no_grammar_of_addresses(tmp_path):
    (tmp_path / "application.py").write_text(APPLICATION)
    done = subprocess.run(
        [sys.executable, "-m", "grader.jupyter", "application", "--port=1", "b"],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    name, options, has_grammar, formats = json.loads(done.stdout)
    assert (name, options) == ("__main__", ["--port=1", "b"])
    assert not has_grammar
    assert {"uri", "date-time"} <= set(formats), "only addresses in other scripts go unchecked"
