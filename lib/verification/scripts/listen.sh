#!/usr/bin/env bash
# On ECS-source: listens as the guide does with nc -l 1234, answers, and takes the two controls.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SOURCE_NAME:?}" "${SOURCE_IP:?}" "${TARGET_IP:?}" "${PORT:?}" "${CONTROL_PORT:?}" "${NONCE:?}" "${LIFETIME:?}"

use_ncat "$SOURCE_NAME"
new_state "$LIFETIME"
# listen NAME PROTOCOL PORT OPTION…: starts a listener, which is waited for later.
listen() {
  local name=$1 protocol=$2 port=$3
  shift 3
  holder=$(port_holder "$protocol" "$SOURCE_IP" "$port")
  [ -z "$holder" ] || {
    clear_state
    fail "$protocol port $port of $SOURCE_NAME is taken by $holder: end it, or choose other ports (listeningPort, verification.controlPort)"
  }
  start_worker "$name" timeout "$LIFETIME" "$NC" -l "$@" "$SOURCE_IP" "$port"
}
# await NAME PROTOCOL PORT: until the listener listens.
await() {
  local name=$1 protocol=$2 port=$3
  is_settled() { is_listening "$protocol" "$port" || worker_ended "$name"; }
  wait_until 10 is_settled || true
  is_listening "$protocol" "$port" || {
    words=$(last_words "$STATE_DIR/$name.log")
    clear_state
    fail "nc could not listen on $protocol port $port of $SOURCE_NAME: ${words:-no reason given}"
  }
}

# A plain datagram to the port of the mirror target, while the listeners start: if it arrives and mirrored packets do not,
# the way is open and the mirror is to blame.
printf '%sk1\n' "$NONCE" | timeout 5 "$NC" -u --send-only "$TARGET_IP" 4789 &
probe=$!

# Keeps the line that a connection brings. nc gives up its command as soon as the other side closes: only what is read
# before an answer is sure to be kept.
keep="IFS= read -r line; printf '%s\\n' \"\$line\" >>'$STATE_DIR/"
# What is said back on the mirrored connection goes the other way, and must not be mirrored.
listen positive tcp "$PORT" -k -c "${keep}positive.in'; echo ${NONCE}r1"
listen control-tcp tcp "$CONTROL_PORT" -k -c "${keep}control-tcp.in'"
listen control-udp udp "$PORT" -u
await positive tcp "$PORT"
await control-tcp tcp "$CONTROL_PORT"
await control-udp udp "$PORT"
wait "$probe" || true
say "$SOURCE_NAME: nc -l $PORT, and listening on TCP $CONTROL_PORT and UDP $PORT for the controls"
