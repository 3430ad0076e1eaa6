// A workbook (XLSX) as somebody opens, fills in and saves it: unpacked, cells given values, packed again.

import assert from "node:assert/strict";
import { crc32, inflateRawSync } from "node:zlib";

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [STORED, DEFLATED] = [0, 8];

/** The files in a packed one, by name. */
function unpacked(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  assert.equal(bytes.readUInt32LE(end), END);
  const files = new Map();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(bytes.readUInt32LE(at), CENTRAL);
    const [size, name, extra, comment] = [20, 28, 30, 32].map((of, n) => (n ? bytes.readUInt16LE(at + of) : bytes.readUInt32LE(at + of)));
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    const text = bytes.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed;
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), text);
    at += 46 + name + extra + comment;
  }
  return files;
}

/** These files in one, not squeezed. */
function packed(files) {
  const [bodies, index] = [[], []];
  let at = 0;
  for (const [name, text] of files) {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(STORED, 4);
    head.writeUInt32LE(crc32(text), 10);
    head.writeUInt32LE(text.length, 14);
    head.writeUInt32LE(text.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    bodies.push(number(LOCAL), head, Buffer.from(name), text);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    index.push(number(CENTRAL), Buffer.from([20, 0]), head, tail, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + text.length;
  }
  const entries = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, entries, number(END), end]);
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The names of its sheets, in their order; those that people do not see are left out. */
export function sheetNames(bytes) {
  const book = unpacked(bytes).get("xl/workbook.xml").toString();
  const sheets = [...book.matchAll(/<sheet [^>]*>/g)].map(([sheet]) => sheet).filter((sheet) => !sheet.includes("hidden"));
  return sheets.map((sheet) => sheet.match(/name="([^"]*)"/)[1]);
}

/** The same workbook with what was typed into empty cells: of each sheet in turn an object like `{ D5: "12" }`. */
export function filled(bytes, typed) {
  const files = unpacked(bytes);
  for (const [at, cells] of typed.entries()) {
    const name = `xl/worksheets/sheet${at + 1}.xml`;
    let sheet = files.get(name).toString();
    for (const [cell, value] of Object.entries(cells)) {
      const empty = new RegExp(`<c r="${cell}"( s="\\d+")?/>`);
      assert.match(sheet, empty, `${cell} of sheet ${at + 1} is to be filled in`);
      sheet = sheet.replace(empty, `<c r="${cell}"$1 t="inlineStr"><is><t>${value}</t></is></c>`);
    }
    files.set(name, Buffer.from(sheet));
  }
  return packed(files);
}
