#!/usr/bin/env bash
# Writes RayNet.slnx anew: every project of the repository, in the folders that they lie in.
set -euo pipefail
cd "$(dirname "$0")/.."

# Templates and the consumers of tests/Packaging are built outside of the repository, from packages.
projects=$(find src samples docs tests -name '*.csproj' -not -path '*/templates/*' -not -path 'tests/Packaging/*' -not -path '*/obj/*' | LC_ALL=C sort)
# The solution folder of a project is the folder above its own.
folders=$(for project in $projects; do dirname "$(dirname "$project")"; done | LC_ALL=C sort -u)
{
  echo '<Solution>'
  for folder in $folders; do
    echo "  <Folder Name=\"/$folder/\">"
    for project in $projects; do
      [ "$(dirname "$(dirname "$project")")" != "$folder" ] || echo "    <Project Path=\"$project\" />"
    done
    echo '  </Folder>'
  done
  echo '</Solution>'
} > RayNet.slnx
