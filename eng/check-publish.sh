#!/usr/bin/env bash
# Runs the very command with which the Dockerfile publishes the program, into a folder of its own, and then the program as the
# image's entry point starts it. Takes what a build in this checkout has left.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

app=$(mktemp -d)
trap 'rm -rf "$app"' EXIT
publish=$(sed -n 's/^RUN \(dotnet publish .*\)$/\1/p' Dockerfile)
[[ $publish == *"--output /app "* ]] || { echo "the Dockerfile publishes nothing into /app" >&2; exit 1; }
${publish/--output \/app/--output $app} -nologo -v q

[[ ! -e $app/runtimes && ! -e $app/fedscaler ]] || { echo "something of one architecture alone was published:" >&2; ls "$app" >&2; exit 1; }
# The root file system is read-only there: nothing may be written beside the program.
chmod -R a-w "$app"
dotnet "$app/fedscaler.dll" run --help > /dev/null
dotnet "$app/fedscaler.dll" crds > /dev/null
chmod -R u+w "$app"
echo "published: $(find "$app" -type f | wc -l) files, $(du -sm "$app" | cut -f 1) MiB; it runs"
