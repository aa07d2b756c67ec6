//! The closed lists of words on the wire, each the twin of an engine enum.

use crate::engine::{self, answer, span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Declares the twin of an engine enum, spelt in snake case, and its translation; the compiler refuses a twin that
/// lacks a variant.
macro_rules! twin {
    ($(#[doc = $doc:literal])* $name:ident of $engine:path { $($(#[doc = $says:literal])* $variant:ident,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[doc = $says])* $variant,)* }

        impl From<$engine> for $name {
            fn from(engine: $engine) -> $name {
                use $engine as Engine;
                match engine { $(Engine::$variant => $name::$variant,)* }
            }
        }
    };
}

twin! {
    /// Which string of an article.
    Part of span::Part {
        /// Its headline.
        Title,
        /// Its text.
        Text,
    }
}
twin! {
    /// What the outlets and origins of a fact amount to.
    Status of answer::Status {
        /// Two or more outlets and two or more independent origins.
        Corroborated,
        /// Two or more outlets that go back to one origin.
        OneOrigin,
        /// One outlet.
        SingleSource,
        /// Supports give values that cannot both be true.
        Disputed,
    }
}
twin! {
    /// How a support's wording stands to that of the fact's base.
    Relation of answer::Relation {
        /// It is the base.
        Base,
        /// The same words.
        Verbatim,
        /// The same words but for a few.
        NearVerbatim,
        /// The same in other words.
        Paraphrase,
        /// It says a part of what the base says.
        PartOf,
        /// It says all that the base says, and more.
        Contains,
        /// They share a fact; each says more.
        Overlap,
    }
}
twin! {
    /// Manner of speech.
    Mode of answer::Mode {
        /// Inside quotation marks.
        Direct,
        /// Reported in the outlet's words.
        Indirect,
        /// Read from a document.
        Document,
        /// The outlet's own narration.
        Narration,
    }
}
twin! {
    /// Sort of entity.
    NameKind of answer::NameKind {
        /// A human being.
        Person,
        /// A country, city, region, street, sea.
        Place,
        /// A body of people.
        Organisation,
        /// An office or role.
        Office,
        /// A ship, treaty, product, event.
        Other,
    }
}
twin! {
    /// Sort of origin.
    OriginKind of answer::OriginKind {
        /// A release, statement, report, filing.
        Document,
        /// A person or body speaking.
        Speaker,
        /// A news agency.
        Agency,
        /// The outlet itself.
        Outlet,
    }
}
twin! {
    /// Sort of difference.
    DifferenceClass of answer::DifferenceClass {
        /// Two spellings of one name.
        Spelling,
        /// One value is a rounder form of the other.
        Precision,
        /// Two numbers of one thing.
        Number,
        /// Two dates of one thing.
        Date,
        /// Other words for the same.
        Wording,
        /// One says more.
        Detail,
        /// The numbers count different things.
        OtherThingCounted,
        /// Both cannot be true.
        Contradiction,
        /// One article disagrees with itself.
        InsideOneArticle,
    }
}
twin! {
    /// Sort of copy.
    CopyKind of answer::CopyKind {
        /// The same text.
        Exact,
        /// The same text but for a few words.
        Near,
        /// Two edits of one agency's text.
        WireCopy,
        /// One holds a long piece of the other.
        Excerpt,
    }
}
twin! {
    /// How exact a date is.
    Precision of answer::Precision {
        /// One day.
        Day,
        /// One month.
        Month,
        /// One year.
        Year,
    }
}
twin! {
    /// Sort of segment.
    SegmentKind of answer::SegmentKind {
        /// The article's own heading.
        Headline,
        /// The story.
        Story,
        /// Who wrote it.
        Byline,
        /// Place and date line.
        Dateline,
        /// Words to a picture.
        Caption,
        /// Agency or photographer.
        Credit,
        /// A link to another story.
        Teaser,
        /// Menus, buttons, addresses.
        Navigation,
        /// Newsletters, apps, subscriptions.
        Promotion,
        /// Anything else that is not story.
        Other,
    }
}
twin! {
    /// What became of a segment.
    Fate of answer::Fate {
        /// It stands in the account.
        Printed,
        /// Its facts stand in the account in another sentence's words.
        Merged,
        /// It does not; the reason says why.
        LeftOut,
    }
}
twin! {
    /// How it was found.
    Found of engine::Found {
        /// Word for word.
        Exactly,
        /// With changes.
        Changed,
        /// Not at all.
        NotFound,
    }
}

impl From<NameKind> for answer::NameKind {
    fn from(kind: NameKind) -> answer::NameKind {
        match kind {
            NameKind::Person => answer::NameKind::Person,
            NameKind::Place => answer::NameKind::Place,
            NameKind::Organisation => answer::NameKind::Organisation,
            NameKind::Office => answer::NameKind::Office,
            NameKind::Other => answer::NameKind::Other,
        }
    }
}

impl DifferenceClass {
    /// Whether an editor need not know of it at once: other words, more detail, of which every fact told twice has some,
    /// and spellings, which are listed by name.
    pub fn is_quiet(self) -> bool {
        matches!(self, DifferenceClass::Spelling | DifferenceClass::Wording | DifferenceClass::Detail)
    }
}
