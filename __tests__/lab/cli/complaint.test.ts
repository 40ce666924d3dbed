import { openSync } from 'node:fs';
import { complaintOf } from '../../../lab/cli/complaint';

describe('what is said when the machine has run out of something', () => {
  test.each([
    ['spawn perl EMFILE', 'this process may open no more files (spawn perl EMFILE): raise the limit'],
    ['ENOSPC: no space left on device, write', 'no space is left (ENOSPC: no space left on device, write): free some'],
    [
      'EROFS: read-only file system, mkdir',
      'a file system cannot be written to (EROFS: read-only file system, mkdir): copy',
    ],
  ])('GIVEN %j THEN it says what helps', (message, sentence) => {
    expect(complaintOf(new Error(message))).toContain(sentence);
  });

  test('GIVEN the last words of a program THEN the line of them that says it is told', () => {
    const words =
      'the lab ended: status 1\n\nError: EMFILE: too many open files\n    at open (node:fs:1)\n\nNode.js v20';
    expect(complaintOf(new Error(words))).toBe(
      'this process may open no more files (Error: EMFILE: too many open files): raise the limit in this shell, such as with ulimit -n 4096',
    );
  });

  test('GIVEN any other error THEN its own words stay', () => {
    expect(complaintOf(new Error('a lab "main" runs already'))).toBe('a lab "main" runs already');
    const error = ((): unknown => {
      try {
        return openSync('/proc/self/nothing', 'r');
      } catch (reason) {
        return reason;
      }
    })();
    expect(complaintOf(error)).toMatch(/^ENOENT: no such file/);
    expect(complaintOf('text')).toBe('text');
  });
});
