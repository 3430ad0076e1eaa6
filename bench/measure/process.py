"""Processes: start, stop, and what they use of the machine."""

import os
import socket
import subprocess
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
# A server that uses no more CPU than this in a tenth of a second rests: its timers tick, its work is done.
TICKS_OF_REST = 1
# Seconds after the start at which a server that nobody asked for anything is idle.
IDLE = 3.0


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name (proc(5)): [0] is the state, [1] the parent."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def busy_of_machine() -> float:
    """Seconds that all cores together were busy since start (proc(5): all but idle and iowait)."""
    user, nice, system, _, _, irq, softirq, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICK


class Process:
    """A process and whatever it starts."""

    def __init__(self, pid: int):
        self.pid = pid

    def family(self) -> list[int]:
        """It, its children and theirs."""
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    children.setdefault(int(stat(int(entry.name))[1]), []).append(int(entry.name))
                except (FileNotFoundError, ProcessLookupError):
                    pass
        family = [self.pid]
        for pid in family:
            family += children.get(pid, [])
        return family

    def cpu(self) -> float:
        """Seconds of CPU, user and system, of the family; of members that ended as well."""
        ticks = sum(map(int, stat(self.pid)[13:15]))
        for pid in self.family():
            try:
                ticks += sum(map(int, stat(pid)[11:13]))
            except (FileNotFoundError, ProcessLookupError):
                pass
        return ticks / TICK

    def memory(self) -> float:
        """Megabytes resident (smaps_rollup: Rss); of several, pages that they share count once (Pss)."""
        family = self.family()
        field = "Rss:" if len(family) == 1 else "Pss:"
        total = 0
        for pid in family:
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith(field))
            except (FileNotFoundError, ProcessLookupError):
                pass
        return total / 1024


class Server(Process):
    """A server that listens on a port of its own and is stopped with the run."""

    def __init__(self, command: list[str], port: int, ready: str, log: Path, env: dict[str, str] | None = None):
        self.port = port
        self.log = log
        begun = time.perf_counter()
        with log.open("ab") as words:
            self.child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, env={**os.environ, **(env or {})}
            )
        super().__init__(self.child.pid)
        while not self.answers(ready):
            if self.child.poll() is not None or time.perf_counter() - begun > 60:
                self.stop()
                raise SystemExit(f"{command[0]} did not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.001)
        self.start_ms = (time.perf_counter() - begun) * 1000

    def answers(self, place: str) -> bool:
        """Whether `place` is answered with 200."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                connection.sendall(f"GET {place} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
                return b" 200 " in connection.recv(64)
        except OSError:
            return False

    def stop(self) -> None:
        """Asks it to end; makes it end after ten seconds."""
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(10)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()


def settle(processes: list[Process], at_most: float = 2.0) -> None:
    """Waits until what was left to do after a load (sealing, checkpoints) is done: it belongs to the requests."""
    end = time.monotonic() + at_most
    before = sum(process.cpu() for process in processes)
    while time.monotonic() < end:
        time.sleep(0.1)
        after = sum(process.cpu() for process in processes)
        if after - before <= TICKS_OF_REST / TICK:
            return
        before = after
