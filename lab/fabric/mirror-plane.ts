import { type TopologyMirrorSession } from '../topology/topology';

/** A server's network interface as the mirror finds it in the kernel. */
export interface MirrorPort {
  readonly interfaceId: string;
  readonly mac: string;
  readonly ipv4: string;
  readonly ipv6?: string;
  /**
   * The fabric's end of the port, such as `p3`. A frame that leaves it (`tcpdump -Q out`) is the server's ingress, after
   * its security groups let it pass; one that enters it (`-Q in`) is the server's egress, before they decide.
   */
  readonly device: string;
  /**
   * Where a frame to this interface is injected, such as `br0`: the bridge of its subnet. What is sent on it comes, as
   * from the gateway, and passes the interface's security groups like any other frame.
   */
  readonly injectDevice: string;
  /** MAC address of the subnet's gateway: the source of injected frames. */
  readonly gatewayMac: string;
  /**
   * Where a frame is handed to the router of this interface's VPC, such as `mirror-in`, and the MAC address that it must
   * be sent to: the way to interfaces of other VPCs, which the routes of this VPC decide about.
   */
  readonly routerDevice: string;
  readonly routerMac: string;
  /** Process id, on the host, of a process that holds the network namespace of `device` and `injectDevice`. */
  readonly namespacePid: number;
}

/** A session whose ends exist in the kernel. Sources of servers that are off or gone are left out. */
export interface ResolvedMirrorSession {
  readonly session: TopologyMirrorSession;
  readonly sources: readonly MirrorPort[];
  readonly target: MirrorPort;
}

/** How the tap of a source does. */
export interface TapCondition {
  readonly interfaceId: string;
  /** Copies that were made since it was started, and those of them that were sent. */
  readonly mirrored: number;
  readonly sent: number;
  /** What it has lost, in words; absent when it is nothing. */
  readonly losses?: string;
  /** Why it does not mirror; absent when it does. */
  readonly failure?: string;
}

/** What copies packets. The fabric tells it, whole, after every change. */
export interface MirrorPlane {
  /**
   * Makes exactly these sessions active and resolves when traffic is copied accordingly. Called one at a time, also
   * before an interface that a session uses goes away, then without it.
   */
  apply(sessions: readonly ResolvedMirrorSession[]): Promise<void>;
  /** How each source is mirrored now. */
  condition(): Promise<readonly TapCondition[]>;
  /** Stops copying and ends every process of the plane. Safe to call twice. */
  close(): Promise<void>;
}
