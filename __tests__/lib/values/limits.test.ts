import {
  FILTER_RULE_PRIORITY,
  PACKET_LENGTH,
  PORT,
  SESSION_PRIORITY,
  SOURCES_PER_SESSION,
  VNI,
  VXLAN_PORT,
} from '../../../lib/values/limits';
import { checkInteger } from '../../../lib/values/whole-number';

// Written out, so that a slip in lib/ shows: API references CreateTrafficMirrorSession and CreateTrafficMirrorFilterRule.
describe.each([
  ['session priority', SESSION_PRIORITY, 1, 32766],
  ['VNI', VNI, 1, 16777215],
  ['packet length', PACKET_LENGTH, 1, 1460],
  ['sources per session', SOURCES_PER_SESSION, 1, 10],
  ['filter rule priority', FILTER_RULE_PRIORITY, 1, 65535],
  ['port', PORT, 1, 65535],
])('%s', (_, range, min, max) => {
  test.each([min, max])('%d is allowed', (value) => {
    expect(checkInteger(value, range)).toBeUndefined();
  });

  test.each([min - 1, max + 1, min + 0.5, Number.NaN])('%d is not', (value) => {
    expect(checkInteger(value, range)).toBe(`must be a whole number between ${min} and ${max}, got: ${value}`);
  });
});

test('VXLAN goes to port 4789', () => {
  expect(VXLAN_PORT).toBe(4789);
});
