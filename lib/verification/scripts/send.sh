#!/usr/bin/env bash
# On ECS-test: sends to ECS-source what must be mirrored, and what must not, each with a mark of its own behind the nonce:
# p… must be mirrored, t… (another TCP port), u… (UDP) and r… (the answers of ECS-source) must not.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${TEST_NAME:?}" "${TEST_IP:?}" "${SOURCE_NAME:?}" "${SOURCE_IP:?}" "${SOURCE_GROUP:?}" "${PORT:?}" "${CONTROL_PORT:?}"
: "${NONCE:?}" "${LONG_TEXT:?}"

# The proxy has done its work.
clear_state

# Each exchange after a control is its fence: once the exchange has arrived at the target, so would the control have.
exchange() {
  local mark=$1 padding=$2 answer
  answer=$(printf "%s%0${padding}d\n" "$NONCE$mark" 0 | timeout 20 nc -w 10 --no-shutdown "$SOURCE_IP" "$PORT" 2>&1) || true
  case $answer in
    *"${NONCE}r1"*) ;;
    "") fail "$SOURCE_NAME ($SOURCE_IP) does not answer $TEST_NAME on TCP $PORT: security group $SOURCE_GROUP must allow TCP $PORT from $TEST_IP/32 (Table 3)" ;;
    *) fail "$TEST_NAME cannot talk to $SOURCE_NAME on TCP $PORT: ${answer##*$'\n'}; security group $SOURCE_GROUP must allow TCP $PORT from $TEST_IP/32 (Table 3)" ;;
  esac
  say "$TEST_NAME: nc $SOURCE_IP $PORT: sent ${NONCE}$mark, got ${NONCE}r1"
}

exchange p1 1
printf '%st1\n' "$NONCE" | timeout 20 nc -w 10 --send-only "$SOURCE_IP" "$CONTROL_PORT" ||
  fail "$TEST_NAME cannot send the TCP control to $SOURCE_NAME on TCP $CONTROL_PORT: security group $SOURCE_GROUP must allow it from $TEST_IP/32"
say "$TEST_NAME: control: TCP $CONTROL_PORT"
exchange p2 1
# Thrice, because UDP may lose one.
for _ in 1 2 3; do
  printf '%su1\n' "$NONCE"
  sleep 0.1
done | timeout 20 nc -u --send-only "$SOURCE_IP" "$PORT" || true
say "$TEST_NAME: control: UDP $PORT"
exchange p3 1
# Longer than any packet length, so that what is mirrored of it must have been cut.
exchange p4 "$LONG_TEXT"
