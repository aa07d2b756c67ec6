//! Times as news systems write them, to RFC 3339.
