import { Annotations } from 'cdktf';
import { describeOverlap, overlapsOf } from '../mirror/session-overlap';
import { isKnownToHaveYum } from '../servers/image';
import { shown } from '../values/shown';
import { type InboundTcpStack } from './inbound-tcp';
import { type Settings } from '../settings/settings';

/** Draws attention, at synth, to what is allowed but rarely meant. */
export function warnOfSettings(stack: InboundTcpStack, settings: Settings): void {
  const annotations = Annotations.of(stack);
  const plan = stack.verification?.plan;
  if (plan === undefined) {
    if (settings.verification.enabled) {
      annotations.addWarning(
        'publicAccess is false, so there is no way in for the verification: the mirror is deployed, but not verified',
      );
    }
    return;
  }
  warnOfImages(annotations, settings);
  for (const note of plan.notes) annotations.addInfo(note);
  for (const overlap of overlapsOf(plan.input.model)) annotations.addWarning(describeOverlap(overlap));
}

/** The two servers on which the verification installs nc. */
function warnOfImages(annotations: Annotations, { servers: { source, test }, image: shared }: Settings): void {
  const images = new Map<string, string[]>();
  for (const { name, image = shared } of [test, source]) images.set(image, [...(images.get(image) ?? []), name]);
  for (const [image, names] of images) {
    if (isKnownToHaveYum(image)) continue;
    annotations.addWarning(
      `image ${shown(image)} of ${names.join(' and ')} is not known to have yum, with which the verification installs nc: ` +
        'it fails unless the image has Ncat, as ncat or nc; verification.enabled false leaves it out',
    );
  }
}
