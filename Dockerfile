# syntax=docker/dockerfile:1

# The same Debian release for building and running, so that both have the same C library;
# the same Rust as rust-toolchain.toml. Where you publish, pin both by digest (`name:tag@sha256:...`), and let
# whatever renews your dependencies renew the digests. `deploy/build-image.sh` gives both as build arguments.
ARG BUILD_BASE=docker.io/library/rust:1.95-slim-trixie
ARG RUN_BASE=gcr.io/distroless/cc-debian13:nonroot

FROM ${BUILD_BASE} AS build
WORKDIR /src
# The list of dependencies goes into the binary, where scanners of images find it: the image has no package
# database that could say what the binary is made of.
RUN cargo install --locked --version '^0.7' --root /usr/local cargo-auditable
# rust-toolchain.toml stays out of the image's build: the base image is the toolchain.
COPY Cargo.toml Cargo.lock ./
# Dependencies are built in a layer of their own, which changes with Cargo.toml and Cargo.lock only:
# once with a program and a library that are empty.
RUN mkdir -p src tests/it tests/bench \
 && echo 'fn main() {}' | tee src/main.rs tests/it/main.rs > tests/bench/merge.rs \
 && touch src/lib.rs \
 && cargo auditable build --release --locked --bin storymerge \
 && rm -r src tests
COPY src src
# The sample story of the editor's page.
COPY fixtures/stories/ferry-fire fixtures/stories/ferry-fire
# Cargo wants the declared targets to exist; their contents are not built here.
COPY tests tests
# Cargo decides by time of change, and a copied file may be older than the empty program.
RUN touch src/lib.rs src/main.rs \
 && cargo auditable build --release --locked --bin storymerge \
 && strip target/release/storymerge

# No shell, no package manager; runs as user 65532.
FROM ${RUN_BASE}
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="storymerge" \
      org.opencontainers.image.description="Merges several news articles about one event into one attributed account" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
# The binary holds its tables; nothing else is read but a file of keys where one is set, and nothing is written.
COPY --from=build /src/target/release/storymerge /usr/local/bin/storymerge
USER 65532:65532
# Open to all addresses of the container: it starts only with keys (STORYMERGE_API_KEYS_FILE), or with
# STORYMERGE_INSECURE=true where something before it lets nobody else in.
ENV STORYMERGE_LISTEN=0.0.0.0:8080
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
    CMD ["/usr/local/bin/storymerge", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/storymerge"]
CMD ["serve"]
