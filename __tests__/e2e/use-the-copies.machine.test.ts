/** docs/use-the-copies.md in the lab: each command of the page is run, in its order, where the page says; then the collector. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SettingsInput } from '../../lib/settings/settings';
import { copiesCommands } from '../docs/copies-commands';
import { on, waitFor } from '../lab/fabric/test-lab';
import { collectorTests } from './collector-life';
import { type Deployment } from './deployment';
import { describeWithLab, type LabUnderTest } from './lab-under-test';

jest.setTimeout(300_000);

/** Whole packets, of which the page speaks; an IDS would want them. */
const SETTINGS: SettingsInput = { mirrorSession: { packetLength: 1460 } };

/** What a connection from ECS-test to ECS-source is called in a capture. */
const FLOW = '192.168.0.161';
/** More than a packet holds. */
const TEXT = 4000;

/** Sends a text over TCP 1234, as the guide does with nc. */
const send = (bytes: number): string => `head -c ${bytes} /dev/zero | tr '\\0' x | nc --send-only 192.168.0.230 1234`;
const SEND = send(TEXT);
/** What takes it: a listener that goes on. */
const LISTEN = '(setsid nc -l -k 1234 </dev/null >/dev/null 2>&1 & echo $! >/tmp/listener)';

/** Where a command is run, and what its output must show. Of commands that begin alike, the first is meant. */
interface Trial {
  readonly begins: string;
  /** Whether packets are sent while it runs; it is ended by Ctrl-C when it has got some, unless it counts them. */
  readonly captures?: boolean;
  /** Server, or the operator's machine. @default ECS-target */
  readonly on?: 'ECS-source' | 'operator';
  readonly shows?: RegExp;
  /** What holds on ECS-target afterwards, as a shell's condition. */
  readonly leaves?: string;
}

const TRIALS: readonly Trial[] = [
  { begins: 'ip link add vxlan1', leaves: 'ip link show vxlan1' },
  { begins: 'ip link set vxlan1', leaves: "ip -d link show vxlan1 up | grep -q 'vxlan id 1 .* nolearning'" },
  {
    begins: 'tcpdump -i vxlan1 -nne -c 3',
    captures: true,
    shows: /192\.168\.0\.161\.\d+ > 192\.168\.0\.230\.1234: Flags/,
  },
  { begins: 'tcpdump -i eth0 -nne -c 3', captures: true, shows: /\.4789: VXLAN, flags \[I\] \(0x08\), vni 1/ },
  { begins: 'tshark -i eth0', captures: true, shows: /192\.168\.0\.161 . 192\.168\.0\.230 .*TCP/ },
  { begins: 'mkdir -p -m 0700', leaves: '[ "$(stat -c %a /var/lib/copies)" = 700 ]' },
  {
    begins: 'tcpdump -i vxlan1 -n -s 1460 -Z root -C 10 -W 5',
    captures: true,
    leaves: '[ -s /var/lib/copies/vxlan1.pcap0 ]',
  },
  {
    begins: 'tcpdump -i vxlan1 -n -s 1460 -Z root -G 3600',
    captures: true,
    leaves: '[ -s /var/lib/copies/hour-[0-2][0-9].pcap ]',
  },
  { begins: 'tshark -r', shows: /^192\.168\.0\.161\t192\.168\.0\.230\t1234\t\d+$/m },
  { begins: 'capinfos', shows: /vxlan1\.pcap0,[1-9]/ },
  { begins: 'mergecap', leaves: 'tshark -r /var/lib/copies/all.pcapng -c 1 | grep 192.168.0.161' },
  { begins: 'ssh -J', captures: true, on: 'operator', shows: /192\.168\.0\.161 . 192\.168\.0\.230 .*TCP/ },
  { begins: 'ip link set eth0 mtu 1446', on: 'ECS-source' },
  { begins: 'ip link delete vxlan1' },
  { begins: 'rm -r /var/lib/copies' },
];

const trialOf = (command: string): Trial => {
  const found = TRIALS.find(({ begins }) => command.startsWith(begins));
  if (found === undefined) throw new Error(`docs/use-the-copies.md has a command that nobody tries: ${command}`);
  return found;
};

/** A reader of the page, with the guide's stack. */
class Reader {
  constructor(private readonly lab: LabUnderTest) {}

  at(server: string, script: string, status = 0): Promise<string> {
    return on(this.lab.lab.fabric, this.lab.serverId(server), script, status);
  }

  /** Runs a command of the page and returns what it said. */
  run(command: string): Promise<string> {
    const { captures = false, on: place = 'ECS-target' } = trialOf(command);
    if (place === 'operator') return this.onOwnMachine(command);
    return captures ? this.capture(command) : this.at(place, `${command} 2>&1`);
  }

  /** Runs what listens, sends until it has heard something, and ends it as Ctrl-C does if it does not end by itself. */
  private async capture(command: string): Promise<string> {
    await this.at(
      'ECS-target',
      `cd /tmp; rm -f said log; (setsid env --default-signal=INT ${command} >said 2>log & echo $! >pid) </dev/null; ` +
        waitFor("grep -qi 'listening on\\|capture started' log"),
    );
    await this.at('ECS-test', SEND);
    if (command.includes(' -c ')) await this.at('ECS-target', waitFor('[ ! -e "/proc/$(cat /tmp/pid)" ]'));
    else {
      await this.at(
        'ECS-target',
        `sleep 1.2; kill -INT "$(cat /tmp/pid)"; ${waitFor('[ ! -e "/proc/$(cat /tmp/pid)" ]')}`,
      );
    }
    return this.at('ECS-target', 'cat /tmp/said /tmp/log');
  }

  /** With tshark instead of Wireshark, which needs a screen; the lab's host keys are nobody's. */
  private async onOwnMachine(command: string): Promise<string> {
    const { fabric, agentSocket } = this.lab.lab;
    const config = join(fabric.operator.privateDirectory, 'ssh.conf');
    const options = 'StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\nLogLevel ERROR\n';
    writeFileSync(fabric.operator.path(config), options);
    const own = command
      .replace('ssh -J', `ssh -F ${config} -J`)
      .replace('root@EIP', `root@${this.lab.eip()}`)
      .replace('wireshark -k -i -', 'tshark -i - -c 3');
    const env = { ...process.env, SSH_AUTH_SOCK: agentSocket };
    const heard = fabric.operator.run(['bash', '-c', own], { env, timeout: 30_000 });
    // Until tcpdump listens behind two logins, nothing is lost that would matter: it is sent again.
    let isOver = false;
    const sendAll = async (): Promise<void> => {
      while (!isOver) await this.at('ECS-test', `${SEND}; sleep 0.3`);
    };
    const sending = sendAll();
    try {
      const { stdout, stderr } = await heard;
      return stdout + stderr;
    } finally {
      isOver = true;
      await sending;
    }
  }
}

/** The inner lengths, as captured and as sent, of the packets with text that `vxlan1` gives while a text is sent. */
async function lengths(reader: Reader): Promise<{ readonly captured: number; readonly whole: number }[]> {
  const file = '/var/lib/copies/lengths.pcap';
  await reader.at(
    'ECS-target',
    `cd /tmp; rm -f log; (setsid env --default-signal=INT tcpdump -i vxlan1 -U --immediate-mode -Z root -w ${file} >said 2>log & echo $! >pid) </dev/null; ${waitFor("grep -q 'listening on' log")}`,
  );
  await reader.at('ECS-test', SEND);
  const fields = `tshark -r ${file} -Y 'ip.src == ${FLOW} and tcp.len > 0' -T fields -e frame.cap_len -e ip.len`;
  const text = await reader.at(
    'ECS-target',
    `sleep 0.5; kill -INT "$(cat /tmp/pid)"; sleep 0.3; ${fields} 2>/dev/null`,
  );
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('\t').map(Number))
    .map(([captured = 0, ip = 0]) => ({ captured, whole: ip + 14 }));
}

const commandFor = (begins: string): string => copiesCommands().find((each) => each.startsWith(begins)) ?? '';
const begins = TRIALS.map((trial) => trial.begins);
const MTU = begins.indexOf('ip link set eth0 mtu 1446');

describeWithLab(
  'use the copies',
  (lab) => {
    let reader: Reader;
    let deployment: Deployment;
    beforeAll(async () => {
      reader = new Reader(lab());
      deployment = lab().deployment(SETTINGS);
      const apply = await deployment.apply();
      if (apply.status !== 0) throw new Error(apply.output);
      await reader.at('ECS-source', LISTEN);
    });

    test('GIVEN the table of this test WHEN compared with the page THEN it has each command, and no other', () => {
      expect(copiesCommands().map((command) => trialOf(command).begins)).toEqual(begins);
    });

    test.each(begins.slice(0, MTU))(
      'GIVEN the guide’s mirror WHEN run: %s THEN it does what the page says',
      async (begin) => {
        const said = await reader.run(commandFor(begin));
        const { shows = /^/, leaves = 'true' } = trialOf(begin);
        expect(said).toMatch(shows);
        await reader.at('ECS-target', leaves);
      },
    );

    test('GIVEN the whole packet length WHEN the MTU of the source is lowered THEN the copies are whole', async () => {
      const before = await lengths(reader);
      expect(before).toContainEqual({ captured: 1460, whole: 1514 });
      await reader.run(commandFor(begins[MTU] ?? ''));
      const after = await lengths(reader);
      expect(after).toContainEqual({ captured: 1460, whole: 1460 });
      expect(after.filter(({ captured, whole }) => captured !== whole)).toEqual([]);
    });

    test('GIVEN all this WHEN removed as the page says THEN no device and no file is left', async () => {
      for (const begin of begins.slice(MTU + 1)) await reader.run(commandFor(begin));
      expect(await reader.at('ECS-target', 'ip -o link show type vxlan; ls /var/lib')).not.toMatch(/vxlan|copies/);
      // The verification wants the port.
      await reader.at('ECS-source', 'kill -- "-$(cat /tmp/listener)"');
    });

    collectorTests(lab, () => deployment, SETTINGS, LISTEN, send);
  },
  { emptied: false, tools: ['tshark'] },
);
