const { default: Sequencer } = require('@jest/test-sequencer');
const { statSync } = require('node:fs');
const { basename } = require('node:path');

/** The longest files, longest first: one that starts last would run alone for as long as it takes. */
const LONGEST = [
  'command-line-damaged',
  'faults-on-the-way',
  'day-two',
  'servers-of-a-customer',
  'faults-of-other-vpc',
  'command-line-kept',
  'use-the-copies',
  'faults-of-tcp-and-udp',
  'command-line-interrupted',
  'command-line-killed',
  'registry-providers',
  'faults-of-the-mirror',
  'command-line',
  'keys',
  'terraform-cloud',
  'split-groups',
  'command-line-remains',
  'kill',
  'synth',
  'command-line-installation',
  'pages',
  'fabric',
  // Of the unit tests.
  'terraform-in-order',
  'claim',
  'traffic-steps',
  'steps',
  'arguments',
  'npm-process',
  'watch',
  'slow-clients',
  'collector-program',
  'check-target',
  'compile-cache',
  'broken-creation',
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
  const index = LONGEST.indexOf(basename(path).replace(/(\.machine)?\.test\.ts$/, ''));
  const longest = index < 0 ? LONGEST.length : index;
  const { name } = context.config.displayName;
  return [name === 'unit' ? LONGEST.length : longest, LEVELS.indexOf(name), longest, -statSync(path).size];
}

module.exports = LongestFirst;
module.exports.LONGEST = LONGEST;
