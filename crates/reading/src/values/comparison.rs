//! Whether two values say the same.
