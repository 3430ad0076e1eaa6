//! The files a page asks for: one stylesheet, one script, the icon. Each has the hash of its content in
//! its name, so that it may be kept for ever.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// A file served as it is.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its address, for example `/a/groundswell.0123456789abcdef.css`.
    pub path: &'static str,
    /// Its content type.
    pub mime: &'static str,
    /// Its bytes.
    pub body: &'static [u8],
}

const CSS: &str = concat!(
    include_str!("../../assets/css/tokens.css"),
    include_str!("../../assets/css/base.css"),
    include_str!("../../assets/css/layout.css"),
    include_str!("../../assets/css/form.css"),
    include_str!("../../assets/css/pieces.css"),
    include_str!("../../assets/css/chart.css"),
    include_str!("../../assets/css/session.css"),
    include_str!("../../assets/css/media.css"),
);

/// Four small modules in one file: a phone on a slow line asks once.
const SCRIPT: &str = concat!(
    include_str!("../../assets/form.js"),
    include_str!("../../assets/keys.js"),
    include_str!("../../assets/menu.js"),
    include_str!("../../assets/live.js"),
);

/// Name, ending, type and content of each file.
const FILES: [(&str, &str, &str, &[u8]); 3] = [
    ("groundswell", "css", "text/css; charset=utf-8", CSS.as_bytes()),
    ("groundswell", "js", "text/javascript; charset=utf-8", SCRIPT.as_bytes()),
    ("icon", "svg", "image/svg+xml", include_bytes!("../../assets/icon.svg")),
];

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let file = |(name, ending, mime, body): (&str, &str, &'static str, &'static [u8])| {
        let hash = hex::encode(&Sha256::digest(body)[..8]);
        let path: &'static str = Box::leak(format!("/a/{name}.{hash}.{ending}").into_boxed_str());
        Asset { path, mime, body }
    };
    FILES.map(file).into()
});

/// All files, with their addresses.
pub fn assets() -> &'static [Asset] {
    &ASSETS
}

/// The address of the stylesheet.
pub fn stylesheet_href() -> &'static str {
    ASSETS[0].path
}

/// The address of the script.
pub fn script_href() -> &'static str {
    ASSETS[1].path
}

/// The address of the icon.
pub fn icon_href() -> &'static str {
    ASSETS[2].path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_changes_with_its_content() {
        for asset in assets() {
            let hash = hex::encode(&Sha256::digest(asset.body)[..8]);
            assert!(asset.path.contains(&hash), "{}", asset.path);
        }
        assert!(icon_href().starts_with("/a/icon."));
        assert_eq!(script_href().rsplit('.').next(), Some("js"));
    }

    #[test]
    fn the_style_is_direction_free_and_asks_nobody_else() {
        for side in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "text-align: left",
            "@import",
            "url(",
            "//",
        ] {
            assert!(!CSS.contains(side), "the style contains {side}");
        }
        assert!(CSS.len() < 52_100, "the style grows: {} bytes before compression", CSS.len());
        assert_eq!(CSS.matches('{').count(), CSS.matches('}').count());
    }

    #[test]
    fn modules_write_no_markup() {
        for (name, ending, _, body) in FILES {
            let text = std::str::from_utf8(body).unwrap();
            for sink in ["innerHTML", "insertAdjacentHTML", "DOMParser", "document.write", "eval("] {
                assert!(ending != "js" || !text.contains(sink), "{name}.{ending} uses {sink}");
            }
        }
    }
}
