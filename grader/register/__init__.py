"""The register: what a school holds of its trainees, append-only and chained, names apart in one table."""

from grader.register.entry import Entry
from grader.register.store import Register, Writer, register_of

__all__ = ["Entry", "Register", "Writer", "register_of"]
