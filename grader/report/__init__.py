"""Reports of a school or district: sections without names, and the files that are made of them."""
