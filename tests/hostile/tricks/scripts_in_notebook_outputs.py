"""Puts scripts into outputs, attachments, widgets and Markdown of the notebook."""

from place import NOTEBOOK, Place

COLLECTED, MARKED, DESERVES = None, "marked", "the key"


def lay(place: Place) -> None:
    notebook, script = place.notebook(), place.canary.script
    data = {"text/html": f"<script>{script}</script>", "application/javascript": script, "image/svg+xml": "<svg/>"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
        else:
            cell["source"] += f"\n\n<script>{script}</script>"
            cell["attachments"] = {"x.svg": {"image/svg+xml": f"<svg onload='{script}'/>"}}
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"x": data}}}
    place.submitted({NOTEBOOK: notebook})
