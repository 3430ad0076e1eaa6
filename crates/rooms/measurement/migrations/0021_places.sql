-- One level of a tree of thousands of places is read alone, in the order it was listed.
CREATE INDEX dimension_category_parent ON dimension_category (initiative, dimension, parent, rank);
