import { posix } from 'node:path';
import { type Problem } from './input-error';
import { shown } from './shown';

/** Any place will do: the path is looked at from the stack's folder, three below the project's. */
const PROJECT = '/above/project';
const OUTPUT = `${PROJECT}/cdktf.out`;
const STACK = `${OUTPUT}/stacks/stack`;

/** What Terraform reads in the folder of the stack, beside the state: Terraform's documentation, "Files and Directories". */
const TERRAFORM_FILES = /(\.tf|\.tf\.json|\.tfvars|\.tfvars\.json|\.tftest\.hcl|\.lock\.hcl|\.terraformrc)$/;

/** Where Terraform keeps the state of a stack: never a file that Terraform, cdktf or the project needs for itself. */
export function checkStatePath(path: string): Problem {
  if (path.trim() === '') return 'must not be empty; leave it out for the file beside cdktf.json';
  if (/^([/\\~]|[A-Za-z]:)/.test(path)) {
    return `must be relative to cdktf.out/stacks/NAME, so that the JSON is the same on every machine, got: ${shown(path)}`;
  }
  // eslint-disable-next-line no-control-regex -- a line break in a file's name is never meant
  if (/[\\\u0000-\u001f]/.test(path)) return `must be a path with "/" between its parts, got: ${shown(path)}`;
  const file = posix.join(STACK, path);
  if (/(^|\/)\.{0,2}$/.test(path) || STACK.startsWith(`${file}/`)) {
    return `must be the path of a file, not of a folder, got: ${shown(path)}`;
  }
  return isTaken(file) ? `must not be a file of the stack or of the project, got: ${shown(path)}` : undefined;
}

function isTaken(file: string): boolean {
  const name = posix.basename(file);
  const folder = posix.dirname(file);
  if (file.split('/').includes('.terraform') || file.split('/').includes('node_modules')) return true;
  // `plan` is what cdktf diff leaves, `metadata.json` and `manifest.json` what cdktf synth does.
  if (folder === STACK) return ['plan', 'metadata.json'].includes(name) || TERRAFORM_FILES.test(name);
  if (folder === OUTPUT) return name === 'manifest.json';
  if (folder === PROJECT)
    return /\.(ts|mjs|cjs|js|md)$|^(package|package-lock|cdktf|tsconfig)\.json$|^\.git/.test(name);
  return /^\/above\/project\/(\.gen|\.git|lib|lab|schemas|tools|docs|bench|__tests__)\//.test(file);
}
