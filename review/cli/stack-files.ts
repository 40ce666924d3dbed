/** What cdktf has written: which stacks there are, their JSON, and what they warned of. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ReviewError } from '../review-error';
import { isBlock, listAt, parseObject, textAt, type Block } from '../stack/template';

export interface StackFile {
  readonly name: string;
  readonly json: string;
  /** Folder in which Terraform works. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/** @throws ReviewError when nothing was synthesized, or no stack has that name */
export function stackFiles(outdir: string, name: string | undefined): StackFile[] {
  const manifest = join(outdir, 'manifest.json');
  if (!existsSync(manifest)) {
    throw new ReviewError(`${manifest} does not exist: leave out --no-synth, or run npm run synth first`);
  }
  const { stacks } = parseObject(readText(manifest), manifest);
  const all = Object.values(isBlock(stacks) ? stacks : {})
    .filter(isBlock)
    .map((stack) => stackFile(outdir, stack));
  const chosen = name === undefined ? all : all.filter((stack) => stack.name === name);
  if (chosen.length === 0) {
    const known = all.map((stack) => stack.name).join(', ') || 'none';
    throw new ReviewError(`there is no stack ${name === undefined ? '' : `"${name}" `}in ${outdir}; stacks: ${known}`);
  }
  return chosen;
}

function stackFile(outdir: string, stack: Block): StackFile {
  const json = join(outdir, textAt(stack, 'synthesizedStackPath'));
  const annotations = listAt(stack, 'annotations').filter(isBlock);
  return {
    name: textAt(stack, 'name'),
    json,
    folder: dirname(json),
    // What is only information is about the machine, and would differ on the next one.
    warnings: annotations.filter(({ level }) => level !== '@cdktf/info').map((one) => textAt(one, 'message')),
  };
}

/** @throws ReviewError if it cannot be read */
export function readText(file: string): string {
  return readBytes(file).toString('utf8');
}

/** @throws ReviewError if it cannot be read */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new ReviewError(`${file} ${why}`);
  }
}
