/**
 * Codes of the cloud for what is not there. The ones of VPC, subnet and EIP are in the published error tables of VPC and
 * EIP, that of a server in the documentation of KooCLI. Whatever else is missing has a code that nobody published.
 */
const notFoundCodes: Readonly<Record<string, string>> = {
  vpc: 'VPC.0003',
  subnet: 'VPC.0202',
  EIP: 'VPC.0504',
  server: 'Ecs.0114',
};

/** How a service writes its errors down. */
export type ErrorDialect =
  /** `{ code, message }`: VPC and EIP v1, DNS. */
  | 'plain'
  /** `{ error_code, error_msg, request_id }`: VPC and EIP v3, KPS. */
  | 'v3'
  /** `{ NeutronError: { type, message, detail } }`: VPC v2.0, and a duplicate security group rule in v1. */
  | 'neutron'
  /** `{ error: { code, message } }`: ECS, EVS, IMS, IAM. */
  | 'wrapped';

interface ErrorNames {
  /** The cloud's code, where it is known. */
  readonly code?: string | undefined;
  /** Neutron's name of the error, where it has one. Such an error keeps Neutron's form in v1 as well. */
  readonly neutronType?: string;
}

/**
 * An answer other than success. `message` is a sentence for the person who reads Terraform's output. Terraform's provider
 * and the SDKs go by the HTTP status alone, so a code that nobody here knows is `Lab.<status>`: it can't be mistaken for
 * the cloud's.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly names: ErrorNames = {},
  ) {
    super(message);
  }
}

/** 400: the request can't be right, whatever the region holds. `field` is its path in the body, such as `vpc.cidr`. */
export const invalid = (field: string, problem: string, code?: string): ApiError =>
  new ApiError(400, `${field}: ${problem}`, { code });

/** 400: a reference to something that isn't there. */
export const danglingReference = (field: string, kind: string, id: string): ApiError =>
  invalid(field, `${kind} ${id} does not exist`);

export const notFound = (kind: string, id: string): ApiError =>
  new ApiError(404, `${kind} ${id} could not be found`, { code: notFoundCodes[kind] });

/** 409: the request clashes with what the region holds. */
export const conflict = (message: string, names: ErrorNames = {}): ApiError => new ApiError(409, message, names);

/** 409. VPC.0114 is about the number of VPCs alone (API reference of VPC: error codes). */
export const quotaExceeded = (kind: string, limit: number): ApiError =>
  conflict(`quota exceeded for ${kind}: ${limit} allowed, delete one or raise the lab's quota`, {
    code: kind === 'vpcs' ? 'VPC.0114' : undefined,
  });

/** 500: the fabric could not be made to match; the change was taken back. */
export const dataPlaneFailed = (reason: string): ApiError =>
  new ApiError(500, `the change was taken back because the data plane could not follow: ${reason}`);

/** 503: the lab is being stopped. */
export const closing = (): ApiError => new ApiError(503, 'the region is closing');

/** The code of `error`; a call may have one of its own for bad parameters. */
const codeOf = ({ status, names }: ApiError, invalidCode?: string): string =>
  names.code ?? (status === 400 ? invalidCode : undefined) ?? `Lab.${status}`;

/** How one call writes its errors. */
interface ErrorStyle {
  readonly errors: ErrorDialect;
  readonly invalidCode?: string;
}

/** The body of `error` in the words of a call. */
export function errorBody(error: ApiError, { errors, invalidCode }: ErrorStyle, requestId: string): unknown {
  const { message, names } = error;
  const code = codeOf(error, invalidCode);
  if (errors === 'neutron' || (errors === 'plain' && names.neutronType !== undefined)) {
    return { NeutronError: { type: names.neutronType ?? code, message, detail: '' } };
  }
  switch (errors) {
    case 'plain':
      return { code, message };
    case 'v3':
      return { request_id: requestId, error_code: code, error_msg: message };
    case 'wrapped':
      return { error: { code, message } };
  }
}

/** For calls that no service here owns: every form at once, so that each client finds the sentence. */
export const universalErrorBody = (error: ApiError, requestId: string): unknown => ({
  code: codeOf(error),
  message: error.message,
  error_code: codeOf(error),
  error_msg: error.message,
  request_id: requestId,
});
