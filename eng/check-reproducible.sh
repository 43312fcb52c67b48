#!/usr/bin/env bash
# Builds one project twice, in two folders, and compares every byte of what comes out: the assembly and its symbols.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

project=FedScaler.Core
places=$(mktemp -d)
trap 'rm -rf "$places"' EXIT
for place in "$places/here" "$places/some/where/else"; do
  mkdir -p "$place/src" "$place/eng"
  cp global.json Directory.*.props "$place"
  cp eng/*.globalconfig eng/*.txt "$place/eng"
  (cd src && find "$project" \( -name bin -o -name obj \) -prune -o -type f -print0 | xargs -0 cp --parents -t "$place/src")
  # Analyzers change nothing about what comes out, and take most of the time.
  CI=true dotnet build "$place/src/$project" -c Release -nologo -v q -p:RunAnalyzers=false -p:RestoreLockedMode=true
  (cd "$place/src/$project/bin/Release/net10.0" && sha256sum "$project.dll" "$project.pdb") > "$place/sums"
done
cat "$places/here/sums"
diff "$places/here/sums" "$places/some/where/else/sums" || { echo "the same sources gave different bytes" >&2; exit 1; }
if grep -qa "$places" "$places"/here/src/"$project"/bin/Release/net10.0/"$project".{dll,pdb}; then echo "the place of the build got into it" >&2; exit 1; fi
echo "the same bytes in two places"
