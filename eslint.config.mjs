import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const generatedBarrel = {
  // The barrel loads every generated type; a single resource loads in a tenth of the time.
  regex: '\\.gen/providers/huaweicloud(/(index|lazy-index))?$',
  message: 'import a single resource, such as .gen/providers/huaweicloud/vpc, not the barrel',
};

const packagesFirst = {
  selector: 'ImportDeclaration[source.value=/^\\./] ~ ImportDeclaration[source.value=/^[^.]/]',
  message: 'import packages first, then files',
};

export default tseslint.config(
  { ignores: ['.gen/**', 'cdktf.out/**', 'node_modules/**', 'coverage/**', '.lab/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      // The dialect, as CONTRIBUTING tells it.
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'typeLike', format: ['PascalCase'] },
        // Names of API fields stay as they are; PascalCase is for what stands for a set of names, such as TcpFlag.
        {
          selector: ['variable', 'parameter'],
          format: ['camelCase', 'UPPER_CASE', 'PascalCase', 'snake_case'],
          leadingUnderscore: 'allow',
          trailingUnderscore: 'allow',
          filter: { regex: '^TF_VAR_', match: false },
        },
        { selector: ['function', 'classMethod'], format: ['camelCase'] },
        { selector: 'classProperty', format: ['camelCase', 'UPPER_CASE'] },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-syntax': ['error', packagesFirst],
      'no-restricted-imports': ['error', { patterns: [generatedBarrel] }],
    },
  },
  {
    files: ['lab/fabric/**/*.ts', 'lab/lab.ts'],
    ignores: ['lab/fabric/guest-groups.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        packagesFirst,
        {
          selector: "CallExpression[callee.name=/^mkdir/] Property[key.name='recursive']",
          message: 'below /proc of a process that has ended it never ends: use makeFolders',
        },
      ],
    },
  },
  {
    files: ['lib/**/*.ts', 'main.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [generatedBarrel, { regex: '(^|/)lab(/|$)', message: 'the product never imports from the lab' }],
        },
      ],
    },
  },
  {
    files: ['review/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            generatedBarrel,
            {
              regex: '^(\\.\\./)+(lab|tools|main|lib/(?!mirror/|values/))',
              message: 'what people look at reads JSON and logs; of the product it knows lib/mirror and lib/values',
            },
          ],
        },
      ],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
    languageOptions: {
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
);
