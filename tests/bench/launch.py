"""Runs one command and writes its wall-clock time and peak memory: `python -I -S launch.py OUT COMMAND …`.

Linux counts the memory of whoever starts a process as that process's own, so a small program has to start it.
"""

import json
import os
import sys
import time

if __name__ == "__main__":
    out, *command = sys.argv[1:]
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    code = os.waitstatus_to_exitcode(status)
    with open(out, "w") as file:  # noqa: PTH123 (pathlib would make this program larger)
        json.dump({"seconds": seconds, "peak_kib": usage.ru_maxrss, "code": code}, file)
