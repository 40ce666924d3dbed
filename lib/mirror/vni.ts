import { type Problem } from '../values/input-error';
import { VNI } from '../values/limits';
import { checkInteger } from '../values/whole-number';

export function checkVni(vni: number): Problem {
  const problem = checkInteger(vni, VNI);
  return vni === 0 ? `${problem ?? ''} (the provider does not send 0, so the API would use 1)` : problem;
}
