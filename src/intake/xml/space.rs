//! The namespaces that mean something here.

use quick_xml::name::{QName, ResolveResult};

/// A namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// None, or that of RSS.
    Plain,
    /// A default namespace that means nothing here: the document's own.
    Own,
    /// Atom, 1.0 and 0.3.
    Atom,
    /// `content:encoded` of RSS.
    Content,
    /// Dublin Core: `dc:creator`, `dc:date`.
    DublinCore,
    /// Anything else: pictures, podcasts, comments, a sender's own.
    Other,
}

impl Space {
    /// The namespace of an element. Feeds often use a prefix without declaring it: then its usual meaning counts.
    pub fn of(resolved: &ResolveResult, name: QName) -> Space {
        let prefix = name.prefix().map(|prefix| prefix.into_inner());
        match resolved {
            ResolveResult::Bound(namespace) => match (namespace.into_inner(), prefix) {
                ("http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#", _) => Space::Atom,
                ("http://purl.org/rss/1.0/modules/content/", _) => Space::Content,
                ("http://purl.org/dc/elements/1.1/", _) => Space::DublinCore,
                ("http://purl.org/rss/1.0/" | "http://my.netscape.com/rdf/simple/0.9/", _) => Space::Plain,
                (_, None) => Space::Own,
                _ => Space::Other,
            },
            ResolveResult::Unbound => Space::Plain,
            ResolveResult::Unknown(_) => match prefix {
                Some("content") => Space::Content,
                Some("dc") => Space::DublinCore,
                Some("atom") => Space::Atom,
                _ => Space::Other,
            },
        }
    }
}
