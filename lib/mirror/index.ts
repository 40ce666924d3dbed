/**
 * What is mirrored and where to: rules, filters, sessions and targets, and which session copies a packet. It knows ids of
 * network interfaces, and not whose they are.
 */
export { copiesOf, type EndFlow, type MirrorModel, type ModelEnd, type ModelSession } from './mirror-model';
export { MirrorFilter, type IMirrorFilter, type MirrorFilterProps } from './mirror-filter';
export { MirrorRule, type Flow, type MirrorRuleProps } from './mirror-rule';
export { MirrorSession, type MirrorSessionProps } from './mirror-session';
export { MirrorTarget } from './mirror-target';
