#!/usr/bin/env bash
# Checks the files for operation: form, the schemas of Kubernetes and Compose, and what must fit across files.
# Installs its tools in an environment of their own below the target folder.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(.ci/venv deploy 'yamllint>=1.29,<2' 'kubernetes-validate>=1.32,<2' 'check-jsonschema>=0.29,<1' 'pyyaml>=6,<7')/bin
resources=()
for file in deploy/kubernetes/*.yaml; do
    [ "$(basename "$file")" = kustomization.yaml ] || resources+=("$file")
done

"$tools/yamllint" --strict -d "{extends: default, rules: {document-start: disable, line-length: {max: 120}, braces: {max-spaces-inside: 0}, octal-values: disable, comments-indentation: disable}}" \
    compose.yaml deploy/kubernetes
# The oldest version that is still kept up, and the newest that the tool knows.
for version in 1.32 ""; do
    "$tools/kubernetes-validate" --strict --quiet ${version:+-k "$version"} "${resources[@]}"
done
"$tools/check-jsonschema" --quiet --builtin-schema vendor.compose-spec compose.yaml
"$tools/python" deploy/check.py
for script in deploy/*.sh .ci/*; do
    bash -n "$script"
done
if docker compose version >/dev/null 2>&1; then
    docker compose config --quiet
fi
echo "deploy: ok"
