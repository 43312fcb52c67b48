#!/usr/bin/env bash
# Renders the chart with its default values into deploy/base, for those who use kustomize: one file a template, without the
# labels that say Helm put it there. A test fails when the two differ.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v helm > /dev/null || { echo "helm is needed to render the chart, and it is not on PATH" >&2; exit 1; }

base=deploy/base
rendered=$(mktemp -d)
trap 'rm -rf "$rendered"' EXIT
helm template fedscaler charts/fedscaler --namespace fedscaler-system --output-dir "$rendered" > /dev/null

find "$base" -name '*.yaml' ! -name kustomization.yaml ! -name namespace.yaml -delete
for file in "$rendered"/fedscaler/templates/*.yaml; do
  sed -E -e '/^# Source: /d' -e '/^ *(helm\.sh\/chart|app\.kubernetes\.io\/managed-by): /d' -e '1{/^---$/d}' "$file" > "$base/$(basename "$file")"
done

# What is above "resources:" was written by hand.
sed -i '/^resources:/,$d' "$base/kustomization.yaml"
{
  printf 'resources:\n- ../../charts/fedscaler\n'
  find "$base" -name '*.yaml' ! -name kustomization.yaml -exec basename {} \; | LC_ALL=C sort | sed 's/^/- /'
} >> "$base/kustomization.yaml"
