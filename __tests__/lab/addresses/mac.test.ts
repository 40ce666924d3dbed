import { formatMac, isGroupMac, parseMac } from '../../../lab/addresses/mac';

describe('MAC address', () => {
  test('GIVEN colon form WHEN parsed and formatted THEN it is the same, in lower case', () => {
    expect(formatMac(parseMac('FA:16:3e:7E:d6:7a'))).toBe('fa:16:3e:7e:d6:7a');
  });

  test.each(['', 'fa:16:3e:7e:d6', 'fa-16-3e-7e-d6-7a', 'fa:16:3e:7e:d6:7g', 'fa:16:3e:7e:d6:7a:00'])(
    'GIVEN %p WHEN parsed THEN it is refused with the form that is expected',
    (text) => {
      expect(() => parseMac(text)).toThrow(`mac address must look like fa:16:3e:7e:d6:7a, got: ${text}`);
    },
  );

  test.each([
    ['ff:ff:ff:ff:ff:ff', true],
    ['33:33:00:00:00:01', true],
    ['fa:16:3e:7e:d6:7a', false],
  ])('GIVEN %s WHEN asked for a group address THEN the answer is %s', (text, expected) => {
    expect(isGroupMac(parseMac(text))).toBe(expected);
  });
});
