#!/usr/bin/env bash
# On ECS-test: is everything there that the verification needs, nc, and a way to it for ECS-source.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${TEST_NAME:?}" "${TEST_IP:?}" "${SOURCE_NAME:?}" "${SOURCE_IP:?}" "${TARGET_NAME:?}" "${TARGET_IP:?}"
: "${SOURCE_GROUP:?}" "${TARGET_GROUP:?}" "${EIP_NAME:?}" "${PROXY_PORT:?}"
: "${CONNECT_TIMEOUT:?}" "${INSTALL_TIMEOUT:?}" "${UPDATE_PACKAGES:?}" "${LIFETIME:?}"

# shellcheck disable=SC2016 # the inner shell expands it
answers_ssh() { timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/22"' bash "$1" 2>/dev/null; }

say "$TEST_NAME: waiting for $SOURCE_NAME and $TARGET_NAME to answer on TCP 22"
check_server() {
  wait_until "$CONNECT_TIMEOUT" answers_ssh "$2" ||
    fail "$1 ($2) does not answer on TCP 22 from $TEST_NAME ($TEST_IP): is $1 running, and does security group $3 allow SSH from $TEST_IP/32"
}
check_server "$SOURCE_NAME" "$SOURCE_IP" "$SOURCE_GROUP"
check_server "$TARGET_NAME" "$TARGET_IP" "$TARGET_GROUP"

new_state "$LIFETIME"

run_yum() {
  say "$TEST_NAME: yum $*"
  timeout "$INSTALL_TIMEOUT" yum -y "$@" >"$STATE_DIR/yum.out" 2>&1 || {
    words=$(last_words "$STATE_DIR/yum.out")
    clear_state
    fail "nc could not be installed on $TEST_NAME: yum $* says \"$words\"; the way out is $EIP_NAME, which must be bound to $TEST_NAME, and security group rules must allow outbound traffic"
  }
}
[ "$UPDATE_PACKAGES" = false ] || run_yum update
command -v nc >/dev/null || run_yum install nc
say "$TEST_NAME: nc is $(command -v nc)"

# ECS-source has no EIP: it installs nc through this proxy, which serves nobody else and ends before traffic is sent.
holder=$(port_holder tcp "$TEST_IP" "$PROXY_PORT")
[ -z "$holder" ] || {
  clear_state
  fail "TCP port $PROXY_PORT of $TEST_NAME, for the HTTP proxy of $SOURCE_NAME, is taken by $holder: end it, or choose another verification.proxyPort"
}
start_worker proxy timeout "$LIFETIME" nc -l -k --proxy-type http --allow "$SOURCE_IP" "$TEST_IP" "$PROXY_PORT"
is_settled() { is_listening tcp "$PROXY_PORT" || worker_ended proxy; }
wait_until 10 is_settled || true
is_listening tcp "$PROXY_PORT" || {
  words=$(last_words "$STATE_DIR/proxy.log")
  clear_state
  fail "the HTTP proxy for $SOURCE_NAME could not be started on $TEST_NAME ($TEST_IP:$PROXY_PORT): $words"
}
say "$TEST_NAME: HTTP proxy for $SOURCE_NAME on $TEST_IP:$PROXY_PORT"
