/** Reads a log line by line and says at any time what the deploy has come to so far. */
import { type ProvenCell } from '../proof/proof-plan';
import { checksOf, type Pass } from './checks';
import { BEGIN, END, evidenceOf, type Evidence, type EvidenceBlock } from './evidence';
import { readLogLine, type LogLine } from './log-line';
import { REPORT_VERSION, type Report, type VerdictName } from './schema';

const BEGUN =
  /^(?:Initializing (?:the backend|HCP Terraform|Terraform Cloud)|Terraform v\d|Preparing the remote apply)/;
const COMPLETE = /^Apply complete!/;
const DESTROYED = /^Destroy complete!/;
const NO_CHANGES = /^No changes\./;
const ERROR = /^Error: (.*)$/;
const FIELD = /^ {2}([A-Z][A-Za-z]*(?:, [A-Z]\w+| Flags)?) {2,}(\S.*)$|^ {2}(VXLAN Flags|VNI) +(\S.*)$/;

/** What is known of one deploy of the log. */
interface Deploy {
  readonly passes: Pass[];
  readonly notes: string[];
  readonly failures: string[];
  readonly sessions: string[];
  readonly errors: string[];
  readonly packets: Report['packets'];
  readonly blocks: EvidenceBlock[];
  isComplete: boolean;
  hasChanges: boolean;
}

const nothing = (): Deploy => ({
  ...{ passes: [], notes: [], failures: [], sessions: [], errors: [], packets: [], blocks: [] },
  ...{ isComplete: false, hasChanges: true },
});

export class ReportReader {
  private stack = '';
  private deploys = 0;
  private deploy = nothing();
  /** What has passed in this step, of a server that has yet to say its name. */
  private unplaced: Pass[] = [];
  /** The one before: a destroy begins as a deploy does, and is none. */
  private before = nothing();
  /** The error that is being explained. */
  private error:
    | { readonly at: number; readonly isBoxed: boolean; readonly hasPlace: boolean; readonly isExplained: boolean }
    | undefined;
  private open: { server: string; nonce: string; sha256: string; lines: string[] } | undefined;
  private packet: { target: string; lines: string[]; fields: Record<string, string> } | undefined;

  /** @param cells of the proof plan, when the stack's JSON is known: each becomes a check, also when the run did not get there */
  constructor(private readonly cells: readonly ProvenCell[] = []) {}

  /** @returns whether the line is only for the report: evidence, which nobody reads */
  read(raw: string): boolean {
    const line = readLogLine(raw);
    if (line.type === 'script') return this.script(line.text);
    this.terraform(line);
    return false;
  }

  report(): Report {
    const evidence = this.evidence();
    const { verdict, headline, reasons } = this.verdict();
    return {
      ...{
        version: REPORT_VERSION,
        stack: this.stack,
        verdict,
        headline,
        reasons: [...reasons],
        deploys: this.deploys,
      },
      ...{
        sessions: this.deploy.sessions,
        checks: checksOf(this.cells, this.deploy.passes, verdict, reasons),
        notes: this.deploy.notes,
      },
      packets: this.deploy.packets,
      evidence: { packets: evidence.packets, problems: [...evidence.problems] },
    };
  }

  /** The packets of the last deploy, and of no other run. */
  evidence(): Evidence {
    const nonces = this.deploy.passes.flatMap(({ text }) => /, nonce (\w+)$/.exec(text)?.[1] ?? []);
    const unfinished = this.open && { ...this.open, base64: this.open.lines.join('') };
    return evidenceOf([...this.deploy.blocks, ...(unfinished === undefined ? [] : [unfinished])], nonces[0]);
  }

  private script(text: string): boolean {
    if (this.open !== undefined) return this.evidenceLine(text);
    const begin = BEGIN.exec(text);
    if (begin !== null) {
      const [, server = '', nonce = '', sha256 = ''] = begin;
      this.open = { server, nonce, sha256, lines: [] };
      return true;
    }
    this.begin();
    const verified = /^VERIFIED: (?:mirror session (.*) works)?/.exec(text);
    const pass = /^ {2}PASS {2}(.*)$/.exec(text)?.[1];
    const note = /^ {2}NOTE {2}(.*)$/.exec(text)?.[1];
    const failed = /^(FAILED: .*)$/.exec(text)?.[1];
    if (verified !== null) this.deploy.sessions.push(verified[1] ?? '');
    else if (pass !== undefined) this.passed(pass);
    else if (note !== undefined) this.deploy.notes.push(note);
    else if (failed !== undefined && !this.deploy.failures.includes(failed)) this.deploy.failures.push(failed);
    // Another server's step.
    else if (text.startsWith('Connecting to remote host')) this.unplaced = [];
    else this.packetLine(text);
    return false;
  }

  private passed(text: string): void {
    const pass: Pass = { text, session: this.deploy.sessions.at(-1) ?? '', target: '' };
    this.deploy.passes.push(pass);
    this.unplaced.push(pass);
  }

  private evidenceLine(text: string): boolean {
    if (this.open === undefined) return false;
    if (END.test(text)) {
      const { lines, ...block } = this.open;
      this.deploy.blocks.push({ ...block, base64: lines.join('') });
      this.open = undefined;
      return true;
    }
    if (/^[A-Za-z0-9+/=]*$/.test(text)) {
      this.open.lines.push(text);
      return true;
    }
    // The log has lost the end of it.
    const { lines, ...block } = this.open;
    this.deploy.blocks.push({ ...block, base64: lines.join('') });
    this.open = undefined;
    return this.script(text);
  }

  /** The first mirrored packet: a heading, its two lines, and the fields of Table 6. */
  private packetLine(text: string): void {
    const target = /^The first of them, as tcpdump .* shows it on (.*):$/.exec(text)?.[1];
    if (target !== undefined) {
      this.packet = { target, lines: [], fields: {} };
      for (const pass of this.unplaced.splice(0)) pass.target = target;
      return;
    }
    if (this.packet === undefined) return;
    const field = FIELD.exec(text);
    if (field !== null) {
      const [, name = field[3] ?? '', value = field[4] ?? ''] = field;
      this.packet.fields[name] = value;
    } else if (/^Its fields/.test(text)) {
      const { lines, fields } = this.packet;
      this.deploy.packets.push({ target: this.packet.target, outer: lines[0] ?? '', inner: lines[1] ?? '', fields });
    } else if (text !== '' && this.packet.lines.length < 2) this.packet.lines.push(text);
    else this.packet = undefined;
  }

  private terraform({ text, isBoxed, stack }: Extract<LogLine, { type: 'terraform' }>): void {
    this.explain(text, isBoxed);
    if (BEGUN.test(text)) {
      // cdktf plans and applies in two goes, each of which says so: a new deploy begins after the end of one.
      if (this.deploys === 0 || this.deploy.isComplete || this.deploy.errors.length > 0) this.begin(true);
      if (stack !== '') this.stack = stack;
      return;
    }
    const error = ERROR.exec(text)?.[1];
    if (COMPLETE.test(text)) {
      this.begin();
      this.deploy.isComplete = true;
    } else if (DESTROYED.test(text)) {
      this.deploys = Math.max(0, this.deploys - 1);
      this.deploy = this.before;
    } else if (NO_CHANGES.test(text)) {
      this.begin();
      this.deploy.hasChanges = false;
    } else if (error !== undefined && this.error?.isBoxed !== true) {
      this.begin();
      this.deploy.errors.push(error);
      this.error = { at: this.deploy.errors.length - 1, isBoxed, hasPlace: false, isExplained: false };
    }
  }

  /**
   * What stands below the headline of an error, but for the place in the JSON, which nobody wrote: in its box, or without
   * colours the paragraph behind one that is empty or names the place.
   */
  private explain(text: string, isBoxed: boolean): void {
    if (this.error === undefined) return;
    const { at, hasPlace, isExplained } = this.error;
    if (this.error.isBoxed ? !isBoxed : ERROR.test(text) || (text === '' && isExplained)) {
      this.error = undefined;
      return;
    }
    if (text === '' || /^\s*(?:with |on |\d+:|│|├|var\.)/.test(text)) {
      this.error = { ...this.error, hasPlace: true };
      return;
    }
    if (!this.error.isBoxed && !hasPlace) return;
    // Terraform breaks its lines where they get too long: only the headline stands for itself.
    this.deploy.errors[at] = `${this.deploy.errors[at] ?? ''}${isExplained ? '' : ':'} ${text.trim()}`;
    this.error = { ...this.error, isExplained: true };
  }

  private begin(isNew = false): void {
    if (!isNew && this.deploys > 0) return;
    this.deploys += 1;
    this.before = this.deploy;
    this.deploy = nothing();
    this.open = this.packet = undefined;
    this.unplaced = [];
  }

  private verdict(): { verdict: VerdictName; headline: string; reasons: readonly string[] } {
    const { failures, errors, isComplete, hasChanges, sessions } = this.deploy;
    if (failures.length > 0)
      return { verdict: 'failed', headline: 'the mirror does not work as it should', reasons: failures };
    if (errors.length > 0) {
      return { verdict: 'error', headline: 'the deploy failed', reasons: [...new Set(errors)] };
    }
    if (this.deploys === 0) {
      return { verdict: 'no-deploy', headline: 'there is no deploy in this log', reasons: [] };
    }
    if (!isComplete && hasChanges) {
      const reasons = ['the log ends before the deploy is complete: it was cut, or something has ended Terraform'];
      return { verdict: 'incomplete', headline: 'nobody knows how the deploy ended', reasons };
    }
    if (sessions.length > 0)
      return { verdict: 'verified', headline: 'the mirror works: deployed and verified', reasons: [] };
    const why = hasChanges
      ? 'the stack has no verification'
      : 'nothing has changed; raise verification_run to verify again';
    return { verdict: 'unverified', headline: 'deployed, but nothing was proven', reasons: [why] };
  }
}
