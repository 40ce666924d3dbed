import { Annotations } from 'cdktf';
import { describeOverlap, overlapsOf } from '../mirror/session-overlap';
import { isKnownToHaveYum } from '../servers/image';
import { PACKET_LENGTH } from '../values/limits';
import { shown } from '../values/shown';
import { type BuildingSettings } from '../settings/settings';
import { type ProofPlan } from '../verification/proof-plan';
import { proofOf } from './proof-of';
import { type ScenarioStack } from './scenario-stack';

/** Bytes, which the packet length counts and an MTU does not. */
const ETHERNET_HEADER = 14;

/** Draws attention, at synth, to what is allowed but rarely meant. */
export function warnOfSettings(stack: ScenarioStack<BuildingSettings>): void {
  const annotations = Annotations.of(stack);
  const { settings } = stack;
  if (settings.collector?.enabled === true) warnOfCuts(annotations, proofOf(settings).sessions);
  const plan = stack.verification?.plan;
  if (plan === undefined) {
    if (settings.verification.enabled) {
      annotations.addWarning(
        'publicAccess is false, so there is no way in for the verification: the mirror is deployed, but not verified',
      );
    }
    return;
  }
  warnOfImages(annotations, settings, plan);
  for (const note of plan.notes) annotations.addInfo(note);
  for (const overlap of overlapsOf(plan.input.model)) annotations.addWarning(describeOverlap(overlap));
}

/**
 * An IDS drops a packet of which less is there than its IP header says, in silence: Suricata (`ipv4.trunc_pkt`) and Zeek
 * (`truncated_IP_len`) alike, by their source.
 */
export function warnOfCuts(
  annotations: Annotations,
  sessions: readonly { readonly name: string; readonly packetLength: number }[],
): void {
  for (const { name, packetLength } of sessions.filter((session) => session.packetLength < PACKET_LENGTH.max)) {
    annotations.addWarning(
      `mirror session ${name} copies at most ${packetLength} bytes of a packet, and an IDS that reads the collector's packets drops each that was longer: ` +
        `whole ones take packetLength ${PACKET_LENGTH.max}, and an MTU of at most ${PACKET_LENGTH.max - ETHERNET_HEADER} on the mirror source`,
    );
  }
}

/** The servers on which the verification installs nc, the senders first. */
function warnOfImages(
  annotations: Annotations,
  { servers, image: shared }: BuildingSettings,
  { rows }: ProofPlan,
): void {
  const images = new Map<string, string[]>();
  const users = new Set(rows.flatMap(({ flow: { from, to } }) => [from, to]));
  for (const { name, image = shared } of Object.values(servers)
    .filter((server) => users.has(server.name))
    .reverse())
    images.set(image, [...(images.get(image) ?? []), name]);
  for (const [image, names] of images) {
    if (isKnownToHaveYum(image)) continue;
    annotations.addWarning(
      `image ${shown(image)} of ${names.join(' and ')} is not known to have yum, with which the verification installs nc: ` +
        'it fails unless the image has Ncat, as ncat or nc; verification.enabled false leaves it out',
    );
  }
}
