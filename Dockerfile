# syntax=docker/dockerfile:1

# The same Debian release for building and running, so that both have the same C library;
# the same Rust as rust-toolchain.toml.
ARG RUST=1.95

FROM rust:${RUST}-slim-trixie AS build
WORKDIR /src
# rust-toolchain.toml stays out of the image's build: the base image is the toolchain.
COPY Cargo.toml Cargo.lock ./
# Dependencies are built in a layer of their own, which changes with Cargo.toml and Cargo.lock only:
# once with a program and a library that are empty.
RUN mkdir -p src tests/it tests/bench \
 && echo 'fn main() {}' | tee src/main.rs tests/it/main.rs > tests/bench/merge.rs \
 && touch src/lib.rs \
 && cargo build --release --locked --bin storymerge \
 && rm -r src tests
COPY src src
# Cargo wants the declared targets to exist; their contents are not built here.
COPY tests tests
# Cargo decides by time of change, and a copied file may be older than the empty program.
RUN touch src/lib.rs src/main.rs \
 && cargo build --release --locked --bin storymerge \
 && strip target/release/storymerge

# No shell, no package manager; runs as user 65532. Pin it by digest where you publish.
FROM gcr.io/distroless/cc-debian13:nonroot
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="storymerge" \
      org.opencontainers.image.description="Merges several news articles about one event into one attributed account" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
# The binary holds its tables; nothing else is read, and nothing is written.
COPY --from=build /src/target/release/storymerge /usr/local/bin/storymerge
USER 65532:65532
ENV STORYMERGE_LISTEN=0.0.0.0:8080
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
    CMD ["/usr/local/bin/storymerge", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/storymerge"]
CMD ["serve"]
