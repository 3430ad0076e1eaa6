"""A fresh demo with a port and a data folder of its own."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GROUNDSWELL_BIN", str(ROOT / "target/release/groundswell"))
READY_WITHIN = 150
# The demo's partner speaks for this county's team; its files name it by this code.
COUNTY = "21227"
PARTNER = "marcus@demo.example"


class House:
    """`groundswell demo`, running."""

    def __init__(self):
        self.data = tempfile.mkdtemp(prefix="groundswell-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            listen = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{listen}"
        self.log = open(Path(self.data) / "log", "w+")
        arguments = [PROGRAM, "demo", "--data", self.data, "--listen", listen]
        self.program = subprocess.Popen(arguments, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + READY_WITHIN
        while not self._ready():
            if self.program.poll() is not None or time.monotonic() > deadline:
                self.log.seek(0)
                raise SystemExit(f"{PROGRAM} is not ready and said:\n{self.log.read()}")
            time.sleep(0.1)
        self.base = f"{self.url}/i/bowling-green/dhis2"
        self.measure = f"{self.url}/i/bowling-green/measures/1"
        self.token = self._token(PARTNER)
        self.backbone = self._signed_in("backbone")
        self.partner = self._signed_in("partner")

    def _ready(self):
        try:
            return urllib.request.urlopen(f"{self.url}/readyz").status == 200
        except OSError:
            return False

    def _token(self, email):
        """A token as `groundswell token add` prints it."""
        arguments = [PROGRAM, "token", "add", "--email", email, "--name", "tests", "--data", self.data, "--json"]
        printed = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
        return json.loads(printed)["token"]

    def _signed_in(self, player):
        session = requests.Session()
        answer = session.post(f"{self.url}/demo", data={"as": player}, allow_redirects=False)
        answer.raise_for_status()
        # Browsers send a secure cookie to this machine itself, as over an encrypted connection; Python does not.
        session.headers["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]
        return session

    def open_period(self, period):
        """As the data manager does it on the page."""
        form = {"period": period, "label": "", "due": "", "_key": f"open {period}"}
        self.backbone.post(f"{self.measure}/cycles", data=form).raise_for_status()

    def series(self):
        """What our own API says of the measure, to a member: period -> point."""
        answer = requests.get(
            f"{self.url}/api/i/bowling-green/measures/1", headers={"Authorization": f"Bearer {self.token}"}
        )
        answer.raise_for_status()
        return {point["period"]: point for point in answer.json()["series"]}

    def stop(self):
        self.program.terminate()
        try:
            self.program.wait(15)
        except subprocess.TimeoutExpired:
            self.program.kill()
        self.log.close()
        shutil.rmtree(self.data, ignore_errors=True)
