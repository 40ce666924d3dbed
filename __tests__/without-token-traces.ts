import * as stackTrace from 'cdktf/lib/tokens/private/stack-trace';

// Each of CDKTF's tokens remembers the stack on which it was made. Jest translates every line of it, which takes a tenth
// of the unit tests' time, and no test reads it.
jest.spyOn(stackTrace, 'captureStackTrace').mockReturnValue([]);
