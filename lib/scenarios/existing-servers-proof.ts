import { type ModelSession } from '../mirror/mirror-model';
import { literal } from '../servers/server-search';
import { type Settings } from '../settings/settings';
import { proofPlan, type ProofPlan } from '../verification/proof-plan';
import { type VerificationEnd, type VerificationProps } from '../verification/verification-props';

type ExistingServersSettings = Settings<'existing-servers'>;

/** Names that no end of the settings can have, which has no space in it. */
const BASTION = 'the bastion';
const TARGET = 'the target';

/** Expressions of Terraform, without `${}`, of what only a plan knows. */
interface Found {
  /** Private address of the mirror target. */
  readonly targetAddress: string;
  /** Map of the numbers of sessions, as texts, by the names of the ends that are sources. */
  readonly numbers: string;
}

const UNKNOWN: Found = { targetAddress: 'null', numbers: 'null' };

/** What the verification takes from the settings. In which session a source is, only a plan knows: it is an expression. */
export function proofOf(
  settings: ExistingServersSettings,
  found: Found = UNKNOWN,
): Pick<
  VerificationProps,
  'ends' | 'entrance' | 'flows' | 'sessions' | 'controlPort' | 'timeouts' | 'install' | 'settingNames'
> {
  const { verification } = settings;
  const { bastion, flows, controlPort, install, proxyPort, connectTimeout, installTimeout } = verification;
  const target = targetEnd(settings, found.targetAddress);
  return {
    ends: [
      ...verification.ends.map(({ name, privateIp, user }) => endOf(name, privateIp, user)),
      target,
      bastionEnd(settings),
    ],
    entrance: BASTION,
    flows: flows.map(({ from, to, protocol, port }) => ({
      from,
      to,
      protocol,
      ...(port === undefined ? {} : { port }),
    })),
    sessions: sessionsOf(settings, target.name, found),
    controlPort,
    timeouts: { connect: connectTimeout, install: installTimeout },
    ...(install ? { install: { update: false, proxyPort, elasticIp: bastion?.host ?? '' } } : {}),
    settingNames: { ports: 'verification.flows, verification.controlPort', proxyPort: 'verification.proxyPort' },
  };
}

/** @param address expression of Terraform, without `${}` */
export function targetEnd({ target, verification }: ExistingServersSettings, address: string): VerificationEnd {
  return endOf(target.name ?? TARGET, `\${${address}}`, verification.targetUser);
}

export function bastionEnd({ verification: { bastion } }: ExistingServersSettings): VerificationEnd {
  return { ...endOf(BASTION, bastion?.privateIp ?? '', bastion?.user ?? 'root'), host: bastion?.host ?? '' };
}

/** Which groups it has is not looked for: a message says whose group it is. */
function endOf(name: string, privateIp: string, user: string): VerificationEnd {
  return { name, privateIp, user, group: `of ${name}` };
}

export function planOf(settings: ExistingServersSettings): ProofPlan {
  const { ends, sessions, flows, controlPort } = proofOf(settings);
  return proofPlan({ model: { ends, sessions }, flows, controlPort });
}

/** One for each source of the proof, because which of them share a session is not known here. */
function sessionsOf(settings: ExistingServersSettings, target: string, { numbers }: Found): readonly ModelSession[] {
  const { serverMirror: mirror, verification } = settings;
  return verification.ends
    .filter(({ isSource }) => isSource)
    .map(({ name }) => {
      const number = `${numbers}[${literal(name)}]`;
      return {
        name: `${mirror.sessionName}-\${${number}}`,
        filterName: mirror.filterName,
        priority: mirror.priority,
        vni: mirror.oneVni ? mirror.vni : `\${${mirror.vni} + tonumber(${number}) - 1}`,
        packetLength: mirror.packetLength,
        enabled: mirror.enabled,
        rules: mirror.rules,
        sources: [name],
        target,
        setting: 'serverMirror',
      };
    });
}
