const { default: Sequencer } = require('@jest/test-sequencer');
const { statSync } = require('node:fs');
const { basename } = require('node:path');

/** The longest files, longest first: one that starts last would run alone for as long as it takes. */
const LONGEST = [
  'command-line-killed',
  'command-line-damaged',
  'command-line-interrupted',
  'faults-on-the-way',
  'command-line-kept',
  'day-two',
  'use-the-copies',
  'faults-of-the-mirror',
  'faults-of-other-vpc',
  'faults-of-tcp-and-udp',
  'kill',
  'registry-providers',
  'command-line',
  'command-line-remains',
  'terraform-cloud',
  'split-groups',
  'keys',
  'command-line-installation',
  'arguments',
];

const LEVELS = ['e2e', 'integration', 'lab', 'review', 'unit'];

/**
 * The longest files first, then level by level, and the larger ones before the smaller. Jest's own order is by how long
 * each took the last time, which a fresh clone does not know.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(tests.map((test) => [test, placeOf(test)]));
    return [...tests].sort((a, b) => {
      const [one, other] = [places.get(a), places.get(b)];
      const index = one.findIndex((value, at) => value !== other[at]);
      return index < 0 ? 0 : one[index] - other[index];
    });
  }
}

function placeOf({ path, context }) {
  const longest = LONGEST.indexOf(basename(path).replace(/(\.machine)?\.test\.ts$/, ''));
  const { name } = context.config.displayName;
  return [name === 'unit' || longest < 0 ? LONGEST.length : longest, LEVELS.indexOf(name), -statSync(path).size];
}

module.exports = LongestFirst;
module.exports.LONGEST = LONGEST;
