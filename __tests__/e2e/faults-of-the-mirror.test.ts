import { type SettingsInput } from '../../lib/settings/settings';
import { describeWithLab } from './lab-under-test';
import { impatient, meanwhile, without, type Edit } from './stack-json';

jest.setTimeout(300_000);

const SESSION = '/vpc/v3/{p}/vpc/traffic-mirror-sessions/${huaweicloud_vpc_traffic_mirror_session.mirror_session.id}';
const RULE =
  '/vpc/v3/{p}/vpc/traffic-mirror-filter-rules/${huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1.id}';

const NOTHING = 'nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target: ';
const LOOK_AT =
  'is mirror session mirror-session-A still enabled, with mirror-filter-A as its filter, ECS-source as its source and ECS-target as its target, and can a c7t.large.2 be a mirror source in this region';

interface Fault {
  readonly settings?: SettingsInput;
  readonly edit?: Edit;
  readonly sentence: string | RegExp;
}

/** The session, changed on the console by somebody between its making and the verification. */
const sessionChanged = (fields: Readonly<Record<string, unknown>>): Edit =>
  meanwhile({ method: 'PUT', path: SESSION, body: { traffic_mirror_session: fields } });

const FAULTS: Readonly<Record<string, Fault>> = {
  'a session that somebody disables': { edit: sessionChanged({ enabled: false }), sentence: NOTHING + LOOK_AT },
  'a session whose VNI somebody changes': {
    edit: sessionChanged({ virtual_network_id: 7 }),
    sentence:
      'mirrored packets arrived with VNI 7, expected 1: mirror session mirror-session-A was changed outside of these settings, or another session mirrors the same traffic',
  },
  'a session whose packet length somebody raises': {
    edit: sessionChanged({ packet_length: 1460 }),
    sentence:
      /^a mirrored packet has an inner length of \d+, packet length allows 96: mirror session mirror-session-A was changed outside of these settings$/,
  },
  'a session whose packet length somebody lowers': {
    edit: sessionChanged({ packet_length: 80 }),
    sentence:
      'the longest copies were cut to 80 bytes, packet length is 96 in these settings: mirror session mirror-session-A was changed outside of them',
  },
  'a rule whose port somebody changes': {
    edit: meanwhile({
      method: 'PUT',
      path: RULE,
      body: { traffic_mirror_filter_rule: { destination_port_range: '1300-1300' } },
    }),
    sentence: NOTHING + LOOK_AT,
  },
  'a rule that somebody widens': {
    edit: meanwhile({
      method: 'PUT',
      path: RULE,
      body: { traffic_mirror_filter_rule: { destination_port_range: '1-65535' } },
    }),
    sentence:
      /^TCP to port 1235 was mirrored too, which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings; the packet: fa:16:3e:.* > 192\.168\.0\.230\.1235: /,
  },
  'a session whose packet length somebody makes too short for the nonce': {
    edit: sessionChanged({ packet_length: 64 }),
    sentence:
      'mirrored packets were cut to 64 bytes, before the nonce could be read: packet length is 96 in these settings, so mirror session mirror-session-A was changed outside of them',
  },
  'split groups without UDP 4789': {
    settings: { securityGroups: { mode: 'split' } },
    edit: without('huaweicloud_networking_secgroup_rule.security_group_target_ingress_vxlan'),
    sentence:
      'no packet on UDP 4789 reached ECS-target, not even a plain datagram from ECS-source: security group Sg-B must allow UDP 4789 from 192.168.0.230/32 into ECS-target (Table 4)',
  },
  'split groups without TCP 1234': {
    settings: { securityGroups: { mode: 'split' } },
    edit: without('huaweicloud_networking_secgroup_rule.security_group_source_ingress_traffic'),
    sentence:
      /^ECS-test cannot talk to ECS-source on TCP 1234: .*; security group Sg-A must allow TCP 1234 from 192\.168\.0\.161\/32 \(Table 3\)$/,
  },
};

describeWithLab('a fault of the mirror', (lab) => {
  test.each(Object.entries(FAULTS))(
    'GIVEN %s WHEN deployed THEN the deploy fails for this reason, and a destroy leaves nothing',
    async (_, { settings = {}, edit, sentence }) => {
      const deployment = lab().deployment(settings, edit === undefined ? [impatient] : [edit, impatient]);
      const apply = await deployment.apply();
      expect(apply.failures).toEqual([
        typeof sentence === 'string' ? sentence : (expect.stringMatching(sentence) as string),
      ]);
      expect(apply.status).toBe(1);
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    },
  );
});
