#!/usr/bin/env bash
# On a mirror target: removes the collector and all that it has kept, whichever version of it is there, if any.
# shellcheck source=../../verification/scripts/prelude.sh
. "${BASH_SOURCE%/*}/../../verification/scripts/prelude.sh"

: "${SELF_NAME:?}" "${COLLECTOR:?}"

SELF_NAME=$SELF_NAME bash -c "$COLLECTOR" mirror-collector remove
