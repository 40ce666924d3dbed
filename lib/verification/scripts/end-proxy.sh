#!/usr/bin/env bash
# On an entrance that has no other part: ends the proxy through which the others have installed nc.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}"

clear_proxy
say "$SELF_NAME: the proxy has done its work"
