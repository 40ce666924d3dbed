# Reads the plan of one target, then `od -An -v -tx1` of its capture, and prints the packets that prove it, as a pcap file
# written as printf's escapes: of each cell whose copies must arrive the first, and the last. POSIX awk.

BEGIN {
  MOST = 12
  for (i = 32; i < 127; i++) hex_of[sprintf("%c", i)] = sprintf("%02x", i)
  for (i = 0; i < 256; i++) value[sprintf("%02x", i)] = i
  nonce_hex = hex(nonce)
  need = 24
}
NR == FNR && /^S\|/ { split($0, field, "|"); vni[++sessions] = field[4]; next }
NR == FNR && /^C\|/ {
  split($0, field, "|")
  count = split(field[7], list, " ")
  split(field[5], octet, ".")
  header = sprintf("%02x%02x%02x%02x %06x", octet[1], octet[2], octet[3], octet[4], vni[field[4]])
  wanted[list[1] " " header] = wanted[list[count] " " header] = 1
  next
}
NR == FNR { next }
{
  for (i = 1; i <= NF; i++) {
    bytes = bytes $i
    if (length(bytes) == 2 * need) step()
  }
}
function hex(text,   i, all) {
  for (i = 1; i <= length(text); i++) all = all hex_of[substr(text, i, 1)]
  return all
}
function number(text,   i, all) {
  for (i = 7; i >= 1; i -= 2) all = all * 256 + value[substr(text, i, 2)]
  return all
}
# A file's header, then a record's header and its packet in turn.
function step() {
  if (part == "") {
    # Little-endian, with microseconds: what tcpdump writes on a server.
    if (substr(bytes, 1, 8) != "d4c3b2a1") exit
    file = bytes; part = "header"; need = 16
  } else if (part == "header") {
    header_bytes = bytes; part = "packet"; need = number(substr(bytes, 17, 8))
  } else {
    look(bytes); part = "header"; need = 16
  }
  bytes = ""
}
# Outer Ethernet 14 and IPv4 20 bytes: the source is at 26. UDP 8 and VXLAN: the VNI is at 46.
function look(packet,   at, mark, key) {
  at = index(packet, nonce_hex)
  if (at % 2 == 0 || taken == MOST) return
  mark = letter(substr(packet, at + length(nonce_hex), 2)) letter(substr(packet, at + length(nonce_hex) + 2, 2))
  key = mark " " substr(packet, 53, 8) " " substr(packet, 93, 6)
  if (!(key in wanted) || (key in found)) return
  found[key] = 1
  taken++
  file = file header_bytes packet
}
function letter(code,   c) { for (c in hex_of) if (hex_of[c] == code) return c; return "" }
END {
  if (taken == 0) exit 1
  for (i = 1; i <= length(file); i += 2) printf "\\x%s", substr(file, i, 2)
}
