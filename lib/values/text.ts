import { type Problem } from './input-error';
import { shown } from './shown';

export function checkOneOf(value: string, allowed: readonly string[]): Problem {
  return allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}, got: ${shown(value)}`;
}

/** An id or a name that only Huawei Cloud can tell right from wrong. */
export function checkNotEmpty(text: string): Problem {
  if (text.trim() === '') return `must not be empty, got: ${shown(text)}`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text))
    return `must not contain line breaks or other control characters, got: ${shown(text)}`;
  return text === text.trim() ? undefined : `must not begin or end with a space, got: ${shown(text)}`;
}

export const TERRAFORM_EXPRESSION = 'must not contain "${" or "%{", which Terraform would evaluate';

/** Terraform evaluates these in every text of the JSON, wherever it came from. */
export function checkLiteral(text: string): Problem {
  if (!/[$%]\{/.test(text)) return undefined;
  return `${TERRAFORM_EXPRESSION}, got: ${shown(text)}`;
}

/** Descriptions of mirror resources and security-group rules: API reference of VPC. */
export function checkDescription(text: string): Problem {
  if (text.length <= 255 && !/[<>]/.test(text)) return undefined;
  return `must be at most 255 characters without "<" or ">", got: ${shown(text)}`;
}
