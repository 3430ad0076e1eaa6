"""The measurement room at size l: a thousand partners and ten million values, on both databases."""

import http.client
import json
import statistics
import threading
import time
from pathlib import Path

from .groundswell import Groundswell
from .pocketbase import PocketBase
from .process import Process

# Pages are asked for one after the other on one connection; so often.
TIMES = 300
# The public export is fetched so often.
EXPORTS = 15
# A list of values: what the plain list of a peer is held against.
LISTED = 60
# Rows of the table that is imported, of so many partners as the initiative has.
ROWS, PARTNERS = 100_000, {"m": 120, "l": 1_000}


class Measures:
    """One database with the generated initiative, served, and what is measured of it."""

    def __init__(self, product: Groundswell):
        self.product = product
        self.name, self.slug = product.subject, product.slug
        self.found: dict[str, float] = {f"{self.name}: whole size built, s": product.demo_seconds}

    def all(self, scratch: Path) -> dict[str, float]:
        """Everything, in an order in which nothing disturbs what comes after."""
        self.pages()
        self.export()
        self.check()
        self.rebuild()
        self.imports(scratch)
        return self.found

    def keep(self, what: str, value: float) -> None:
        self.found[f"{self.name}: {what}"] = value

    def pages(self) -> None:
        """The scorecard, a measure with chart, forecast and partners, and where one of its figures comes from."""
        base = f"/i/{self.slug}/measures"
        newest = self.product.api("measures/1")["series"][-1]["period"]
        for what, place in [
            ("scorecard", base), ("measure page", f"{base}/1"), ("lineage page", f"{base}/1/periods/{newest}"),
            ("list of 60 values", f"/api{base}/1"),
        ]:
            spent = self.ask(place, TIMES)
            self.keep(f"{what}, p50 ms", spent[len(spent) // 2])
            self.keep(f"{what}, p95 ms", spent[len(spent) * 95 // 100])
        spent = asked(self.product.server.port, base, {}, TIMES)
        self.keep("scorecard for anybody, p95 ms", spent[len(spent) * 95 // 100])

    def ask(self, place: str, times: int) -> list[float]:
        """Milliseconds of each answer, sorted."""
        headers = {"Cookie": self.product.cookie, "Authorization": f"Bearer {self.product.token}"}
        headers.pop("Cookie" if place.startswith("/api") else "Authorization")
        return asked(self.product.server.port, place, headers, times)

    def export(self) -> None:
        """All values of the published edition as one CSV, as anybody gets it; the median of a few."""
        spent = []
        for _ in range(EXPORTS):
            connection = http.client.HTTPConnection("127.0.0.1", self.product.server.port, timeout=120)
            begun = time.perf_counter()
            connection.request("GET", f"/i/{self.slug}/data.csv")
            answer = connection.getresponse()
            rows = 0
            while part := answer.read(1 << 20):
                rows += part.count(b"\n")
            spent.append(time.perf_counter() - begun)
            if answer.status != 200:
                raise SystemExit(f"the export was answered with {answer.status}")
        self.keep("rows exported to anybody", rows)
        self.keep("rows exported a second", rows / statistics.median(spent))

    def check(self) -> None:
        """An edition of every measure checked beside what is published, while others write: each post must be through soon."""
        numbers = [measure["number"] for measure in self.product.api("measures")]
        edition = self.product.api("editions", {"title": "Everything once more", "headline": numbers})["number"]
        talk, spent, over = self.product.new_discussion("While an edition is checked"), [], threading.Event()

        def write() -> None:
            while not over.is_set():
                begun = time.perf_counter()
                self.product.api(f"discussions/{talk}/posts", {"text": f"Post {len(spent)}."})
                spent.append((time.perf_counter() - begun) * 1000)
                time.sleep(0.02)

        writer = threading.Thread(target=write)
        writer.start()
        begun = time.perf_counter()
        self.product.api(f"editions/{edition}/check", {"seen": 1}, seconds=300)
        self.keep("edition checked, s", time.perf_counter() - begun)
        over.set()
        writer.join()
        self.keep("a post meanwhile, at most ms", max(spent))

    def rebuild(self) -> None:
        """Every figure added up anew by the command, while pages are asked for: each must say what it said before."""
        place, seen, over = f"/api/i/{self.slug}/measures", [], threading.Event()
        headers = {"Authorization": f"Bearer {self.product.token}"}
        before = body(self.product.server.port, place, headers)

        def watch() -> None:
            while not over.is_set():
                begun = time.perf_counter()
                same = body(self.product.server.port, place, headers) == before
                seen.append(((time.perf_counter() - begun) * 1000, same))
                time.sleep(0.05)

        watcher = threading.Thread(target=watch)
        watcher.start()
        begun = time.perf_counter()
        self.product.run("rebuild", "--initiative", self.slug)
        self.keep("full rebuild, s", time.perf_counter() - begun)
        over.set()
        watcher.join()
        if not all(same for _, same in seen):
            raise SystemExit("a page said something else while the figures were added up")
        spent = sorted(milliseconds for milliseconds, _ in seen)
        self.keep("scorecard's data meanwhile, p95 ms", spent[len(spent) * 95 // 100])

    def imports(self, scratch: Path) -> None:
        """A table of 100,000 rows of periods that were not reported yet, by the API."""
        table, partners = scratch / "rows.csv", PARTNERS[self.slug[-1]]
        with table.open("w") as file:
            file.write("code,period,numerator,denominator\n")
            for row in range(ROWS):
                month = row // partners
                file.write(f"o{row % partners},{1900 + month // 12}-{month % 12 + 1:02},{row % 97 + 20},{row % 89 + 200}\n")
        columns = "key=code&period=period&numerator=numerator&denominator=denominator"
        place = f"/api/i/{self.slug}/measures/1/import?{columns}"
        headers = {"Authorization": f"Bearer {self.product.token}", "Content-Type": "text/csv", "Idempotency-Key": "bench"}
        connection = http.client.HTTPConnection("127.0.0.1", self.product.server.port, timeout=300)
        begun = time.perf_counter()
        connection.request("POST", place, table.read_bytes(), headers)
        answer = connection.getresponse()
        told = answer.read()
        self.keep("100,000 rows imported, s", time.perf_counter() - begun)
        self.keep("100,000 rows imported, MB", peak(self.product.server))
        if answer.status != 200 or json.loads(told)["created"] != ROWS:
            raise SystemExit(f"the import was answered with {answer.status}: {told[:500]!r}")


def asked(port: int, place: str, headers: dict[str, str], times: int) -> list[float]:
    """Milliseconds of each of so many answers on one connection, sorted."""
    connection, spent = http.client.HTTPConnection("127.0.0.1", port, timeout=120), []
    for _ in range(times):
        begun = time.perf_counter()
        connection.request("GET", place, headers=headers)
        answer = connection.getresponse()
        answer.read()
        spent.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{place} was answered with {answer.status}")
    return sorted(spent)


def body(port: int, place: str, headers: dict[str, str]) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", place, headers=headers)
    return connection.getresponse().read()


def peak(process: Process) -> float:
    """The most megabytes it had resident since it began (proc(5): VmHWM)."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def peer(server: PocketBase) -> dict[str, float]:
    """PocketBase's plain list of as many values of one measure, by an index, among a hundred thousand."""
    place = server.values(ROWS, LISTED)
    spent = asked(server.port, place, {"Authorization": server.token}, TIMES)
    name = "PocketBase: list of 60 values"
    return {f"{name}, p50 ms": spent[len(spent) // 2], f"{name}, p95 ms": spent[len(spent) * 95 // 100]}
