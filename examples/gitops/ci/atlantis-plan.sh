#!/bin/sh
# Plans for Atlantis, in the project's folder, and prints the report, which is Atlantis' comment: atlantis-plan.sh TRUSTED
#
# TRUSTED is a checkout of the protected branch with its packages: policy, provider and lock file come from there.
# Atlantis says in PLANFILE where it keeps the plan until it is applied. A gate that fails fails the plan.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
trusted=$(cd "$1" && pwd)
# Last, so that no package stands in for git, node or terraform.
PATH="$PATH:$trusted/node_modules/.bin"
project=$PWD
said=$(mktemp)
trap 'rm -f "$said"' EXIT
quietly() {
  (cd "$trusted" && "$here/shown.sh" "$here/terraform.sh" "$project" "$@") > "$said" || { cat "$said" && exit 1; }
}

# What the synthesized folder brought along is not trusted.
rm -rf terraform.d .terraform .terraform.lock.hcl
greenvn provider install --dir . > /dev/null
cp "$trusted/locks/$(basename "$project").terraform.lock.hcl" .terraform.lock.hcl
quietly init -input=false -no-color -lockfile=readonly
quietly plan -input=false -no-color -lock-timeout=10m -out="$PLANFILE"
"$here/atlantis-report.sh" "$trusted"
