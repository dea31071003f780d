#!/bin/sh
# Judges the plan file that Atlantis keeps, by the rules in force now: atlantis-report.sh TRUSTED
#
# What is judged is read from that very file, not from JSON that was made beside it earlier.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
trusted=$(cd "$1" && pwd)
PATH="$PATH:$trusted/node_modules/.bin"
json=$(mktemp)
trap 'rm -f "$json"' EXIT

"$here/terraform.sh" "$PWD" show -json "$PLANFILE" > "$json"
cd "$trusted"
set -- "$json" --plan-file "$PLANFILE"
[ -z "${PROJECT_NAME:-}" ] || set -- "$@" --stack "$PROJECT_NAME"
[ -z "${HEAD_COMMIT:-}" ] || set -- "$@" --commit "$HEAD_COMMIT"
greenvn plan-report "$@" --format markdown
