//! XML formats of news systems: NewsML-G2, NITF, and feeds (RSS, RDF, Atom; JSON Feed too).
