#!/usr/bin/env bash
# Does what the README says in a clone of its own, with the install scripts of packages blocked: what is committed is
# all that a person gets. Not part of npm test, which it runs.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
clone="$(mktemp -d)"
trap 'rm -rf "$clone"' EXIT
export npm_config_ignore_scripts=true
git clone --quiet "$root" "$clone/cdktf-greenvn"
cd "$clone/cdktf-greenvn"
npm ci && npm run quickstart
npm ci && npm test
test -z "$(git status --porcelain)" || { git status --short; echo "the commands changed the clone" >&2; exit 1; }
