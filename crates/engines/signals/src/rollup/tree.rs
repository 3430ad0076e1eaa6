//! Places within places.

use std::fmt;

/// A tree of places, or several. Places are numbered from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    parents: Vec<Option<usize>>,
    /// Every place after its parent.
    order: Vec<usize>,
    levels: Vec<usize>,
}

/// What is wrong with a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTree {
    /// A place lies in one that is not there.
    Unknown {
        /// The place.
        place: usize,
        /// Where it is said to lie.
        parent: usize,
    },
    /// A place lies within itself, by way of others or not.
    Circle {
        /// One of those places.
        place: usize,
    },
}

impl fmt::Display for NoTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { place, parent } => {
                write!(f, "place {place} lies in {parent}, which is not there")
            }
            Self::Circle { place } => write!(f, "place {place} lies within itself"),
        }
    }
}

impl std::error::Error for NoTree {}

impl Tree {
    /// A tree in which each place lies in the parent given for it; those without are roots.
    pub fn new(parents: Vec<Option<usize>>) -> Result<Self, NoTree> {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
        let mut order: Vec<usize> = Vec::with_capacity(parents.len());
        for (place, parent) in parents.iter().enumerate() {
            match *parent {
                None => order.push(place),
                Some(parent) => {
                    let inside = children.get_mut(parent).ok_or(NoTree::Unknown { place, parent })?;
                    inside.push(place);
                }
            }
        }
        let mut levels = vec![0; parents.len()];
        let mut at = 0;
        while let Some(&place) = order.get(at) {
            levels[place] = parents[place].map_or(1, |parent| levels[parent] + 1);
            order.extend(&children[place]);
            at += 1;
        }
        match levels.iter().position(|level| *level == 0) {
            Some(place) => Err(NoTree::Circle { place }),
            None => Ok(Self { parents, order, levels }),
        }
    }

    /// How many places it has.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// The place in which a place lies; `None` for a root.
    pub fn parent(&self, place: usize) -> Option<usize> {
        self.parents[place]
    }

    /// How deep a place lies; roots are at level 1.
    pub fn level(&self, place: usize) -> usize {
        self.levels[place]
    }

    /// Every place after the one it lies in.
    pub fn downwards(&self) -> &[usize] {
        &self.order
    }

    /// For each place, whether others lie in it.
    pub fn holding(&self) -> Vec<bool> {
        let mut holding = vec![false; self.len()];
        for parent in self.parents.iter().flatten() {
            holding[*parent] = true;
        }
        holding
    }
}
