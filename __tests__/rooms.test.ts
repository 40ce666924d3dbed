/**
 * What stands on what. A file imports of its own room and of the floors below it, so that whoever changes a room has only
 * those above to think of. The order is the table's; docs and index files may say it again, this holds it.
 */
import { circlesOf, faultsOf, importsBelow, relativeImports, type House } from './rooms';

const houses: readonly House[] = [
  {
    folder: 'lib',
    floors: [
      ['index.ts'],
      ['scenarios'],
      ['collector'],
      ['verification'],
      ['stack'],
      ['settings', 'network'],
      ['servers'],
      ['mirror'],
      ['values'],
    ],
    outside: ['.gen'],
  },
  {
    folder: 'review',
    floors: [
      ['report.ts', 'review.ts'],
      ['cli'],
      ['page', 'markdown', 'report'],
      ['picture', 'findings.ts', 'billing.ts', 'summary.ts'],
      ['.'],
      ['plan'],
      ['stack'],
      ['proof'],
      ['stack/template.ts'],
      ['html'],
      ['review-error.ts'],
    ],
    // It reads JSON and logs of any stack, so it knows what a mirror is, and no setting.
    outside: ['lib/mirror', 'lib/values'],
  },
  {
    folder: 'lab',
    floors: [
      ['cli.ts'],
      ['cli'],
      ['daemon.ts'],
      ['lab.ts'],
      ['aftermath.ts', 'condition.ts', 'customer.ts', 'ssh-agent.ts'],
      ['region', 'fabric', 'provider'],
      ['topology'],
      ['addresses'],
      ['processes.ts', 'endpoints.ts'],
    ],
    // The lab's command line reads settings as the product does, and reports a deploy. Nothing else of the lab knows the
    // product.
    outside: ['lib/settings', 'lib/scenarios/read-scenario.ts', 'review'],
  },
  {
    folder: 'lab/region',
    floors: [
      ['main.ts'],
      ['start-region.ts'],
      ['api/routes.ts'],
      ['api/vpc'],
      ['api/ecs'],
      ['api/ims'],
      ['api/eip', 'api/evs', 'api/iam', 'api/kps', 'api/dns'],
      ['api'],
      ['http'],
      ['.'],
      ['store'],
      ['errors.ts', 'limits.ts'],
    ],
  },
  {
    folder: 'lab/fabric',
    floors: [['fabric.ts'], ['mirror-taps.ts'], ['mirror'], ['.'], ['packet']],
  },
  {
    folder: 'lab/provider',
    floors: [
      ['start-providers.ts'],
      ['huaweicloud/huaweicloud-provider.ts', 'null', 'protocol'],
      ['huaweicloud/data-sources'],
      ['huaweicloud/resources'],
      ['huaweicloud'],
      ['engine'],
      ['validation'],
      ['diagnostics.ts'],
      ['planning'],
      ['schema'],
      ['codec'],
    ],
  },
];

describe.each(houses)('GIVEN the rooms of $folder', (house) => {
  test('THEN no import runs upwards, to a neighbour or out of the house', () => {
    expect(faultsOf(house, importsBelow(house.folder))).toEqual([]);
  });
});

test.each(['lib', 'review', 'lab', 'bench', 'tools'])('no files of %s import each other in a circle', (folder) => {
  expect(circlesOf(importsBelow(folder))).toEqual([]);
});

describe('GIVEN a house of two floors', () => {
  const house: House = { folder: 'house', floors: [['roof'], ['left', 'right'], ['.']], outside: ['garden'] };
  const roof = 'house/roof/tiles.ts';
  const left = 'house/left/door.ts';
  const right = 'house/right/door.ts';
  const cellar = 'house/cellar.ts';
  const whole = [roof, left, right, cellar].map((file): [string, string[]] => [file, []]);

  test.each([
    ['downwards', roof, cellar, []],
    ['to the garden', roof, 'garden/tree.ts', []],
    ['upwards', left, roof, [`${left} imports upwards: ${roof}`]],
    ['from the lowest room', cellar, left, [`${cellar} imports upwards: ${left}`]],
    ['to a neighbour', left, right, [`${left} imports of its neighbour: ${right}`]],
    ['to the street', roof, 'street/car.ts', [`${roof} reaches out to street/car.ts`]],
  ])('WHEN an import runs %s THEN it is judged', (_how, from, to, faults) => {
    expect(faultsOf(house, new Map([...whole, [from, [to]]]))).toEqual(faults);
  });

  test('WHEN a file stands in no room, or a room is empty THEN it is said', () => {
    const floors = [['roof'], ['attic']];
    expect(
      faultsOf(
        { folder: 'house', floors },
        new Map([
          [roof, []],
          [left, []],
        ]),
      ),
    ).toEqual(['house/attic is a room, and no file stands in it', `${left} stands in no room`]);
  });

  test('WHEN three files import each other in a circle THEN it is found, and once', () => {
    const imports = new Map([
      [cellar, [roof]],
      [roof, [left]],
      [left, [right]],
      [right, [roof]],
    ]);
    expect(circlesOf(imports)).toEqual([`${roof} → ${left} → ${right} → ${roof}`]);
  });
});

test('imports of types, at run time and by re-export are seen, and none that is only written about', () => {
  const text = `
    import type { A } from './a'; import { type B } from './b'; import './c';
    export * from './d'; export { E } from './e';
    const f = await import('./f'); const g = require('./g'); type H = import('./h').H;
    // import './comment'
    const text = "import './text'";
    import { z } from 'zod';`;
  expect(relativeImports(text).sort()).toEqual(['./a', './b', './c', './d', './e', './f', './g', './h']);
});
