"""A PostgreSQL of the run's own: as shipped, on a free port, in a temporary folder."""

import os
import secrets
import subprocess
from pathlib import Path

from .process import Process, free_port


class Postgres(Process):
    """The postmaster and its backends."""

    def __init__(self, scratch: Path):
        folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: int(bin.parent.name))
        if not folders:
            raise SystemExit("PostgreSQL 15 or later is missing: apt-get install postgresql")
        self.programs = folders[-1]
        self.home = scratch / "postgres"
        self.home.mkdir()
        if os.geteuid() == 0:
            subprocess.run(["chown", "postgres", self.home], check=True)
        password, self.port = secrets.token_hex(16), free_port()
        self.environment = {**os.environ, "PGPASSWORD": password, "LC_ALL": "C.UTF-8"}
        self.server = f"postgres://postgres:{password}@127.0.0.1:{self.port}"
        word = self.home / "password"
        self.run("sh", "-c", f"umask 077; printf %s \"$PGPASSWORD\" >{word}")
        self.run(
            self.programs / "initdb", f"--pgdata={self.home}/data", "--username=postgres", "--encoding=UTF8",
            "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={word}",
        )
        settings = ["listen_addresses=127.0.0.1", f"port={self.port}", f"unix_socket_directories={self.home}"]
        options = " ".join(f"-c {setting}" for setting in [*settings, "max_connections=200"])
        self.control("start", f"--log={self.home}/log", f"--options={options}")
        super().__init__(int((self.home / "data" / "postmaster.pid").read_text().split()[0]))

    def run(self, *command: str | Path) -> None:
        """Runs a program as `postgres`: it refuses to run as root."""
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*as_postgres, *map(str, command)], cwd="/", env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        if done.returncode:
            raise SystemExit(f"{command[0]}: {done.stderr}")

    def control(self, *words: str) -> None:
        self.run(self.programs / "pg_ctl", f"--pgdata={self.home}/data", "--wait", "--timeout=60", *words)

    def ask(self, database: str, sql: str) -> str:
        """The answer of one statement as text."""
        connection = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database]
        command = [str(self.programs / "psql"), *connection, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", sql]
        done = subprocess.run(command, cwd="/", env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"psql: {done.stderr}")
        return done.stdout.strip()

    def database(self, name: str) -> str:
        """Makes an empty database; answers its address."""
        self.ask("postgres", f"CREATE DATABASE {name}")
        return f"{self.server}/{name}"

    def version(self) -> str:
        return self.ask("postgres", "SHOW server_version").split()[0]

    def stop(self) -> None:
        self.control("stop", "--mode=fast")
