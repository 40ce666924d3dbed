/**
 * Error codes. The ones of the VPC error table are [doc]; `Ecs.0114`, `VPC.0202`, `VPC.0504`, `VPC.0602`, `VPC.0612` and
 * `VPC.2204` are those that the recorded stand-in answered; a code that nobody here knows is `Lab.<status>`, so that
 * it can't be mistaken for the cloud's. Terraform's provider and the SDKs go by the HTTP status alone.
 */
const notFoundCodes: Readonly<Record<string, string>> = {
  vpc: 'VPC.0202',
  subnet: 'VPC.0202',
  'security group': 'VPC.0602',
  'security group rule': 'VPC.0612',
  EIP: 'VPC.0504',
  server: 'Ecs.0114',
  'traffic mirror filter': 'VPC.2204',
  'traffic mirror filter rule': 'VPC.2204',
  'traffic mirror session': 'VPC.2204',
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

/** An answer other than success. `message` is a sentence for the person who reads Terraform's output. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Neutron's name of the error, where it has one. Such an error keeps Neutron's form in v1 as well. */
    readonly neutronType?: string,
  ) {
    super(message);
  }
}

/** 400: the request can't be right, whatever the region holds. `field` is its path in the body, such as `vpc.cidr`. */
export const invalid = (field: string, problem: string, code = 'VPC.0002'): ApiError =>
  new ApiError(400, code, `${field}: ${problem}`);

/** 400: a reference to something that isn't there. */
export const danglingReference = (field: string, kind: string, id: string): ApiError =>
  invalid(field, `${kind} ${id} does not exist`);

export const notFound = (kind: string, id: string): ApiError =>
  new ApiError(404, notFoundCodes[kind] ?? 'Lab.404', `${kind} ${id} could not be found`);

/** 409: the request clashes with what the region holds. */
export const conflict = (message: string, code = 'Lab.409', neutronType?: string): ApiError =>
  new ApiError(409, code, message, neutronType);

/** 409 VPC.0114 [doc: VPC error table]. */
export const quotaExceeded = (kind: string, limit: number): ApiError =>
  new ApiError(409, 'VPC.0114', `quota exceeded for ${kind}: ${limit} allowed, delete one or raise the lab's quota`);

/** 500: the fabric could not be made to match; the change was taken back. */
export const dataPlaneFailed = (reason: string): ApiError =>
  new ApiError(500, 'Lab.500', `the change was taken back because the data plane could not follow: ${reason}`);

/** 503: the lab is being stopped. */
export const closing = (): ApiError => new ApiError(503, 'Lab.503', 'the region is closing');

/** The body of `error` in the words of a service. */
export function errorBody(error: ApiError, dialect: ErrorDialect, requestId: string): unknown {
  if (dialect === 'neutron' || (dialect === 'plain' && error.neutronType !== undefined)) {
    return { NeutronError: { type: error.neutronType ?? error.code, message: error.message, detail: '' } };
  }
  switch (dialect) {
    case 'plain':
      return { code: error.code, message: error.message };
    case 'v3':
      return { request_id: requestId, error_code: error.code, error_msg: error.message };
    case 'wrapped':
      return { error: { code: error.code, message: error.message } };
  }
}

/** For calls that no service here owns: every form at once, so that each client finds the sentence. */
export const universalErrorBody = (error: ApiError, requestId: string): unknown => ({
  code: error.code,
  message: error.message,
  error_code: error.code,
  error_msg: error.message,
  request_id: requestId,
});
