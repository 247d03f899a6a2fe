#!/usr/bin/env bash
# Writes the public API of the SDK's libraries, of gateways and their clients, and of the testing kit into PublicAPI.Unshipped.txt, after a change that was meant. Review it with git diff.
set -euo pipefail
cd "$(dirname "$0")/.."

for project in src/Sdk/*/*.csproj src/Runtime/RayNet.{Gateway,Client,Testing}/*.csproj; do
  folder=$(dirname "$project")
  [ -n "$(find "$folder" -name '*.cs' -print -quit)" ] || continue
  [ -f "$folder/PublicAPI.Shipped.txt" ] || echo '#nullable enable' > "$folder/PublicAPI.Shipped.txt"
  echo '#nullable enable' > "$folder/PublicAPI.Unshipped.txt"
  dotnet format analyzers "$project" --diagnostics RS0016 RS0037 --severity warn
  LC_ALL=C sort -u -o "$folder/PublicAPI.Unshipped.txt" "$folder/PublicAPI.Unshipped.txt"
done
git diff --stat -- '*PublicAPI.*.txt'
