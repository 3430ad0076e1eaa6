"""Votes into one conversation: many people without an account, many who listen, on one node or on two; and a conversation
of very many people and statements."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from .groundswell import SLUG, Groundswell
from .measures import asked
from .process import Server, free_port, settle

STATEMENTS = 40
# Somebody who may open a conversation; the demo lets a visitor in as them.
PLAYER, EMAIL = "facilitator", "lena@demo.example"
# The large conversation: everybody has voted on so many of its statements.
MANY, STATEMENTS_OF_MANY, EACH = 200_000, 2_000, 45
# Its page is asked for so often, one after the other.
TIMES = 100


class Votes:
    """The demo's initiative with conversations of their own for this."""

    def __init__(self, product: Groundswell, program: Path):
        self.product, self.program = product, program
        product.player, product.email = PLAYER, EMAIL
        self.nodes: list[Server] = []

    def open(self) -> None:
        """Starts the nodes, two where they share a PostgreSQL."""
        self.product.open()
        self.nodes = [self.product.server]
        if self.product.postgres:
            self.nodes.append(self.second())

    def second(self) -> Server:
        """A second node on the same database, with a folder of its own."""
        port, folder = free_port(), self.product.folder / "second"
        folder.mkdir(exist_ok=True)
        where = [str(folder) if word == str(self.product.folder) else word for word in self.product.where]
        words = [str(self.program), "serve", *where, "--listen", f"127.0.0.1:{port}", "--no-limits"]
        return Server(words, port, "/readyz", folder / "log", env={"RUST_LOG": "warn"})

    def all(self, people: int, rate: int, seconds: int, listeners: int, generator: Path) -> Iterator[dict[str, float]]:
        """Many votes, then a few before many listeners, then a large conversation; each on nodes that just started."""
        yield self.measure(people, rate, seconds, listeners, generator)
        self.stop()
        self.open()
        yield self.measure(people // 25, rate // 20, seconds, listeners * 20, generator)
        yield self.large()

    def measure(self, people: int, rate: int, seconds: int, listeners: int, generator: Path) -> dict[str, float]:
        """Lets them vote in a conversation of their own, and holds what is kept and pushed against what was acknowledged."""
        seeds = "\n".join(f"Statement {number} of those that are voted on" for number in range(1, STATEMENTS + 1))
        asking = {"question": f"What is worth {rate} votes?", "audience": "link", "seeds": seeds}
        self.conversation = self.product.api("conversations", asking)["number"]
        before = self.kept()
        words = [
            generator, *(f"127.0.0.1:{node.port}" for node in self.nodes), f"--slug={SLUG}",
            f"--conversation={self.conversation}", f"--statements={STATEMENTS}", f"--people={people}",
            f"--rate={rate}", f"--seconds={seconds}", f"--listeners={listeners}",
        ]
        idle = max(node.memory() for node in self.nodes)
        done = subprocess.Popen(list(map(str, words)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        most = idle
        while done.poll() is None:
            time.sleep(1)
            most = max(most, *(node.memory() for node in self.nodes))
        out, error = done.communicate()
        if done.returncode:
            raise SystemExit(f"votes: {error[-2000:]}")
        found = json.loads(out.splitlines()[-1])
        settle(list(self.nodes))
        rows, counted = (after - was for after, was in zip(self.kept(), before))
        nodes = f"{len(self.nodes)} node{'s' if len(self.nodes) > 1 else ''}"
        name = f"{self.product.subject}, {nodes}, {people:,} people, {rate:,} votes a second, {listeners:,} listeners"
        return {
            f"{name}: votes a second": found["answered"] / found["seconds"],
            f"{name}: p50 ms": found["p50"],
            f"{name}: p99 ms": found["p99"],
            f"{name}: slowest ms": found["most"],
            f"{name}: refused or broken": found["refused"] + found["broken"],
            f"{name}: lost": max(0, found["cells"] - rows),
            f"{name}: doubled": max(0, counted - rows),
            f"{name}: maps pushed": len(found["maps"]),
            f"{name}: map behind the votes, slowest ms": found["behind"],
            f"{name}: maps that do not hold what their stamp says": self.wrong(found["maps"]),
            f"{name}: a map until everybody has it, p99 ms": found["spread"],
            f"{name}: something new until everybody knows, p99 ms": found["news"],
            f"{name}: news and last maps missed": found["missed"],
            f"{name}: a node before, MB": idle,
            f"{name}: a node at most, MB": most,
        }

    def wrong(self, maps: list[tuple[int, int, int]]) -> int:
        """Of the maps, each with its stamp, people and votes, those whose counts are not those of the votes up to it."""
        these = f"""FROM vote_cast WHERE conversation = {self.conversation}
            AND initiative = (SELECT id FROM initiative WHERE slug = '{SLUG}') AND seq <= """
        people = "SELECT COUNT(DISTINCT participant) " + these
        votes = "SELECT COUNT(*) FROM (SELECT DISTINCT participant, statement " + these
        return sum(
            (shown, cast) != (self.product.ask(f"{people}{stamp}"), self.product.ask(f"{votes}{stamp}) AS cells"))
            for stamp, shown, cast in maps
        )

    def kept(self) -> tuple[int, int]:
        """Votes in the database, and what the counts of all statements come to."""
        return self.product.count("vote"), self.product.total("agree + disagree + pass", "statement_tally")

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()

    def large(self) -> dict[str, float]:
        """The page of a conversation of 200,000 people and 2,000 statements, for anybody and for one of them."""
        seeds = "\n".join(f"Statement {number} of very many" for number in range(1, STATEMENTS + 1))
        asking = {"question": "What do very many say?", "audience": "link", "seeds": seeds}
        number = self.product.api("conversations", asking)["number"]
        self.stop()
        for sql in self.filled(number):
            self.product.change(sql)
        self.product.open()
        self.nodes = [self.product.server]
        for statement in range(1, EACH + 1):
            self.product.api(f"conversations/{number}/statements/{statement}/votes", {"choice": "agree"})
        begun = time.perf_counter()
        while not (shown := self.product.api(f"conversations/{number}/map")) or shown["people"] <= MANY:
            time.sleep(0.2)
        name = f"{self.product.subject}, {MANY:,} people x {STATEMENTS_OF_MANY:,} statements, {MANY * EACH:,} votes"
        found = {
            f"{name}: map drawn from the beginning, s": time.perf_counter() - begun,
            f"{name}: marks": len(shown["marks"]),
            f"{name}: a node then, MB": self.product.server.memory(),
        }
        page = f"/i/{SLUG}/conversations/{number}"
        for what, headers in [("anybody", {}), ("one of them", {"Cookie": self.product.cookie})]:
            for place, words in [(page, "the page"), (page + "/map", "the map")]:
                spent = asked(self.product.server.port, place, headers, TIMES)
                found[f"{name}: {words} for {what}, p50 ms"] = spent[len(spent) // 2]
                found[f"{name}: {words} for {what}, p95 ms"] = spent[len(spent) * 95 // 100]
        return found

    def filled(self, number: int) -> list[str]:
        """Statements that fill a conversation. There are two camps, and one vote in five is by chance."""
        here = f"(SELECT id FROM initiative WHERE slug = '{SLUG}'), {number}"
        of = f"initiative = (SELECT id FROM initiative WHERE slug = '{SLUG}') AND conversation = {number}"
        key = "gen_random_uuid()" if self.product.postgres else "randomblob(16)"
        counting = "WITH RECURSIVE {0} AS (SELECT {1} AS {0} UNION ALL SELECT {0} + 1 FROM {0} WHERE {0} < {2})"
        several = counting.format("s", STATEMENTS + 1, STATEMENTS_OF_MANY)
        people, each = counting.format("p", 1, MANY), counting.format("k", 0, EACH - 1).removeprefix("WITH RECURSIVE ")
        cells = f"""{people}, {each}, cell AS (SELECT p.p, k.k, (p.p + k.k * 43) % {STATEMENTS_OF_MANY} + 1 AS s FROM p CROSS JOIN k),
            cast_ AS (SELECT p, k, s, CASE WHEN (p * 7919 + s * 104729) % 5 = 0 THEN (p + s) % 3 - 1
                ELSE (p + s) % 2 * 2 - 1 END AS choice FROM cell)"""
        return [
            f"""INSERT INTO statement (initiative, conversation, id, number, text, hidden, reason, at, judged)
                {several} SELECT {here}, {key}, s.s, 'Statement ' || s.s || ' of very many', FALSE, '', 0, TRUE FROM s""",
            f"INSERT INTO participant (initiative, conversation, number) {people} SELECT {here}, p.p FROM p",
            f"""INSERT INTO vote_cast (initiative, conversation, participant, statement, turn, choice, seq)
                {cells} SELECT {here}, p, s, 1, choice, (p - 1) * {EACH} + k + 1 FROM cast_""",
            f"""INSERT INTO vote (initiative, conversation, participant, statement, choice)
                SELECT initiative, conversation, participant, statement, choice FROM vote_cast WHERE {of}""",
            f"""INSERT INTO statement_tally (initiative, conversation, statement, agree, disagree, pass)
                SELECT initiative, conversation, statement, SUM(CASE WHEN choice = 1 THEN 1 ELSE 0 END),
                SUM(CASE WHEN choice = -1 THEN 1 ELSE 0 END), SUM(CASE WHEN choice = 0 THEN 1 ELSE 0 END)
                FROM vote WHERE {of} GROUP BY initiative, conversation, statement""",
            f"""UPDATE conversation_roll SET people = {MANY}, latest_participant = {MANY},
                latest_statement = {STATEMENTS_OF_MANY} WHERE {of}""",
            f"DELETE FROM conversation_map WHERE {of}",
        ]
