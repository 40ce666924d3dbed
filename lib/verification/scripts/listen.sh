#!/usr/bin/env bash
# On a receiver: listens as the guide does with nc -l 1234, answers what is to be answered, and takes the controls.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${LISTENERS:?}" "${PROBES?}" "${PORT_SETTINGS:?}" "${NONCE:?}" "${LIFETIME:?}"

clear_proxy
use_ncat "$SELF_NAME"
new_state "$LIFETIME"
# listen NAME PROTOCOL ADDRESS PORT ANSWERS: starts a listener, which is waited for later. It keeps the line that a
# connection brings, and answers those whose letter is in ANSWERS (such as "pr": p1 is answered with r1).
listen() {
  local name=$1 protocol=$2 address=$3 port=$4 pair answers='' options=()
  holder=$(port_holder "$protocol" "$address" "$port")
  [ -z "$holder" ] || {
    clear_state
    fail "$protocol port $port of $SELF_NAME is taken by $holder: end it, or choose other ports ($PORT_SETTINGS)"
  }
  # What is said back goes the other way. The character behind the letter counts: of answers, too.
  for pair in $5; do
    answers="$answers $NONCE${pair%?}*) rest=\${line#$NONCE${pair%?}}; printf '%s%s\\n' $NONCE${pair#?} \"\${rest%\"\${rest#?}\"}\" ;;"
  done
  [ "$protocol" = tcp ] || options+=(-u)
  case $address in *:*) options+=(-6) ;; esac
  # nc gives up its command as soon as the other side closes: only what is read before an answer is sure to be kept.
  start_worker "$name" timeout "$LIFETIME" "$NC" -l -k "${options[@]}" \
    -c "IFS= read -r line; printf '%s\\n' \"\$line\" >>'$STATE_DIR/$name.in'; case \$line in$answers *) ;; esac" "$address" "$port"
}
# await NAME PROTOCOL PORT: until the listener listens.
await() {
  local name=$1 protocol=$2 port=$3
  is_settled() { is_listening "$protocol" "$port" || worker_ended "$name"; }
  wait_until 10 is_settled || true
  is_listening "$protocol" "$port" || {
    words=$(last_words "$STATE_DIR/$name.log")
    clear_state
    fail "nc could not listen on $protocol port $port of $SELF_NAME: ${words:-no reason given}"
  }
}

send_probes
while IFS='|' read -r name protocol address port answers; do
  listen "$name" "$protocol" "$address" "$port" "$answers"
done <<<"$LISTENERS"
ports=
while IFS='|' read -r name protocol address port answers; do
  await "$name" "$protocol" "$port"
  ports="${ports:+$ports, }${protocol^^} $port"
done <<<"$LISTENERS"
wait_for_probes
say "$SELF_NAME: nc -l: listening on $ports"
