#!/usr/bin/env bash
# On a target with a collector, after the verdict: are the packets that it keeps those that were sent.
# shellcheck source=../../verification/scripts/prelude.sh
. "${BASH_SOURCE%/*}/../../verification/scripts/prelude.sh"

: "${SELF_NAME:?}" "${NONCE:?}" "${KEPT:?}" "${KEPT_AWK:?}" "${COLLECTOR_ADDRESS:?}"

collector=${COLLECTOR_PROGRAM:-/usr/local/sbin/mirror-collector}
[ -x "$collector" ] ||
  fail "there is no collector on $SELF_NAME: it was removed outside of these settings; replace $COLLECTOR_ADDRESS"

# What a ring says of a packet: nothing while it does not have it, "same", or how it differs. The newest file first.
verdict=
is_kept() {
  local file
  while read -r file; do
    # A file that is being written may end within a packet.
    verdict=$({ tcpdump -nn -xx -r "$file" "$filter" 2>/dev/null || true; } |
      awk -v nonce="$NONCE" -v mark="$mark" -v zeros="$zeros" -v ending="$ending" -v most="$length" "$KEPT_AWK")
    [ -z "$verdict" ] || return 0
  done < <(ls -t "$ring"* 2>/dev/null)
  return 1
}
while IFS='|' read -r session vni length filter zeros ending label marks; do
  ring=$("$collector" file "$vni")
  [ -n "$ring" ] ||
    fail "the collector on $SELF_NAME has no device for VNI $vni of mirror session $session: it was changed outside of these settings; replace $COLLECTOR_ADDRESS"
  count=0
  for mark in $marks; do
    wait_until "${KEPT_SECONDS:-10}" is_kept ||
      fail "the collector on $SELF_NAME has not kept $NONCE$mark, although its copy arrived in mirror session $session: is the service mirror-collector running, and its device up; ${label}"
    [ "$verdict" = same ] ||
      fail "the packet $NONCE$mark, as the collector on $SELF_NAME keeps it, is not the one that was sent: $verdict; ${label}"
    count=$((count + 1))
  done
  say "$SELF_NAME: collector: $count of $count packets of $session are as they were sent, in $ring*: $label"
done <<<"$KEPT"
