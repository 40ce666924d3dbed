# Reads `tcpdump -nn -xx` of packets as they were before VXLAN, and looks for the one with nonce and mark: prints "same" when
# it has what was sent, and is as long as a copy of it must be; else how it differs; nothing when it is not there. POSIX awk.
# Addresses and ports are the caller's filter.

BEGIN {
  for (i = 32; i < 127; i++) hex_of[sprintf("%c", i)] = sprintf("%02x", i)
  for (i = 0; i < 256; i++) value[sprintf("%02x", i)] = i
  wanted = hex(nonce mark)
  sent = wanted
  for (i = 0; i < zeros; i++) sent = sent "30"
  if (ending == "line") sent = sent "0a"
}
/^[0-9]/ { look(); packet = ""; next }
{
  for (i = 2; i <= NF; i++) packet = packet $i
}
END { look() }

function hex(text,   i, all) {
  for (i = 1; i <= length(text); i++) all = all hex_of[substr(text, i, 1)]
  return all
}
# A byte, or two, of the packet.
function byte(at) { return value[substr(packet, 2 * at + 1, 2)] }
function word(at) { return 256 * byte(at) + byte(at + 1) }
function look(   is_ipv6, network, total, protocol, text, copied, should) {
  if (done || index(packet, wanted) % 2 == 0) return
  is_ipv6 = word(12) == 34525
  network = is_ipv6 ? 40 : 4 * (byte(14) % 16)
  total = 14 + (is_ipv6 ? 40 + word(18) : word(16))
  protocol = is_ipv6 ? byte(20) : byte(23)
  text = 14 + network + (protocol == 6 ? 4 * int(byte(14 + network + 12) / 16) : 8)
  copied = length(packet) / 2
  should = total < most ? total : most
  done = 1
  # A short frame may have been padded on its way.
  if (copied < should) print "it has " copied " bytes, of which " should " should have been copied"
  else if (copied > should && copied > 60) print "it has " copied " bytes, of which only " should " should have been copied"
  else if (substr(packet, 2 * text + 1, 2 * (should - text)) != substr(sent, 1, 2 * (should - text))) print "its text is another"
  else print "same"
}
