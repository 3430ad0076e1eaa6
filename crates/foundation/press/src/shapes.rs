//! Shapes and colours on a page.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;

use crate::words::FRAME;
use crate::{Colour, Figure, Form, Shape};

fn paint(colour: Colour) -> rgb::Color {
    let [red, green, blue] = match colour {
        Colour::Ink => [19, 32, 41],
        Colour::Soft => [75, 87, 96],
        Colour::Line => [208, 205, 197],
        Colour::Swell => [0, 86, 112],
        Colour::Agree => [14, 93, 165],
        Colour::Disagree => [161, 69, 18],
        Colour::Neutral => [91, 97, 103],
        Colour::Group(0) => [106, 83, 189],
        Colour::Group(1) => [164, 105, 12],
        Colour::Group(2) => [8, 121, 112],
        Colour::Group(3) => [168, 60, 129],
        Colour::Group(_) => [76, 93, 106],
    };
    rgb::Color::new(red, green, blue)
}

pub(crate) fn fill(colour: Colour, cover: f32) -> Fill {
    let opacity = NormalizedF32::new(cover).unwrap_or(NormalizedF32::ONE);
    Fill { paint: paint(colour).into(), opacity, ..Fill::default() }
}

/// A picture, from its left and top.
pub(crate) fn figure(surface: &mut Surface, figure: &Figure, at: [f32; 2], scale: f32) {
    for shape in &figure.shapes {
        shape_on(surface, shape, at, scale);
    }
    edge(surface, figure, at, scale);
}

/// A line between rows.
pub(crate) fn rule(surface: &mut Surface, [x, y]: [f32; 2], width: f32) {
    line(surface, Colour::Line, 0.6, 1.0);
    path(surface, |path| {
        path.move_to(x, y);
        path.line_to(x + width, y);
    });
}

/// A picture of nothing still marks its place, because what has a description must be something.
fn edge(surface: &mut Surface, figure: &Figure, [x, y]: [f32; 2], scale: f32) {
    let drawn = figure.shapes.iter().any(|shape| !matches!(shape.form, Form::Words(..)));
    if !drawn && figure.alt.is_some() {
        line(surface, Colour::Line, 0.6, 1.0);
        path(surface, |path| push_rect(path, [x, y], figure.size.map(|size| size * scale)));
    }
}

fn line(surface: &mut Surface, colour: Colour, width: f32, cover: f32) {
    let opacity = NormalizedF32::new(cover).unwrap_or(NormalizedF32::ONE);
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: paint(colour).into(), width, opacity, ..Stroke::default() }));
}

fn path(surface: &mut Surface, build: impl FnOnce(&mut PathBuilder)) {
    let mut path = PathBuilder::new();
    build(&mut path);
    let path: Option<Path> = path.finish();
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn push_rect(path: &mut PathBuilder, [x, y]: [f32; 2], [width, height]: [f32; 2]) {
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
}

/// Frames for letters that no typeface has, from the baseline of the first.
pub(crate) fn frames(surface: &mut Surface, [x, y]: [f32; 2], count: usize, (size, colour): (f32, Colour)) {
    line(surface, colour, 0.6, 1.0);
    for number in 0..count {
        let left = x + (number as f32 * FRAME + 0.08) * size;
        path(surface, |path| push_rect(path, [left, y - size * 0.68], [size * (FRAME - 0.16), size * 0.68]));
    }
}

/// A quarter of a circle as a curve; see Goldapp, "Approximation of circular arcs by cubic polynomials", 1991.
const ARC: f32 = 0.552_284_8;

fn shape_on(surface: &mut Surface, shape: &Shape, [left, top]: [f32; 2], scale: f32) {
    let [x, y] = [left + shape.at[0] * scale, top + shape.at[1] * scale];
    surface.set_stroke(None);
    surface.set_fill(Some(fill(shape.colour, shape.cover)));
    match shape.form {
        Form::Disc(width) => path(surface, |path| {
            let r = width * scale / 2.0;
            let a = r * ARC;
            path.move_to(x + r, y);
            path.cubic_to(x + r, y + a, x + a, y + r, x, y + r);
            path.cubic_to(x - a, y + r, x - r, y + a, x - r, y);
            path.cubic_to(x - r, y - a, x - a, y - r, x, y - r);
            path.cubic_to(x + a, y - r, x + r, y - a, x + r, y);
            path.close();
        }),
        Form::Square(width) => {
            let width = width * scale;
            path(surface, |path| push_rect(path, [x - width / 2.0, y - width / 2.0], [width; 2]));
        }
        Form::Bar(width, height) => {
            let [width, height] = [width, height].map(|side| side * scale);
            path(surface, |path| push_rect(path, [x - width / 2.0, y - height / 2.0], [width, height]));
        }
        Form::Triangle(width) => {
            let r = width * scale / 2.0;
            corners(surface, [[x, y - r], [x + r, y + r], [x - r, y + r]]);
        }
        Form::Diamond(width) => {
            let r = width * scale / 2.0;
            corners(surface, [[x, y - r], [x + r, y], [x, y + r], [x - r, y]]);
        }
        Form::Cross(width) => {
            let r = width * scale / 2.0;
            line(surface, shape.colour, 4.0 * scale, shape.cover);
            path(surface, |path| {
                path.move_to(x - r, y - r);
                path.line_to(x + r, y + r);
                path.move_to(x - r, y + r);
                path.line_to(x + r, y - r);
            });
        }
        // They are pieces of their own.
        Form::Words(..) => {}
    }
}

fn corners<const N: usize>(surface: &mut Surface, corners: [[f32; 2]; N]) {
    path(surface, |path| {
        for (number, [x, y]) in corners.into_iter().enumerate() {
            if number == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        path.close();
    });
}
