/**
 * The proof with real packets, of any mirror: the flows that are sent, the plan of which copies must arrive where, the
 * scripts on the servers and their verdict. It knows ends and sessions, no settings and no scenario.
 */
export { type LoginEnd } from './connection';
export { obstacleOf } from './obstacle';
export { openingsOf, proofPlan, type ProofPlan } from './proof-plan';
export { type WantedFlow } from './proof-row';
export { Verification } from './verification';
export { type ProvenCollector, type VerificationEnd, type VerificationProps } from './verification-props';
export { Watch, type WatchProps } from './watch';
export { watchPlan, type Watched, type WatchedFlow, type WatchedSessions } from './watch-plan';
