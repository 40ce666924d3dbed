/** What the machine has run out of, by the name that the kernel gives it, and what helps. */
const SHORTAGES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EMFILE: ['this process may open no more files', 'raise the limit in this shell, such as with ulimit -n 4096'],
  ENFILE: ['this machine has no more open files to give', 'end what has many of them open, or raise fs.file-max'],
  ENOSPC: ['no space is left', 'free some on the disk of the project and on that of /tmp'],
  EDQUOT: ['the disk quota is used up', 'free some on the disk of the project and on that of /tmp'],
  EROFS: ['a file system cannot be written to', 'copy the project to one that can'],
  ENOMEM: ['no memory is left', 'end what needs much of it'],
};

/** An error as a sentence; what the machine lacks is said in words and with its remedy, not by its name alone. */
export function complaintOf(error: unknown): string {
  const said = (error as Partial<Error> | null | undefined)?.message;
  const message = typeof said === 'string' ? said : String(error);
  for (const [code, [what, remedy]] of Object.entries(SHORTAGES)) {
    // Of a program that broke down, the one line that says it.
    const line = message.split('\n').find((each) => new RegExp(`\\b${code}\\b`).test(each));
    if (line !== undefined) return `${what} (${line.trim()}): ${remedy}`;
  }
  return message;
}
