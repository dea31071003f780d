#!/bin/sh
# Git's hash of what a stack is declared in: tree.sh COMMIT [FOLDER]
#
# FOLDER lies in the repository; without it, or as `.`, all of the commit counts.
set -eu

commit=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "No commit is called $1." >&2 && exit 2; }
folder=${2:-.}
if [ "$folder" = . ]; then
  git rev-parse "$commit^{tree}"
  exit
fi
tree=$(git rev-parse --verify --quiet "$commit:${folder%/}") || { echo "The commit has no $folder." >&2 && exit 2; }
[ "$(git cat-file -t "$tree")" = tree ] || { echo "$folder is no folder." >&2 && exit 2; }
echo "$tree"
