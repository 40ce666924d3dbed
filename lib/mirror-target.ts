/**
 * Where a mirror session sends its copies. `id` may be of a resource that another stack or a person owns.
 * Source: API reference of VPC, CreateTrafficMirrorSession (traffic_mirror_target_type).
 */
export class MirrorTarget {
  private constructor(
    readonly type: 'eni' | 'elb',
    readonly id: string,
  ) {}

  /** A network interface of an ECS, by its port id. */
  static networkInterface(id: string): MirrorTarget {
    return new MirrorTarget('eni', nonEmpty(id));
  }

  /** A private load balancer, by its id. */
  static loadBalancer(id: string): MirrorTarget {
    return new MirrorTarget('elb', nonEmpty(id));
  }
}

function nonEmpty(id: string): string {
  if (id.trim() === '') throw new Error('mirror target id must not be empty');
  return id;
}
