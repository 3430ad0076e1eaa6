"""Groundswell itself, on SQLite or PostgreSQL, with the demo's data."""

import gzip
import json
import shutil
import sqlite3
import statistics
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from .load import Act
from .postgres import Postgres
from .process import IDLE, Server, free_port

SLUG = "bowling-green"
# Somebody who may post and vote; the demo lets a visitor in as them.
PLAYER = "partner"
EMAIL = "marcus@demo.example"
# What the demo imports: the files of the real conversation.
CONVERSATION = [f"{SLUG}.{part}.csv.gz" for part in ("participants-votes", "comments", "summary")]
DATABASE = "groundswell"
POSTS = 20
WORDS = "What would help is knowing how many of the open jobs pay enough to live on."


class StayHere(urllib.request.HTTPRedirectHandler):
    """Signing in answers with a redirect whose cookie is what is wanted."""

    def redirect_request(self, *_):
        return None


class Groundswell:
    """The demo's data in a database of its own, and what it took to make it; of the size asked for."""

    def __init__(self, program: Path, scratch: Path, postgres: Postgres | None, size: str = "s"):
        self.program, self.postgres = program, postgres
        self.slug, self.player, self.email = SLUG, PLAYER, EMAIL
        if size != "s":
            self.slug, self.player, self.email = f"generated-{size}", "backbone", "dana@demo.example"
        self.subject = "Groundswell, PostgreSQL" if postgres else "Groundswell, SQLite"
        self.database = DATABASE if size == "s" else f"{DATABASE}_{size}"
        self.folder = scratch / (self.database + ("-on-postgres" if postgres else ""))
        self.folder.mkdir()
        self.log = self.folder / "log"
        self.where = ["--keys", str(self.folder / "keys"), "--data", str(self.folder)]
        if postgres:
            self.where += ["--database-url", postgres.database(self.database)]
        begun = time.perf_counter()
        self.run("demo", "--no-serve", "--size", size)
        self.demo_seconds = time.perf_counter() - begun

    def run(self, *words: str) -> str:
        """Runs a command; answers what it printed."""
        done = subprocess.run([self.program, *words, *self.where], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"groundswell {' '.join(words)}: {done.stderr[-2000:]}")
        return done.stdout.strip()

    def serve(self, command: str) -> Server:
        port = free_port()
        words = [str(self.program), command, *self.where, "--listen", f"127.0.0.1:{port}", "--no-limits"]
        return Server(words, port, "/readyz", self.log, env={"RUST_LOG": "warn"})

    def start_ms(self, times: int = 5) -> float:
        """Milliseconds from the command to the first 200 of /readyz; the median of a few starts."""
        found = []
        for _ in range(times):
            server = self.serve("serve")
            found.append(server.start_ms)
            server.stop()
        return statistics.median(found)

    def idle_memory(self) -> float:
        """Megabytes a while after the start, before anybody came."""
        server = self.serve("serve")
        time.sleep(IDLE)
        found = server.memory()
        server.stop()
        return found

    def import_seconds(self, repository: Path) -> float:
        """Seconds that the import of the whole conversation takes, as a user would import it: into a new conversation
        beside the demo's own."""
        files = []
        for name in CONVERSATION:
            files.append(self.folder / name.removesuffix(".gz"))
            with gzip.open(repository / "crates/groundswell/data" / name) as packed, files[-1].open("wb") as plain:
                shutil.copyfileobj(packed, plain)
                # The same files never make a second conversation, and the demo has them already: views are no votes.
                plain.write(b"views,2032\n" if "summary" in name else b"")
        begun = time.perf_counter()
        self.run("import", "conversation", "--initiative", SLUG, *map(str, files))
        return time.perf_counter() - begun

    def open(self) -> None:
        """Starts serving, signs in, and finds what is to be asked for."""
        self.token = self.run("token", "add", "--email", self.email, "--name", "bench").splitlines()[-1]
        # `demo` finds its data built and serves it; only there can a visitor enter as somebody.
        self.server = self.serve("demo")
        self.base = f"http://127.0.0.1:{self.server.port}"
        self.processes = [self.server] + ([self.postgres] if self.postgres else [])
        self.cookie = self.enter()

    def enter(self) -> str:
        """The session cookie of the demo's person."""
        form = urllib.parse.urlencode({"as": self.player}).encode()
        request = urllib.request.Request(self.base + "/demo", form, {"Sec-Fetch-Site": "same-origin"})
        try:
            urllib.request.build_opener(StayHere).open(request, timeout=30)
        except urllib.error.HTTPError as answer:
            cookie = answer.headers.get("Set-Cookie")
            if answer.code == 303 and cookie:
                return cookie.partition(";")[0]
        raise SystemExit("the demo did not let the visitor in")

    def api(self, place: str, body: dict | None = None, seconds: int = 30):
        """What the API answers below the initiative."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.base}/api/i/{self.slug}/{place}", data, headers)
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{place}: {error.code}: {error.read().decode(errors='replace')[:500]}") from error

    def count(self, table: str) -> int:
        """Rows of a table, past the server: what is really kept."""
        return self.ask(f"SELECT COUNT(*) FROM {table}")

    def total(self, what: str, table: str) -> int:
        """The sum of a column over a whole table, past the server."""
        return self.ask(f"SELECT COALESCE(SUM({what}), 0) FROM {table}")

    def ask(self, sql: str) -> int:
        if self.postgres:
            return int(self.postgres.ask(self.database, sql))
        with sqlite3.connect(f"file:{self.folder}/groundswell.db?mode=ro", uri=True) as database:
            return database.execute(sql).fetchone()[0]

    def change(self, sql: str) -> None:
        """Changes the database past the server, which must not run."""
        if self.postgres:
            self.postgres.ask(self.database, sql)
            return
        with sqlite3.connect(self.folder / "groundswell.db") as database:
            database.execute(sql)

    def told(self) -> int:
        """Entries of the journal. Each post and each vote tells one."""
        return self.count("journal_entry")

    def discussion(self) -> int:
        """The number of a discussion with 20 posts: of the demo's own, or of one made for this."""
        for found in self.api("discussions"):
            if len(self.api(f"discussions/{found['number']}/posts")["posts"]) == POSTS:
                return found["number"]
        number = self.new_discussion("Who is still not in it?")
        for at in range(1, POSTS):
            self.api(f"discussions/{number}/posts", {"text": f"{at + 1}. {WORDS}"})
        return number

    def new_discussion(self, title: str) -> int:
        return self.api("discussions", {"title": title, "text": WORDS})["number"]

    def statements(self, conversation: int) -> list[str]:
        """The numbers of all its statements that may be voted on."""
        numbers, page = [], 1
        while found := self.api(f"conversations/{conversation}/statements?page={page}"):
            numbers += [str(statement["number"]) for statement in found]
            page += 1
        return numbers

    def acts(self) -> list[Act]:
        """The page, the list, the post and the vote."""
        read, written = self.discussion(), self.new_discussion("What else?")
        conversation = max(self.api("conversations"), key=lambda found: found["votes"])["number"]
        api = f"/api/i/{SLUG}"
        token = {"Authorization": f"Bearer {self.token}"}
        change = token | {"Content-Type": "application/json", "Idempotency-Key": "bench-{n}"}

        def act(name: str, place: str, method: str = "GET", **more) -> Act:
            return Act(self.subject, name, self.base, place, self.processes, method, **more)

        return [
            act("discussion page, 20 posts", f"/i/{SLUG}/discussions/{read}", headers={"Cookie": self.cookie}),
            act("list of 20", f"{api}/discussions/{read}/posts", headers=token),
            act(
                "durable post", f"{api}/discussions/{written}/posts", "POST", headers=change,
                body=json.dumps({"text": "Post {n}. " + WORDS}), kept=self.told,
            ),
            act(
                "vote", f"{api}/conversations/{conversation}/statements/{{statement}}/votes", "POST", headers=change,
                body='{"choice": "{choice}"}', kept=self.told,
                # Every statement once, then every statement again with another choice: each vote changes something.
                lists={"statement": self.statements(conversation), "choice": ["agree", "disagree", "pass"]},
            ),
        ]
