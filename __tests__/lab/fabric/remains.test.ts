import { moreThan } from '../../../lab/fabric/remains';

const BEFORE = [
  'network namespace server-1 with process 10 (sh), process 11 (sshd)',
  'network namespace vpc-1',
  'disk of server-1',
];

test.each([
  ['network namespace server-1 with process 10 (sh), process 11 (sshd)', []],
  // A boot that has come to its end since.
  ['network namespace server-1 with process 11 (sshd)', []],
  ['network namespace server-1', []],
  [
    'network namespace server-1 with process 11 (sshd), process 12 (tcpdump)',
    ['network namespace server-1 with process 12 (tcpdump)'],
  ],
  // The number alone tells two processes of one name apart.
  ['network namespace server-1 with process 13 (sh)', ['network namespace server-1 with process 13 (sh)']],
  ['network namespace server-2 with process 10 (sh)', ['network namespace server-2 with process 10 (sh)']],
  ['network namespace vpc-1 with process 9 (sleep)', ['network namespace vpc-1 with process 9 (sleep)']],
  ['disk of server-1', []],
  ['disk of server-2', ['disk of server-2']],
])('beside servers that somebody has already, "%s" leaves %j', (line, left) => {
  expect(moreThan(BEFORE, line)).toEqual(left);
});
