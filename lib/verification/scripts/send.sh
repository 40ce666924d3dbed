#!/usr/bin/env bash
# On ECS-test: sends to ECS-source what must be mirrored, and what must not, each with a mark of its own behind the nonce:
# p… must be mirrored, t… (another TCP port), u… (UDP) and r… (the answers of ECS-source) must not.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${TEST_NAME:?}" "${TEST_IP:?}" "${SOURCE_NAME:?}" "${SOURCE_IP:?}" "${SOURCE_GROUP:?}" "${PORT:?}" "${CONTROL_PORT:?}"
: "${NONCE:?}" "${LONG_TEXT:?}"

# The proxy has done its work.
clear_state
use_ncat "$TEST_NAME"

# cannot WHAT PORT WORDS: why no connection was made, from the words of nc. A security group drops without a word: an
# answer comes from the server itself, which runs, because Terraform has just logged in to it.
cannot() {
  case $3 in
    *refused*) fail "$1: $3; $SOURCE_NAME itself refuses it, as no security group would: its own firewall (firewalld, nftables) must allow TCP $2 from $TEST_IP, or its listener has ended" ;;
    *"No route to host"*) fail "$1: $3; $SOURCE_NAME itself rejects it, as no security group would: its own firewall (firewalld, nftables) must allow TCP $2 from $TEST_IP" ;;
    *TIMEOUT* | *"timed out"*)
      [ "$2" != "$PORT" ] ||
        fail "$1: $3; a firewall of $SOURCE_NAME's own must allow TCP $2, if it has one; security group $SOURCE_GROUP must allow TCP $2 from $TEST_IP/32 (Table 3)"
      fail "$1: $3; a firewall of $SOURCE_NAME's own must allow TCP $2, if it has one; security group $SOURCE_GROUP must allow TCP $2 from $TEST_IP/32"
      ;;
    *) fail "$1: ${3:-no reason given}" ;;
  esac
}

# Each exchange after a control is its fence: once the exchange has arrived at the target, so would the control have.
exchange() {
  local mark=$1 padding=$2 answer
  answer=$(printf "%s%0${padding}d\n" "$NONCE$mark" 0 | timeout 20 "$NC" -w 10 --no-shutdown "$SOURCE_IP" "$PORT" 2>&1) || true
  case $answer in
    *"${NONCE}r1"*) ;;
    "") fail "$SOURCE_NAME ($SOURCE_IP) does not answer $TEST_NAME on TCP $PORT: security group $SOURCE_GROUP must allow TCP $PORT from $TEST_IP/32 (Table 3)" ;;
    *) cannot "$TEST_NAME cannot talk to $SOURCE_NAME on TCP $PORT" "$PORT" "${answer##*$'\n'}" ;;
  esac
  say "$TEST_NAME: nc $SOURCE_IP $PORT: sent ${NONCE}$mark, got ${NONCE}r1"
}

exchange p1 1
words=$(printf '%st1\n' "$NONCE" | timeout 20 "$NC" -w 10 --send-only "$SOURCE_IP" "$CONTROL_PORT" 2>&1) ||
  cannot "$TEST_NAME cannot send the TCP control to $SOURCE_NAME on TCP $CONTROL_PORT" "$CONTROL_PORT" "${words##*$'\n'}"
say "$TEST_NAME: control: TCP $CONTROL_PORT"
exchange p2 1
# Thrice, because UDP may lose one.
for pause in 0 0.1 0.1; do
  sleep "$pause"
  printf '%su1\n' "$NONCE"
done | timeout 20 "$NC" -u --send-only "$SOURCE_IP" "$PORT" || true
say "$TEST_NAME: control: UDP $PORT"
exchange p3 1
# Longer than any packet length, so that what is mirrored of it must have been cut.
exchange p4 "$LONG_TEXT"
