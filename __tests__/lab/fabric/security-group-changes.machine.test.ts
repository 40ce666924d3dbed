import { type Topology } from '../../../lab/topology/topology';
import { everythingOut, rule, SOURCE, TARGET, TEST, withRules } from './guide-topology';
import { captureWhile, connects, on, pings, waitFor } from './test-lab';
import { describeWithFabric } from './with-fabric';

jest.setTimeout(60_000);

const ssh = { protocol: 'tcp', ports: [{ from: 22, to: 22 }] } as const;

describeWithFabric('security groups that change while connections are open', (fabric) => {
  /** A line sent over one open connection after a change of rules: whether it still arrives. */
  const lineAfter = async (change: Topology, from: string, to: string): Promise<boolean> => {
    await on(fabric(), from, 'rm -f /tmp/go');
    // sshd answers a wrong greeting with a line and closes; before that it waits.
    const script =
      `exec 3<>/dev/tcp/${to}/22 && read -r -u 3 greeting && echo "$greeting" >/tmp/greeted && ` +
      'for i in $(seq 200); do [ -e /tmp/go ] && break; sleep 0.05; done; printf "nonsense\\r\\n" >&3; ' +
      'read -r -t 2 -u 3 answer';
    const client = fabric().exec(from, ['bash', '-c', script]);
    await on(
      fabric(),
      from,
      'for i in $(seq 100); do [ -s /tmp/greeted ] && break; sleep 0.05; done; test -s /tmp/greeted',
    );
    await fabric().apply(change);
    await on(fabric(), from, 'touch /tmp/go');
    const { status } = await client;
    await on(fabric(), from, 'rm -f /tmp/greeted');
    return status === 0;
  };

  test('GIVEN an open connection WHEN its inbound rule is removed THEN it stops, as in the cloud', async () => {
    const open = withRules([...everythingOut, rule({ direction: 'ingress', ...ssh })]);
    await fabric().apply(open);
    expect(
      await lineAfter(
        withRules([...everythingOut, rule({ direction: 'ingress', protocol: 'udp' })]),
        TEST.id,
        SOURCE.ipv4,
      ),
    ).toBe(false);
    await fabric().apply(open);
    const narrowed = rule({ direction: 'ingress', ...ssh, remoteCidr: `${TEST.ipv4}/32` });
    expect(await lineAfter(withRules([...everythingOut, narrowed]), TEST.id, SOURCE.ipv4)).toBe(true);
  });

  test('GIVEN an accepted connection and no outbound rule WHEN its inbound rule goes THEN no answer leaves any more', async () => {
    const inbound = rule({ direction: 'ingress', protocol: 'tcp', ports: [{ from: 5000, to: 5000 }] });
    const pushed = async (change: Topology): Promise<string> => {
      await fabric().apply(withRules([inbound]));
      const listen = 'IO::Socket::INET->new(LocalPort => 5000, Listen => 1, ReuseAddr => 1)';
      const serve =
        `my $l = ${listen} or die; my $c = $l->accept; syswrite $c, "hello\\n"; ` +
        'select undef, undef, undef, 0.02 until -e "/tmp/push"; syswrite $c, "pushed\\n"; sleep 3';
      await on(
        fabric(),
        SOURCE.id,
        `rm -f /tmp/push; (setsid perl -MIO::Socket::INET -e '${serve}' >/dev/null 2>&1 & echo $! >/tmp/pid) </dev/null`,
      );
      await on(fabric(), SOURCE.id, waitFor("ss -ltn | grep -q ':5000 '"));
      const read = `exec 3<>/dev/tcp/${SOURCE.ipv4}/5000; read -r -u 3 a; touch /tmp/open; read -r -t 2 -u 3 b; echo "$a $b"`;
      await on(fabric(), TEST.id, 'rm -f /tmp/open');
      const client = on(fabric(), TEST.id, read);
      await on(fabric(), TEST.id, waitFor('[ -e /tmp/open ]'));
      await fabric().apply(change);
      await on(fabric(), SOURCE.id, 'touch /tmp/push');
      const seen = await client;
      await on(fabric(), SOURCE.id, 'kill "$(cat /tmp/pid)"');
      return seen.trim();
    };
    expect(await pushed(withRules([{ ...inbound, remoteCidr: `${TARGET.ipv4}/32` }]))).toBe('hello');
    expect(await pushed(withRules([inbound]))).toBe('hello pushed');
    // Another rule comes: the server goes on although the client, which only listens, says nothing.
    expect(await pushed(withRules([inbound, rule({ direction: 'ingress', ...ssh })]))).toBe('hello pushed');
  });

  test('GIVEN an open connection WHEN its outbound rule is removed THEN it goes on, as in the cloud', async () => {
    const inbound = [...everythingOut, rule({ direction: 'ingress', ...ssh })];
    await fabric().apply(withRules(inbound));
    expect(await lineAfter(withRules(inbound, []), TEST.id, SOURCE.ipv4)).toBe(true);
    expect(await connects(fabric(), TEST.id, SOURCE.ipv4, 22)).toBe(false);
  });

  /** Listens on port 5000, and once a client has spoken, sends it ticks and writes down what it says. */
  const ticking = (protocol: 'tcp' | 'udp'): string => {
    const accept = {
      tcp: 'my $c = IO::Socket::INET->new(LocalPort => 5000, Listen => 1, ReuseAddr => 1)->accept;',
      udp:
        'my $c = IO::Socket::INET->new(LocalPort => 5000, Proto => "udp");' +
        'my $peer = recv $c, my $first, 100, MSG_PEEK; connect $c, $peer;',
    };
    return (
      `${accept[protocol]} my $ready = IO::Select->new($c); open my $got, ">", "/tmp/got"; $got->autoflush(1);` +
      'for (my $n = 1; ; $n++) {' +
      '  if ($ready->can_read(0.02)) { sysread $c, my $text, 100 or last; print $got $text }' +
      '  syswrite $c, "tick\n"; open my $ticks, ">", "/tmp/ticks"; print $ticks $n;' +
      '}'
    );
  };

  test.each(['tcp', 'udp'] as const)(
    'GIVEN a server that keeps sending over %s WHEN its inbound rule is removed THEN its client is cut off',
    async (protocol) => {
      const inbound = rule({ direction: 'ingress', protocol, ports: [{ from: 5000, to: 5000 }] });
      const other = rule({ direction: 'ingress', ...ssh });
      await fabric().apply(withRules([...everythingOut, inbound, other]));
      const modules = '-MIO::Socket::INET -MIO::Select -MSocket=MSG_PEEK';
      const serve = `setsid perl ${modules} -e '${ticking(protocol)}' >/dev/null 2>&1 & echo $! >/tmp/ticking`;
      await on(fabric(), SOURCE.id, `rm -f /tmp/got /tmp/ticks; (${serve}) </dev/null`);
      await on(fabric(), SOURCE.id, waitFor("ss -ltun | grep -q ':5000 '"));
      const client =
        `exec 3<>/dev/${protocol}/${SOURCE.ipv4}/5000; echo before >&3; cat <&3 >/dev/null & ` +
        'for text in one two three; do until [ -e /tmp/$text ]; do sleep 0.02; done; echo $text >&3; done; ' +
        'sleep 0.1; touch /tmp/said; wait';
      await on(fabric(), TEST.id, 'rm -f /tmp/one /tmp/two /tmp/three /tmp/said');
      await on(fabric(), TEST.id, `(setsid bash -c '${client}' >/dev/null 2>&1 & echo $! >/tmp/ticking) </dev/null`);
      const heard = (text: string): Promise<string> => on(fabric(), SOURCE.id, waitFor(`grep -q ${text} /tmp/got`));
      const ticks = (): Promise<string> =>
        on(fabric(), SOURCE.id, `n=$(cat /tmp/ticks); ${waitFor('[ "$(cat /tmp/ticks)" -gt $((n + 5)) ]')}`);
      await heard('before');

      // A change that leaves this connection its rule harms nobody.
      await fabric().apply(withRules([...everythingOut, inbound]));
      await on(fabric(), TEST.id, 'touch /tmp/one');
      await heard('one');

      await fabric().apply(withRules([...everythingOut, other]));
      const arrived = await captureWhile(
        fabric(),
        SOURCE.id,
        `src ${TEST.ipv4} and ${protocol} port 5000`,
        async () => {
          await ticks();
          await on(fabric(), TEST.id, `touch /tmp/two /tmp/three; ${waitFor('[ -e /tmp/said ]')}`);
          await ticks();
        },
      );
      expect(arrived).toEqual([]);
      expect(await on(fabric(), SOURCE.id, 'cat /tmp/got')).toBe('before\none\n');
      await on(fabric(), SOURCE.id, 'kill "$(cat /tmp/ticking)"');
      await on(fabric(), TEST.id, 'kill -- "-$(cat /tmp/ticking)"');
    },
  );

  test('GIVEN a ping that is answered WHEN its inbound rule is removed THEN it is not, though the server pings back', async () => {
    const icmp = rule({ direction: 'ingress', protocol: 'icmp' });
    await fabric().apply(withRules([...everythingOut, icmp], [...everythingOut, icmp]));
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(true);
    await fabric().apply(withRules(everythingOut, [...everythingOut, icmp]));
    expect(await pings(fabric(), SOURCE.id, TEST.ipv4)).toBe(true);
    expect(await pings(fabric(), TEST.id, SOURCE.ipv4)).toBe(false);
  });

  test('GIVEN ports that a connection had WHEN one is opened the other way THEN it is a new one', async () => {
    const port = (direction: 'ingress', from: number) =>
      rule({ direction, protocol: 'tcp', ports: [{ from, to: from }] });
    const open = (from: string, localPort: number, url: string, status: number): Promise<string> =>
      on(fabric(), from, `curl -s --local-port ${localPort} --connect-timeout 1 http://${url}`, status);
    const refused = 7;
    const timedOut = 28;
    await fabric().apply(withRules([...everythingOut, port('ingress', 5100)]));
    await open(TEST.id, 40000, `${SOURCE.ipv4}:5100`, refused);
    await fabric().apply(withRules(everythingOut, [...everythingOut, port('ingress', 40000)]));
    await open(SOURCE.id, 5100, `${TEST.ipv4}:40000`, refused);
    await open(TEST.id, 40000, `${SOURCE.ipv4}:5100`, timedOut);
  });
});
