"""What was found, as tables."""

import json
import os
import platform
import subprocess
from datetime import date
from pathlib import Path

# What is aimed at on two cores: subject, act, connections, what is looked at, and the aim.
AIMS = [
    ("Groundswell, SQLite", "discussion page, 20 posts", 16, "rate", 4000),
    ("Groundswell, SQLite", "discussion page, 20 posts", 16, "p99", 15),
    ("Groundswell, SQLite", "list of 20", 16, "rate", 8000),
    ("Groundswell, SQLite", "durable post", 64, "rate", 5000),
    ("Groundswell, SQLite", "vote", 64, "rate", 5000),
    ("Groundswell, PostgreSQL", "durable post", 64, "rate", 1500),
    ("Groundswell, PostgreSQL", "vote", 64, "rate", 1500),
]
# Of the measurement room at size l.
MEASURES = {
    "scorecard, p95 ms": 50,
    "scorecard for anybody, p95 ms": 50,
    "measure page, p95 ms": 50,
    "lineage page, p95 ms": 50,
    "100,000 rows imported, s": 3,
    "100,000 rows imported, MB": 150,
    "rows exported a second": 200_000,
    "a post meanwhile, at most ms": 1_000,
}
MEASURES_REBUILT = {"Groundswell, SQLite": 20, "Groundswell, PostgreSQL": 60}
# Of a thousand votes a second into one conversation, on two cores.
VOTES = {
    "p99 ms": 50, "refused or broken": 0, "lost": 0, "doubled": 0, "map behind the votes, slowest ms": 2000,
    "maps that do not hold what their stamp says": 0, "a map until everybody has it, p99 ms": 1000,
    "the page for anybody, p95 ms": 100, "the page for one of them, p95 ms": 100, "the map for anybody, p95 ms": 100,
    "the map for one of them, p95 ms": 100, "something new until everybody knows, p99 ms": 1000, "news and last maps missed": 0, "a node at most, MB": 300,
}
# A vote itself has an aim at this rate; before ten thousand listeners only what they hear has.
VOTES_FAST = "1,000 votes a second"
FIGURE_AIMS = {"ready, ms": 100, "idle, MB": 40, "225,524 votes imported, s": 3}


def machine(folder: Path) -> dict[str, str]:
    """What it was measured on."""
    processor = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    disk = subprocess.run(["df", "--output=fstype", folder], capture_output=True, text=True).stdout.split()[-1]
    wrk = subprocess.run(["wrk", "-v"], capture_output=True, text=True).stdout.split()[1]
    return {
        "processor": f"{processor}, {len(os.sched_getaffinity(0))} cores",
        "memory": f"{memory:.0f} GB",
        "kernel": platform.release(),
        "file system": disk,
        "wrk": wrk,
        "day": date.today().isoformat(),
    }


def tables(findings: dict) -> str:
    """All of it."""
    parts = [about(findings), loads(findings["rows"]), figures(findings["figures"]), aims(findings)]
    return "\n\n".join(part for part in parts if part)


def write(bench: Path, name: str, marks: str, findings: dict, tables: str) -> None:
    """Writes the findings to results/NAME, and the tables between their marks in README.md."""
    results = bench / "results"
    results.mkdir(exist_ok=True)
    (results / f"{name}.json").write_text(json.dumps(findings, indent=1) + "\n")
    (results / f"{name}.md").write_text(tables + "\n")
    begin, end = f"<!-- {marks}: written by bench/run -->", f"<!-- end of {marks} -->"
    file = bench / "README.md"
    before, _, rest = file.read_text().partition(begin)
    after = rest.partition(end)[2]
    file.write_text(f"{before}{begin}\n\n{tables}\n\n{end}{after}")


def engines(findings: dict) -> str:
    """The engines beside their peers."""
    machine = "; ".join(f"{name}: {value}" for name, value in findings["machine"].items() if name != "wrk")
    unoptimised = "" if findings["optimised"] else " **Unoptimised programs: these figures mean nothing.**"
    head = "| engine | case | who | runs | wall s | CPU s | MB | wall, times ours | CPU, times ours | aim |"
    lines = [f"{machine}.{unoptimised}", "", head, "|---|---|---|--:|--:|--:|--:|--:|--:|---|"]
    for row in findings["rows"]:
        times = row["times ours"]
        aims = ", ".join(aim(row, name, at_most) for name, at_most in row["aim"].items())
        lines.append(
            f"| {row['engine']} | {row['case']} | {row['who']} | {row['runs']} | {seconds(row['wall'])} "
            f"| {seconds(row['cpu'])} | {row['peak']:,.0f} | {times['wall']:,.2f} | {times['cpu']:,.2f} | {aims} |"
        )
    return "\n".join(lines)


def measures(findings: dict) -> str:
    """The measurement room at its largest size."""
    machine = "; ".join(f"{name}: {value}" for name, value in findings["machine"].items() if name != "wrk")
    unoptimised = "" if findings["optimised"] else " **Unoptimised programs: these figures mean nothing.**"
    lines = [f"{machine}. Size {findings['size']}.{unoptimised}", "", "| what | found | aim |", "|---|--:|---|"]
    for name, value in findings["figures"].items():
        lines.append(f"| {name} | {value:,.0f} | " if value >= 1000 else f"| {name} | {value:,.2f} | ")
        lines[-1] += f"{of_measures(name, value)} |"
    return "\n".join(lines)


def votes(findings: dict) -> str:
    """Votes at a steady rate into one conversation."""
    machine = "; ".join(f"{name}: {value}" for name, value in findings["machine"].items() if name != "wrk")
    unoptimised = "" if findings["optimised"] else " **Unoptimised programs: these figures mean nothing.**"
    lines = [f"{machine}.{unoptimised}", "", "| what | found | aim |", "|---|--:|---|"]
    for name, value in findings["figures"].items():
        what = name.rpartition(": ")[2]
        most = VOTES.get(what) if what != "p99 ms" or VOTES_FAST in name else None
        aim = "" if most is None else f"at most {most}: {verdict(value <= most)}"
        lines.append(f"| {name} | {value:,.1f} | {aim} |")
    return "\n".join(lines)


def of_measures(name: str, value: float) -> str:
    who, _, what = name.partition(": ")
    if what == "full rebuild, s":
        most = MEASURES_REBUILT[who]
        return f"at most {most}: {verdict(value <= most)}"
    if who == "PocketBase" or what not in MEASURES:
        return ""
    if what.endswith("a second"):
        return f"at least {MEASURES[what]:,}: {verdict(value >= MEASURES[what])}"
    return f"at most {MEASURES[what]:,}: {verdict(value <= MEASURES[what])}"


def aim(row: dict, name: str, at_most: float) -> str:
    found, words = {
        "wall": (row["wall"], f"wall {at_most} s"),
        "cpu": (row["cpu"], f"CPU {at_most} s"),
        "peak_mb": (row["peak"], f"{at_most} MB"),
    }[name]
    return f"at most {words}: {verdict(found <= at_most)}"


def seconds(value: float) -> str:
    return f"{value:.6f}" if value < 0.01 else f"{value:.3f}"


def about(findings: dict) -> str:
    how = findings["how"]
    machine = "; ".join(f"{name}: {value}" for name, value in findings["machine"].items())
    unoptimised = "" if how["optimised"] else " **Unoptimised programs: these figures mean nothing.**"
    return f"{machine}. Median of {how['rounds']} samples of {how['seconds']} s; {how['minutes']:.0f} minutes in all.{unoptimised}"


def loads(rows: list[dict]) -> str:
    head = "| | | connections | a second | p50 ms | p99 ms | CPU ms each | MB | bytes | failed |"
    lines = [head, "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"]
    for row in rows:
        rate = ("" if row["quiet"] else "~") + f"{row['rate']:,.0f}"
        memory = f"{row['memory']:.0f}" if row["memory"] else ""
        size = f"{row['bytes']:,}" if row["bytes"] else ""
        lines.append(
            f"| {row['subject']} | {row['act']} | {row['connections']} | {rate} | {row['p50']:.2f} | {row['p99']:.2f} "
            f"| {row['cpu']:.3f} | {memory} | {size} | {row['failed']} |"
        )
    return "\n".join(lines)


def figures(found: dict[str, float]) -> str:
    lines = [f"| {name} | {value if isinstance(value, int) else round(value, 1)} |" for name, value in found.items()]
    return "\n".join(["| | |", "|---|--:|", *lines]) if lines else ""


def aims(findings: dict) -> str:
    lines = []
    by = {(row["subject"], row["act"], row["connections"]): row for row in findings["rows"]}
    for subject, act, connections, what, aim in AIMS:
        if row := by.get((subject, act, connections)):
            met = row[what] >= aim if what == "rate" else row[what] <= aim
            words = f"at least {aim:,} a second" if what == "rate" else f"{what} at most {aim} ms"
            lines.append(f"| {subject}, {act}, {connections} connections: {words} | {row[what]:,.1f} | {verdict(met)} |")
    for name, value in findings["figures"].items():
        for ending, aim in FIGURE_AIMS.items():
            if name.startswith("Groundswell, SQLite") and name.endswith(ending):
                lines.append(f"| {name}: at most {aim} | {value:,.1f} | {verdict(value <= aim)} |")
    return "\n".join(["| aim | found | |", "|---|--:|---|", *lines]) if lines else ""


def verdict(met: bool) -> str:
    return "met" if met else "**falls short**"
