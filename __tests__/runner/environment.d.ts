/** As far as its test needs it: Jest itself loads the file as JavaScript. */
declare class OneScope {
  constructor(config: { readonly projectConfig: object });
  readonly moduleMocker: Pick<typeof jest, 'spyOn'>;
  teardown(): Promise<void>;
}

export = OneScope;
