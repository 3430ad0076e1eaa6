//! Bands to pages.

use crate::flow::{BOTTOM, Band, Flow, PAGE, TOP};

/// A band on a page.
pub(crate) struct Placed {
    pub(crate) band: Band,
    pub(crate) y: f32,
}

/// Places bands under each other. Bands that stay together go to the next page together, unless no page holds them all.
pub(crate) fn pages(flow: &Flow) -> Vec<Vec<Placed>> {
    let room = PAGE[1] - TOP - BOTTOM;
    let mut pages: Vec<Vec<Placed>> = vec![Vec::new()];
    let mut used = 0.0;
    let mut start = 0;
    while start < flow.bands.len() {
        let end = start + flow.bands[start..].iter().take_while(|band| band.keep).count() + 1;
        let chain = &flow.bands[start..end.min(flow.bands.len())];
        let whole: f32 = chain.iter().map(|band| band.before + band.height).sum();
        let head: f32 = heads(flow, &chain[0]).iter().map(|head| head.height).sum();
        let fits_one = whole - chain[0].before + head <= room;
        if used > 0.0 && used + whole > room && fits_one {
            used = turn(flow, &mut pages, &chain[0]);
        }
        for band in chain {
            let before = if used > 0.0 { band.before } else { 0.0 };
            if used > 0.0 && used + before + band.height > room {
                used = turn(flow, &mut pages, band);
            }
            let before = if used > 0.0 { band.before } else { 0.0 };
            put(&mut pages, band.clone(), used + before);
            used += before + band.height;
        }
        start = end;
    }
    pages
}

fn put(pages: &mut [Vec<Placed>], band: Band, y: f32) {
    if let Some(page) = pages.last_mut() {
        page.push(Placed { band, y });
    }
}

/// The head that is repeated before a band; one that leaves no room for rows is not.
fn heads<'f>(flow: &'f Flow, band: &Band) -> &'f [Band] {
    let heads = band.table.map_or(&[][..], |table| &flow.heads[table]);
    let height: f32 = heads.iter().map(|head| head.height).sum();
    if height < (PAGE[1] - TOP - BOTTOM) / 2.0 { heads } else { &[] }
}

/// Begins a page, with the head of the table in which the next band stands; how much of it is used.
fn turn(flow: &Flow, pages: &mut Vec<Vec<Placed>>, next: &Band) -> f32 {
    pages.push(Vec::new());
    let mut used = 0.0;
    for head in heads(flow, next) {
        let mut again = head.clone();
        // It was said where the table begins.
        for piece in &mut again.pieces {
            piece.node = None;
        }
        used += again.height;
        put(pages, again, used - head.height);
    }
    used
}
