#!/usr/bin/env bash
# Fails if the committed bundles are not what their sources make. Needs node and npm.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --silent
fresh="$(mktemp -d)"
trap 'rm -rf "$fresh"' EXIT
node build.mjs "$fresh"
committed="../resources"
differs=0
while IFS= read -r -d '' file; do
  path="${file#"$fresh"/}"
  if ! cmp -s "$file" "$committed/$path"; then
    echo "Not what the sources make: src/main/resources/$path" >&2
    differs=1
  fi
done < <(find "$fresh" -type f -print0)
if [ "$differs" -ne 0 ]; then
  echo "Run 'npm ci && npm run build' in src/main/frontend and commit the result." >&2
  exit 1
fi
echo "The committed bundles are what their sources make."
