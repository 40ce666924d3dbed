#!/usr/bin/env bash
# On another server: nc, through the HTTP proxy on the server that has a way out.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${PROXY_NAME?}" "${PROXY_IP?}" "${PROXY_PORT?}" "${EIP_NAME?}"
: "${INSTALL:?}" "${INSTALL_TIMEOUT:?}" "${UPDATE_PACKAGES:?}" "${LIFETIME:?}"

new_state "$LIFETIME"

run_yum() {
  say "$SELF_NAME: yum $* through $PROXY_NAME"
  timeout "$INSTALL_TIMEOUT" yum -y --setopt="proxy=http://$PROXY_IP:$PROXY_PORT" "$@" >"$STATE_DIR/yum.out" 2>&1 || {
    words=$(last_words "$STATE_DIR/yum.out")
    clear_state
    fail "nc could not be installed on $SELF_NAME: yum $* says \"$words\"; the way out is the HTTP proxy $PROXY_IP:$PROXY_PORT on $PROXY_NAME, which has $EIP_NAME"
  }
}
[ "$UPDATE_PACKAGES" = false ] || run_yum update
if [ "$INSTALL" = true ] && ! find_ncat && [ -z "$OTHER_NC" ] && command -v yum >/dev/null; then run_yum install nc; fi
use_ncat "$SELF_NAME"
clear_state
say "$SELF_NAME: nc is $(command -v "$NC")"
