#!/usr/bin/env bash
# Writes the list of crates that the program is made of as CycloneDX 1.5: deploy/sbom.sh [FILE]
set -euo pipefail
out=$(realpath -m "${1:-storymerge.cdx.json}")
cd "$(dirname "$0")/.."

if ! cargo cyclonedx --version >/dev/null 2>&1; then
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
        env -u CARGO_TARGET_DIR cargo install --locked --quiet --version '^0.5' cargo-cyclonedx
fi
# It writes beside Cargo.toml, and only there.
name=sbom-$$
trap 'rm -f "$name.json"' EXIT
cargo cyclonedx --quiet --format json --spec-version 1.5 --target "${TARGET:-x86_64-unknown-linux-gnu}" \
    --override-filename "$name"
python3 - "$name.json" "$out" "$(git log -1 --format=%cI 2>/dev/null || true)" <<'PYTHON'
import json
import os
import sys
import uuid

made, out, committed = sys.argv[1:]
# The same for the same commit, wherever it is made: without the folder, the moment and the chance number.
text = open(made).read().replace(f"file://{os.getcwd()}", "file:///storymerge")
document = json.loads(text)
document["metadata"].pop("timestamp", None)
if committed:
    document["metadata"]["timestamp"] = committed
document.pop("serialNumber", None)
text = json.dumps(document, sort_keys=True)
document["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_URL, text).urn
with open(out, "w") as file:
    json.dump(document, file, indent=2)
    file.write("\n")
print(f"{out}: {document['metadata']['component']['name']}, {len(document['components'])} crates")
PYTHON
