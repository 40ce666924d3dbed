# Reads the plan of one target, then `tcpdump -nne -A udp port 4789`, and says whether each cell of the plan holds. POSIX
# awk. The plan is lines of fields with "|" between them; what they are says lib/verification/verdict-table.ts.
# A packet is a line with a time stamp (the VXLAN packet), a line for the packet inside, and lines of its bytes as text.

# Ethernet 14, IPv4 20, and the two ports. No packet that has not been cut is shorter.
BEGIN { PORTS_END = 38; FS = "|" }

NR == FNR && $1 == "T" { target_name = $2; target_group = $4; guide_hint = $5 == "" ? "" : " (" $5 ")"; next }
NR == FNR && $1 == "S" {
  s = ++sessions
  session_name[s] = $2; filter[s] = $3; vni[s] = $4; packet_length[s] = $5; is_closed[s] = $6; setting[s] = $7; likely[s] = $8
  is_here[s] = $9; split_list($10, s); source_names[s] = $11
  next
}
NR == FNR && $1 == "X" {
  x = ++strands
  strand[$2 " " $3] = x
  letter[x] = $2; way[x] = $3; protocol[x] = $4; strand_source[x] = $5; strand_target[x] = $6; strand_port[x] = $7
  next
}
NR == FNR && $1 == "C" {
  c = ++cells
  is_copying[strand[$2 " " $3] " " $4] = 1
  cell_strand[c] = strand[$2 " " $3]; cell_session[c] = $4; cell_source[c] = $5; cell_source_name[c] = $6
  cell_marks[c] = $7; needed[c] = $8; pass_sentence[c] = $9; flow_text[c] = $10; rule[c] = $11; least[c] = $12; verb[c] = $13
  next
}
NR == FNR && $1 == "N" { z = ++silents; silent_strand[z] = strand[$2 " " $3]; silent_pass[z] = $4; silent_subject[z] = $5; next }
NR == FNR && $1 == "R" { reason[strand[$2 " " $3] " " $4] = $5; instead[strand[$2 " " $3] " " $4] = $6; next }
NR == FNR && $1 == "K" { k = ++probes; probe_mark[k] = $2; probe_source[k] = $3; probe_name[k] = $4; next }
NR == FNR { next }

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
  inner_source[n] = field[1]
  inner_target[n] = field[3]
  is_tcp[n] = text ~ /: Flags \[|\[\|tcp\]/
  is_icmp[n] = text ~ /: ICMP6?[, ]/
  # The words for a packet that was cut differ by tcpdump's version, so the lengths decide: the headers, and what the
  # sender counted of his text, which is missing when not even the TCP header is whole.
  headers = $0 ~ /ethertype IPv6/ ? 54 : 34
  if (is_tcp[n]) {
    sent = after(after(text, ": Flags \\["), ", length ")
    is_cut[n] = !(sent != "" && outer_length[n] - 50 >= headers + 20 + (text ~ /TS val/ ? 12 : 0) + sent)
  } else {
    sent = is_icmp[n] ? after(after(text, ": ICMP"), ", length ") : after(after(text, ": UDP"), ", length ")
    # Of ports that it knows, such as those of DNS and syslog, tcpdump tells other things: there its words must do.
    if (sent != "") is_cut[n] = outer_length[n] - 50 < headers + (is_icmp[n] ? 0 : 8) + sent
    else is_cut[n] = outer_length[n] - 50 < PORTS_END || $0 ~ /truncated-ip6? - [0-9]+ bytes missing!| length [0-9]+ > length [0-9]+\] \(invalid\)/
  }
}
{
  rest = $0
  while (match(rest, nonce "[A-Za-z][0-9a-z]")) {
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
function note(sentence) { notes = notes "\n  NOTE  " sentence }
function split_list(list, s,   part, i, count) {
  count = split(list, part, ",")
  for (i = 1; i <= count; i++) is_source[s " " part[i]] = 1
  source_ip[s] = part[1]
}
# Whether packet i is of strand x, as far as its addresses and ports go.
function is_of(i, x) {
  if (protocol[x] == "icmp") return is_icmp[i] && inner_source[i] == strand_source[x] && inner_target[i] == strand_target[x]
  if (is_icmp[i] || (protocol[x] == "tcp") != is_tcp[i]) return 0
  if (way[x] == "there") return address(inner_source[i]) == strand_source[x] && inner_target[i] == strand_target[x] "." strand_port[x]
  return inner_source[i] == strand_source[x] "." strand_port[x] && address(inner_target[i]) == strand_target[x]
}
# A packet that the session may have made: what tells is the VNI and the mirror source.
function is_from(i, s) { return packet_vni[i] == vni[s] && ((s " " outer_source[i]) in is_source) }
# Two of the plan's sessions may be one, of which the plan knows two sources: then they have one name and one VNI.
function is_known(i,   s) { for (s = 1; s <= sessions; s++) if (is_from(i, s)) return 1; return 0 }
function group_rule(k) { return "security group " target_group " must allow UDP 4789 from " probe_source[k] "/32 into " target_name guide_hint }
function often(count) { return count == 2 ? "twice" : count " times" }
function listed(text) { return " " text " " }

# What nobody should have copied to this target. Of a session whose own cell is missing, it says both.
function find_stray_marks(missing,   z, s, i, j, c, count, list, x) {
  for (z = 1; z <= silents; z++) {
    x = silent_strand[z]
    for (i = 1; i <= n; i++) {
      if (!is_of(i, x)) continue
      count = split(marks[i], list, " ")
      for (j = 1; j <= count; j++) {
        if (substr(list[j], 1, 1) != letter[x]) continue
        for (s = 1; s <= sessions; s++) {
          if (!is_from(i, s)) continue
          if (missing && s == cell_session[missing] && instead[x " " s] != "") {
            sub(/ too$/, "", silent_subject[z])
            fail(silent_subject[z] instead[x " " s] ", but none of " flow_text[missing] ", which rule \"" rule[missing] "\" accepts: mirror session " session_name[s] " has another filter, or " filter[s] " other rules, outside of these settings; the packet: " inner[i])
          }
          fail(silent_subject[z] reason[x " " s] "; the packet: " inner[i])
        }
      }
    }
  }
  # What one session copies, another must not copy as well.
  for (c = 1; c <= cells; c++) {
    x = cell_strand[c]
    for (i = 1; i <= n; i++) {
      if (!is_of(i, x) || index(marks[i], " " letter[x]) == 0) continue
      for (s = 1; s <= sessions; s++) {
        if (is_copying[x " " s] || !is_from(i, s) || shares_vni(x, s)) continue
        fail(flow_text[c] " " verb[c] " mirrored by mirror session " session_name[s] " too" reason[x " " s] "; the packet: " inner[i])
      }
    }
  }
}
# Whether a session that copies the strand has the same VNI, so that the two cannot be told apart.
function shares_vni(x, s,   other) {
  for (other = 1; other <= sessions; other++) if (is_copying[x " " other] && vni[other] == vni[s]) return 1
  return 0
}

END {
  if (failed) exit 1
  for (i = 1; i <= n; i++) {
    is_probe = 0
    for (k = 1; k <= probes; k++) if (index(marks[i], probe_mark[k])) { probe_arrived[k] = 1; is_probe = 1 }
    if (is_probe) continue
    total++
    for (s = 1; s <= sessions; s++) {
      if (!is_here[s]) continue
      if (is_from(i, s)) { ours[s]++; if (outer_length[i] - 50 > packet_length[s] && !long_packet[s]) long_packet[s] = i }
      else if (packet_vni[i] == vni[s] && !is_known(i)) { others[vni[s]]++; other_sender[vni[s]] = outer_source[i] }
    }
    count = split(marks[i], list, " ")
    for (c = 1; c <= cells; c++) {
      s = cell_session[c]; x = cell_strand[c]
      is_ours = packet_vni[i] == vni[s] && outer_source[i] == cell_source[c]
      # Cut before the end of its ports: what flow it is of cannot be seen, but that it was cut can.
      is_flow = is_of(i, x) || (is_ours && outer_length[i] - 50 < PORTS_END)
      if (is_ours && is_flow) {
        accounted[s " " i] = 1
        flow_packets[c]++
        if (is_cut[i]) {
          cut_packets[s]++; cell_cut[c]++
          if (outer_length[i] - 50 > cut_to[s]) cut_to[s] = outer_length[i] - 50
          if (outer_length[i] - 50 > cell_cut_to[c]) cell_cut_to[c] = outer_length[i] - 50
        }
      }
      if (!is_flow) continue
      for (j = 1; j <= count; j++) {
        if (substr(list[j], 1, 1) != letter[x]) continue
        if (packet_vni[i] != vni[s]) other_vni[c] = packet_vni[i]
        else if (outer_source[i] != cell_source[c]) { if (!((s " " outer_source[i]) in is_source)) other_source[c] = outer_source[i] }
        else { copies[c " " list[j]]++; if (!((c " " list[j]) in seen)) seen[c " " list[j]] = i }
      }
    }
  }
  for (s = 1; s <= sessions; s++) for (i = 1; i <= n; i++) if (is_here[s] && is_from(i, s) && !((s " " i) in accounted) && !stray[s]) stray[s] = i

  for (c = 1; c <= cells; c++) {
    wanted[c] = split(cell_marks[c], list, " ")
    for (j = 1; j <= wanted[c]; j++) if ((c " " list[j]) in seen) arrived[c]++
    last[c] = list[wanted[c]]
    arrived_at_all += arrived[c]
  }
  if (cells > 0 && total == 0 && early == "true") fail("the capture on " target_name " ended before anything arrived: " words)
  if (cells > 0 && total == 0) {
    for (k = 1; k <= probes; k++) if (!probe_arrived[k]) fail("no packet on UDP 4789 reached " target_name ", not even a plain datagram from " probe_name[k] ": " group_rule(k))
    if (probes > 0) fail("nothing was mirrored, although UDP 4789 from " probe_name[1] " does reach " target_name ": " likely[cell_session[1]])
    fail("nothing was mirrored to " target_name ": " likely[cell_session[1]])
  }
  for (c = 1; c <= cells; c++) {
    s = cell_session[c]
    if (arrived[c] > 0) continue
    if (other_vni[c] != "") {
      for (other = 1; other <= sessions; other++) {
        if (other != s && vni[other] == other_vni[c]) fail(flow_text[c] " " verb[c] " mirrored by mirror session " session_name[other] " (VNI " other_vni[c] "), expected " session_name[s] " (VNI " vni[s] "), whose rule \"" rule[c] "\" accepts it: priorities or filters were changed outside of these settings")
      }
      fail("mirrored packets arrived with VNI " other_vni[c] ", expected " vni[s] ": mirror session " session_name[s] " was changed outside of these settings, or another session mirrors the same traffic")
    }
    if (other_source[c] != "") fail("mirrored packets arrived from " other_source[c] ", expected " cell_source_name[c] " (" cell_source[c] "): another server is the mirror source")
    too_short = cell_cut[c] > 0 && cell_cut_to[c] < least[c]
    if (too_short && cell_cut_to[c] < packet_length[s]) fail("mirrored packets were cut to " cell_cut_to[c] " bytes, before the nonce could be read: packet length is " packet_length[s] " in these settings, so mirror session " session_name[s] " was changed outside of them")
    if (too_short) fail("mirrored packets were cut to " cell_cut_to[c] " bytes, before the nonce could be read: " setting[s] " must be at least " least[c])
    if (flow_packets[c] > 0) fail(flow_text[c] " " verb[c] " mirrored, but none of the packets carries the nonce of this run (" nonce ")")
    find_stray_marks(c)
    if (ours[s] > 0) fail("packets were mirrored, but none of " flow_text[c] ", which rule \"" rule[c] "\" of " filter[s] " accepts: " likely[s] "; it did copy others, so look at the rules of " filter[s] " first")
    fail("packets were mirrored, but none of " flow_text[c] ", which rule \"" rule[c] "\" of " filter[s] " accepts: " likely[s])
  }
  for (c = 1; c <= cells; c++) {
    if (!((c " " last[c]) in seen) && early == "true") fail("the capture on " target_name " was cut short: the first mirrored packets are there, the last is not: " words)
    if (!((c " " last[c]) in seen)) fail("the capture on " target_name " was cut short: the first mirrored packets are there, the last is not; mirroring stopped, or packets were lost")
    if (arrived[c] < needed[c]) fail("only " arrived[c] " of " wanted[c] " positive packets were mirrored: copies were lost on the way to " target_name)
  }
  find_stray_marks(0)
  for (s = 1; s <= sessions; s++) {
    if (!is_here[s]) continue
    if (cut_packets[s] > 0 && cut_to[s] < packet_length[s]) fail("the longest copies were cut to " cut_to[s] " bytes, packet length is " packet_length[s] " in these settings: mirror session " session_name[s] " was changed outside of them")
    if (long_packet[s]) fail("a mirrored packet has an inner length of " outer_length[long_packet[s]] - 50 ", packet length allows " packet_length[s] ": mirror session " session_name[s] " was changed outside of these settings")
    if (is_closed[s] == "true" && stray[s]) fail("a packet was mirrored too, which no rule of " filter[s] " accepts: it has a wider rule outside of these settings; the packet: " inner[stray[s]])
  }

  for (s = 1; s <= sessions; s++) {
    is_proven = 0
    for (c = 1; c <= cells; c++) {
      if (cell_session[c] != s) continue
      if (!is_proven && session_name[s] != verified) { if (verified != "") passes = passes "\n"; passes = passes "VERIFIED: mirror session " session_name[s] " works"; verified = session_name[s] }
      is_proven = 1
      pass(pass_sentence[c] ": " arrived[c] " of " wanted[c] ", nonce " nonce)
      times = copies[c " " last[c]]
      split(cell_marks[c], list, " ")
      for (j = 1; j <= wanted[c]; j++) if (((c " " list[j]) in copies) && copies[c " " list[j]] < times) times = copies[c " " list[j]]
      if (times > 1) note("each copy arrived " often(times) ": another mirror session with VNI " vni[s] " mirrors " cell_source_name[c] " to " target_name " too, or something on the way repeats packets")
      if (first == "") first = seen[c " " list[1]]
    }
    if (!is_proven) continue
    pass("VNI " vni[s] ", from " source_ip[s] ", UDP 4789")
    if (cut_packets[s] > 0) pass("a text of over 1400 bytes was cut: inner length " cut_to[s] ", packet length " packet_length[s])
    else pass("no copy is longer than packet length " packet_length[s] "; a text of over 1400 bytes came in packets that are shorter")
  }
  for (z = 1; z <= silents; z++) pass(silent_pass[z])
  for (s = 1; s <= sessions; s++) {
    if (!is_here[s]) continue
    if (is_closed[s] == "true" && ours[s] > 0) pass("nothing else came from " source_names[s] " with VNI " vni[s] " (" ours[s] " packets seen)")
    if (others[vni[s]] > 0) note(others[vni[s]] " packets with VNI " vni[s] " came from elsewhere, such as " other_sender[vni[s]] ": not judged")
  }
  print passes notes

  if (first == "") exit 0
  i = first
  split(outer[i], field, " ")
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
