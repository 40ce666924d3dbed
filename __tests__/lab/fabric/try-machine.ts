import { checkPrerequisites } from '../../../lab/fabric/prerequisites';
import { LACKING } from '../../needs';

/** Tries once for a whole run what the fabric needs; the tests' processes get the answer in their environment. */
export default async function tryMachine(): Promise<void> {
  process.env[LACKING] = (await checkPrerequisites()).join('; ');
}
