#!/usr/bin/env bash
# The chaos run: heads, three nodes and four drivers under load, with a fault every five seconds. Prints the figures, and fails where a promise was broken.
# Two heads on Redis where redis-server is installed, else three that agree by Raft; --heads and --store choose others.
# eng/chaos.sh [--minutes 10 | --seconds 60] [--seed N] [--interval SECONDS] [--heads N] [--store redis|postgresql|raft] [--drivers N] [--nodes N] [--kinds KillWorker,KillHead,...]
set -euo pipefail
cd "$(dirname "$0")/.."

if command -v redis-server > /dev/null; then
  heads=(--heads 2 --store redis)
else
  heads=(--heads 3 --store raft)
fi

exec dotnet run --project tests/Runtime/RayNet.Testing.Chaos -- "${heads[@]}" "$@"
