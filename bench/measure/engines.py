"""The engines beside what people use today: the same inputs in turn, and the computation alone counts.

Each `bench/engines/ENGINE.toml` lists its cases:

    packages = ["networkx==3.6.1"]           from PyPI, into one virtual environment
    [[case]]
    name = "what is computed, on what"
    make = ["bench:NAME", "…"]               run once before, to write inputs into {scratch}
    ours = ["network", "{data}/…"]           words of `groundswell lab`, or "bench:NAME" and its words
    peers = [{ name = "networkx 3.6.1", run = ["network_peer.py", "…"], runs = 1 }]
    runs = 5                                 the median counts
    aim = { wall = 0.1, cpu = 0.2, peak_mb = 300 }

Ours says `time: wall … s, cpu … s` on standard error; a peer's script says {"wall": …, "cpu": …} on its last line. Peak memory
is that of the whole process, files read and interpreter included.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

TIME = re.compile(r"^time: wall ([0-9.]+) s, cpu ([0-9.]+) s$", re.MULTILINE)
# One thread: with more, numpy's threads wait for each other, which would flatter us.
PLAIN = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


@dataclass
class Lap:
    """One run: seconds of the computation alone, and the most memory the process held, in MB."""

    wall: float
    cpu: float
    peak: float


class Engines:
    """Runs the cases in `folder`; `programs` names our binaries, `data` the folder of data."""

    def __init__(self, folder: Path, programs: Path, groundswell: Path, data: Path, scratch: Path, cache: Path):
        self.folder, self.programs, self.groundswell = folder, programs, groundswell
        self.places = {"data": str(data), "scratch": str(scratch)}
        self.cache = cache
        self.python: Path | None = None

    def rows(self, wanted: list[str], say) -> list[dict]:
        """What was found: a row for us and for each peer in each case."""
        files = [file for file in sorted(self.folder.glob("*.toml")) if not wanted or file.stem in wanted]
        lists = {file.stem: tomllib.loads(file.read_text()) for file in files}
        self.install(sorted({package for one in lists.values() for package in one.get("packages", [])}), say)
        return [row for engine, one in lists.items() for case in one["case"] for row in self.case(engine, case, say)]

    def install(self, packages: list[str], say) -> None:
        environment = self.cache / "peers"
        self.python = environment / "bin" / "python"
        if not self.python.exists():
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        if packages:
            say(f"peers: {', '.join(packages)}")
            subprocess.run([self.python, "-m", "pip", "install", "--quiet", *packages], check=True)

    def case(self, engine: str, case: dict, say) -> list[dict]:
        say(f"{engine}: {case['name']}")
        if make := case.get("make"):
            subprocess.run(self.command(make), check=True, stdout=subprocess.DEVNULL)
        runs, peers = case.get("runs", 5), case.get("peers", [])
        ours: list[Lap] = []
        theirs: list[list[Lap]] = [[] for _ in peers]
        for number in range(runs):
            ours.append(self.ours(case["ours"]))
            for peer, laps in zip(peers, theirs):
                if number < peer.get("runs", runs):
                    laps.append(self.peer(peer["run"]))
        named = [("Groundswell", ours), *((peer["name"], laps) for peer, laps in zip(peers, theirs))]
        return [self.row(engine, case, name, laps, ours) for name, laps in named]

    def row(self, engine: str, case: dict, name: str, laps: list[Lap], ours: list[Lap]) -> dict:
        found = median(laps)
        return {
            "engine": engine, "case": case["name"], "who": name, "runs": len(laps), **vars(found),
            "times ours": {"wall": found.wall / median(ours).wall, "cpu": found.cpu / median(ours).cpu},
            "aim": case.get("aim", {}) if laps is ours else {},
            "laps": [vars(lap) for lap in laps],
        }

    def command(self, words: list[str]) -> list[str]:
        first, *rest = [word.format(**self.places) for word in words]
        if first.startswith("bench:"):
            return [str(self.programs / first.removeprefix("bench:")), *rest]
        return [str(self.groundswell), "lab", first, *rest, "--time", "--json"]

    def ours(self, words: list[str]) -> Lap:
        _, said, peak = run(self.command(words), {})
        found = TIME.search(said)
        if not found:
            raise SystemExit(f"{' '.join(words)} did not say how long it took:\n{said}")
        return Lap(float(found[1]), float(found[2]), peak)

    def peer(self, words: list[str]) -> Lap:
        script, *rest = words
        command = [str(self.python), str(self.folder / script), *(word.format(**self.places) for word in rest)]
        out, _, peak = run(command, PLAIN)
        found = json.loads(out.splitlines()[-1])
        return Lap(found["wall"], found["cpu"], peak)


def run(command: list[str], more: dict[str, str]) -> tuple[str, str, float]:
    """What a program said on both ways, and the most memory it held in MB."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")} | more
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    # Words on standard error are few, so they can wait in their pipe until the answer was read.
    out = child.stdout.read()
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}\n{said}")
    return out, said, usage.ru_maxrss / 1024


def median(laps: list[Lap]) -> Lap:
    """The median of each figure by itself."""
    return Lap(*(statistics.median(getattr(lap, name) for lap in laps) for name in ("wall", "cpu", "peak")))
