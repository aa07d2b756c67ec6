//! Places of the world by name: countries with their forms, states, cities, renamed places.

use super::*;
use crate::engine::text::fold::fold_line;

/// Index of a place in the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceIx(pub u32);

/// What a form says of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The country itself: `North Korea`, `DPRK`.
    Country,
    /// Its people or what belongs to it: `North Korean`.
    Demonym,
    /// Its capital or a seat of its government, which may stand for it: `Pyongyang`.
    Capital,
    /// A state or province.
    State,
    /// A city or another place.
    Town,
}

/// What a name can mean.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The place named. For a capital this is the town.
    pub place: PlaceIx,
    /// In what way.
    pub role: Role,
    /// The country it is, or is the capital of.
    pub country: Option<PlaceIx>,
}

/// All places.
pub struct Gazetteer {
    /// Folded form to what it means.
    entries: FxHashMap<String, Entry>,
    /// Preferred names.
    names: Vec<&'static str>,
    /// Two places that share a form: the state and the city of New York.
    shared: FxHashSet<(PlaceIx, PlaceIx)>,
    /// Most words of a form.
    pub longest_form: usize,
}

/// Bytes of a form that is folded in place.
const SHORT: usize = 48;

impl Gazetteer {
    /// What a form means, if it is known; case matters only for forms of up to four letters
    /// (`US` is a country, `us` is not).
    pub fn get(&self, form: &str) -> Option<Entry> {
        let starts_small = !form.starts_with(|c: char| !c.is_lowercase()) && !form.starts_with("the ");
        if starts_small {
            return None;
        }
        let known = |folded: &str| self.entries.get(folded.strip_prefix("the ").unwrap_or(folded)).copied();
        // Nearly all forms are short and plain; folding them in place makes no string.
        let mut short = [0; SHORT];
        match fold_short(form, &mut short) {
            Some(folded) => known(folded),
            None => known(&fold_line(form)),
        }
    }

    /// Preferred name of a place.
    pub fn name(&self, place: PlaceIx) -> &'static str {
        self.names[place.0 as usize]
    }

    fn place(&mut self, name: &'static str) -> PlaceIx {
        self.names.push(name);
        PlaceIx(self.names.len() as u32 - 1)
    }

    /// The first meaning given to a form stays: countries before capitals before states before towns.
    fn add(&mut self, form: &str, entry: Entry) {
        let folded = fold_line(form);
        let key = folded.strip_prefix("the ").unwrap_or(&folded);
        if key.is_empty() || COMPASS.contains(&key) {
            return;
        }
        self.longest_form = self.longest_form.max(key.split(' ').count());
        let first = *self.entries.entry(key.to_owned()).or_insert(entry);
        if first.place != entry.place {
            self.shared.insert((first.place, entry.place));
        }
    }

    /// Whether some form names either of two places.
    pub fn share_a_form(&self, a: PlaceIx, b: PlaceIx) -> bool {
        self.shared.contains(&(a, b)) || self.shared.contains(&(b, a))
    }
}

/// A form of ASCII words with single blanks between them, folded into `short`; `None` of any other.
fn fold_short<'s>(form: &str, short: &'s mut [u8; SHORT]) -> Option<&'s str> {
    let short = short.get_mut(..form.len())?;
    let mut before = b' ';
    for (to, &byte) in short.iter_mut().zip(form.as_bytes()) {
        if !byte.is_ascii_graphic() && (byte != b' ' || before == b' ') {
            return None;
        }
        *to = byte.to_ascii_lowercase();
        before = byte;
    }
    if before == b' ' { None } else { std::str::from_utf8(short).ok() }
}

/// Compass words name a country only beside its full name; see the names stage.
pub const COMPASS: &[&str] = &["north", "south", "east", "west"];

/// The gazetteer, parsed at the first call.
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(build);
    &GAZETTEER
}

/// Whether a name is that of a known place.
pub fn is_place_name(name: &str) -> bool {
    let folded = fold_line(name);
    gazetteer().entries.contains_key(folded.strip_prefix("the ").unwrap_or(&folded))
}

fn build() -> Gazetteer {
    let mut g = Gazetteer {
        entries: FxHashMap::default(),
        names: Vec::new(),
        shared: FxHashSet::default(),
        longest_form: 0,
    };
    let mut by_code: FxHashMap<&'static str, PlaceIx> = FxHashMap::default();
    for row in rows(COUNTRIES) {
        let place = g.place(row[1]);
        by_code.insert(row[0], place);
        let country = |role| Entry { place, role, country: Some(place) };
        g.add(row[1], country(Role::Country));
        g.add(row[2], country(Role::Country));
        pieces(row[3]).for_each(|form| g.add(form, country(Role::Country)));
        pieces(row[4]).for_each(|form| g.add(form, country(Role::Demonym)));
    }
    for row in rows(COUNTRIES) {
        let country = by_code.get(row[0]).copied();
        if let Some(capital) = pieces(row[5]).next() {
            let place = g.place(capital);
            let entry = Entry { place, role: Role::Capital, country };
            pieces(row[5]).for_each(|form| g.add(form, entry));
        }
        for seat in pieces(row[6]) {
            let place = g.place(seat);
            g.add(seat, Entry { place, role: Role::Capital, country });
        }
    }
    for row in rows(US_STATES) {
        let place = g.place(row[0]);
        let entry = Entry { place, role: Role::State, country: by_code.get(row[1]).copied() };
        g.add(row[0], entry);
        // Two bare capitals are words or initials too often: `OR`, `IN`, `CA`.
        pieces(row[2]).filter(|a| a.contains('.') || a.len() > 2).for_each(|a| g.add(a, entry));
    }
    for row in rows(PLACE_VARIANTS) {
        let known = g.get(row[0]);
        let entry = known.unwrap_or_else(|| {
            let place = g.place(row[0]);
            Entry { place, role: Role::Town, country: by_code.get(row[2]).copied() }
        });
        g.add(row[0], entry);
        pieces(row[1]).for_each(|form| g.add(form, entry));
    }
    for row in rows(CITIES) {
        let place = g.place(row[0]);
        let entry = Entry { place, role: Role::Town, country: by_code.get(row[2]).copied() };
        g.add(row[0], entry);
        g.add(row[1], entry);
    }
    g
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_country_are_one_place() {
        let place = |form| gazetteer().get(form).map(|e| e.place);
        assert_eq!(place("North Korea"), place("DPRK"));
        assert_ne!(place("North Korea"), place("South Korea"));
        assert_eq!(place("the United States"), place("U.S."));
        assert_eq!(place("us"), None);
        assert_eq!(place("Kiev"), place("Kyiv"));
    }
}
