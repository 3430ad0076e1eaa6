// One running Groundswell, with a data folder and a port of its own.

import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const PROGRAM = process.env.GROUNDSWELL_BIN ?? fileURLToPath(new URL("../../target/release/groundswell", import.meta.url));

// The demo imports its votes before it serves; a busy machine may need a while.
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;

/**
 * Starts `groundswell demo` (or, with `mode: "serve"`, an empty installation) and waits until `/readyz` answers 200.
 *
 * `args` are added to the command line and `env` to the environment. Whoever opens a house calls `stop()`.
 */
export async function openHouse({ mode = "demo", args = [], env = {} } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const program = spawn(PROGRAM, [mode, "--data", dataDir, "--listen", listen, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });

  let output = "";
  let ended = false;
  const over = new Promise((resolve) => {
    program.once("error", (error) => (output += error.message) && resolve());
    program.once("close", resolve);
  }).then(() => (ended = true));
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  }
  const abandon = () => {
    program.kill("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once("exit", abandon);

  const stop = async () => {
    program.kill("SIGTERM");
    const late = setTimeout(() => program.kill("SIGKILL"), STOP_WITHIN_MS);
    await over;
    clearTimeout(late);
    process.off("exit", abandon);
    await rm(dataDir, { recursive: true, force: true });
  };

  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(`${url}/readyz`))) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`${PROGRAM} ${ended ? "ended" : "is not ready"} and said:\n${output}`);
    }
    await pause(100);
  }

  return {
    url,
    dataDir,
    /** Everything the program has written so far, stdout and stderr together. */
    output: () => output,
    /** The address of the one-time set-up link that a first start prints. */
    setupLink() {
      const link = output.match(/(?:https?:\/\/\S+?)?(\/setup\/\S+)/);
      if (!link) throw new Error(`no set-up link in:\n${output}`);
      return new URL(link[1], url).href;
    },
    stop,
  };
}

async function answers(address) {
  try {
    return (await fetch(address)).status === 200;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
