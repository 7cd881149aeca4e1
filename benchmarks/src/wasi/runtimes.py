"""The runtimes that can run a WASI command here, and how a run is measured."""

import importlib.metadata
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent

# The AOT cache is made in the background by the first start; a measurement beside that would be one of both.
SETTLE = r"""
. config/jdk.sh
. config/aot.sh
. config/start.sh
jdk_find benchmarks || exit
./frankenterm --version >/dev/null || exit
read -r built <.build/current
aot_locate "$PWD/.build/$built"
waited=0
until [ -z "$aot" ] || [ -e "$aot" ] || [ "$waited" -ge 60 ]; do sleep 1; waited=$((waited + 1)); done
./frankenterm wasi --help | grep -q '^Usage: frankenterm wasi'
"""


@dataclass(frozen=True)
class Runtime:
    """A command that takes what follows `frankenterm wasi`."""

    name: str
    version: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """One process from its start to its end; `problem` says why it doesn't count."""

    seconds: float
    peak_mib: float
    problem: str | None


def say(text):
    print(f"{Path(sys.argv[0]).name}: {text}", file=sys.stderr)


def available():
    """All runtimes that are here; of each other one it says that it is missing."""
    return [runtime for find in (_frankenterm, _wasmtime, _node) for runtime in find()]


def _frankenterm():
    if subprocess.run(["sh", "-eu", "-c", SETTLE], cwd=ROOT, stdin=subprocess.DEVNULL).returncode != 0:
        say("frankenterm is left out, it has no command wasi, or does not start")
        return []
    launcher = str(ROOT / "frankenterm")
    version = subprocess.run([launcher, "--version"], capture_output=True, text=True).stdout
    return [Runtime("frankenterm", ", ".join(version.split("\n")[:2]), (launcher, "wasi"))]


def _wasmtime():
    try:
        version = importlib.metadata.version("wasmtime")
    except importlib.metadata.PackageNotFoundError:
        say(f"wasmtime-py is left out, {sys.executable} has no package wasmtime")
        return []
    command = (sys.executable, str(HERE / "wasmtime-py"))
    return [
        Runtime("wasmtime-py", version, command),
        Runtime("wasmtime-py, cached", f"{version}, with its cache of compiled modules", (*command, "--cache")),
    ]


def _node():
    node = shutil.which("node")
    if node is None:
        say("Node is left out, no node was found on the PATH")
        return []
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
    return [Runtime("Node", version, (node, "--no-warnings", str(HERE / "node.mjs")))]


def measure(command, output, limit_seconds=900):
    """Runs a command, with both its streams in a file. The memory is that of the largest process among it and its children."""
    with open(output, "wb") as streams:
        began = time.monotonic()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=streams, stderr=subprocess.STDOUT, start_new_session=True
        )
        timer = threading.Timer(limit_seconds, os.killpg, (child.pid, signal.SIGKILL))
        timer.start()
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        timer.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, used.ru_maxrss / 1024, _problem(child.returncode, seconds > limit_seconds))


def _problem(status, late):
    if late:
        return "no end"
    if status < 0:
        return signal.Signals(-status).name
    return f"status {status}" if status else None


def median_and_spread(values, form):
    """`median (least–most)`, each as the format says."""
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"
