#!/usr/bin/env bash
# Packs every package into artifacts/packages, which then holds one version only.
#   eng/pack.sh                    a fresh version, such as 0.1.0-dev.20260131120000
#   eng/pack.sh --version 0.1.0    that version; mind that NuGet keeps the first copy of a version in its cache
#   eng/pack.sh --output DIR       elsewhere
set -euo pipefail
cd "$(dirname "$0")/.."

version=""
output="$PWD/artifacts/packages"
while [ $# -gt 0 ]; do
  case "$1" in
    --version) version="$2"; shift 2 ;;
    --output) output="$(mkdir -p "$2" && cd "$2" && pwd)"; shift 2 ;;
    *) echo "pack.sh: unknown argument '$1'" >&2; exit 2 ;;
  esac
done

if [ -z "$version" ]; then
  prefix=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)
  version="$prefix-dev.$(date -u +%Y%m%d%H%M%S)"
fi

rm -f "$output"/*.nupkg "$output"/*.snupkg
# A restore writes the version of referenced projects into the assets file, so packing has artifacts of its own: it would otherwise
# change what a build in the same tree sees. What analyzers say, the build that is tested has heard.
dotnet build eng/Pack.proj --nologo -v q -tl:off \
  -p:Configuration=Release -p:PacksReadyToRunImages=true -p:ContinuousIntegrationBuild=true -p:Version="$version" -p:PackageOutputPath="$output" \
  -p:ArtifactsPath="$PWD/artifacts/pack" -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false
ls -1 "$output"
