/** As far as its test needs it: Jest itself loads the file as JavaScript. */
interface Test {
  readonly path: string;
  readonly context: { readonly config: { readonly displayName: { readonly name: string } } };
}

declare class LongestFirst {
  static readonly LONGEST: readonly string[];
  constructor(options: object);
  sort(tests: readonly Test[]): readonly Test[];
}

export = LongestFirst;
