import { checkNode } from '../../../lab/cli/node-version';

describe('the Node.js that runs the lab', () => {
  test.each(['20.9.0', '22.0.0', '24.21.0', '30.1.2'])('%s will do', (version) => {
    expect(checkNode(version)).toBeUndefined();
  });

  test.each(['18.20.8', '20.8.9'])(
    'GIVEN %s THEN a sentence says what is needed, and where it is to be had',
    (version) => {
      expect(checkNode(version)).toBe(
        `the lab needs Node.js 20.9 or later, found ${version}: see https://nodejs.org/en/download`,
      );
    },
  );

  test('this one will do', () => {
    expect(checkNode()).toBeUndefined();
  });
});
