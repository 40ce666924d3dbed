# Reads what is watched for, then `od -An -v -tx1` of each capture, and says whether the copies are as they should be.
# POSIX awk. Lines, with "|" between the fields:
#
#   T|target|its group|seconds that were waited
#   W|name|protocol|from|to|port|way|session|VNI|source|packet length|text
#                            what is watched for; lib/verification/watch-plan.ts writes it
#   F|name                   the bytes that follow are those of this capture, a pcap file; `all` is of any mirrored packet

BEGIN {
  FS = "|"
  # Outer Ethernet 14, IPv4 20, UDP 8, VXLAN 8.
  OUTER = 50
  for (i = 0; i < 256; i++) value[sprintf("%02x", i)] = i
}
/^T\|/ { target = $2; group = $3; seconds = $4; next }
/^W\|/ {
  w = ++watched
  number[$2] = w
  strand[w] = $3 " " $4 " " $5 " " $6 " " $7
  session[w] = $8; vni[w] = $9; source[w] = $10; packet_length[w] = $11; text[w] = $12
  # Where both ends are sources, each copies the packet.
  expected[strand[w] " " vni[w] " " source[w]] = 1
  next
}
/^F\|/ { capture = $2; part = bytes = ""; need = 24; next }
{
  count = split($0, list, " ")
  for (i = 1; i <= count; i++) {
    bytes = bytes list[i]
    if (length(bytes) == 2 * need) step()
  }
}
function at(first, size,   i, all) {
  for (i = first; i < first + size; i++) all = all * 256 + value[substr(bytes, 2 * i + 1, 2)]
  return all + 0
}
function at_little(first,   i, all) {
  for (i = first + 3; i >= first; i--) all = all * 256 + value[substr(bytes, 2 * i + 1, 2)]
  return all + 0
}
function address(first) { return at(first, 1) "." at(first + 1, 1) "." at(first + 2, 1) "." at(first + 3, 1) }
# A file's header, then a record's header and its packet in turn. Little-endian: what tcpdump writes on a server.
function step() {
  if (part == "") { part = "header"; need = 16 }
  else if (part == "header") { part = "packet"; need = at_little(8); whole = at_little(12) }
  else { look(); part = "header"; need = 16 }
  bytes = ""
}
function look(   w, seen_vni, seen_source, copied, sent) {
  # A plain datagram has not the flag of a VNI.
  if (length(bytes) < 2 * OUTER || substr(bytes, 85, 2) != "08") return
  seen_source = address(26)
  seen_vni = at(46, 3)
  if (capture == "all") {
    total++
    if ((seen_vni " " seen_source) in other) return
    other[seen_vni " " seen_source] = 1
    if (++others <= 3) others_text = others_text (others > 1 ? ", " : "") "VNI " seen_vni " from " seen_source
    if (others == 4) others_text = others_text ", and more"
    return
  }
  w = number[capture]
  if (seen_vni == vni[w] && seen_source == source[w]) {
    # The Ethernet header is in no length that the packet has of itself.
    copied = whole - OUTER
    sent = at(OUTER + 16, 2) + 14
    is_right = copied <= packet_length[w] && copied >= (sent < packet_length[w] ? sent : packet_length[w])
    if (!is_right) { wrong[w] = copied; wrong_sent[w] = sent; return }
    copies[w]++
    if (sent <= packet_length[w]) return
    cut[w]++
    if (sent > longest[w]) longest[w] = sent
    # What came before was on its way when the session was changed.
    wrong[w] = 0
  } else if (!((strand[w] " " seen_vni " " seen_source) in expected)) {
    if (seen_vni == vni[w]) other_source[w] = seen_source
    else { other_vni[w] = seen_vni; other_vni_source[w] = seen_source }
  }
}
function fail(sentence) { print sentence; exit 1 }
function pass(sentence) { passes = passes "\n  PASS  " sentence }
function note(sentence) { notes = notes "\n  NOTE  " sentence }

END {
  for (w = 1; w <= watched; w++) {
    if (copies[w] > 0 && !wrong[w]) { if (cut[w] == 0) uncut = 1; continue }
    if (is_over != "true") exit 3
    if (wrong[w] > packet_length[w]) fail("a copy of " text[w] " at " target " has an inner length of " wrong[w] ", packet length allows " packet_length[w] ": mirror session " session[w] " was changed outside of these settings")
    if (wrong[w]) fail("a copy of " text[w] " at " target " was cut to " wrong[w] " bytes, of a packet of " wrong_sent[w] ", packet length is " packet_length[w] " in these settings: mirror session " session[w] " was changed outside of them")
    if (other_vni[w] != "") fail("copies of " text[w] " arrived at " target " with VNI " other_vni[w] " from " other_vni_source[w] ", expected VNI " vni[w] " from " source[w] ": mirror session " session[w] " was changed outside of these settings, or another session mirrors the same traffic")
    if (other_source[w] != "") fail("copies of " text[w] " arrived at " target " from " other_source[w] ", expected " source[w] ": another network interface is the mirror source")
    if (total == 0) fail("no copy of " text[w] " arrived at " target " within " seconds " seconds, nor anything else on UDP 4789: does it flow, is mirror session " session[w] " enabled with " source[w] " as a source, and does security group " group " allow UDP 4789 from " source[w] "/32")
    fail("no copy of " text[w] " arrived at " target " within " seconds " seconds, while others did (" others_text "): does it flow, is " source[w] " a source of mirror session " session[w] ", and does security group " group " allow UDP 4789 from " source[w] "/32")
  }
  if (uncut && is_over != "true") exit 4
  for (w = 1; w <= watched; w++) {
    passes = passes (passes == "" ? "" : "\n") "VERIFIED: mirror session " session[w] " works"
    pass(text[w] ", which flows anyway, is mirrored to " target ": " copies[w] (copies[w] == 1 ? " copy" : " copies"))
    pass("VNI " vni[w] ", from " source[w] ", UDP 4789")
    if (cut[w] > 0) pass("a packet of " longest[w] " bytes was cut: inner length " packet_length[w] ", packet length " packet_length[w])
    else note("none of the packets of " text[w] " was longer than packet length " packet_length[w] ", so that none had to be cut")
  }
  print passes notes
}
