//! The service over HTTP: requests translated in, answers and problems translated out.
//!
//! [`serve`] runs it for an operator, [`run`] on a socket of the caller's, [`openapi_json`] documents it. A request
//! passes, from the outside in: `server`, `places` and `connection` (caps, time limits, an end that the client hears),
//! `observe` (request id, log line, measurement, the body of every problem), which asks `head` whether the request is
//! one and `gate` (keys, rate limit) whether it may pass, then its call in `calls`.

mod app;
mod body;
mod budget;
mod calls;
mod connection;
mod encoding;
mod gate;
mod head;
mod media;
mod observe;
mod places;
mod problem;
mod query;
mod rate;
mod server;
mod signals;
mod socket;
mod telemetry;
mod traces;

pub use server::{listen, run};

use crate::config::{self, ServeConfig};
use crate::wire::choice;
use anyhow::{Context, Result};
use app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath};
use axum::http::{Method, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use problem::{Kind, Problem, ProblemBody};
use std::any::Any;
use std::sync::LazyLock;
use tower_http::catch_panic::CatchPanicLayer;
use traces::Traces;
use utoipa::OpenApi;
use utoipa::openapi::Paths;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "storymerge",
        description = "Merges several news articles about one event into one account in which every fact says who reports it, \
            where, and what it goes back to.\n\nA body that cannot be parsed is answered 400; one that can be parsed but does \
            not hold what the call takes, 422. Every answer that is not 2xx is a problem (RFC 9457)."
    ),
    tags(
        (name = "merge", description = "Articles in, one account out."),
        (name = "compare", description = "Are these two the same?"),
        (name = "texts", description = "Texts by themselves."),
        (name = "operation", description = "For operators and their tools."),
    ),
    components(schemas(ProblemBody))
)]
struct Document;

/// Serves at the configured address until SIGTERM or SIGINT, then drains; a second signal ends the process at once.
///
/// # Errors
/// Settings that do not fit one another, or an address that cannot be bound.
pub fn serve(config: &ServeConfig) -> Result<()> {
    config.validate()?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start the worker threads")?;
    let traces = Traces::start(config::traces::collector()?, runtime.handle())?;
    telemetry::start_logs(config.log_format, traces.as_ref());
    let served = runtime.block_on(async {
        let address = config.listen.address();
        let shutdown = signals::first().context("cannot listen for signals")?;
        let listener = listen(address).with_context(|| format!("cannot listen on {address}"))?;
        let served = run(listener, config, shutdown).await;
        if let Some(traces) = traces {
            traces.flush().await;
        }
        served
    });
    // Work beyond its deadline cannot be stopped, and must not hold up the end of the process.
    runtime.shutdown_background();
    served
}

/// The OpenAPI 3.1 document, the same for every call.
pub fn openapi_json() -> String {
    let mut document = routes().into_openapi();
    calls::guard(&mut document);
    choice::divide(&mut document.components.get_or_insert_default().schemas);
    let mut json =
        document.to_pretty_json().expect("the document has string keys and no other surprises for JSON");
    json.push('\n');
    json
}

/// Every route with its documentation.
fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(calls::merge::merge))
        .routes(routes!(calls::compare::compare_names))
        .routes(routes!(calls::compare::compare_sentences))
        .routes(routes!(calls::texts::sentences))
        .routes(routes!(calls::texts::extract))
        .routes(routes!(calls::texts::duplicates))
        .routes(routes!(calls::texts::verify))
        .routes(routes!(calls::probes::livez))
        .routes(routes!(calls::probes::readyz))
        .routes(routes!(calls::probes::metrics))
        .routes(routes!(calls::probes::openapi))
        .routes(routes!(calls::probes::problem))
}

fn router(app: App) -> Router {
    let (router, _) = routes().split_for_parts();
    router
        .route("/", get(calls::page::show).post(calls::page::submit))
        .route("/page.css", get(calls::page::style))
        .route("/page.js", get(calls::page::script))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        // The body's own limit is lower or higher than axum's, as the operator wants it.
        .layer(DefaultBodyLimit::disable())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), observe::observe))
        .with_state(app)
}

async fn not_found() -> Problem {
    Problem::new(Kind::NotFound, "nothing is at this path; /openapi.json lists what there is")
}

/// OPTIONS is answered with the methods of the address, any other that it does not take is refused.
async fn method_not_allowed(path: MatchedPath, method: Method) -> Response {
    let allow = methods(path.as_str());
    if method == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, [(header::ALLOW, allow)]).into_response();
    }
    let detail = "this path takes other methods; Allow lists them";
    Problem::new(Kind::MethodNotAllowed, detail).with_header(header::ALLOW, allow).into_response()
}

/// The methods of a route, as the document has them.
fn methods(route: &str) -> &'static str {
    static PATHS: LazyLock<Paths> = LazyLock::new(|| routes().into_openapi().paths);
    match PATHS.paths.get(route) {
        None if route == "/" => "GET, HEAD, POST, OPTIONS",
        Some(item) if item.post.is_some() => "POST, OPTIONS",
        _ => "GET, HEAD, OPTIONS",
    }
}

/// The panic hook has logged where; the message stays inside, because it may quote an article.
fn panicked(_message: Box<dyn Any + Send>) -> Response {
    Problem::new(Kind::Internal, "the work broke off").into_response()
}
