/** What a proof is made of, from the flow that is wanted to what must arrive at one target. */
import { type Copy, type EndFlow, type Passage } from '../mirror/mirror-model';

/** Traffic that must be mirrored. */
export interface WantedFlow extends EndFlow {
  /** Where the guide has the security group's rule for it, such as `Table 3`, for messages. */
  readonly guide?: string;
}

/** What is sent: one flow, told from the others by the letters behind the nonce. */
export interface ProofRow {
  /** Letter of what is sent. */
  readonly mark: string;
  /** Letter of what is answered: of an echo reply the same; absent if nothing is answered, or nothing can be said of it. */
  readonly answer?: string;
  /** `wanted` by the caller, needed to see a `session` at work, or a `control`. */
  readonly kind: 'wanted' | 'session' | 'control';
  /** Why it is a control: another `port`, another `protocol`, or a rule that rejects. */
  readonly control?: 'port' | 'protocol' | 'rejected';
  readonly flow: WantedFlow;
  /** Such as `TCP from ECS-test (192.168.0.161) to ECS-source (192.168.0.230:1234)`. */
  readonly label: string;
  /** Such as `TCP to port 1234`, with as much more as tells it from the others. */
  readonly short: string;
  /** Such as `the answers of ECS-source`. */
  readonly answers: string;
  readonly there: Passage;
  readonly back: Passage;
}

/** One way of a row at one target: what must arrive there, or that nothing must. */
export interface ProofCell {
  readonly row: ProofRow;
  readonly way: 'there' | 'back';
  readonly target: string;
  /** At this target; none means that nothing must arrive. */
  readonly copies: readonly Copy[];
  /** What stands behind PASS when it holds, up to the numbers that only the run knows. */
  readonly sentence: string;
}
