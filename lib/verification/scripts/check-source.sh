#!/usr/bin/env bash
# On a receiver: did everything arrive, unharmed. A control that never arrived would prove nothing.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${SELF_GROUP:?}" "${EXPECTED:?}" "${NONCE:?}"

received() { grep -aqs -- "$2" "$STATE_DIR/$1.in"; }
problem=
arrived() {
  local file=$1 text=$2 sentence=$3
  wait_until 3 received "$file" "$text" || problem=${problem:-$sentence}
}
while IFS='|' read -r kind mark name protocol port padding sender own; do
  case $kind in
    positive) arrived "$name" "^$NONCE$mark" "$SELF_NAME did not receive ${NONCE}$mark from $sender on ${protocol^^} $port" ;;
    long)
      arrived "$name" "^$NONCE$mark" "$SELF_NAME did not receive ${NONCE}$mark from $sender on ${protocol^^} $port"
      arrived "$name" "^$NONCE${mark}0\{$padding\}\$" \
        "$SELF_NAME received a text of $padding characters from $sender changed: mirroring must not harm the original traffic"
      ;;
    control)
      firewall=
      [ "$protocol" = tcp ] || firewall=", and so must a firewall of $SELF_NAME's own"
      arrived "$name" "^$NONCE$mark" \
        "the ${protocol^^} control did not reach $SELF_NAME on ${protocol^^} $port, so it proves nothing: security group $SELF_GROUP must allow it from $own$firewall"
      ;;
  esac
done <<<"$EXPECTED"
clear_state
[ -z "$problem" ] || fail "$problem"
say "$SELF_NAME: received all that was sent, unchanged, and answered"
