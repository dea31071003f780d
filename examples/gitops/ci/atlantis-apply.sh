#!/bin/sh
# Applies the plan file that Atlantis keeps, where it passes every gate now: atlantis-apply.sh TRUSTED
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
trusted=$(cd "$1" && pwd)
project=$PWD
PATH="$PATH:$trusted/node_modules/.bin"
# What is judged is what is applied, whoever writes to the server's disk in between.
plan=$(mktemp)
trap 'rm -f "$plan"' EXIT
cp "$PLANFILE" "$plan"

PLANFILE=$plan "$here/atlantis-report.sh" "$trusted"
cd "$trusted"
"$here/shown.sh" "$here/terraform.sh" "$project" apply -input=false -no-color -lock-timeout=10m "$plan"
