import { TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { SOURCES_PER_SESSION } from '../values/limits';

export interface SessionPlacesProps {
  /** Expression of the list of network interface ids, each once. */
  readonly sources: string;
  /** Expression of the list of the region's sessions, as huaweicloud_vpc_traffic_mirror_sessions has it. */
  readonly sessions: string;
  /** What stands before the number in the names of the sessions. */
  readonly name: string;
}

/**
 * Which source is in which session, worked out by Terraform at each plan.
 *
 * A source that is in one of the sessions already stays there. New ones fill up the sessions that have the fewest
 * sources, because a change of a session's sources interrupts all of them; only when all are full is there one more
 * session. So one more source changes one session, and one source less changes one, too. Where the assignment is kept is
 * the region itself: the sessions that it lists (docs/decisions/0014-sources-stay-in-their-session.md).
 */
export class SessionPlaces extends Construct {
  /** Expression of a map of lists of source ids, sorted, by the session's number as a text, such as `01`. */
  readonly sessions: string;
  private readonly placed: string;

  constructor(scope: Construct, id: string, { sources, sessions, name }: SessionPlacesProps) {
    super(scope, id);
    const { max } = SOURCES_PER_SESSION;
    const wanted = this.local('wanted', `{ for id in ${sources} : id => true }`);
    const pattern = `^${name.replaceAll('.', '[.]')}-([0-9]+)$`;
    const own = `[for s in ${sessions} : { number = tonumber(regex("${pattern}", s.name)[0]), sources = s.traffic_mirror_sources } if can(regex("${pattern}", s.name))]`;
    const seen = `flatten([for s in ${own} : [for id in s.sources : { id = id, number = s.number }]])`;
    const kept = this.local(
      'kept',
      `{ for id, numbers in { for one in ${seen} : one.id => one.number... } : id => min(numbers...) if can(${wanted}[id]) }`,
    );
    const held = this.local('held', `{ for id, number in ${kept} : tostring(number) => id... }`);
    const added = this.local('added', `[for id in keys(${wanted}) : id if !can(${kept}[id])]`);
    const count = (number: string): string => `length(try(${held}[tostring(${number})], []))`;
    const last = `max(concat([0], [for number in keys(${held}) : tonumber(number)])...)`;
    // By what the sort compares first: whether it is a new session, then how many sources it has.
    const order = this.local(
      'order',
      `[for key in sort([for n in range(1, ${last} + ceil(length(${added}) / ${max}) + 1) : format("%d-%02d-%06d", ${count('n')} == 0 ? 1 : 0, ${count('n')}, n)]) : tonumber(split("-", key)[2])]`,
    );
    const gaps = this.local(
      'gaps',
      `flatten([for n in ${order} : [for free in range(max(0, ${max} - ${count('n')})) : n]])`,
    );
    this.placed = this.local('placed', `merge(${kept}, { for index, id in ${added} : id => ${gaps}[index] })`);
    this.sessions = this.local(
      'sessions',
      `{ for number, ids in { for id in keys(${wanted}) : format("%02d", ${this.placed}[id]) => id... } : number => sort(ids) }`,
    );
  }

  /** Expression: the number, as a text, of the session of the source whose id is the given expression. */
  numberOf(source: string): string {
    return `format("%02d", ${this.placed}[${source}])`;
  }

  private local(id: string, expression: string): string {
    return `local.${new TerraformLocal(this, id, `\${${expression}}`).friendlyUniqueId}`;
  }
}
