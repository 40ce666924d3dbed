/** An SSH key pair. Its id is its name. Private keys are handed out once and never kept. */
export interface Keypair {
  readonly id: string;
  readonly description: string;
  readonly publicKey: string;
  /** MD5 of the key's blob, in hexadecimal with colons. */
  readonly fingerprint: string;
  readonly scope: 'user' | 'domain';
  readonly createdAt: Date;
}
