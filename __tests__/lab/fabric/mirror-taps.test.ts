import { type MirrorPort, type ResolvedMirrorSession } from '../../../lab/fabric/mirror-plane';
import { MirrorTaps } from '../../../lab/fabric/mirror-taps';
import { type Tap, type TapOptions, type TapSessions, type TapStatistics } from '../../../lab/fabric/mirror/tap';
import { everything, guideSession } from './mirror/guide-session';

let step = 0;

/** One to five turns of the event loop, so that the steps of several taps mix, in each run in the same way. */
async function turns(): Promise<void> {
  step = (step * 1103515245 + 12345) % 2 ** 31;
  for (let turn = Math.floor(step / 65536) % 5; turn >= 0; turn -= 1) await new Promise(setImmediate);
}

/** All taps that a test has started, and what they would have done wrong. */
class World {
  readonly taps: FakeTap[] = [];
  readonly violations: string[] = [];
  /** Makes the next start fail. */
  refusal: string | undefined;

  readonly start = async (options: TapOptions): Promise<Tap> => {
    await turns();
    if (this.refusal !== undefined) throw new Error(this.refusal);
    const tap = new FakeTap(options, this);
    this.taps.push(tap);
    this.check();
    return tap;
  };

  get running(): readonly FakeTap[] {
    return this.taps.filter((tap) => tap.isRunning);
  }

  /** Whatever any tap sends, or has sent without knowing that it arrived, every other must take for mirror traffic. */
  check(): void {
    for (const sender of this.running) {
      for (const flow of sender.underway) {
        const unaware = this.running.filter((tap) => !tap.knows(flow));
        this.violations.push(...unaware.map((tap) => `${tap.source} mirrors again what goes ${flow}`));
      }
    }
  }
}

class FakeTap implements Tap {
  readonly pids = [];
  failure: Error | undefined;
  isRunning = true;
  lost: TapStatistics['lost'] = { capture: 0, injection: {} };
  underway: ReadonlySet<string>;

  constructor(
    private readonly options: TapOptions,
    private readonly world: World,
    public told: TapSessions = options,
  ) {
    this.underway = this.sent();
  }

  get source(): string {
    return this.options.source.ipv4;
  }

  get vnis(): readonly number[] {
    return this.told.sessions.map(({ vni }) => vni);
  }

  knows(flow: string): boolean {
    return this.flows.includes(flow);
  }

  get flows(): readonly string[] {
    return (this.told.mirrorFlows ?? []).map(({ sourceIpv4, targetIpv4 }) => `${sourceIpv4} > ${targetIpv4}`);
  }

  async update(sessions: TapSessions): Promise<void> {
    await turns();
    if (!this.isRunning) throw new Error('mirror tap is stopped: start another one');
    this.told = sessions;
    this.underway = new Set([...this.underway, ...this.sent()]);
    this.world.check();
  }

  async statistics(): Promise<TapStatistics> {
    await turns();
    if (!this.isRunning) throw new Error('mirror injector ended: signal SIGKILL');
    this.underway = this.sent();
    return { captured: 0, mirrored: {}, sent: 0, lost: this.lost };
  }

  async stop(): Promise<TapStatistics> {
    await turns();
    this.isRunning = false;
    return { captured: 0, mirrored: {}, sent: 0, lost: this.lost };
  }

  /** As when a process of it is killed: it works no more at once; its owner is told when it has been cleaned up. */
  die(): void {
    this.isRunning = false;
    this.failure = new Error(`mirror tap on ${this.options.device}: injector ended: signal SIGKILL`);
    const { failure } = this;
    void turns().then(() => {
      this.options.onError(failure);
    });
  }

  private sent(): ReadonlySet<string> {
    const targets = this.told.sessions.flatMap((session) => this.told.resolveTarget(session) ?? []);
    return new Set(targets.map(({ ipv4 }) => `${this.source} > ${ipv4}`));
  }
}

function port(number: number): MirrorPort {
  return {
    ...{ interfaceId: `port-${number}`, mac: `fa:16:3e:00:00:0${number}`, ipv4: `10.0.0.${number}` },
    ...{ device: `p${number}`, injectDevice: 'br0', gatewayMac: 'fa:16:3e:00:00:aa', namespacePid: 1 },
    ...{ routerDevice: 'mirror-in', routerMac: '02:00:00:00:00:01' },
  };
}

const [A, B, C] = [port(1), port(2), port(3)] as const;

function session(vni: number, target: MirrorPort, ...sources: readonly MirrorPort[]): ResolvedMirrorSession {
  return { session: guideSession({ id: `session-${vni}`, vni, rules: [everything()] }), sources, target };
}

describe('the taps of all mirrored interfaces', () => {
  let world: World;
  let problems: string[];
  let taps: MirrorTaps;

  beforeEach(() => {
    world = new World();
    problems = [];
    taps = new MirrorTaps(({ message }) => problems.push(message), world.start);
  });
  afterEach(() => taps.close());

  const vnisOf = (source: MirrorPort): readonly (readonly number[])[] =>
    world.running.filter((tap) => tap.source === source.ipv4).map((tap) => tap.vnis);

  /** What was to be done behind an answer has been when a later change has. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
  };

  test('GIVEN sessions that come, go and turn WHEN each is changed THEN no tap mirrors what another has mirrored', async () => {
    const x = session(1, B, A);
    const y = session(2, A, B);
    const z = session(3, C, B);
    const turned = session(1, C, A);
    const changes = [[x, z], [x, y, z], [x, z], [y], [x], [turned, y], [x, y], [], [session(4, C, A, B)], [y, x]];
    for (const sessions of [...changes, ...changes.toReversed(), ...changes]) {
      await taps.apply(sessions);
      const flows = sessions.flatMap(({ sources, target }) => sources.map(({ ipv4 }) => `${ipv4} > ${target.ipv4}`));
      // Nothing is kept that is not wanted any more: servers' own VXLAN between these addresses is mirrored again.
      for (const tap of world.running) expect(new Set(tap.flows)).toEqual(new Set(flows));
      for (const source of [A, B]) {
        const wanted = sessions.filter(({ sources }) => sources.includes(source)).map((each) => each.session.vni);
        expect(vnisOf(source)).toEqual(wanted.length === 0 ? [] : [wanted]);
      }
    }
    expect(world.violations).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('GIVEN a tap that fails to start WHEN sessions change again THEN it still mirrors nothing twice', async () => {
    await taps.apply([session(1, B, A)]);
    world.refusal = 'no such device';
    await expect(taps.apply([session(2, C, A), session(3, A, B)])).rejects.toThrow('no such device');
    world.refusal = undefined;
    await taps.apply([session(1, B, A), session(3, A, B)]);
    expect([vnisOf(A), vnisOf(B)]).toEqual([[[1]], [[3]]]);
    expect(world.violations).toEqual([]);
  });

  test('GIVEN a tap that dies WHEN nobody does anything THEN another mirrors the same, and that is said once', async () => {
    await taps.apply([session(1, B, A), session(2, A, B)]);
    world.running.find((tap) => tap.source === A.ipv4)?.die();
    await settled();
    expect([vnisOf(A), vnisOf(B)]).toEqual([[[1]], [[2]]]);
    expect(problems).toEqual(['mirror tap on p1: injector ended: signal SIGKILL; it runs again']);
    expect(world.violations).toEqual([]);
  });

  test('GIVEN a tap that has just died WHEN sessions change THEN the change succeeds, with another tap', async () => {
    await taps.apply([session(1, B, A)]);
    world.running[0]?.die();
    await taps.apply([session(2, B, A), session(3, A, B)]);
    expect([vnisOf(A), vnisOf(B)]).toEqual([[[2]], [[3]]]);
    await settled();
    expect(vnisOf(A)).toEqual([[2]]);
    expect(problems).toEqual(['mirror tap on p1: injector ended: signal SIGKILL; it runs again']);
  });

  test('GIVEN a change that a living tap refuses WHEN it is applied THEN it is refused', async () => {
    await taps.apply([session(1, B, A)]);
    const [tap] = world.running;
    if (tap === undefined) throw new Error('there is a tap');
    tap.update = () => Promise.reject(new Error('packet length must be between 1 and 1460, got: 0'));
    await expect(taps.apply([session(2, B, A)])).rejects.toThrow('packet length must be between 1 and 1460, got: 0');
  });

  test('GIVEN a tap that dies again and again WHEN nothing changes THEN it is given up, until something does', async () => {
    await taps.apply([session(1, B, A)]);
    for (let death = 0; death < 4; death += 1) {
      world.running[0]?.die();
      await settled();
    }
    expect(world.taps).toHaveLength(4);
    expect(world.running).toEqual([]);
    const died = 'mirror tap on p1: injector ended: signal SIGKILL';
    const again = `${died}; it runs again`;
    const givenUp = `${died}; after 3 restarts it is started again only with the next change`;
    expect(problems).toEqual([again, again, again, givenUp]);

    await taps.apply([session(1, B, A)]);
    expect(vnisOf(A)).toEqual([[1]]);
    world.running[0]?.die();
    await settled();
    expect(problems.at(-1)).toBe(again);
  });

  test('GIVEN a tap that cannot be started again WHEN something changes THEN it is tried anew', async () => {
    await taps.apply([session(1, B, A)]);
    world.refusal = 'no tcpdump';
    world.running[0]?.die();
    await settled();
    const died = 'mirror tap on p1: injector ended: signal SIGKILL';
    expect(problems).toEqual([`${died}; it could not be started again: no tcpdump`]);
    world.refusal = undefined;
    await taps.apply([session(1, B, A)]);
    expect(vnisOf(A)).toEqual([[1]]);
  });

  test('GIVEN a tap that loses frames WHEN it is looked at THEN what is new is said, and the rest when it ends', async () => {
    await taps.apply([session(1, B, A)]);
    const [tap] = world.running;
    if (tap === undefined) throw new Error('there is a tap');
    tap.lost = { capture: 5, injection: {} };
    await taps.apply([session(2, C, A)]);
    const five = 'mirror tap on p1: lost 5 frames that came faster than they can be copied';
    expect(problems).toEqual([five]);
    await taps.apply([session(2, B, A)]);
    expect(problems).toEqual([five]);
    tap.lost = { capture: 5, injection: { ENOBUFS: 1 } };
    await taps.close();
    expect(problems).toEqual([five, 'mirror tap on p1: lost 1 frame that the kernel did not send (ENOBUFS)']);
  });

  test('GIVEN taps WHEN they are closed, twice THEN none runs or is started any more', async () => {
    await taps.apply([session(1, B, A), session(2, A, B)]);
    const [tap] = world.running;
    await Promise.all([taps.close(), taps.close()]);
    tap?.die();
    await settled();
    expect(world.running).toEqual([]);
    expect(world.taps).toHaveLength(2);
    await expect(taps.apply([session(1, B, A)])).rejects.toThrow('the mirror is closed');
  });
});
