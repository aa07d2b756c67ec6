//! Zones of times by name or number.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// How far a clock is from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// UTC by name.
    Utc,
    /// Seconds east.
    Offset(i32),
    /// A clock of the United States, which goes over to summer time: hours west in winter.
    American(i8),
    /// A name that tells nothing.
    Unknown,
}

impl Zone {
    /// Its offset at a moment of its clock, as RFC 3339 has it.
    pub fn offset(self, moment: DateTime) -> Option<String> {
        match self {
            Zone::Utc | Zone::Unknown => Some("Z".to_owned()),
            Zone::Offset(seconds) => Some(offset(seconds)),
            Zone::American(west) => american(moment, west),
        }
    }

    /// Why a time with it was taken as UTC, if nothing says that it is.
    pub fn assumed(self) -> Option<&'static str> {
        (self == Zone::Unknown).then_some("its zone is not known or has several meanings")
    }
}

/// Zones whose names have one meaning in news. BST (Britain, Bangladesh) and IST (India, Ireland, Israel) have several;
/// CST is American, as RFC 2822 has it.
pub fn zone(name: &str) -> Option<Zone> {
    let hours = match name {
        "z" | "ut" | "utc" | "gmt" => return Some(Zone::Utc),
        "et" => return Some(Zone::American(5)),
        "ct" => return Some(Zone::American(6)),
        "mt" => return Some(Zone::American(7)),
        "pt" => return Some(Zone::American(8)),
        "hst" => -10,
        "akst" => -9,
        "akdt" | "pst" => -8,
        "pdt" | "mst" => -7,
        "mdt" | "cst" => -6,
        "cdt" | "est" => -5,
        "edt" => -4,
        "wet" => 0,
        "cet" | "west" => 1,
        "cest" | "eet" | "sast" => 2,
        "eest" | "msk" => 3,
        "pkt" => 5,
        "hkt" | "sgt" | "awst" => 8,
        "jst" | "kst" => 9,
        "aest" => 10,
        "aedt" => 11,
        "nzst" => 12,
        "nzdt" => 13,
        _ => return None,
    };
    Some(Zone::Offset(hours * 3600))
}

/// The offset of a clock in the United States, `west` hours behind in winter, by the rule in force since 2007. It is written
/// out here, because a machine's table of zones would make the answer depend on the machine.
fn american(moment: DateTime, west: i8) -> Option<String> {
    let zone = TimeZone::posix(&format!("XST{west}XDT,M3.2.0,M11.1.0")).ok()?;
    Some(offset(moment.to_zoned(zone).ok()?.offset().seconds()))
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
