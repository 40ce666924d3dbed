/**
 * What every stack has, whatever it mirrors: the provider block, where the state is kept, Terraform variables, outputs,
 * how Terraform logs in, and a program that ends with sentences.
 */
export { addProvider, type ProviderProps } from './provider';
export { runProgram } from './run-program';
export { addVerificationVariables, type VerificationVariables } from './stack-variables';
export { addStateBackend, type CloudState, type LocalState, type StateBackendProps } from './state-backend';
