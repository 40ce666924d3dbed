import { App, TerraformStack } from 'cdktf';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HuaweicloudProvider } from '../../../.gen/providers/huaweicloud/provider';
import { InputError } from '../../../lib/values/input-error';
import { MirrorFilter } from '../../../lib/mirror/mirror-filter';
import { runProgram } from '../../../lib/stack/run-program';
import { SettingsError } from '../../../lib/settings/settings';

/** Runs a program and gives back what it printed and its exit code. */
function outcomeOf(program: () => void): { readonly printed: unknown[]; readonly exitCode: typeof process.exitCode } {
  const error = jest.spyOn(console, 'error').mockImplementation();
  try {
    runProgram(program);
    return { printed: error.mock.calls.flat(), exitCode: process.exitCode };
  } finally {
    error.mockRestore();
    process.exitCode = undefined;
  }
}
const failing = (error: Error) => () => {
  throw error;
};

test('a program that ends well says nothing', () => {
  expect(outcomeOf(() => undefined)).toEqual({ printed: [], exitCode: undefined });
});

test.each([
  [new SettingsError(['one sentence', 'another']), 'one sentence\nanother'],
  [new InputError('mirror session "s"', { vni: 'is wrong' }), 'mirror session "s": vni is wrong'],
])('%s: the sentences alone', (mistake, sentences) => {
  expect(outcomeOf(failing(mistake))).toEqual({ printed: [sentences], exitCode: 1 });
});

test('what a construct finds wrong at synth: the sentences alone', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'run-program-'));
  try {
    const program = (): void => {
      const app = new App({ outdir, stackTraces: false });
      const stack = new TerraformStack(app, 'stack');
      new HuaweicloudProvider(stack, 'huaweicloud');
      for (const name of ['empty', 'void']) new MirrorFilter(stack, name, { name });
      app.synth();
    };
    expect(outcomeOf(program)).toEqual({
      printed: [
        'mirror filter "empty" has no rule, so nothing would be mirrored\nmirror filter "void" has no rule, so nothing would be mirrored',
      ],
      exitCode: 1,
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test.each([new TypeError('x is undefined'), new Error('Validation failed for another reason')])(
  '%s is a mistake of ours: its stack is shown',
  (mistake) => {
    expect(outcomeOf(failing(mistake))).toEqual({ printed: [mistake], exitCode: 1 });
  },
);
