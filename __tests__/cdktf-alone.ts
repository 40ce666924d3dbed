import * as stackTrace from 'cdktf/lib/tokens/private/stack-trace';
import { ValidateBinaryVersion } from 'cdktf/lib/validations/validate-binary-version';

// Each of CDKTF's tokens remembers the stack on which it was made. Jest translates every line of it, which takes a tenth
// of the unit tests' time, and no test reads it.
jest.spyOn(stackTrace, 'captureStackTrace').mockReturnValue([]);

// CDKTF asks Terraform for its version when a stack with a cloud backend is synthesized. Unit tests need no Terraform.
jest.spyOn(ValidateBinaryVersion.prototype, 'validate').mockReturnValue([]);
