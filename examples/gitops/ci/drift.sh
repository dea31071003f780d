#!/usr/bin/env bash
# Tells whether a stack is as it was declared: drift.sh STACK_FOLDER OUT_FOLDER
#
# Leaves what plan.sh leaves. Exit code: 0 it is, 10 it is not (report.md says how), else as plan.sh.
set -euo pipefail

code=0
"$(dirname "$0")/plan.sh" "$1" "$2" || code=$?
[ "$code" -le 1 ] || exit "$code"
node -e '
  const { readFileSync } = require("node:fs");
  const { resources, drift } = JSON.parse(readFileSync(process.argv[1], "utf8"));
  process.exit(resources.length + drift.length > 0 ? 10 : 0);
' "$2/report.json"
