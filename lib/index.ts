/**
 * The front door: what docs/library.md describes, and all that a program outside of this folder needs. Files inside import
 * each other by name, and never from here.
 */
export * from './collector';
export * from './mirror';
export * from './network';
export * from './scenarios';
export * from './servers';
export * from './settings';
export * from './stack';
export * from './values';
export * from './verification';
