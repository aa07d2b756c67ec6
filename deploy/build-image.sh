#!/usr/bin/env bash
# Builds the image with docker or buildah, whichever is there: deploy/build-image.sh [TAG]
#
# In the environment:
#   BUILD_BASE, RUN_BASE  other base images than the Dockerfile's, such as mirrors, digests, or what base-images.sh makes
#   ENGINE                docker or buildah; the first that works if not said
#   BUILD_OPTIONS         further options of its build command, as they are
set -euo pipefail
cd "$(dirname "$0")/.."
tag=${1:-storymerge:latest}

if [ -z "${ENGINE:-}" ]; then
    if docker info >/dev/null 2>&1; then
        ENGINE=docker
    elif command -v buildah >/dev/null; then
        ENGINE=buildah
    else
        echo "build-image: neither a running docker nor buildah is here" >&2
        exit 1
    fi
fi

arguments=(
    --build-arg "VERSION=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)"
    --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)"
    # The commit's time: building it again gives the same label.
    --build-arg "CREATED=$(git log -1 --format=%cI 2>/dev/null || echo unknown)"
)
for name in BUILD_BASE RUN_BASE; do
    if [ -n "${!name:-}" ]; then
        arguments+=(--build-arg "$name=${!name}")
    fi
done
read -ra options <<< "${BUILD_OPTIONS:-}"

case $ENGINE in
    docker) docker build "${arguments[@]}" "${options[@]}" --tag "$tag" . ;;
    # The docker format keeps the health check, which OCI's has no place for.
    buildah) buildah build --format docker --layers "${arguments[@]}" "${options[@]}" --tag "$tag" . ;;
    *)
        echo "build-image: $ENGINE is neither docker nor buildah" >&2
        exit 2
        ;;
esac
