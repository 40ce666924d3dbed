/** Servers that are to run apart. The lab has one machine: it keeps who is in the group. */
export interface ServerGroup {
  readonly id: string;
  readonly name: string;
  readonly policies: readonly string[];
  /** Ids of servers; one that is deleted is taken out. */
  readonly members: readonly string[];
}
