import { type SettingsInput } from '../../../lib/settings/settings';
import { makeGuideLab, sessionFields, type GuideLab } from '../region/guide-lab';
import { changeStack, said, startStack, variables } from './stack-project';
import { describeWithTerraform } from './terraform-project';

jest.setTimeout(120_000);

const LISTS = /\/(cloudservers\/flavors|traffic-mirror-sessions)$/;

describeWithTerraform(
  'GIVEN a region in which somebody mirrors already, and the stack, not yet deployed',
  () => startStack({}),
  (project) => {
    let others: GuideLab;
    beforeAll(async () => {
      others = await makeGuideLab(project().lab);
      await nameTheirSession('their-session');
    });

    async function nameTheirSession(name: string): Promise<void> {
      const fields = { ...sessionFields(others.filter, others.ports.source, others.ports.target), name };
      const { status } = await project().lab.call('PUT', `/v3/{p}/vpc/traffic-mirror-sessions/${others.session}`, {
        traffic_mirror_session: { ...fields, traffic_mirror_sources: undefined },
      });
      expect(status).toBe(200);
    }

    async function imageId(name: string): Promise<string> {
      const { body } = await project().lab.call('GET', `/v2/cloudimages?name=${encodeURIComponent(name)}`);
      const [image] = (body as { images: { id: string }[] }).images;
      if (!image) throw new Error(`no image ${name}`);
      return image.id;
    }

    async function warnings(settings: SettingsInput): Promise<readonly string[]> {
      changeStack(project(), settings);
      return said(await project().succeed(['plan', ...variables]), 'Warning');
    }

    test('WHEN planned with the priority of their session THEN a warning names both sessions', async () => {
      expect(await warnings({})).toEqual([
        expect.stringContaining(
          'mirror session mirror-session-A: priority 1 is taken in region lab-region-1 by their-session; priorities are unique in a region, so choose another',
        ),
      ]);
    });

    test('WHEN planned with a free priority THEN there is no warning', async () => {
      expect(await warnings({ mirrorSession: { priority: 2 } })).toEqual([]);
    });

    test('WHEN planned with flavors that are not sold THEN a warning names each server, the region and the zone', async () => {
      const servers: SettingsInput['servers'] = {
        target: { flavor: 's6.16xlarge.2' },
        test: { availabilityZone: 'lab-region-1c' },
      };
      expect(await warnings({ mirrorSession: { priority: 2 }, servers })).toEqual([
        expect.stringContaining(
          'ECS-target: flavor s6.16xlarge.2 is not sold in region lab-region-1; choose another flavor or region',
        ),
        expect.stringContaining(
          'ECS-test: flavor s6.large.2 is not sold in availability zone lab-region-1c of region lab-region-1; choose another flavor or availability zone',
        ),
      ]);
    });

    test('WHEN planned with images by name and by id, public, private and shared, THEN its servers are of these', async () => {
      const [publicId, privateId, sharedId] = await Promise.all(
        ['Debian 12.0.0 64bit', 'private-image-A', 'shared-image-A'].map(imageId),
      );
      changeStack(project(), {
        image: 'Debian 12.0.0 64bit',
        servers: { source: { image: privateId }, target: { image: 'shared-image-A' } },
        mirrorSession: { priority: 2 },
      });
      const servers = (await project().plan(variables)).filter(({ type }) => type === 'huaweicloud_compute_instance');
      expect(servers.map(({ after }) => (after as { image_id: string }).image_id)).toEqual([
        privateId,
        sharedId,
        publicId,
      ]);
    });

    test('WHEN planned with images that are not there THEN the plan ends, naming each server and its image', async () => {
      const id = '00000000-0000-4000-8000-000000000000';
      // The first is how a real one begins.
      changeStack(project(), { image: 'Debian 12', servers: { source: { image: id } } });
      const { status, stderr } = await project().terraform(['plan', ...variables]);
      expect(status).toBe(1);
      const missing = (server: string, what: string): unknown =>
        expect.stringContaining(`${server}: the region has no public, private or shared image ${what}; set image`);
      expect(said(stderr, 'Error')).toHaveLength(3);
      expect(said(stderr, 'Error')).toEqual(
        expect.arrayContaining([
          missing('ECS-source', `with the id ${id}`),
          missing('ECS-target', 'named "Debian 12"'),
          missing('ECS-test', 'named "Debian 12"'),
        ]),
      );
    });

    test('WHEN neither list may be read THEN it can be planned without them', async () => {
      const allow = project().lab.region.injectFault({ method: 'GET', path: LISTS, status: 403, times: Infinity });
      expect(await warnings({ planChecks: false })).toEqual([]);
      allow();
    });

    test('WHEN deployed and planned again THEN its own session is none that takes its priority', async () => {
      const free = { mirrorSession: { priority: 2 } };
      changeStack(project(), free);
      await project().apply(...variables);
      expect(await warnings(free)).toEqual([]);
      expect(await warnings({ mirrorSession: { priority: 3 } })).toEqual([]);
    });

    test('WHEN deployed and given the priority of a session of the same name THEN a warning says so', async () => {
      await nameTheirSession('mirror-session-A');
      expect(await warnings({ mirrorSession: { priority: 1 } })).toEqual([
        expect.stringContaining('priority 1 is taken in region lab-region-1 by another session of the same name'),
      ]);
    });
  },
);
