// Every crate of the build against the licences, bans and sources in deny.toml.
//
//     node tests/supply.mjs [FOLDER]
//
// Ends with 1 and names each crate that does not fit. Advisories are left to `cargo deny`, which fetches their database.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url)));

// deny.toml: only what this file needs of TOML, headings and arrays of strings.

const [, ...parts] = readFileSync(join(root, "deny.toml"), "utf8")
  .replace(/^\s*#.*$/gm, "")
  .split(/^\[+([\w.]+)\]+\s*$/m);
const tables = parts.flatMap((heading, i) => (i % 2 ? [] : [{ heading, body: parts[i + 1] }]));
const bodies = (heading) => tables.filter((table) => table.heading === heading).map((table) => table.body);
const quoted = (text) => [...text.matchAll(/"([^"]+)"/g)].map(([, word]) => word);

/** The quoted words of the array `key`; a missing array is an error, so that a renamed key cannot allow everything. */
function words(body, key) {
  const array = body?.match(new RegExp(`^${key}\\s*=\\s*\\[([^\\]]*)\\]`, "m"));
  if (!array) throw new Error(`deny.toml has no array "${key}" where one is needed`);
  return quoted(array[1]);
}

const allowed = new Set(words(bodies("licenses")[0], "allow"));
const banned = new Set(words(bodies("bans")[0], "deny"));
const targets = words(bodies("graph")[0], "targets");
const exceptions = new Map(
  bodies("licenses.exceptions").map((body) => [quoted(body.match(/^crate\s*=.*$/m)[0])[0], words(body, "allow")]),
);

/**
 * Whether an SPDX expression can be met by licences that `may` accepts. AND binds more tightly than OR (SPDX 2.3,
 * annex D.4.5); "/" is how crates wrote OR before SPDX.
 */
function permits(expression, may) {
  const tokens = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g);
  const either = () => {
    let met = both();
    while (tokens[0] === "OR") met = (tokens.shift(), both()) || met;
    return met;
  };
  const both = () => {
    let met = one();
    while (tokens[0] === "AND") met = (tokens.shift(), one()) && met;
    return met;
  };
  const one = () => {
    const token = tokens.shift();
    if (token === "(") {
      const met = either();
      tokens.shift();
      return met;
    }
    if (tokens[0] !== "WITH") return may(token);
    return may(`${token} ${tokens.shift()} ${tokens.shift()}`);
  };
  const met = either();
  if (tokens.length) throw new Error(`cannot read the licence "${expression}"`);
  return met;
}

function complaints({ name, license, source }) {
  const mine = exceptions.get(name) ?? [];
  const may = (licence) => allowed.has(licence) || mine.includes(licence);
  return [
    !license && "states no licence",
    license && !permits(license, may) && `has the licence ${license}, which deny.toml does not allow`,
    banned.has(name) && "is banned",
    source && !source.startsWith("registry+") && `comes from ${source}, not from the registry`,
  ].filter(Boolean);
}

const metadata = JSON.parse(
  execFileSync(
    "cargo",
    ["metadata", "--format-version=1", "--locked", ...targets.map((target) => `--filter-platform=${target}`)],
    { cwd: root, maxBuffer: 256 << 20, stdio: ["ignore", "pipe", "inherit"] },
  ),
);
const used = new Set(metadata.resolve.nodes.map((node) => node.id));
const crates = metadata.packages.filter((crate) => used.has(crate.id));
const refused = crates.flatMap((crate) =>
  complaints(crate).map((complaint) => `${crate.name} ${crate.version} ${complaint}`),
);
const idle = [...exceptions.keys()].filter((name) => !crates.some((crate) => crate.name === name));

for (const line of refused) console.log(line);
for (const name of idle) console.log(`deny.toml makes an exception for ${name}, which is not used`);
console.log(`${crates.length} crates, ${refused.length} refused`);
process.exit(refused.length || idle.length || crates.length === 0 ? 1 : 0);
