# Reads `tcpdump -nne -A udp port 4789` and says whether the mirror session did what it should. POSIX awk.
# A packet is a line with a time stamp (the VXLAN packet), a line for the packet inside, and lines of its bytes as text.

# Ethernet 14, IPv4 20, and the two ports. No packet that has not been cut is shorter.
BEGIN { PORTS_END = 38 }

/^[0-9][0-9]:[0-9][0-9]:[0-9][0-9]\.[0-9]+ / {
  n++
  outer[n] = $0
  outer_length[n] = before($0, ", length ", ":") + 0
  split(ends($0), field, " ")
  outer_source[n] = address(field[1])
  packet_vni[n] = /: VXLAN, / ? after($0, ", vni ") + 0 : -1
  wants_inner = 1
  next
}
n == 0 { next }
wants_inner {
  inner[n] = $0
  wants_inner = 0
  text = after($0, ", length [0-9]+: ")
  split(ends(text), field, " ")
  inner_source[n] = address(field[1])
  inner_target[n] = field[3]
  is_tcp[n] = text ~ /: Flags \[|\[\|tcp\]/
  # The words for a packet that was cut differ by tcpdump's version, so the lengths decide: the headers, and what the
  # sender counted of his text, which is missing when not even the TCP header is whole.
  sent = after(after(text, ": Flags \\["), ", length ")
  is_whole = sent != "" && outer_length[n] - 50 >= 54 + (text ~ /TS val/ ? 12 : 0) + sent
  is_cut[n] = is_tcp[n] ? !is_whole : outer_length[n] - 50 < PORTS_END
}
{
  rest = $0
  while (match(rest, nonce "[a-z][0-9]")) {
    mark = substr(rest, RSTART + length(nonce), 2)
    marks[n] = marks[n] " " mark
    rest = substr(rest, RSTART + RLENGTH)
  }
}

# The text behind the first match of a pattern, or "".
function after(text, pattern) { return match(text, pattern) ? substr(text, RSTART + RLENGTH) : "" }
function before(text, pattern, stop) { text = after(text, pattern); return substr(text, 1, index(text, stop) - 1) }
# The first "ADDRESS > ADDRESS" of IPv4 or IPv6, with or without ports, whatever tcpdump says before it.
function ends(text) { return match(text, /[0-9A-Fa-f.:]+ > [0-9A-Fa-f.:]+: /) ? substr(text, RSTART, RLENGTH - 2) : "" }
# 192.168.0.230.32838 is an address and a port.
function address(text) { sub(/\.[0-9]+$/, "", text); return text }
function fail(sentence) { print sentence; failed = 1; exit 1 }
function pass(sentence) { passes = passes "\n  PASS  " sentence }
function group_rule() { return "security group " target_group " must allow UDP 4789 from " source_ip "/32 into " target_name " (Table 4)" }

END {
  if (failed) exit 1
  flow = "TCP from " test_name " (" test_ip ") to " source_name " (" source_ip ":" port ")"

  for (i = 1; i <= n; i++) {
    if (index(marks[i], "k1")) { probe_arrived = 1; continue }
    total++
    is_ours = packet_vni[i] == vni && outer_source[i] == source_ip
    if (is_ours) ours++
    else if (packet_vni[i] == vni) { others++; other_sender = outer_source[i] }
    is_flow = is_tcp[i] && inner_source[i] == test_ip && inner_target[i] == source_ip "." port
    # Cut before the end of its ports: what flow it is of cannot be seen, but that it was cut can.
    if (is_ours && outer_length[i] - 50 < PORTS_END) is_flow = 1
    if (is_ours && is_flow) {
      flow_packets++
      if (is_cut[i]) { cut_packets++; if (outer_length[i] - 50 > cut_to) cut_to = outer_length[i] - 50 }
    }
    if (is_ours && !is_flow && stray == 0) stray = i
    if (is_ours && outer_length[i] - 50 > packet_length && long_packet == 0) long_packet = i
    count = split(marks[i], list, " ")
    for (j = 1; j <= count; j++) {
      mark = list[j]
      if (mark ~ /^p/ && !is_flow) continue
      if (packet_vni[i] != vni) { if (mark ~ /^p/) other_vni = packet_vni[i] }
      else if (outer_source[i] != source_ip) { if (mark ~ /^p/) other_source = outer_source[i] }
      else { copies[mark]++; if (!(mark in seen)) seen[mark] = i }
    }
  }

  if (total == 0 && early == "true") fail("the capture on " target_name " ended before anything arrived: " words)
  if (total == 0 && !probe_arrived) fail("no packet on UDP 4789 reached " target_name ", not even a plain datagram from " source_name ": " group_rule())
  if (total == 0) fail("nothing was mirrored, although UDP 4789 from " source_name " does reach " target_name ": " likely_cause)
  positives = ("p1" in seen) + ("p2" in seen) + ("p3" in seen) + ("p4" in seen)
  if (positives == 0 && other_vni != "") fail("mirrored packets arrived with VNI " other_vni ", expected " vni ": mirror session " session " was changed outside of these settings, or another session mirrors the same traffic")
  if (positives == 0 && other_source != "") fail("mirrored packets arrived from " other_source ", expected " source_name " (" source_ip "): another server is the mirror source")
  too_short = positives == 0 && cut_packets > 0 && cut_to < 66 + length(nonce) + 2
  if (too_short && cut_to < packet_length) fail("mirrored packets were cut to " cut_to " bytes, before the nonce could be read: packet length is " packet_length " in these settings, so mirror session " session " was changed outside of them")
  if (too_short) fail("mirrored packets were cut to " cut_to " bytes, before the nonce could be read: mirrorSession.packetLength must be at least " 66 + length(nonce) + 2)
  if (positives == 0 && flow_packets > 0) fail(flow " was mirrored, but none of the packets carries the nonce of this run (" nonce ")")
  if (positives == 0) fail("packets were mirrored, but none of " flow ": " likely_cause)
  if (!("p4" in seen) && early == "true") fail("the capture on " target_name " was cut short: the first mirrored packets are there, the last is not: " words)
  if (!("p4" in seen)) fail("the capture on " target_name " was cut short: the first mirrored packets are there, the last is not; mirroring stopped, or packets were lost")
  if (positives < 4) fail("only " positives " of 4 positive packets were mirrored: copies were lost on the way to " target_name)

  if (index(controls, "t") && ("t1" in seen)) fail("TCP to port " control_port " was mirrored too, which no rule of " filter " accepts: it has a wider rule outside of these settings; the packet: " inner[seen["t1"]])
  if (index(controls, "u") && ("u1" in seen)) fail("UDP to port " port " was mirrored too, which no rule of " filter " accepts: it has a wider rule outside of these settings; the packet: " inner[seen["u1"]])
  if (index(controls, "r") && ("r1" in seen)) fail("the answers of " source_name " were mirrored too, which no rule of " filter " accepts: it has a wider rule outside of these settings; the packet: " inner[seen["r1"]])
  if (cut_packets > 0 && cut_to < packet_length) fail("the longest copies were cut to " cut_to " bytes, packet length is " packet_length " in these settings: mirror session " session " was changed outside of them")
  if (long_packet) fail("a mirrored packet has an inner length of " outer_length[long_packet] - 50 ", packet length allows " packet_length ": mirror session " session " was changed outside of these settings")
  if (only_this_flow == "true" && stray) fail("a packet was mirrored too, which no rule of " filter " accepts: it has a wider rule outside of these settings; the packet: " inner[stray])

  pass(flow " is mirrored to " target_name ": 4 of 4, nonce " nonce)
  pass("VNI " vni ", from " source_ip ", UDP 4789")
  if (cut_packets > 0) pass("a text of over 1500 bytes was cut: inner length " cut_to ", packet length " packet_length)
  else pass("no copy is longer than packet length " packet_length "; a text of over 1500 bytes came in packets that are shorter")
  if (index(controls, "t")) pass("not mirrored: TCP to port " control_port)
  if (index(controls, "u")) pass("not mirrored: UDP to port " port)
  if (index(controls, "r")) pass("not mirrored: the answers of " source_name)
  if (only_this_flow == "true") pass("nothing else came from " source_name " with VNI " vni " (" ours " packets seen)")
  times = copies["p1"]
  for (mark in copies) if (mark ~ /^p/ && copies[mark] < times) times = copies[mark]
  often = times == 2 ? "twice" : times " times"
  if (times > 1) passes = passes "\n  NOTE  each copy arrived " often ": another mirror session with VNI " vni " mirrors " source_name " to " target_name " too, or something on the way repeats packets"
  if (others > 0) passes = passes "\n  NOTE  " others " packets with VNI " vni " came from elsewhere, such as " other_sender ": not judged"

  i = seen["p1"]
  split(outer[i], field, " ")
  print "VERIFIED: mirror session " session " works" passes
  print "The first of them, as tcpdump -i INTERFACE udp port 4789 -nne shows it on " target_name ":"
  print outer[i]
  print inner[i]
  print "Its fields (the guide's Table 6):"
  print "  Timestamp     " field[1]
  print "  SMacAddr      " field[2]
  print "  DMacAddr      " substr(field[4], 1, 17) " (" target_name ")"
  print "  EthernetType  " substr(field[7], 2, 6) " (" field[6] ")"
  print "  Length        " outer_length[i]
  split(ends(outer[i]), field, " ")
  print "  Sip, Sport    " address(field[1]) ", " substr(field[1], length(address(field[1])) + 2)
  print "  Dip, Dport    " address(field[3]) ", " substr(field[3], length(address(field[3])) + 2)
  print "  VXLAN Flags   " before(outer[i], "flags ", ",")
  print "  VNI           " packet_vni[i]
}
