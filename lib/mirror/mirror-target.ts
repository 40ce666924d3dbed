import { throwProblems } from '../values/input-error';
import { checkNotEmpty } from '../values/text';

/**
 * Where a mirror session sends its copies. `id` may be of a resource that another stack or a person owns.
 * Source: API reference of VPC, CreateTrafficMirrorSession (traffic_mirror_target_type).
 */
export class MirrorTarget {
  private constructor(
    readonly type: 'eni' | 'elb',
    readonly id: string,
  ) {
    throwProblems('mirror target', { id: checkNotEmpty(id) });
  }

  /** A network interface of an ECS, by its port id. @throws InputError if that is empty */
  static networkInterface(id: string): MirrorTarget {
    return new MirrorTarget('eni', id);
  }

  /** A private load balancer, by its id. @throws InputError if that is empty */
  static loadBalancer(id: string): MirrorTarget {
    return new MirrorTarget('elb', id);
  }
}
