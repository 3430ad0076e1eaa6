//! The Merkle tree of RFC 6962, as far as it is needed to go on: its right edge.

use tlog_tiles::{
    Error, Hash, HashReader, split_stored_hash_index, stored_hashes_for_record_hash, tree_hash,
};

/// A tree of so many leaves. Only the hashes of its complete subtrees are kept, at most one a level, which
/// is all that appending a leaf or computing the root asks for.
#[derive(Clone)]
pub(crate) struct Tree {
    size: u64,
    edge: [Hash; 64],
}

impl Tree {
    /// Without a leaf.
    pub(crate) fn new() -> Self {
        Self { size: 0, edge: [Hash::default(); 64] }
    }

    /// Where the edge of a tree with `size` leaves was completed: pairs of the leaf that did it and the level.
    pub(crate) fn edge(size: u64) -> impl Iterator<Item = (u64, usize)> {
        let mut end = 0;
        (0..64).rev().filter(move |level| size >> level & 1 == 1).map(move |level| {
            end += 1 << level;
            (end - 1, level as usize)
        })
    }

    /// The tree of `size` leaves whose edge at each level `completed` knows, as [`Tree::append`] answered
    /// for that leaf; `None` if a hash is missing.
    pub(crate) fn from_edge(size: u64, mut completed: impl FnMut(u64) -> Option<Vec<u8>>) -> Option<Self> {
        let mut tree = Self { size, ..Self::new() };
        for (leaf, level) in Self::edge(size) {
            let hashes = completed(leaf)?;
            tree.edge[level] = Hash(hashes.get(level * 32..level * 32 + 32)?.try_into().ok()?);
        }
        Some(tree)
    }

    /// How many leaves it has.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf; answers the hashes that this completes, 32 bytes each, the leaf's own first.
    pub(crate) fn append(&mut self, leaf: Hash) -> Vec<u8> {
        let completed = stored_hashes_for_record_hash(self.size, leaf, self)
            .expect("the edge holds every hash that is read");
        self.edge[completed.len() - 1] = *completed.last().expect("the leaf's own at least");
        self.size += 1;
        completed.iter().flat_map(|hash| hash.0).collect()
    }

    /// The root.
    pub(crate) fn root(&self) -> Hash {
        tree_hash(self.size, self).expect("the edge holds every hash that is read")
    }
}

impl HashReader for Tree {
    fn read_hashes(&self, places: &[u64]) -> Result<Vec<Hash>, Error> {
        Ok(places.iter().map(|place| self.edge[usize::from(split_stored_hash_index(*place).0)]).collect())
    }
}

#[cfg(test)]
mod tests {
    use tlog_tiles::{Hash, node_hash, record_hash};

    use super::Tree;

    /// RFC 6962, section 2.1, word for word.
    fn root_by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [leaf] => *leaf,
            leaves => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(root_by_definition(left), root_by_definition(right))
            }
        }
    }

    #[test]
    fn every_size_has_the_root_of_the_definition_and_can_be_taken_up_again() {
        let leaves: Vec<Hash> = (0..70_u8).map(|n| record_hash(&[n])).collect();
        let (mut tree, mut completed) = (Tree::new(), Vec::new());
        for (n, leaf) in leaves.iter().enumerate() {
            completed.push(tree.append(*leaf));
            assert_eq!(tree.root(), root_by_definition(&leaves[..=n]));
            let again = Tree::from_edge(tree.size(), |leaf| completed.get(leaf as usize).cloned()).unwrap();
            assert_eq!(again.root(), tree.root());
        }
    }
}
