import { TerraformLocal, type ITerraformDependable, type TerraformStack } from 'cdktf';
import { type MirrorFilter } from '../mirror/mirror-filter';
import { type MirrorSessions } from '../mirror/mirror-sessions';
import { type Finding } from '../servers/existing-servers';
import { type ExistingTarget } from '../servers/existing-target';
import { literal } from '../servers/server-search';
import { type Settings } from '../settings/settings';
import { type VerificationVariables } from '../stack/stack-variables';
import { Verification } from '../verification/verification';
import { type ProvenCollector } from '../verification/verification-props';
import { Watch } from '../verification/watch';
import { textOf } from '../verification/watch-plan';
import { bastionEnd, proofOf, targetEnd } from './existing-servers-proof';
import { watchedOf, watchedSessions } from './existing-servers-watch';

type ExistingServersSettings = Settings<'existing-servers'>;

/** Expressions of Terraform, without `${}`, as of `ExistingServers.interfaces`. */
interface Found {
  /** What is mirrored: without the target. */
  readonly mirrored: string;
  /** All that was found. */
  readonly interfaces: string;
}

/** That the ends which the settings call sources are mirrored, and the others are not; and one end of what is watched. */
export function proofFindings(settings: ExistingServersSettings, { mirrored, interfaces }: Found): readonly Finding[] {
  const { enabled, ends } = settings.verification;
  if (!enabled) return [];
  const addresses = `values(${mirrored})[*].address`;
  const named = (isSource: boolean): string[] =>
    ends.filter((end) => end.isSource === isSource).map(({ privateIp }) => privateIp);
  const [absent, present] = [
    `setsubtract(${literal(named(true))}, ${addresses})`,
    `setintersection(${literal(named(false))}, ${addresses})`,
  ];
  const sources = new Map<string, string[]>();
  for (const { flow, source } of watchedOf(settings)) {
    sources.set(textOf(flow), [...(sources.get(textOf(flow)) ?? []), source]);
  }
  const unseen = `[for text, ends in ${literal(Object.fromEntries(sources))} : text if length(setintersection(ends, ${addresses})) == 0]`;
  const isNothingFound = `length(${interfaces}) == 0`;
  return [
    {
      condition: `length(${absent}) == 0 || ${isNothingFound}`,
      errorMessage: `verification.ends has sources that are not mirrored, at \${join(", ", ${absent})}: name them in sources, or leave isSource out`,
    },
    {
      condition: `length(${present}) == 0`,
      errorMessage: `verification.ends has servers that are mirrored without isSource, at \${join(", ", ${present})}: set isSource of them`,
    },
    ...(sources.size === 0
      ? []
      : [
          {
            condition: `length(${unseen}) == 0 || ${isNothingFound}`,
            errorMessage: `verification.watched has traffic that is not mirrored, because no source sends or receives it as the rules want it: \${join(", ", ${unseen})}; name a server of it in sources, or watch other traffic`,
          },
        ]),
  ];
}

interface Proven {
  readonly sessions: MirrorSessions;
  readonly filter: MirrorFilter;
  readonly target: ExistingTarget;
  /** As of `ExistingServers.interfaces`. */
  readonly mirrored: string;
  /** The rules that let the copies into the target. */
  readonly rules: readonly ITerraformDependable[];
  /** Makes them when they are asked for first. */
  readonly variables: () => VerificationVariables;
  readonly collectors: readonly ProvenCollector[];
}

interface Proofs {
  /** Absent where nothing is sent. */
  readonly verification?: Verification;
  /** Absent where nothing is watched. */
  readonly watch?: Watch;
}

/** What the settings want: packets that are sent, traffic that is watched, or both, which do not wait for each other. */
export function proveExistingServers(
  stack: TerraformStack,
  settings: ExistingServersSettings,
  { sessions, filter, target, mirrored, rules, variables, collectors }: Proven,
): Proofs {
  const { enabled, ends, flows, watched, bastion, connectTimeout, watchTimeout } = settings.verification;
  if (!enabled) return {};
  const numbersOf = (id: string, addresses: ReadonlyMap<string, string>, none: string): string => {
    const numbers = [...addresses].map(([name, address]) => {
      const source = `one([for id, one in ${mirrored} : id if one.address == ${literal(address)}])`;
      return `${literal(name)} = try(${sessions.places.numberOf(source)}, ${literal(none)})`;
    });
    return `local.${new TerraformLocal(stack, id, `\${{ ${numbers.join(', ')} }}`).friendlyUniqueId}`;
  };
  const changing = '[one.id, one.traffic_mirror_sources, one.traffic_mirror_target_id]';
  const common = {
    variables: variables(),
    dependsOn: [sessions.resource, ...filter.dependables, ...rules],
    triggers: {
      mirror_sessions: `\${sha1(jsonencode({ for number, one in ${sessions.all} : number => ${changing} }))}`,
      bastion: bastion?.host ?? '',
    },
  };
  const targetAddress = `${target.interface}.address`;
  const proofs: { verification?: Verification; watch?: Watch } = {};
  if (flows.length > 0) {
    const named = new Map(ends.filter(({ isSource }) => isSource).map(({ name, privateIp }) => [name, privateIp]));
    const numbers = numbersOf('proof-numbers', named, '0');
    proofs.verification = new Verification(stack, 'verification', {
      ...proofOf(settings, { targetAddress, numbers }),
      ...common,
      collectors,
    });
  }
  if (watched.length > 0) {
    const plan = watchedOf(settings);
    const numbers = numbersOf('watch-numbers', new Map(plan.map(({ source }) => [source, source])), '');
    proofs.watch = new Watch(stack, 'verification-watch', {
      ...{ plan, sessions: watchedSessions(settings, numbers) },
      ...{ target: targetEnd(settings, targetAddress), entrance: bastionEnd(settings) },
      timeouts: { connect: connectTimeout, watch: watchTimeout },
      ...common,
    });
  }
  return proofs;
}
