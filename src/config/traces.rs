//! Where traces go. The variables are those of OpenTelemetry, which every tool of its kind reads.

use anyhow::{Context, Result, bail, ensure};

/// The address of the collector's call for traces, if traces are to be exported: an endpoint is set, and nothing says
/// that they are not.
///
/// # Errors
/// An endpoint or protocol that is not taken.
pub fn collector() -> Result<Option<String>> {
    // An empty variable is one that is not set (OpenTelemetry, "Environment Variable Specification").
    from_variables(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
}

fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Option<String>> {
    let says = |name: &str, word: &str| variable(name).is_some_and(|value| value.eq_ignore_ascii_case(word));
    if says("OTEL_SDK_DISABLED", "true") || says("OTEL_TRACES_EXPORTER", "none") {
        return Ok(None);
    }
    let own = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    let shared = "OTEL_EXPORTER_OTLP_ENDPOINT";
    // The address for all signals is that of a folder.
    let under = |folder: String| format!("{}/v1/traces", folder.trim_end_matches('/'));
    let found = variable(own).map(|address| (own, address));
    let Some((name, address)) = found.or_else(|| Some((shared, under(variable(shared)?)))) else {
        return Ok(None);
    };
    let rest = address.strip_prefix("http://");
    let rest = rest.with_context(|| {
        format!("{name}: traces go to an http:// address, such as a collector on the same machine; there is no TLS")
    })?;
    let host = rest.split('/').next().unwrap_or_default();
    ensure!(!host.is_empty() && !host.contains('@'), "{name}: http:// is followed by a host and port");
    for name in ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"] {
        match variable(name).as_deref() {
            None | Some("http/protobuf") => {}
            Some(other) => bail!("{name} is {other}: traces are sent as http/protobuf"),
        }
    }
    Ok(Some(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collector(variables: &[(&str, &str)]) -> Result<Option<String>> {
        from_variables(|name| {
            let found = variables.iter().find(|(n, _)| *n == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_endpoint_turns_traces_on() {
        let address = |variables: &[(&str, &str)]| collector(variables).expect("taken");
        let shared = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/");
        let own = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://[::1]:4318/in");
        assert_eq!(address(&[]), None);
        assert_eq!(address(&[shared]).as_deref(), Some("http://collector:4318/v1/traces"));
        assert_eq!(address(&[shared, own]).as_deref(), Some(own.1));
        assert_eq!(address(&[shared, ("OTEL_SDK_DISABLED", "TRUE")]), None);
        assert_eq!(address(&[shared, ("OTEL_TRACES_EXPORTER", "none")]), None);
        assert!(address(&[shared, ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]).is_some());
    }

    #[test]
    fn what_cannot_be_sent_is_refused_by_name() {
        let endpoint = |value| ("OTEL_EXPORTER_OTLP_ENDPOINT", value);
        for (variables, expected) in [
            (&[endpoint("https://collector:4318")][..], "there is no TLS"),
            (&[endpoint("collector:4318")], "OTEL_EXPORTER_OTLP_ENDPOINT"),
            (&[endpoint("http://me:secret@collector")], "host and port"),
            (&[endpoint("http:///x")], "host and port"),
            (&[endpoint("http://c"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")], "is grpc"),
        ] {
            let error = collector(variables).expect_err(expected).to_string();
            assert!(error.contains(expected) && !error.contains("secret"), "{error}");
        }
    }
}
