import { BehindTerraform } from './behind-terraform';
import { TRAFFIC, type Deployment } from './deployment';
import { describeWithLab } from './lab-under-test';
import { impatient, stackJson } from './stack-json';

jest.setTimeout(300_000);

const NOTHING = 'nothing was mirrored, although UDP 4789 from ECS-source does reach ECS-target: ';
const LOOK_AT =
  'is mirror session mirror-session-A still enabled, with mirror-filter-A as its filter, ECS-source as its source and ECS-target as its target, and can a c7t.large.2 be a mirror source in this region';

/** What somebody changes on the console, how it was before, and what the verification says of it. */
interface Fault {
  readonly changed: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>>;
  readonly sentence: string | RegExp;
}

const OF_THE_SESSION: Readonly<Record<string, Fault>> = {
  'a session that somebody disables': {
    changed: { enabled: false },
    before: { enabled: true },
    sentence: NOTHING + LOOK_AT,
  },
  'a session whose VNI somebody changes': {
    changed: { virtual_network_id: 7 },
    before: { virtual_network_id: 1 },
    sentence:
      'mirrored packets arrived with VNI 7, expected 1: mirror session mirror-session-A was changed outside of these settings, or another session mirrors the same traffic',
  },
  'a session whose packet length somebody raises': {
    changed: { packet_length: 1460 },
    before: { packet_length: 96 },
    sentence:
      /^a mirrored packet has an inner length of \d+, packet length allows 96: mirror session mirror-session-A was changed outside of these settings$/,
  },
  'a session whose packet length somebody lowers': {
    changed: { packet_length: 80 },
    before: { packet_length: 96 },
    sentence:
      'the longest copies were cut to 80 bytes, packet length is 96 in these settings: mirror session mirror-session-A was changed outside of them',
  },
  'a session whose packet length somebody makes too short for the nonce': {
    changed: { packet_length: 64 },
    before: { packet_length: 96 },
    sentence:
      'mirrored packets were cut to 64 bytes, before the nonce could be read: packet length is 96 in these settings, so mirror session mirror-session-A was changed outside of them',
  },
};

const OF_THE_RULE: Readonly<Record<string, Fault>> = {
  'a rule whose port somebody changes': {
    changed: { destination_port_range: '1300-1300' },
    before: { destination_port_range: '1234-1234' },
    sentence: NOTHING + LOOK_AT,
  },
  'a rule that somebody widens': {
    changed: { destination_port_range: '1-65535' },
    before: { destination_port_range: '1234-1234' },
    sentence:
      /^TCP to port 1235 was mirrored too, which no rule of mirror-filter-A accepts: it has a wider rule outside of these settings; the packet: fa:16:3e:.* > 192\.168\.0\.230\.1235: /,
  },
};

// One deployment, which is verified again and again: another one for each fault would take most of the time of them all.
describeWithLab(
  'a fault of the mirror',
  (lab) => {
    let deployment: Deployment;
    beforeAll(async () => {
      deployment = lab().deployment();
      expect(await deployment.apply()).toMatchObject({ status: 0, failures: [] });
      deployment.write(impatient(stackJson({})));
    });

    async function expectFailure({ changed, before, sentence }: Fault, address: string): Promise<void> {
      const behind = new BehindTerraform(lab(), deployment);
      await behind.change(address, changed);
      try {
        expect(await deployment.failures(TRAFFIC)).toEqual([
          typeof sentence === 'string' ? sentence : (expect.stringMatching(sentence) as string),
        ]);
      } finally {
        await behind.change(address, before);
      }
    }

    test.each(Object.entries(OF_THE_SESSION))('GIVEN %s WHEN verified THEN it fails for this reason', (_, fault) =>
      expectFailure(fault, 'huaweicloud_vpc_traffic_mirror_session.mirror_session'),
    );

    test.each(Object.entries(OF_THE_RULE))('GIVEN %s WHEN verified THEN it fails for this reason', (_, fault) =>
      expectFailure(fault, 'huaweicloud_vpc_traffic_mirror_filter_rule.mirror_filter_ingress_1'),
    );

    test('GIVEN all is as it was WHEN deployed again THEN it is verified, and a destroy leaves nothing', async () => {
      deployment.write(stackJson({}));
      const again = await deployment.apply();
      expect(again.output).toContain('VERIFIED: mirror session mirror-session-A works');
      expect(again).toMatchObject({ status: 0, failures: [] });
      expect((await deployment.destroy()).status).toBe(0);
      expect(await lab().left()).toEqual([]);
    });
  },
  { emptied: false },
);
