#!/bin/sh
# Runs a command, shows what it prints as the policy lets it be read, and ends as it ended: shown.sh COMMAND...
set -u

folder=$(mktemp -d) || exit 3
trap 'rm -rf "$folder"' EXIT
# Not before the command has ended.
trap 'exit 130' INT TERM
{
  "$@" 2>&1
  echo "$?" > "$folder/code"
} | greenvn mask || exit 3
read -r code < "$folder/code" || exit 3
exit "$code"
