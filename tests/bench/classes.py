"""Classes to measure with: one made for each size, and a fresh copy of it for every measurement."""

import shutil
from itertools import count as numbers
from pathlib import Path

from measure import settle, told
from nation import make_class

from grader.course import Course

__all__ = ["Classes"]


class Classes:
    """Classes below `folder`. A copy whose marks were deleted would not do: the disk is slow for a while after that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[int, Course] = {}
        self._copies: list[Path] = []
        self._numbers = numbers(1)

    def made(self, count: int) -> Course:
        """Return the class of this size, which nobody marks."""
        if count not in self._made:
            told(f"making a class of {count}")
            self._made[count] = make_class(self.folder / f"class-{count}", count)
        return self._made[count]

    def fresh(self, count: int) -> Path:
        """Return a copy that nobody marked; the arrivals, which marking never reads, are left out."""
        made = self.made(count).root

        def left_out(folder: str, names: list[str]) -> list[str]:
            return names if Path(folder) in (made / "inbox", made / "received") else []

        return Path(shutil.copytree(made, self._place(count), ignore=left_out))

    def made_in(self, count: int, database: str) -> Path:
        """Return a class of this size, made anew, with its gradebook in an empty database."""
        return make_class(self._place(count), count, db=database).root

    def forget(self) -> None:
        """Delete the copies, and wait until the disk has recovered."""
        for copy in self._copies:
            shutil.rmtree(copy, ignore_errors=True)
        self._copies.clear()
        for _ in range(5):
            settle()

    def _place(self, count: int) -> Path:
        self._copies.append(self.folder / f"copy-{count}-{next(self._numbers)}")
        return self._copies[-1]
