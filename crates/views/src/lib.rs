//! One record, many renderings.
