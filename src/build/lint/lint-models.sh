#!/usr/bin/env bash
# Fails if bpmnlint (recommended set and the compatibility set for the engine's version) finds an error. Needs node and npm.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --silent
npx --no-install bpmnlint ../../../processes/*/*.bpmn
echo "The processes pass bpmnlint."
