//! The closed lists of an answer in words for people.

use crate::wire::vocabulary::{DifferenceClass, OriginKind};

/// What sort of difference.
pub(super) fn class(class: DifferenceClass) -> &'static str {
    match class {
        DifferenceClass::Spelling => "spelling",
        DifferenceClass::Precision => "one is rounder",
        DifferenceClass::Number => "number",
        DifferenceClass::Date => "date",
        DifferenceClass::Wording => "wording",
        DifferenceClass::Detail => "one says more",
        DifferenceClass::OtherThingCounted => "different things counted",
        DifferenceClass::Contradiction => "both cannot be true",
        DifferenceClass::InsideOneArticle => "inside one article",
    }
}

/// What sort of origin.
pub(super) fn origin(kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Document => "document",
        OriginKind::Speaker => "speaker",
        OriginKind::Agency => "agency",
        OriginKind::Outlet => "outlet",
    }
}
