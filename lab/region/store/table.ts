import { danglingReference, notFound } from '../errors';

/** Anything that the region keeps: found by its id, replaced as a whole, never changed in place. */
export interface Stored {
  readonly id: string;
}

/** The records of one kind, in the order of their creation. */
export class Table<T extends Stored> {
  private records = new Map<string, T>();

  /** @param kind what a message calls one of them, such as `security group` */
  constructor(readonly kind: string) {}

  get size(): number {
    return this.records.size;
  }

  get(id: string): T | undefined {
    return this.records.get(id);
  }

  /** Throws 404 when there is none. */
  need(id: string): T {
    const record = this.records.get(id);
    if (!record) throw notFound(this.kind, id);
    return record;
  }

  /** Throws 400 naming `field` when there is none: for ids inside a body. */
  refer(field: string, id: string): T {
    const record = this.records.get(id);
    if (!record) throw danglingReference(field, this.kind, id);
    return record;
  }

  all(): T[] {
    return [...this.records.values()];
  }

  filter(test: (record: T) => boolean): T[] {
    return this.all().filter(test);
  }

  find(test: (record: T) => boolean): T | undefined {
    return this.all().find(test);
  }

  insert(record: T): T {
    this.records.set(record.id, record);
    return record;
  }

  /** Replaces the given fields; a field given as undefined keeps its value. Throws 404 when there is no such record. */
  update(id: string, patch: { readonly [K in keyof T]?: T[K] | undefined }): T {
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
    return this.insert({ ...this.need(id), ...given });
  }

  delete(id: string): void {
    this.need(id);
    this.records.delete(id);
  }

  /** Makes this table hold what `other` holds now. */
  become(other: Table<T>): void {
    this.records = new Map(other.records);
  }
}
