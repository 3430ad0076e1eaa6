"""Votes into one conversation: many people without an account, many who listen, on one node or on two."""

import json
import subprocess
from pathlib import Path

from .groundswell import SLUG, Groundswell
from .process import Server, free_port, settle

STATEMENTS = 40
# Somebody who may open a conversation; the demo lets a visitor in as them.
PLAYER, EMAIL = "facilitator", "lena@demo.example"


class Votes:
    """The demo's initiative with a conversation of its own for this."""

    def __init__(self, product: Groundswell, program: Path):
        self.product, self.program = product, program
        product.player, product.email = PLAYER, EMAIL
        self.nodes: list[Server] = []

    def open(self) -> None:
        """Starts the nodes, two where they share a PostgreSQL, and opens the conversation."""
        self.product.open()
        self.nodes = [self.product.server]
        if self.product.postgres:
            self.nodes.append(self.second())
        seeds = "\n".join(f"Statement {number} of those that are voted on" for number in range(1, STATEMENTS + 1))
        asking = {"question": "What is worth a vote?", "audience": "link", "seeds": seeds}
        self.conversation = self.product.api("conversations", asking)["number"]

    def second(self) -> Server:
        """A second node on the same database, with a folder of its own."""
        port, folder = free_port(), self.product.folder / "second"
        folder.mkdir()
        where = ["--data", str(folder), *self.product.where[2:]]
        words = [str(self.program), "serve", *where, "--listen", f"127.0.0.1:{port}", "--no-limits"]
        return Server(words, port, "/readyz", folder / "log", env={"RUST_LOG": "warn"})

    def measure(self, people: int, rate: int, seconds: int, listeners: int, generator: Path) -> dict[str, float]:
        """Lets them vote, and holds what is kept against what was acknowledged."""
        before = self.kept()
        words = [
            generator, *(f"127.0.0.1:{node.port}" for node in self.nodes), f"--slug={SLUG}",
            f"--conversation={self.conversation}", f"--statements={STATEMENTS}", f"--people={people}",
            f"--rate={rate}", f"--seconds={seconds}", f"--listeners={listeners}",
        ]
        done = subprocess.run(list(map(str, words)), capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"votes: {done.stderr[-2000:]}")
        found = json.loads(done.stdout.splitlines()[-1])
        settle(list(self.nodes))
        rows, counted = (after - was for after, was in zip(self.kept(), before))
        nodes = f"{len(self.nodes)} node{'s' if len(self.nodes) > 1 else ''}"
        name = f"{self.product.subject}, {nodes}, {people:,} people, {listeners} listeners"
        return {
            f"{name}: votes a second": found["answered"] / found["seconds"],
            f"{name}: p50 ms": found["p50"],
            f"{name}: p99 ms": found["p99"],
            f"{name}: slowest ms": found["most"],
            f"{name}: refused or broken": found["refused"] + found["broken"],
            f"{name}: news heard": found["news"],
            f"{name}: lost": max(0, found["cells"] - rows),
            f"{name}: doubled": max(0, counted - rows),
        }

    def kept(self) -> tuple[int, int]:
        """Votes in the database, and what the counts of all statements come to."""
        return self.product.count("vote"), self.product.total("agree + disagree + pass", "statement_tally")

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()
