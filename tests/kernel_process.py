"""The process of an open page's kernel, for tests that end it or make it wait."""

from pathlib import Path

from playwright.sync_api import Page

__all__ = ["kernel_pid"]


def kernel_pid(page: Page) -> int:
    """Return it: the process whose command line names the kernel's connection file."""
    kernel = page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.id")
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if f"kernel-{kernel}.json" in command:
                return int(entry.name)
    raise LookupError(kernel)
