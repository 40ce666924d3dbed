import { type Writable } from 'node:stream';

/** Lines for a person: steps with their time, and what happens inside them. */
export class Progress {
  private readonly start = performance.now();
  private readonly reader = new AbortController();

  constructor(private readonly out: Writable = process.stdout) {
    // The other end of a pipe has been closed, or the terminal has hung up.
    out.on('error', () => {
      this.reader.abort();
    });
  }

  /** Aborted as soon as nobody can read any more; what is said after that is lost. */
  get unread(): AbortSignal {
    return this.reader.signal;
  }

  /** A step of the run, with the seconds since the start. */
  step(text: string): void {
    this.text(`${this.elapsed()}  ${text}`);
  }

  /** Something inside the current step. */
  detail(text: string): void {
    this.text(`         ${text}`);
  }

  /** Text as it is. */
  text(text: string): void {
    if (!this.unread.aborted) this.out.write(`${text}\n`);
  }

  private elapsed(): string {
    return `${((performance.now() - this.start) / 1000).toFixed(1).padStart(6)}s`;
  }
}
