//! Addresses of the web.

/// The address, if it is one of the web.
pub fn web_address(given: &str) -> Option<String> {
    let url = given.trim();
    let (scheme, rest) = url.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let is_whole = !rest.is_empty() && !url.contains(|c: char| c.is_whitespace() || c.is_control());
    (is_web && is_whole).then(|| url.to_owned())
}

/// The host of an http address, without `www.` and port.
pub fn host(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let host = match host.find(']') {
        Some(end_of_ipv6) => &host[..=end_of_ipv6],
        None => host.split(':').next()?,
    };
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_host = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    is_host.then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_addresses() {
        for (given, expected) in [
            (" https://a.example/b?c ", Some("https://a.example/b?c")),
            ("urn:newsml:a:1", None),
            ("/world/story", None),
            ("javascript:alert(1)", None),
            ("http://", None),
        ] {
            assert_eq!(web_address(given).as_deref(), expected);
        }
    }

    #[test]
    fn a_host_is_never_blank() {
        for (given, expected) in [
            ("https://www.A.example:80/b", Some("a.example")),
            ("http://www.", None),
            ("http://www. \n/", None),
            ("urn:a", None),
        ] {
            assert_eq!(host(given).as_deref(), expected, "{given}");
        }
    }
}
