import { afterwards } from '../../lab/aftermath';

test('what ends by itself within the time is not left', async () => {
  const looks = [['process 1 (sleep)', 'process 2 (sh)'], ['process 2 (sh)'], []];
  expect(await afterwards(() => Promise.resolve(looks.shift() ?? ['looked once more']), 10_000, 1)).toEqual([]);
});

test('what stays is told when the time is over', async () => {
  const look = jest.fn(() => Promise.resolve(['process 1 (tcpdump)']));
  expect(await afterwards(look, 20, 1)).toEqual(['process 1 (tcpdump)']);
  expect(look.mock.calls.length).toBeGreaterThan(1);
});
