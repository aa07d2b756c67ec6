//! The closed list of what can go wrong over HTTP.

use axum::http::StatusCode;

/// What went wrong, as a fixed list: a client can decide by it. The last part of `type` on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The request is not HTTP/1.1.
    MalformedRequest,
    /// The body cannot be read as what its type says.
    MalformedBody,
    /// A query parameter that the call does not have, or a value it does not take.
    InvalidParameter,
    /// No API key was sent.
    KeyRequired,
    /// The API key is not known.
    InvalidKey,
    /// The body can be read but does not hold what the call takes.
    InvalidRequest,
    /// The path names nothing.
    NotFound,
    /// The path names something that does not take this method.
    MethodNotAllowed,
    /// No format that the client accepts.
    NotAcceptable,
    /// The body did not arrive in time.
    RequestTimeout,
    /// The body is larger than the service takes.
    BodyTooLarge,
    /// The body unpacks to more than the service takes.
    UnpackedTooLarge,
    /// The body unpacks to too many times its size.
    UnpackRatio,
    /// More articles than the service takes in one request.
    TooManyArticles,
    /// More sentences than the service takes in one request.
    TooManySentences,
    /// An article or text is longer than the service takes.
    ArticleTooLarge,
    /// The address is longer than the service takes.
    UriTooLong,
    /// The body is of a type that the call does not take.
    UnsupportedMediaType,
    /// The header is larger than the service takes.
    HeaderTooLarge,
    /// The header has more fields than the service takes.
    TooManyHeaders,
    /// The caller's quota is used up.
    RateLimited,
    /// A defect of the service.
    Internal,
    /// All workers are busy, or the memory for bodies is taken.
    Busy,
    /// The work took too long.
    Timeout,
    /// The service is stopping.
    Draining,
}

impl Kind {
    /// Every kind, in order of status.
    pub const ALL: [Kind; 25] = [
        Kind::MalformedRequest,
        Kind::MalformedBody,
        Kind::InvalidParameter,
        Kind::KeyRequired,
        Kind::InvalidKey,
        Kind::NotFound,
        Kind::MethodNotAllowed,
        Kind::NotAcceptable,
        Kind::RequestTimeout,
        Kind::BodyTooLarge,
        Kind::UnpackedTooLarge,
        Kind::UnpackRatio,
        Kind::TooManyArticles,
        Kind::TooManySentences,
        Kind::ArticleTooLarge,
        Kind::UriTooLong,
        Kind::UnsupportedMediaType,
        Kind::InvalidRequest,
        Kind::RateLimited,
        Kind::HeaderTooLarge,
        Kind::TooManyHeaders,
        Kind::Internal,
        Kind::Busy,
        Kind::Timeout,
        Kind::Draining,
    ];

    /// Status, name in the `type` URI, title, and what a client can do about it.
    fn row(self) -> (StatusCode, &'static str, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Kind::MalformedRequest => (
                S::BAD_REQUEST,
                "malformed-request",
                "Not an HTTP/1.1 request",
                "The bytes received are not a request of HTTP/1.1. Check the client, or the proxy before the service.",
            ),
            Kind::MalformedBody => (
                S::BAD_REQUEST,
                "malformed-body",
                "The body cannot be read",
                "The body is not the JSON, text or form that its content type says, or is not UTF-8. The detail names the place.",
            ),
            Kind::InvalidParameter => (
                S::BAD_REQUEST,
                "invalid-parameter",
                "A query parameter is not one of this call",
                "Each entry of errors names a parameter that the call does not have, or a value that it does not take.",
            ),
            Kind::KeyRequired => (
                S::UNAUTHORIZED,
                "key-required",
                "An API key is wanted",
                "Send the key that you were given as Authorization: Bearer KEY.",
            ),
            Kind::InvalidKey => (
                S::UNAUTHORIZED,
                "invalid-key",
                "The API key is not known",
                "The key is mistyped, or it was revoked. An operator makes keys with `storymerge keys create`.",
            ),
            Kind::InvalidRequest => (
                S::UNPROCESSABLE_ENTITY,
                "invalid-request",
                "The body does not hold what the call takes",
                "The body can be read, but a field is unknown, missing, empty, too long or of another type. Each entry of errors points to one (RFC 6901).",
            ),
            Kind::NotFound => (
                S::NOT_FOUND,
                "not-found",
                "Nothing is at this address",
                "GET /openapi.json lists what there is.",
            ),
            Kind::MethodNotAllowed => (
                S::METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "The address does not take this method",
                "The header Allow lists the methods it takes.",
            ),
            Kind::NotAcceptable => (
                S::NOT_ACCEPTABLE,
                "not-acceptable",
                "No format that the client accepts",
                "The detail lists the formats of the call. Name one in Accept or in ?format=.",
            ),
            Kind::RequestTimeout => (
                S::REQUEST_TIMEOUT,
                "request-timeout",
                "The body did not arrive in time",
                "Send the request again, without long pauses.",
            ),
            Kind::BodyTooLarge => (
                S::PAYLOAD_TOO_LARGE,
                "body-too-large",
                "The body is larger than the service takes",
                "Send less in one request; an operator can raise STORYMERGE_MAX_BODY_BYTES.",
            ),
            Kind::TooManySentences => (
                S::PAYLOAD_TOO_LARGE,
                "too-many-sentences",
                "More sentences than the service takes in one request",
                "Send fewer or shorter articles in one request; an operator can raise STORYMERGE_MAX_SENTENCES.",
            ),
            Kind::UnpackedTooLarge => (
                S::PAYLOAD_TOO_LARGE,
                "unpacked-too-large",
                "The body unpacks to more than the service takes",
                "Send less in one request; an operator can raise STORYMERGE_MAX_UNPACKED_BYTES.",
            ),
            Kind::UnpackRatio => (
                S::PAYLOAD_TOO_LARGE,
                "unpack-ratio",
                "The body unpacks to too many times its size",
                "No text packs as small as this body. Send it as it is; an operator can raise STORYMERGE_MAX_UNPACK_RATIO.",
            ),
            Kind::TooManyArticles => (
                S::PAYLOAD_TOO_LARGE,
                "too-many-articles",
                "More articles than the service takes in one request",
                "Send fewer; an operator can raise STORYMERGE_MAX_ARTICLES.",
            ),
            Kind::ArticleTooLarge => (
                S::PAYLOAD_TOO_LARGE,
                "article-too-large",
                "A text is longer than the service takes",
                "Cut it; an operator can raise STORYMERGE_MAX_ARTICLE_BYTES.",
            ),
            Kind::UriTooLong => (
                S::URI_TOO_LONG,
                "uri-too-long",
                "The address is longer than the service takes",
                "Texts belong in the body of a request.",
            ),
            Kind::UnsupportedMediaType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "The body is of a type that this call does not take",
                "The header Accept-Post lists the types it takes; Accept-Encoding the encodings.",
            ),
            Kind::HeaderTooLarge => (
                S::REQUEST_HEADER_FIELDS_TOO_LARGE,
                "header-too-large",
                "The header is larger than the service takes",
                "Send fewer or shorter header fields; an operator can raise STORYMERGE_MAX_HEADER_BYTES.",
            ),
            Kind::TooManyHeaders => (
                S::REQUEST_HEADER_FIELDS_TOO_LARGE,
                "too-many-headers",
                "The header has more fields than the service takes",
                "Send fewer header fields; an operator can raise STORYMERGE_MAX_HEADERS.",
            ),
            Kind::RateLimited => (
                S::TOO_MANY_REQUESTS,
                "rate-limited",
                "The quota of requests is used up",
                "Send the request again after the time in Retry-After. RateLimit-Policy tells the quota; an operator sets it with STORYMERGE_RATE_LIMIT.",
            ),
            Kind::Internal => (
                S::INTERNAL_SERVER_ERROR,
                "internal",
                "A defect of the service",
                "The request id finds what happened in the service's log. The service goes on.",
            ),
            Kind::Busy => (
                S::SERVICE_UNAVAILABLE,
                "busy",
                "The service is busy",
                "Send the request again after the time in Retry-After.",
            ),
            Kind::Timeout => (
                S::SERVICE_UNAVAILABLE,
                "timeout",
                "The work took too long",
                "Send the request again after the time in Retry-After, or with fewer articles; an operator can raise STORYMERGE_REQUEST_DEADLINE.",
            ),
            Kind::Draining => (
                S::SERVICE_UNAVAILABLE,
                "draining",
                "The service is stopping",
                "Send the request to another instance, or again after the time in Retry-After.",
            ),
        }
    }

    /// The status it is answered with.
    pub fn status(self) -> StatusCode {
        self.row().0
    }

    /// The last part of its `type`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// A sentence that is the same for each problem of the kind.
    pub fn title(self) -> &'static str {
        self.row().2
    }

    /// What a client can do about it.
    pub fn advice(self) -> &'static str {
        self.row().3
    }

    /// The kind for a status that something below the handlers answered with.
    pub fn of_status(status: StatusCode) -> Kind {
        let found = Kind::ALL.into_iter().find(|kind| kind.status() == status);
        found.unwrap_or(if status.is_client_error() { Kind::MalformedRequest } else { Kind::Internal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_listed_once() {
        let names: std::collections::BTreeSet<_> = Kind::ALL.map(Kind::name).into();
        assert_eq!(names.len(), Kind::ALL.len());
        assert!(Kind::ALL.is_sorted_by_key(|kind| kind.status()));
    }
}
