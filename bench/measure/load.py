"""Loads: one kind of request, sent by wrk over some connections for a while."""

import json
import os
import resource
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from .process import Process, busy_of_machine, settle

SCRIPT = Path(__file__).parent.parent / "load" / "request.lua"
# More than this many cores busy with something else, and a sample is not to be trusted.
QUIET = 0.1


@dataclass
class Act:
    """What is asked of a server; `place`, `headers` and `body` may hold what load/request.lua fills in."""

    subject: str
    name: str
    base: str
    place: str
    processes: list[Process]
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    lists: dict[str, list[str]] = field(default_factory=dict)
    # How many changes the server has kept so far; asked before and after, where an answer must mean a change.
    kept: Callable[[], int] | None = None
    last: int = 0

    def once(self) -> int:
        """Sends it once, as wrk would; answers how many bytes came back."""
        self.last += 1
        words = {"n": str(self.last)} | {name: items[0] for name, items in self.lists.items()}

        def fill(text: str) -> str:
            for name, value in words.items():
                text = text.replace("{" + name + "}", value)
            return text

        headers = {name: fill(value) for name, value in self.headers.items()}
        body = None if self.body is None else fill(self.body).encode()
        request = urllib.request.Request(self.base + fill(self.place), body, headers, method=self.method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return len(answer.read())
        except urllib.error.HTTPError as error:
            words = error.read().decode(errors="replace")[:500]
            raise SystemExit(f"{self.subject}: {self.name} was answered with {error.code}: {words}") from error


@dataclass
class Sample:
    """What came of one load."""

    rate: float
    p50: float
    p99: float
    # CPU milliseconds a request of all the server's processes, with what the load left to do.
    cpu: float
    # Megabytes right after the load.
    memory: float
    # Cores busy with something else.
    other: float
    # Requests that were refused, broken off, or answered without the change being kept.
    failed: int

    @property
    def quiet(self) -> bool:
        return self.other <= QUIET


def median(samples: list[Sample]) -> Sample:
    """The sample with the median rate, of those taken while nothing else ran if there are any."""
    fit = [sample for sample in samples if sample.quiet] or samples
    return sorted(fit, key=lambda sample: sample.rate)[len(fit) // 2]


def load(act: Act, connections: int, seconds: int) -> Sample:
    """Asks for `act` over and over on `connections` connections."""
    environment = {
        "METHOD": act.method,
        "PLACE": act.place,
        "HEADERS": "\n".join(f"{name}: {value}" for name, value in act.headers.items()),
        "LISTS": "\n".join(f"{name}: {' '.join(items)}" for name, items in act.lists.items()),
        "BEGIN": str(act.last),
    }
    if act.body is not None:
        environment["BODY"] = act.body
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(SCRIPT)]
    kept = act.kept() if act.kept else 0
    cpu, busy, wrk = used(act), busy_of_machine(), children()
    done = subprocess.run([*command, act.base + "/"], env={**os.environ, **environment}, capture_output=True, text=True)
    wrk = children() - wrk
    busy = busy_of_machine() - busy - (used(act) - cpu) - wrk
    memory = sum(process.memory() for process in act.processes)
    settle(act.processes)
    cpu = used(act) - cpu
    if done.returncode:
        raise SystemExit(f"wrk: {done.stderr or done.stdout}")
    found = json.loads(done.stdout.strip().splitlines()[-1])
    act.last = found["last"]
    failed = found["refused"] + found["broken"]
    if act.kept:
        failed += max(0, found["requests"] - found["refused"] - (act.kept() - kept))
    requests = max(found["requests"], 1)
    return Sample(
        rate=found["requests"] / found["seconds"],
        p50=found["p50"],
        p99=found["p99"],
        cpu=cpu * 1000 / requests,
        memory=memory,
        other=max(0.0, busy / found["seconds"]),
        failed=failed,
    )


def used(act: Act) -> float:
    return sum(process.cpu() for process in act.processes)


def children() -> float:
    """Seconds of CPU of children that have ended: of wrk."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
