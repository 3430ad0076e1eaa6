//! A partner's workbook. Packed bytes seldom come through unpacking when they are changed at random, so what is changed are
//! the parts, each after a line with its name, and they are packed here. What begins as a packed file is taken as it is.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK\x03\x04") {
        return measurement::read_anything(bytes);
    }
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in bytes.split(|byte| *byte == b'\x0c') {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..end]);
        if book.start_file(name, stored).is_err() || book.write_all(part.get(end + 1..).unwrap_or_default()).is_err() {
            return;
        }
    }
    if let Ok(packed) = book.finish() {
        measurement::read_anything(packed.get_ref());
    }
});
