#!/usr/bin/env bash
# On a mirror target: installs the collector, or changes the one that is there.
# shellcheck source=../../verification/scripts/prelude.sh
. "${BASH_SOURCE%/*}/../../verification/scripts/prelude.sh"

: "${SELF_NAME:?}" "${SESSIONS:?}" "${COLLECTOR:?}"

# Not in /tmp, to which everybody on the server may write.
program=$(mktemp "${COLLECTOR_ROOT:-}/run/mirror-collector-XXXXXX")
printf '%s' "$COLLECTOR" >"$program"
status=0
SELF_NAME=$SELF_NAME bash "$program" install <<<"$SESSIONS" || status=$?
rm -f -- "$program"
exit "$status"
