#!/usr/bin/env bash
# On a sender: sends what must be mirrored, and what must not, each with a mark of its own behind the nonce.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${SENDS:?}" "${PROBES?}" "${NONCE:?}"

# The proxy has done its work.
clear_proxy
[ "${HAS_STATE:-false}" = true ] || clear_state
use_ncat "$SELF_NAME"

# cannot WHAT WORDS: why no connection was made, from the words of nc. A security group drops without a word: an answer
# comes from the server itself, which runs, because Terraform has just logged in to it.
cannot() {
  case $2 in
    *refused*) fail "$1: $2; $receiver itself refuses it, as no security group would: its own firewall (firewalld, nftables) must allow ${protocol^^} $port from $own, or its listener has ended" ;;
    *"No route to host"*) fail "$1: $2; $receiver itself rejects it, as no security group would: its own firewall (firewalld, nftables) must allow ${protocol^^} $port from $own" ;;
    *TIMEOUT* | *"timed out"*) fail "$1: $2; a firewall of $receiver's own must allow ${protocol^^} $port, if it has one; security group $group must allow ${protocol^^} $port from $own/$bits$hint" ;;
    *) fail "$1: ${2:-no reason given}" ;;
  esac
}
padded() { printf "%s%0${padding}d\n" "$NONCE$mark" 0; }

# Each exchange after a control is its fence: once the exchange has arrived at the target, so would the control have.
exchange_tcp() {
  local answer
  answer=$(padded | timeout 20 "$NC" "${family[@]}" -w 10 --no-shutdown "$address" "$port" 2>&1) || true
  case $answer in
    *"$NONCE$reply"*) ;;
    "") no_answer ;;
    *) cannot "$SELF_NAME cannot talk to $receiver on TCP $port" "${answer##*$'\n'}" ;;
  esac
  say "$SELF_NAME: nc $address $port: sent $NONCE$mark, got $NONCE$reply"
}
no_answer() {
  fail "$receiver ($address) does not answer $SELF_NAME on ${protocol^^} $port: security group $group must allow ${protocol^^} $port from $own/$bits$hint"
}
# Up to three times, because UDP may lose one. A datagram is read as a whole, or the rest of it is lost.
exchange_udp() {
  local answer
  for _ in 1 2 3; do
    answer=$( (exec 3<>"/dev/udp/$address/$port" && padded >&3 && timeout 1 head -n 1 <&3) 2>&1) || true
    case $answer in *"$NONCE$reply"*)
      say "$SELF_NAME: UDP $address $port: sent $NONCE$mark, got $NONCE$reply"
      return
      ;;
    esac
  done
  no_answer
}
# The kernel of the receiver answers, with the same bytes.
exchange_icmp() {
  local pattern
  pattern=$(printf %s "$NONCE$mark" | od -An -tx1 | tr -d ' \n')
  command -v ping >/dev/null || fail "ping is missing on $SELF_NAME: install it (package iputils)"
  for _ in 1 2 3; do
    if ping -n -q -c 1 -W 2 -s "$((${#NONCE} + 2))" -p "$pattern" "$address" >/dev/null 2>&1; then
      say "$SELF_NAME: ping $address: $NONCE$mark"
      return
    fi
  done
  fail "$receiver ($address) does not answer a ping from $SELF_NAME: security group $group must allow ICMP from $own/$bits$hint"
}
send_tcp() {
  words=$(printf '%s\n' "$NONCE$mark" | timeout 20 "$NC" "${family[@]}" -w 10 --send-only "$address" "$port" 2>&1) ||
    cannot "$SELF_NAME cannot send the TCP control to $receiver on TCP $port" "${words##*$'\n'}"
  say "$SELF_NAME: control: TCP $port"
}
# Thrice, because UDP may lose one.
send_udp() {
  for pause in 0 0.1 0.1; do
    sleep "$pause"
    printf '%s\n' "$NONCE$mark"
  done | timeout 20 "$NC" "${family[@]}" -u --send-only "$address" "$port" || true
  say "$SELF_NAME: control: UDP $port"
}

send_probes
wait_for_probes
while IFS='|' read -r kind mark protocol address port padding reply receiver group own hint <&4; do
  family=() bits=32
  case $address in *:*) family=(-6) bits=128 ;; esac
  hint=${hint:+ ($hint)}
  "${kind}_$protocol"
done 4<<<"$SENDS"
