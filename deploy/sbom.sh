#!/usr/bin/env bash
# Writes the list of crates that the program is made of as CycloneDX 1.5: deploy/sbom.sh [FILE]
set -euo pipefail
out=$(realpath -m "${1:-storymerge.cdx.json}")
cd "$(dirname "$0")/.."

if ! cargo cyclonedx --version >/dev/null 2>&1; then
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
        cargo install --locked --quiet --version '^0.5' cargo-cyclonedx
fi
# It writes beside Cargo.toml, and only there.
name=sbom-$$
trap 'rm -f "$name.json"' EXIT
cargo cyclonedx --quiet --format json --spec-version 1.5 --target "${TARGET:-x86_64-unknown-linux-gnu}" \
    --override-filename "$name"
mv "$name.json" "$out"
python3 - "$out" <<'PYTHON'
import json
import sys

document = json.load(open(sys.argv[1]))
print(f"{sys.argv[1]}: {document['metadata']['component']['name']}, {len(document['components'])} crates")
PYTHON
