/**
 * Programs that are called nc and are not Nmap's, as far as the verification can tell: what those of Debian 12 and 13 say
 * when they are asked who they are, and how they end.
 */
export const otherPrograms: readonly { readonly what: string; readonly script: string }[] = [
  {
    what: "OpenBSD's netcat",
    script: `case "$*" in
  -h) echo "OpenBSD netcat (Debian patchlevel 1.219-1)" >&2 ;;
  *) echo "nc: invalid option -- '-'" >&2 ;;
esac
cat >&2 <<'END'
usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
END
exit 1`,
  },
  {
    what: 'the traditional netcat',
    script: `case "$*" in
  -h) printf '[v1.10-47]\\nconnect to somewhere:\\tnc [-options] hostname port[s] [ports] ... \\n' >&2 ;;
  *) printf "nc: invalid option -- '-'\\nnc -h for help\\n" >&2 ;;
esac
exit 1`,
  },
  {
    what: "BusyBox's nc",
    script: `cat >&2 <<'END'
nc: invalid option -- '-'
BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) multi-call binary.

Usage: nc [-iN] [-wN] [-l] [-p PORT] [-f FILE|IPADDR PORT] [-e PROG]
END
exit 1`,
  },
];
