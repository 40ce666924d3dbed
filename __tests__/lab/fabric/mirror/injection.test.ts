import {
  INJECTION_HEADER_LENGTH,
  encodeInjection,
  injectionLength,
  parseReport,
} from '../../../../lab/fabric/mirror/injection';

describe('injection records', () => {
  test('GIVEN a device WHEN a record is written over old bytes THEN length and padded name come before the frame', () => {
    const into = Buffer.alloc(injectionLength(3), 0xff);
    const at = encodeInjection('mirror0', 3, into, 0);
    expect(at).toBe(INJECTION_HEADER_LENGTH);
    expect(into.subarray(0, at).toString('latin1')).toBe('\x00\x03mirror0'.padEnd(18, '\0'));
  });

  test('GIVEN a report with losses WHEN parsed THEN each is counted by its name', () => {
    expect(parseReport('sent 12 ENOBUFS=1 ENXIO=3')).toEqual({ sent: 12, lost: { ENOBUFS: 1, ENXIO: 3 } });
    expect(parseReport('sent 0')).toEqual({ sent: 0, lost: {} });
  });

  test.each(['', 'ready', 'sent', 'sent x', 'sent 1 ENXIO', 'sent 1 ENXIO=x'])(
    'GIVEN %p WHEN parsed THEN it is no report',
    (line) => {
      expect(parseReport(line)).toBeUndefined();
    },
  );
});
