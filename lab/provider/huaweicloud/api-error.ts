import { z } from 'zod';

/** An answer other than success. */
export class ApiError extends Error {
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    /** Such as `VPC.0114`; empty when the answer has none. */
    readonly code: string,
    readonly apiMessage: string,
  ) {
    super(`${method} ${path} was answered ${status}${code === '' ? '' : ` ${code}`}: ${apiMessage}`);
  }
}

export const isGone = (thrown: unknown): boolean => thrown instanceof ApiError && thrown.status === 404;

/** The four forms in which Huawei Cloud's services write errors. */
const forms = z.union([
  z.object({ NeutronError: z.object({ type: z.string(), message: z.string() }) }).transform(({ NeutronError }) => ({
    code: NeutronError.type,
    message: NeutronError.message,
  })),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }).transform(({ error }) => error),
  z
    .object({ error_code: z.string(), error_msg: z.string() })
    .transform(({ error_code, error_msg }) => ({ code: error_code, message: error_msg })),
  z.object({ code: z.string(), message: z.string() }),
]);

/** Reads an answer's error in whichever form it is. */
export function apiError(method: string, path: string, status: number, text: string): ApiError {
  const parsed = forms.safeParse(parsedJson(text));
  if (parsed.success) return new ApiError(method, path, status, parsed.data.code, parsed.data.message);
  return new ApiError(method, path, status, '', text.slice(0, 200) || 'no text');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
