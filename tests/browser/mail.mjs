// A mail server on the loopback interface that keeps whatever it is sent, so that mailed links can be opened.
// It speaks as much of SMTP (RFC 5321) as a client needs to hand over a mail.

import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const ARRIVES_WITHIN_MS = 30_000;

/**
 * Opens a mail server, and writes a configuration for Groundswell that sends to it.
 *
 * `config` is the path of that file. Whoever opens it calls `close()`.
 */
export async function openMail() {
  const mails = [];
  const server = createServer((socket) => receive(socket, (mail) => mails.push(mail)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const folder = await mkdtemp(join(tmpdir(), "groundswell-mail-"));
  const config = join(folder, "groundswell.toml");
  const { port } = server.address();
  await writeFile(config, `[smtp]\nurl = "smtp://127.0.0.1:${port}"\nfrom = "Groundswell <groundswell@example.org>"\n`);

  return {
    config,
    /** The newest link to `path` ("/invitation/") in the mails to `address`; waits for it to arrive, and gives it once. */
    async link(address, path) {
      const deadline = Date.now() + ARRIVES_WITHIN_MS;
      for (;;) {
        const at = mails.findLastIndex((mail) => mail.to === address && mail.text.includes(path));
        if (at >= 0) return mails.splice(at, 1)[0].text.match(new RegExp(`https?://\\S*${path}\\S+`))[0];
        if (Date.now() > deadline) throw new Error(`no mail with ${path} came to ${address}`);
        await pause(50);
      }
    },
    async close() {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One client: commands line by line, and after DATA the mail up to a line with a single dot. */
function receive(socket, keep) {
  let rest = "";
  let to = "";
  let mail = null;
  const say = (line) => socket.write(`${line}\r\n`);
  const take = (line) => {
    if (mail !== null) {
      if (line !== ".") return mail.push(line.replace(/^\./, ""));
      keep({ to, text: plain(mail.join("\n")) });
      mail = null;
      return say("250 kept");
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "RCPT") to = line.match(/<(.*?)>/)[1];
    if (verb === "DATA") mail = [];
    say(verb === "DATA" ? "354 go on" : verb === "QUIT" ? "221 bye" : "250 well");
  };
  socket.setEncoding("utf8").on("error", () => socket.destroy());
  socket.on("data", (text) => {
    const lines = (rest + text).split("\r\n");
    rest = lines.pop();
    lines.forEach(take);
  });
  say("220 ready");
}

/** Undoes quoted-printable and base64 (RFC 2045), whichever part of the mail is written in it. */
function plain(mail) {
  const unquoted = mail.replace(/=\n/g, "").replace(/=3D/g, "=");
  return unquoted.replace(/(?:^[A-Za-z0-9+/]{40,}\n)+[A-Za-z0-9+/=]*$/gm, (block) => Buffer.from(block, "base64").toString());
}
