import { apiError, isGone } from '../../../../lab/provider/huaweicloud/api-error';

test.each([
  ['VPC v1', '{"code":"VPC.0114","message":"quota"}', 'VPC.0114', 'quota'],
  ['VPC v3', '{"request_id":"r","error_code":"VPC.0003","error_msg":"gone"}', 'VPC.0003', 'gone'],
  [
    'Neutron',
    '{"NeutronError":{"type":"SecurityGroupRuleExists","message":"twice","detail":""}}',
    'SecurityGroupRuleExists',
    'twice',
  ],
  ['ECS', '{"error":{"code":"Ecs.0019","message":"abandoned"}}', 'Ecs.0019', 'abandoned'],
  ['something else', 'Bad gateway', '', 'Bad gateway'],
  ['nothing', '', '', 'no text'],
])('GIVEN the form of %s THEN code and message are found', (_, text, code, apiMessage) => {
  expect(apiError('GET', '/x', 409, text)).toMatchObject({ status: 409, code, apiMessage });
});

test('only 404 means gone', () => {
  expect(isGone(apiError('GET', '/x', 404, ''))).toBe(true);
  expect(isGone(apiError('GET', '/x', 410, ''))).toBe(false);
  expect(isGone(new Error('404'))).toBe(false);
});
