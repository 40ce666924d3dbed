#!/usr/bin/env bash
# On ECS-source: nc, through the HTTP proxy on ECS-test.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${TEST_NAME:?}" "${TEST_IP:?}" "${SOURCE_NAME:?}" "${EIP_NAME:?}" "${PROXY_PORT:?}"
: "${INSTALL_TIMEOUT:?}" "${UPDATE_PACKAGES:?}" "${LIFETIME:?}"

new_state "$LIFETIME"

run_yum() {
  say "$SOURCE_NAME: yum $* through $TEST_NAME"
  timeout "$INSTALL_TIMEOUT" yum -y --setopt="proxy=http://$TEST_IP:$PROXY_PORT" "$@" >"$STATE_DIR/yum.out" 2>&1 || {
    words=$(last_words "$STATE_DIR/yum.out")
    clear_state
    fail "nc could not be installed on $SOURCE_NAME: yum $* says \"$words\"; the way out is the HTTP proxy $TEST_IP:$PROXY_PORT on $TEST_NAME, which has $EIP_NAME"
  }
}
[ "$UPDATE_PACKAGES" = false ] || run_yum update
if ! find_ncat && [ -z "$OTHER_NC" ] && command -v yum >/dev/null; then run_yum install nc; fi
use_ncat "$SOURCE_NAME"
clear_state
say "$SOURCE_NAME: nc is $(command -v "$NC")"
