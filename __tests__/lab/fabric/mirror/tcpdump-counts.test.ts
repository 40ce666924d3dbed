import { Readable, Writable } from 'node:stream';
import { type NamespaceProcess, type ProcessEnd } from '../../../../lab/fabric/mirror/namespace-process';
import { TcpdumpCounter, type TcpdumpCounts } from '../../../../lab/fabric/mirror/tcpdump-counts';

/** Answers each question on standard input with the next counts, the last ones for ever. */
function fakeTcpdump(answers: readonly TcpdumpCounts[]) {
  const listeners: ((line: string) => void)[] = [];
  let end: (reason: ProcessEnd) => void = () => undefined;
  const ended = new Promise<ProcessEnd>((resolve) => (end = resolve));
  const questions: number[] = [];
  const say = (line: string): void => {
    listeners.forEach((listen) => {
      listen(line);
    });
  };
  const stdin = new Writable({
    write: (_chunk, _encoding, done) => {
      const counts = answers[Math.min(questions.length, answers.length - 1)];
      questions.push(questions.length);
      done();
      if (counts === undefined) return;
      const { captured, received, dropped } = counts;
      setImmediate(
        say,
        `tcpdump: ${captured} packets captured, ${received} packets received by filter, ${dropped} packets dropped by kernel`,
      );
    },
  });
  const child: NamespaceProcess = {
    pid: -1,
    stdin,
    stdout: Readable.from([]),
    onErrorLine: (listener) => listeners.push(listener),
    ended,
    end: () => ended,
  };
  return {
    child,
    questions,
    say,
    die: () => {
      end({ ok: false, reason: 'killed' });
    },
  };
}

const counts = (captured: number, received: number, dropped = 0): TcpdumpCounts => ({ captured, received, dropped });

describe('counts of tcpdump', () => {
  test('GIVEN frames in the buffer WHEN settled THEN it waits until they have all come out', async () => {
    // Nine of the twelve were not dropped.
    const { child, questions } = fakeTcpdump([counts(2, 12, 3), counts(5, 12, 3), counts(9, 12, 3)]);
    await new TcpdumpCounter(child).settle(() => [0, 2, 5, 8, 9][questions.length] ?? 9);
    expect(questions).toHaveLength(4);
  });

  test('GIVEN an empty buffer WHEN settled THEN one question is enough', async () => {
    const { child, questions } = fakeTcpdump([counts(7, 10, 3)]);
    await new TcpdumpCounter(child).settle(() => 7);
    expect(questions).toHaveLength(1);
  });

  test('GIVEN frames that tcpdump never shows WHEN settled twice THEN only the first time has to find out', async () => {
    const { child, questions } = fakeTcpdump([counts(7, 10)]);
    const counter = new TcpdumpCounter(child);
    await counter.settle(() => 7);
    const before = questions.length;
    await counter.settle(() => 7);
    expect(before).toBeGreaterThan(5);
    expect(questions).toHaveLength(before + 1);
  });

  test('GIVEN a reader that lags behind tcpdump WHEN nothing moves for a while THEN it is still waited for', async () => {
    const { child, questions } = fakeTcpdump([counts(10, 10)]);
    await new TcpdumpCounter(child).settle(() => (questions.length > 30 ? 10 : 4));
    expect(questions).toHaveLength(31);
  });

  test('GIVEN two at a time WHEN settled THEN each question waits for the answer of the one before', async () => {
    const { child, questions } = fakeTcpdump([counts(1, 1)]);
    const counter = new TcpdumpCounter(child);
    const both = [counter.settle(() => 1), counter.settle(() => 1)];
    await Promise.resolve();
    await Promise.resolve();
    expect(questions).toHaveLength(1);
    await Promise.all(both);
    expect(questions).toHaveLength(2);
  });

  test('GIVEN a tcpdump that dies WHEN asked THEN it is not waited for', async () => {
    const { child, die } = fakeTcpdump([]);
    const settling = new TcpdumpCounter(child).settle(() => 0);
    die();
    await expect(settling).resolves.toBeUndefined();
  });

  test('GIVEN the lines at its end WHEN read THEN the drops are there', () => {
    const { child, say } = fakeTcpdump([]);
    const counter = new TcpdumpCounter(child);
    ['20 packets captured', '26 packets received by filter', '6 packets dropped by kernel'].forEach(say);
    expect(counter.dropped).toBe(6);
  });
});
