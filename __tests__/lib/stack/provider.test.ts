import { type SettingsInput } from '../../../lib/settings/settings';
import { synth, type Block } from '../../synth';

const blockOf = (settings: SettingsInput = {}): Block => {
  const [block, ...others] = synth(settings).provider['huaweicloud'] ?? [];
  if (block === undefined || others.length > 0) throw new Error('not just one provider block');
  return block;
};

test('by default the block is empty: region and credentials come from the HW_* environment', () => {
  expect(blockOf()).toEqual({});
});

test('the region can be a setting', () => {
  expect(blockOf({ region: 'cn-north-4' })).toEqual({ region: 'cn-north-4' });
});

test('a private region has everything written down', () => {
  // WHEN
  const block = blockOf({
    region: 'lab-1',
    provider: {
      projectId: 'project-1',
      domainId: 'domain-1',
      authUrl: 'http://127.0.0.1:8080/v3',
      insecure: true,
      maxRetries: 1,
      endpoints: { vpc: 'http://127.0.0.1:8080', ecs: 'http://127.0.0.1:8080' },
    },
  });
  // THEN
  expect(block).toEqual({
    region: 'lab-1',
    project_id: 'project-1',
    domain_id: 'domain-1',
    auth_url: 'http://127.0.0.1:8080/v3',
    insecure: true,
    max_retries: 1,
    endpoints: { vpc: 'http://127.0.0.1:8080', ecs: 'http://127.0.0.1:8080' },
    skip_check_website_type: true,
  });
});

// Provider: it asks Huawei Cloud's billing service, which a private region does not have, and retries for a minute.
test('only a region with endpoints of its own skips the question for the site', () => {
  expect(blockOf({ provider: { endpoints: { vpc: 'http://127.0.0.1:8080' } } })).toHaveProperty(
    'skip_check_website_type',
    true,
  );
  expect(blockOf({ provider: { endpoints: {} } })).not.toHaveProperty('skip_check_website_type');
  expect(blockOf({ provider: { authUrl: 'https://iam.example.com/v3' } })).not.toHaveProperty(
    'skip_check_website_type',
  );
});

test('the providers are pinned to the versions that the bindings were made from', () => {
  expect(synth().terraform.required_providers).toEqual({
    huaweicloud: { source: 'huaweicloud/huaweicloud', version: '1.97.1' },
    null: { source: 'null', version: '3.2.4' },
  });
});
