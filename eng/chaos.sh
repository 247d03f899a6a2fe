#!/usr/bin/env bash
# The chaos run: a head, three nodes and four drivers under load, with a fault every five seconds. Prints the figures, and fails where a promise was broken.
# eng/chaos.sh [--minutes 10] [--seed N] [--interval SECONDS] [--drivers N] [--nodes N] [--kinds KillWorker,KillNode,...]
set -euo pipefail
cd "$(dirname "$0")/.."

exec dotnet run --project tests/Runtime/RayNet.Testing.Chaos -- "$@"
