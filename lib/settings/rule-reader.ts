import { MirrorRule } from '../mirror/mirror-rule';
import { InputError } from '../values/input-error';
import { formatPath } from './problems';
import { type MirrorRuleSettings } from './schema';
import { type Path } from './schema-reading';
import { type SoundPart } from './sound-part';

/** Turns rules as they stand in the settings into values, and keeps what is wrong with them. */
export class RuleReader {
  readonly problems: string[] = [];

  constructor(private readonly part: Pick<SoundPart<unknown>, 'isSound'>) {}

  read(path: Path, settings: readonly MirrorRuleSettings[]): MirrorRule[] {
    const seen = new Map<string, string>();
    return settings.flatMap((rule, index) => {
      const place = [...path, index];
      this.checkPriority(place, rule, seen);
      // What is wrong by itself was told already; what it would mean for the rest, nobody knows.
      return this.part.isSound(place) ? this.ruleOf(place, rule) : [];
    });
  }

  private checkPriority(place: Path, { direction, priority }: MirrorRuleSettings, seen: Map<string, string>): void {
    if (!this.part.isSound([...place, 'priority'], [...place, 'direction'])) return;
    const where = formatPath(place);
    const twin = seen.get(`${direction} ${priority}`);
    if (twin === undefined) seen.set(`${direction} ${priority}`, where);
    else {
      this.problems.push(
        `${where}.priority must be unique among the ${direction} rules, got: ${priority}, as in ${twin}`,
      );
    }
  }

  private ruleOf(place: Path, rule: MirrorRuleSettings): MirrorRule[] {
    try {
      return [rule.action === 'accept' ? MirrorRule.accept(rule) : MirrorRule.reject(rule)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const where = formatPath(place);
      this.problems.push(...Object.entries(error.problems).map(([prop, problem]) => `${where}.${prop} ${problem}`));
      return [];
    }
  }
}
