import { checkAddressPlan } from './address-plan';
import { completeMirror, completeNetwork, completeVerification } from './complete';
import { type MirrorSettings, type NetworkSettings, type VerificationSettings } from './complete';
import { guideRule } from './guide-rule';
import { type RuleReader } from './rule-reader';
import { type ParsedSettings } from './schema';
import { type SoundPart } from './sound-part';
import { checkCommon, checkUnique, checkVnis } from './together';

/** The guide's scenario, complete. Without rules from the user, the filter has the guide's one rule (Table 5). */
export interface InboundTcpSettings extends Omit<
  ParsedSettings,
  'network' | 'verification' | 'mirrorFilter' | 'mirrorSession' | 'additionalMirrors'
> {
  readonly network: NetworkSettings;
  readonly verification: VerificationSettings;
  /** The guide's mirror: Table 5 and the last two rows of Table 1. */
  readonly mirror: MirrorSettings;
  /** Further sessions from ECS-source to ECS-target. */
  readonly additionalMirrors: readonly MirrorSettings[];
}

export function completeInboundTcp(data: ParsedSettings, rules: RuleReader): InboundTcpSettings {
  const { mirrorFilter, mirrorSession, additionalMirrors, ...parsed } = data;
  return {
    ...parsed,
    network: completeNetwork(parsed.network),
    verification: completeVerification(parsed.verification, parsed.listeningPort),
    mirror: {
      filterName: mirrorFilter.name,
      filterDescription: mirrorFilter.description,
      rules: mirrorFilter.rules ? rules.read(['mirrorFilter', 'rules'], mirrorFilter.rules) : [guideRule(data)],
      sessionName: mirrorSession.name,
      sessionDescription: mirrorSession.description,
      priority: mirrorSession.priority,
      vni: mirrorSession.vni,
      packetLength: mirrorSession.packetLength,
      enabled: mirrorSession.enabled,
    },
    additionalMirrors: additionalMirrors.map((entry, index) =>
      completeMirror(['additionalMirrors', index], entry, rules, () => []),
    ),
  };
}

export function checkInboundTcp(part: SoundPart<ParsedSettings>, { verification }: InboundTcpSettings): string[] {
  const additional = (key: string) => part.data.additionalMirrors.map((_, index) => ['additionalMirrors', index, key]);
  return [
    ...checkAddressPlan(part, [{ network: 'network', servers: ['source', 'target', 'test'] }]),
    ...checkCommon(part, verification.controlPort),
    ...checkUnique(part, [['mirrorFilter', 'name'], ...additional('filterName')], 'filters'),
    ...checkUnique(part, [['mirrorSession', 'name'], ...additional('sessionName')], 'sessions'),
    ...checkUnique(part, [['mirrorSession', 'priority'], ...additional('priority')], 'sessions'),
    ...checkVnis(part),
  ];
}
