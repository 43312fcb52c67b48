#!/usr/bin/env bash
# Every restore here fails on a package with a known vulnerability (Directory.Build.props), if the feed tells of any. Whether it
# does, this shows by asking for a package that has one, in a project that is thrown away.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cat > "$place/canary.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <!-- GHSA-5crp-9r3c-p9vr, high: before 13.0.1 -->
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.3" /></ItemGroup>
</Project>
PROJECT
said=$(timeout 60 dotnet restore "$place/canary.csproj" -nologo 2>&1) || true
if [[ $said == *NU1903* ]]; then
  echo "audited: the feed tells of vulnerabilities, and none was found"
else
  echo "NOT AUDITED: the feed is not reached or tells of no vulnerabilities; nothing is known of the packages"
fi
