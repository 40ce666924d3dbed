#!/usr/bin/env bash
# On ECS-source: did everything arrive, unharmed. A control that never arrived would prove nothing.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SOURCE_NAME:?}" "${SOURCE_GROUP:?}" "${TEST_NAME:?}" "${TEST_IP:?}" "${PORT:?}" "${CONTROL_PORT:?}"
: "${NONCE:?}" "${LONG_TEXT:?}"

received() { grep -qs -- "$2" "$STATE_DIR/$1"; }
problem=
arrived() {
  local file=$1 text=$2 sentence=$3
  wait_until 3 received "$file" "$text" || problem=${problem:-$sentence}
}
for mark in p1 p2 p3 p4; do
  arrived positive.in "^$NONCE$mark" "$SOURCE_NAME did not receive ${NONCE}$mark from $TEST_NAME on TCP $PORT"
done
arrived positive.in "^${NONCE}p40\{$LONG_TEXT\}\$" \
  "$SOURCE_NAME received a text of $LONG_TEXT characters from $TEST_NAME changed: mirroring must not harm the original traffic"
arrived control-tcp.in "^${NONCE}t1\$" \
  "the TCP control did not reach $SOURCE_NAME on TCP $CONTROL_PORT, so it proves nothing: security group $SOURCE_GROUP must allow it from $TEST_IP/32"
arrived control-udp.out "^${NONCE}u1\$" \
  "the UDP control did not reach $SOURCE_NAME on UDP $PORT, so it proves nothing: security group $SOURCE_GROUP must allow it from $TEST_IP/32, and so must a firewall of $SOURCE_NAME's own"
clear_state
[ -z "$problem" ] || fail "$problem"
say "$SOURCE_NAME: received ${NONCE}p1 to p4 on TCP $PORT, the controls on TCP $CONTROL_PORT and UDP $PORT, and answered"
