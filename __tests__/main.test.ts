import type * as inputError from '../lib/values/input-error';

type Errors = typeof inputError;

const synthesized = jest.fn();
let fail: (() => never) | undefined;

jest.mock('cdktf', () => ({
  Token: { isUnresolved: () => false },
  App: class {
    readonly outdir = 'cdktf.out';
    readonly synth = synthesized;
  },
}));
jest.mock('../lib/stack/missing-agent', () => ({ tellOfMissingAgent: jest.fn() }));
jest.mock('../lib/stack/state-moves', () => ({ checkStateMove: jest.fn() }));
jest.mock('../lib/scenarios/scenarios', () => ({
  scenarioStack: () => {
    fail?.();
    return { node: { id: 'inbound-tcp' } };
  },
}));

/** Runs main.ts, with a stack that does nothing or fails. */
function runMain(context: unknown = {}, failure?: (errors: Errors) => Error) {
  const printed = jest.spyOn(console, 'error').mockImplementation();
  process.env['CDKTF_CONTEXT_JSON'] = JSON.stringify(context);
  try {
    jest.resetModules();
    const errors = jest.requireActual<Errors>('../lib/values/input-error');
    fail =
      failure &&
      (() => {
        throw failure(errors);
      });
    jest.requireActual('../main');
    return { printed: printed.mock.calls.flat(), exitCode: process.exitCode };
  } finally {
    printed.mockRestore();
    delete process.env['CDKTF_CONTEXT_JSON'];
    process.exitCode = undefined;
  }
}

test('GIVEN right settings THEN the stack is synthesized', () => {
  expect(runMain()).toEqual({ printed: [], exitCode: undefined });
  expect(synthesized).toHaveBeenCalledTimes(1);
});

test.each([
  [{ trafficMirroring: { regoin: 'x' } }, 'trafficMirroring.regoin is not a setting; did you mean region'],
  [{ trafficMirroring: null }, 'trafficMirroring must be an object, got: null'],
  [{ trafficMirorring: {} }, 'context.trafficMirorring is not a setting; did you mean context.trafficMirroring'],
  [null, 'CDKTF_CONTEXT_JSON must hold an object, got: null'],
])('GIVEN wrong settings %j THEN it ends with the sentence alone', (context, sentence) => {
  expect(runMain(context)).toEqual({ printed: [sentence], exitCode: 1 });
});

test('GIVEN a construct that refuses its props THEN it ends with the sentence alone', () => {
  // WHEN
  const run = runMain({}, ({ InputError }) => new InputError('network', { vpcName: 'is wrong' }));
  // THEN
  expect(run).toEqual({ printed: ['network: vpcName is wrong'], exitCode: 1 });
});

test('GIVEN a mistake of the program THEN it ends with the error and its stack', () => {
  // GIVEN
  const mistake = new TypeError('Cannot read properties of undefined');
  // THEN
  expect(runMain({}, () => mistake)).toEqual({ printed: [mistake], exitCode: 1 });
});
