//! The typefaces, and which of them has a letter.

use std::sync::OnceLock;

use harfrust::{FontRef, ShaperData};
use krilla::text::Font;
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;

/// The faces that words are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Sans,
    Bold,
    Serif,
}

static FILES: [&[u8]; 7] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSerif-Regular.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Bold.ttf"),
];

impl Face {
    /// The files that are asked for a letter, in this order.
    fn files(self) -> &'static [usize] {
        match self {
            Self::Sans => &[0, 3, 5],
            Self::Bold => &[1, 4, 6, 0],
            Self::Serif => &[2, 3, 5, 0],
        }
    }
}

/// One typeface, read.
pub(crate) struct Cut {
    pub(crate) font: FontRef<'static>,
    pub(crate) shaper: ShaperData,
    pub(crate) print: Font,
    pub(crate) units: f32,
    letters: Charmap<'static>,
}

/// All typefaces; they are read once.
pub(crate) struct Faces(Vec<Cut>);

impl Faces {
    pub(crate) fn get() -> &'static Self {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(|| {
            let read = |file: &'static [u8]| {
                let font = FontRef::new(file).expect("a typeface of this crate can be read");
                let print = Font::new(file.into(), 0).expect("a typeface of this crate can be read");
                let (shaper, letters) = (ShaperData::new(&font), font.charmap());
                Cut { units: print.units_per_em(), font, shaper, print, letters }
            };
            Self(FILES.into_iter().map(read).collect())
        })
    }

    pub(crate) fn cut(&self, number: usize) -> &Cut {
        &self.0[number]
    }

    /// The first typeface that has a letter; a private letter means something else in each, so none has it.
    pub(crate) fn with(&self, face: Face, letter: char) -> Option<usize> {
        let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        let has =
            |&&number: &&usize| self.0[number].letters.map(letter).is_some_and(|glyph| glyph.to_u32() > 0);
        face.files().iter().find(has).filter(|_| !private).copied()
    }

    /// Whether a typeface has it.
    pub(crate) fn has(&self, number: usize, letter: char) -> bool {
        self.0[number].letters.map(letter).is_some_and(|glyph| glyph.to_u32() > 0)
    }
}
