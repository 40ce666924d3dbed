/** Lines for a person: steps with their time, and what happens inside them. */
export class Progress {
  private readonly start = performance.now();

  constructor(private readonly write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)) {}

  /** A step of the run, with the seconds since the start. */
  step(text: string): void {
    this.write(`${this.elapsed()}  ${text}`);
  }

  /** Something inside the current step. */
  detail(text: string): void {
    this.write(`         ${text}`);
  }

  /** Text as it is. */
  text(text: string): void {
    this.write(text);
  }

  get seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  private elapsed(): string {
    return `${this.seconds.toFixed(1).padStart(6)}s`;
  }
}
